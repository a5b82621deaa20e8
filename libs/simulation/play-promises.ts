/** Plays promises to pay: what each is about, and the payment that keeps it. */
import { graceDay } from '#decision'
import { addDays } from '#domain'
import type { Instant, LocalDate } from '#domain'
import { acknowledged, closeTasks, endHolds } from './play-rests'
import { startOf } from './world'
import type { World } from './world'

/** A new promise replaces the one before it. It is about what is due by its day, or else about what is owed at all. */
export function promise(world: World, payBy: LocalDate, now: Instant): void {
  // Who takes a new one is done with what was broken before it.
  closeTasks(world, 'broken-promise')
  world.promises = world.promises.map((given) => (given.state === 'open' ? { ...given, state: 'withdrawn' } : given))
  endHolds(world, now, 'promise', null)
  world.promises = [...world.promises, { reference: `promise-${world.promises.length}`, madeAt: now, payBy, state: 'open' }]
  const owed = acknowledged(world, now)
  const dueByThen = owed.filter(({ dueOn }) => dueOn <= payBy)
  world.promised = (dueByThen.length > 0 ? dueByThen : owed).map(({ reference }) => reference)
  const lastDay = graceDay(payBy, world.rulebook)
  world.holds = [...world.holds, { kind: 'promise', claim: null, from: now, until: startOf(world, addDays(lastDay, 1)), lastDay }]
}

export function keepIfPaid(world: World, now: Instant): void {
  const { promised } = world
  if (world.claims.some(({ open, reference }) => open > 0 && (promised === null || promised.includes(reference)))) return
  world.promises = world.promises.map((given) => (given.state === 'open' ? { ...given, state: 'kept' } : given))
  endHolds(world, now, 'promise', null)
}
