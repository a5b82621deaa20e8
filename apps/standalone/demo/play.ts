/** Plays the days on a stored virtual clock, which moves only when nothing earlier is due or in flight (rule 16). */
import { addDays, instantAt, localDateOf, type Instant, type LocalDate, type LocalTime } from '#domain'
import { turn } from '#pipeline'
import { advanceVirtualClock, finishVirtualClock, nextDueAt, type VirtualClock } from '#store'
import type { House } from '../house'

export interface Scene {
  readonly time: LocalTime
  readonly play: (now: Instant) => Promise<void>
}

export interface Play {
  readonly house: House
  readonly clock: VirtualClock
  readonly zone: string
  /** What people do, each day at its time; played again after a crash, so each must bear that. */
  readonly scenes: readonly Scene[]
  readonly setNow: (now: Instant) => void
  readonly onDay: (day: LocalDate) => void
}

/** Callbacks are looked at in steps of this length. */
const STEP_MS = 15 * 60_000

export async function play(given: Play): Promise<void> {
  const {
    house: { pipe },
    clock,
    zone,
    scenes,
    setNow,
    onDay,
  } = given
  let now = clock.nowAt
  while (now < clock.endsAt) {
    setNow(now)
    onDay(localDateOf(now, zone))
    let called = await comeToRest(given.house, now)
    for (const scene of scenes) {
      if (sceneAt(scene, now, zone) !== now) continue
      await scene.play(now)
      called = await comeToRest(given.house, now)
    }
    now = nextInstant(now, [await nextDueAt(pipe.database), called, ...scenes.map((scene) => nextScene(scene, now, zone)), clock.endsAt])
    await advanceVirtualClock(pipe.database, now)
  }
  await finishVirtualClock(pipe.database)
}

/** A few hundred debtors need a handful; more means that something is decided again and again. */
const MOST_TURNS = 200

/** Until nothing is due now, nothing is on its way and the carrier has nothing to say; answers when it will have. */
export async function comeToRest({ pipe, sandbox }: House, now: Instant): Promise<Instant | null> {
  for (let turns = 0; turns < MOST_TURNS; turns++) {
    const called = await sandbox.setClock(iso(now))
    if ((await turn(pipe, now)) === 0) return called === null ? null : upToStep(Date.parse(called))
    await pipe.belt.idle()
  }
  throw new Error(`the pipe does not come to rest at ${iso(now)}`)
}

function nextInstant(now: Instant, candidates: readonly (Instant | null)[]): Instant {
  const later = candidates.filter((instant): instant is Instant => instant !== null).map((instant) => Math.max(instant, now + 1))
  return Math.min(...later) as Instant
}

const iso = (instant: Instant): string => new Date(instant).toISOString()
const upToStep = (instant: number): Instant => (Math.ceil(instant / STEP_MS) * STEP_MS) as Instant
const sceneAt = ({ time }: Scene, now: Instant, zone: string): Instant => instantAt(localDateOf(now, zone), time, zone)

function nextScene(scene: Scene, now: Instant, zone: string): Instant {
  const today = sceneAt(scene, now, zone)
  return today > now ? today : instantAt(addDays(localDateOf(now, zone), 1), scene.time, zone)
}
