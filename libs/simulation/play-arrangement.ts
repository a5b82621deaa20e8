/** Plays a payment arrangement: its terms, the payments that count for them, and the day on which a missed one breaks it. */
import { creditDatesFrom, collectionDayOf, graceDay, restsGravely } from '#decision'
import { addDays } from '#domain'
import type { Cents, Instant, LocalDate } from '#domain'
import type { TimedEvent } from './scenario'
import { ScenarioError } from './scenario'
import { acknowledged, dayOf, endHolds, openTask, placeHold, startOf } from './world'
import type { World } from './world'

/** A new arrangement takes the place of the one before it; promises made before it are part of it. */
export function arrange(world: World, { instalments, each, path }: Extract<TimedEvent, { type: 'arrangement' }>, now: Instant): void {
  if (each === 'pay-day' && world.scenario.debtor.income === null)
    throw new ScenarioError(`${path}.each`, 'arrangement: pay-day needs the income of the debtor')
  const days = each === 'pay-day' ? payDays(world, instalments.length, now) : each
  endHolds(world, now, 'arrangement', null)
  endHolds(world, now, 'promise', null)
  world.promises = world.promises.map((given) => (given.state === 'open' ? { ...given, state: 'withdrawn' } : given))
  const claims = covered(world, now)
  placeHold(world, 'arrangement', null, now, claims)
  world.arrangement = {
    reference: `arrangement-${world.made.length}`,
    claims,
    instalments: instalments.map((amount, index) => ({ number: index + 1, on: days[index] ?? dayOf(world, now), amount, paid: false })),
  }
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

/** Terms are paid in their order, by whatever is paid on the claims they cover. */
export function countForTerms(world: World, reference: string, amount: Cents, now: Instant): void {
  const { arrangement } = world
  if (!arrangement?.claims.includes(reference)) return
  let left = amount
  const instalments = arrangement.instalments.map((term) => {
    const booked = term.paid ? 0 : Math.min(left, term.amount)
    left -= booked
    if (term.paid || booked === term.amount) return { ...term, paid: true }
    return { ...term, amount: term.amount - booked }
  })
  world.arrangement = { ...arrangement, instalments }
  if (instalments.every(({ paid }) => paid)) end(world, now)
}

/** A term that is not paid by the end of its grace breaks the arrangement: a person is told, and the ladder goes on, or that person as the strategy has it. */
export function breakIfMissed(world: World, now: Instant): void {
  const { arrangement } = world
  const missed = arrangement?.instalments.find((term) => !term.paid && breaksAt(world, term.on) <= now)
  if (!arrangement || !missed || restsGravely(world, now)) return
  // As after a promise, the day of the task itself is still one of rest (P14).
  const lastDay = dayOf(world, now)
  const until = startOf(world, addDays(lastDay, 1))
  world.holds = world.holds.map((kept) => (kept.kind === 'arrangement' && kept.until === null ? { ...kept, until, lastDay } : kept))
  world.arrangement = null
  if (world.rulebook.strategy.afterBrokenArrangement === 'person') placeHold(world, 'manual', null, until, arrangement.claims)
  openTask(world, 'broken-promise', now, [{ code: 'arrangement-broken', on: missed.on }])
  world.openTasks = world.openTasks.filter((open) => open !== 'broken-promise')
}

export function nextBreakAt(world: World, now: Instant): Instant | undefined {
  const breaks = (world.arrangement?.instalments ?? []).filter(({ paid }) => !paid).map(({ on }) => breaksAt(world, on))
  return breaks.filter((at) => at > now).sort((a, b) => a - b)[0]
}

const breaksAt = (world: World, on: LocalDate): Instant => startOf(world, graceDay(on, world.rulebook))

function end(world: World, now: Instant): void {
  endHolds(world, now, 'arrangement', null)
  world.arrangement = null
}
