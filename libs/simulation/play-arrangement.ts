/** Plays a payment arrangement: its terms, the payments that count for them, and the day on which a missed one breaks it. */
import { creditDatesFrom, collectionDayOf, graceDay, restsGravely } from '#decision'
import { addDays } from '#domain'
import type { Instant, LocalDate, RunningArrangement } from '#domain'
import type { TimedEvent } from './scenario'
import { ScenarioError } from './scenario'
import { acknowledged, closeTasks, endHolds, openTask, placeHold } from './play-rests'
import { dayOf, openOf, startOf, termsOf } from './world'
import type { KeptArrangement, KeptHold, World } from './world'

/** A new arrangement takes the place of those before it that share an invoice with it; promises made before it are part of it. */
export function arrange(
  world: World,
  { instalments, each, claims: named, path }: Extract<TimedEvent, { type: 'arrangement' }>,
  now: Instant,
): void {
  if (each === 'pay-day' && world.scenario.debtor.income === null)
    throw new ScenarioError(`${path}.each`, 'arrangement: pay-day needs the income of the debtor')
  const days = each === 'pay-day' ? payDays(world, instalments.length, now) : each
  const claims = named ?? covered(world, now)
  for (const before of world.arrangements.filter((other) => other.claims.some((claim) => claims.includes(claim)))) end(world, before, now)
  closeTasks(world, 'broken-promise')
  endHolds(world, now, 'promise', null)
  world.promises = world.promises.map((given) => (given.state === 'open' ? { ...given, state: 'withdrawn' } : given))
  const made: KeptArrangement = {
    reference: `arrangement-${world.holds.length}`,
    claims,
    instalments: instalments.map((amount, index) => ({ number: index + 1, on: days[index] ?? dayOf(world, now), amount, paid: false })),
    owed: openOf(world.claims, claims),
  }
  placeHold(world, 'arrangement', null, now, { covers: claims })
  world.arrangements = [...world.arrangements, made]
}

/** An invoice that is issued later is no part of it, nor one that is disputed. */
const covered = (world: World, now: Instant): string[] =>
  acknowledged(world, now)
    .map(({ reference }) => reference)
    .filter((reference) => !isCollected(world, reference))

const isCollected = ({ collections }: World, reference: string): boolean =>
  collections.some(({ claim, returnedOn }) => claim === reference && returnedOn === null)

/** Each term on the collection day after the next income. */
function payDays(world: World, count: number, now: Instant): LocalDate[] {
  const { income } = world.scenario.debtor
  return income === null
    ? []
    : creditDatesFrom(income, addDays(dayOf(world, now), 1), world.rulebook, count).map((day) => collectionDayOf(day, world.rulebook))
}

/** To be asked whenever less is owed. */
export function keepIfAllPaid(world: World, now: Instant): void {
  for (const arrangement of world.arrangements) if (unpaidOf(world, arrangement).length === 0) end(world, arrangement, now)
}

/** A term that is not paid by the end of its grace breaks its arrangement: a person is told, and the ladder goes on, or that person as the strategy has it. */
export function breakIfMissed(world: World, now: Instant): void {
  if (restsGravely(world, now)) return
  for (const arrangement of world.arrangements) {
    const missed = unpaidOf(world, arrangement).find(({ on }) => breaksAt(world, on) <= now)
    if (missed) breakAt(world, arrangement, missed.on, now)
  }
}

/** As after a promise, the day of the task itself is still one of rest (P14). */
function breakAt(world: World, arrangement: KeptArrangement, missed: LocalDate, now: Instant): void {
  const lastDay = dayOf(world, now)
  const until = startOf(world, addDays(lastDay, 1))
  endRest(world, arrangement, until, lastDay)
  if (world.rulebook.strategy.afterBrokenArrangement === 'person') placeHold(world, 'manual', null, until, { covers: arrangement.claims })
  openTask(world, 'broken-promise', now, [{ code: 'arrangement-broken', on: missed }])
}

export function nextBreakAt(world: World, now: Instant): Instant | undefined {
  const breaks = world.arrangements.flatMap((arrangement) => unpaidOf(world, arrangement).map(({ on }) => breaksAt(world, on)))
  return breaks.filter((at) => at > now).sort((a, b) => a - b)[0]
}

const unpaidOf = (world: World, arrangement: KeptArrangement): RunningArrangement['instalments'] =>
  termsOf(world, arrangement).filter(({ paid }) => !paid)

const breaksAt = (world: World, on: LocalDate): Instant => startOf(world, graceDay(on, world.rulebook))

const end = (world: World, arrangement: KeptArrangement, now: Instant): void => endRest(world, arrangement, now, dayOf(world, now))

/** One that is known from before the play rests each claim by itself. */
function endRest(world: World, ended: KeptArrangement, until: Instant, lastDay: LocalDate): void {
  const isOf = ({ kind, claim, covers = claim === null ? [] : [claim] }: KeptHold): boolean =>
    kind === 'arrangement' && covers.some((covered) => ended.claims.includes(covered))
  world.holds = world.holds.map((kept) => (isOf(kept) && kept.until === null ? { ...kept, until, lastDay } : kept))
  world.arrangements = world.arrangements.filter((other) => other !== ended)
}
