/** Plays invoices that were not received: the copy that is owed, and the term and the ladder that begin anew once it has left. */
import { whyNotCopied } from '#decision'
import type { Instant, PlannedContact } from '#domain'
import { nothingWasOwed } from './play-notices'
import { lowerPrincipal } from './play-payments'
import { endHolds, openTask } from './play-rests'
import { dayOf, stateOf } from './world'
import type { World } from './world'

/** What may not be sent again by itself is a person's work. */
export function notReceived(world: World, reference: string, now: Instant): void {
  const claim = world.claims.find((one) => one.reference === reference)
  if (!claim || claim.open <= 0) return
  const why = whyNotCopied(claim, stateOf(world, now), now)
  if (why === 'asked-already' || (why !== null && world.openTasks.includes('reply'))) return
  if (why !== null) return openTask(world, 'reply', now, [])
  world.holds = [...world.holds, { kind: 'not-received', claim: reference, from: now, until: null, lastDay: null, toAnswer: true }]
}

/** Its copy did not arrive either, so it is owed still. */
export function copyCameBack(world: World, claims: readonly string[]): void {
  for (const claim of claims) {
    const last = world.holds.findLast((kept) => kept.kind === 'not-received' && kept.claim === claim)
    world.holds = world.holds.map((kept) => (kept === last ? { ...kept, until: null, lastDay: null } : kept))
  }
}

/** No costs that were announced before stand. */
export function beginAnew(world: World, { claims, payBy, at }: PlannedContact): void {
  const on = dayOf(world, at)
  for (const reference of claims) {
    nothingWasOwed(world, reference)
    endHolds(world, at, 'not-received', reference)
  }
  world.claims = world.claims.map((claim) =>
    claims.includes(claim.reference)
      ? { ...claim, dueOn: payBy ?? claim.dueOn, steps: [], restart: { round: (claim.restart?.round ?? 1) + 1, on } }
      : claim,
  )
  lowerPrincipal(world)
}
