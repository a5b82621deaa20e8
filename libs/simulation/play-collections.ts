/** Plays direct debits: what falls due is collected at the start of its day, and stays collected unless an event brings it back. */
import { meaningOf, nextCollection, withinCalendar } from '#decision'
import type { ClaimState, Instant, LocalDate, ReturnMeaning } from '#domain'
import { endHolds, isDisputed, openTaskOnce, placeHold } from './play-rests'
import { dayOf, startOf, stateOf } from './world'
import type { World } from './world'

/** Everything whose day has come by `now`. */
export function collectDue(world: World, now: Instant): void {
  for (const { claim, on, preNotifyBy } of ahead(world, now)) {
    if (startOf(world, on) > now) continue
    world.collections = [...world.collections, { claim: claim.reference, on, amount: claim.open, returnedOn: null, code: null }]
    if (on >= world.scenario.from) world.collected.push({ claim: claim.reference, on, amount: claim.open, preNotifyBy })
  }
}

/** Collections whose day lay before the play began went their usual way; they are known, not reported. */
export function collectPast(world: World, now: Instant): void {
  for (const claim of world.claims) {
    const next = withinCalendar(() => nextCollection(claim, stateOf(world, now), world.rulebook, claim.issuedOn))
    if (next && next.on < world.scenario.from)
      world.collections = [...world.collections, { claim: claim.reference, on: next.on, amount: claim.open, returnedOn: null, code: null }]
  }
}

export function nextCollectionAt(world: World, now: Instant): Instant | undefined {
  return ahead(world, now)
    .map(({ on }) => startOf(world, on))
    .filter((at) => at > now)
    .sort((a, b) => a - b)[0]
}

function ahead(world: World, now: Instant): { readonly claim: ClaimState; readonly on: LocalDate; readonly preNotifyBy: LocalDate }[] {
  const state = stateOf(world, now)
  return state.claims.flatMap((claim) => {
    const next = withinCalendar(() => nextCollection(claim, state, world.rulebook, dayOf(world, now)))
    return next ? [{ claim, ...next }] : []
  })
}

/** False when nothing of this claim was collected. */
export function debitReturned(world: World, reference: string, code: string, now: Instant): boolean {
  const last = world.collections.findLast(({ claim, returnedOn }) => claim === reference && returnedOn === null)
  if (!last) return false
  world.collections = world.collections.map((one) => (one === last ? { ...one, returnedOn: dayOf(world, now), code } : one))
  rest(world, reference, meaningOf(code, world.rulebook), now)
  return true
}

function rest(world: World, reference: string, meaning: ReturnMeaning, now: Instant): void {
  switch (meaning) {
    case 'retry':
    case 'technical':
      return
    case 'account':
      world.mandate = null
      return
    case 'dispute':
      if (isDisputed(world, reference, now)) return
      placeHold(world, 'dispute', reference, now)
      return openTaskOnce(world, 'dispute', now)
    case 'deceased':
      endHolds(world, now, 'promise', null)
      return placeHold(world, 'deceased', null, now)
  }
}
