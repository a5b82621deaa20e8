/** `npm run demo`: an invented portfolio, 45 days on a virtual clock through the real pipe, and what came of it. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { addDays, instantAt, localDateOf, type Instant, type LocalTime } from '#domain'
import { openLog } from '#lifecycle'
import type { Settings } from '#settings'
import { readVirtualClock, startVirtualClock, type Database, type VirtualClock } from '#store'
import { openHouse, type House } from '../house'
import { diceOf } from './dice'
import { castPeople, takeDesks, tellLogIns, type People } from './people'
import { comeToRest, play } from './play'
import { openProgress } from './progress'
import { scenesOf } from './scenes'
import { setStage, WRITTEN_FOR } from './setup'
import { summarise } from './summary'

export interface DemoOptions {
  readonly days: number
  readonly seed: string
  readonly exit: boolean
}

const ZONE = 'Europe/Amsterdam'
/** In the middle of a morning: there are calls to make, and letters to release. */
const ENDS = '10:30' as LocalTime
/**
 * The sandbox carrier answers at once or never, but a busy disk may hold it up: by the time of the look-up, which comes at once
 * on a virtual clock, it must have taken the message or never take it.
 */
const ANSWER_WITHIN_MS = 1500

export async function playDemo(settings: Settings, options: DemoOptions): Promise<void> {
  const dataFolder = join(settings.dataFolder, 'demo')
  const startsAt = firstInstant(settings)
  const asked = { seed: options.seed, startsAt, endsAt: instantAt(addDays(localDateOf(startsAt, ZONE), options.days), ENDS, ZONE) }
  const told = { before: null as VirtualClock | null, now: startsAt }
  const readClock = async (database: Database): Promise<void> => {
    told.before = await readVirtualClock(database)
    told.now = told.before && resumable(told.before, asked) ? told.before.nowAt : startsAt
  }
  const open = (): Promise<House> =>
    openHouse({
      ...settings,
      databaseUrl: null,
      redisUrl: null,
      redirectAllTo: null,
      twilio: null,
      sendgrid: null,
      smtp: null,
      whatsapp: null,
      secretsKeys: [],
      carrierDoors: { twilio: null, sendgrid: null, whatsapp: null },
      webhooksPort: null,
      dataFolder,
      clock: () => told.now,
      log: openLog(settings.logLevel === 'info' ? 'fatal' : settings.logLevel),
      sandbox: { seed: options.seed, behaviour: 'lively', clock: 'driven' },
      answerWithinMs: ANSWER_WITHIN_MS,
      onDatabase: readClock,
    })
  let house = await open()
  if (told.before && !resumable(told.before, asked)) {
    await house.close()
    await rm(dataFolder, { recursive: true })
    house = await open()
  }
  try {
    const people = await tell(house, settings, { ...asked, nowAt: told.now, finished: false }, dataFolder, (instant) => {
      told.now = instant
    })
    if (!options.exit) await stayUp(house, people, told.now)
  } finally {
    await house.close()
  }
}

/** A finished play is replaced, and one of another seed or time too; an unfinished one goes on. */
const resumable = (told: VirtualClock, asked: Pick<VirtualClock, 'seed' | 'startsAt' | 'endsAt'>): boolean =>
  !told.finished && told.seed === asked.seed && told.startsAt === asked.startsAt && told.endsAt === asked.endsAt

async function tell(
  house: House,
  settings: Settings,
  clock: VirtualClock,
  dataFolder: string,
  setNow: (now: Instant) => void,
): Promise<People> {
  const began = Date.now()
  await house.sandbox.setClock(new Date(clock.nowAt).toISOString())
  const { creditor, report } = await setStage(house.pipe, settings.configFolder, dataFolder, ZONE, clock.startsAt, clock.nowAt)
  if (!(await readVirtualClock(house.pipe.database))) await startVirtualClock(house.pipe.database, clock.seed, clock.startsAt, clock.endsAt)
  process.stdout.write(
    `Imported config/demo/open-items.csv: ${report.loaded} claims loaded, ${report.unchanged} known, ${report.refused} rows refused${report.errorFile ? ` (see ${report.errorFile})` : ''}.\n`,
  )
  const people = await castPeople(house.pipe.database, creditor)
  const desks = await takeDesks(house.url, creditor, people)
  const progress = openProgress(clock, ZONE)
  const [first, last] = [localDateOf(clock.startsAt, ZONE), localDateOf(clock.endsAt, ZONE)]
  const scenes = scenesOf({ house, creditor, desks, dice: diceOf(clock.seed), dataFolder, zone: ZONE, first, last })
  await play({
    house,
    clock,
    zone: ZONE,
    scenes,
    setNow,
    onDay: (day) => {
      progress.onDay(day)
    },
  })
  progress.done()
  await Promise.all(Object.values(desks).map((desk) => desk.leave()))
  process.stdout.write(await summarise(house.pipe.database, creditor, ZONE, dataFolder))
  process.stdout.write(`Played ${first} to ${last} in ${((Date.now() - began) / 1000).toFixed(1)} s.\n`)
  return people
}

function firstInstant({ clockStart }: Settings): Instant {
  if (typeof clockStart === 'number') return clockStart
  return instantAt(clockStart ?? WRITTEN_FOR, '00:00' as LocalTime, ZONE)
}

const LOOK_MS = 1000

/** The clock stands still, and what people do on the pages goes on its way all the same. */
async function stayUp(house: House, people: People, now: Instant): Promise<void> {
  process.stdout.write(tellLogIns(people, house.url))
  process.stdout.write(`Still up: ${house.url}. Ctrl-C stops it.\n`)
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => {
      stop.abort()
    })
  while (!stop.signal.aborted) {
    await comeToRest(house, now)
    await setTimeout(LOOK_MS, undefined, { signal: stop.signal }).catch(() => undefined)
  }
}
