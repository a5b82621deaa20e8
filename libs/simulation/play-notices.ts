/** Plays the terms of formal notices: what was not paid when a claim's term ended, and what moves that end. */
import { legalEndAfter, termEnd } from '#decision'
import { addDays, laterDate } from '#domain'
import type { Cents, Instant, LocalDate, StepTaken } from '#domain'
import { lowerPrincipal } from './play-payments'
import { dayOf, startOf } from './world'
import type { Notice, World } from './world'

/** At the end of a term what is still open decides the costs; before anything else of the day after. */
export function closeTerms(world: World, now: Instant): void {
  world.notices = world.notices.map((notice) => {
    const ended = running(notice).filter((claim) => endsAt(world, notice, claim) <= now)
    if (ended.length === 0) return notice
    const open = ended.map((reference): [string, Cents] => [
      reference,
      world.claims.find((claim) => claim.reference === reference)?.open ?? 0,
    ])
    return { ...notice, unpaid: { ...notice.unpaid, ...Object.fromEntries(open) } }
  })
}

export function nextTermEnd(world: World, now: Instant): Instant | undefined {
  const ends = world.notices.flatMap((notice) => running(notice).map((claim) => endsAt(world, notice, claim)))
  return ends.filter((at) => at > now).sort((a, b) => a - b)[0]
}

/** Who gets more time while a term runs gets it on top of that term, and what follows moves with it (P19). */
export function extendTerms(world: World, reference: string, days: number): void {
  const extended = (step: StepTaken): StepTaken => {
    const end = termEnd(step)
    return end === null ? step : { ...step, payBy: addDays(end, days) }
  }
  changeSteps(world, [reference], extended)
  world.notices = world.notices.map((notice) => {
    const end = running(notice).includes(reference) ? notice.termEnds[reference] : undefined
    return end === undefined ? notice : { ...notice, termEnds: { ...notice.termEnds, [reference]: addDays(end, days) } }
  })
}

/** A notice that proves to have arrived later than expected has a later end, also where the term seemed over (art. 6:96(6) BW). */
export function proveDelivery(world: World, attemptId: string, now: Instant): void {
  const notice = world.notices.find((one) => one.attemptId === attemptId)
  const legalEnd = notice?.legalEnd ? legalEndAfter(dayOf(world, now), world.rulebook) : null
  if (!notice?.legalEnd || legalEnd === null || legalEnd <= notice.legalEnd) return
  changeSteps(world, notice.claims, (step) =>
    step.phase === 'formal-notice' && step.on === notice.announcedOn ? { ...step, legalEnd } : step,
  )
  const termEnds = Object.fromEntries(
    Object.entries(notice.termEnds).map(([claim, end]): [string, LocalDate] => [claim, laterDate(end, legalEnd)]),
  )
  const unpaid = Object.fromEntries(Object.entries(notice.unpaid).filter(([claim]) => (termEnds[claim] ?? '') < dayOf(world, now)))
  world.notices = world.notices.map((one) => (one === notice ? { ...one, legalEnd, termEnds, unpaid } : one))
  // What came in within the later term was in time.
  lowerPrincipal(world)
}

/** Costs need a notice that was received (art. 3:37(3) BW), also where its term seemed over; `on`: another channel may have taken it over since. */
export function noticeFailed(world: World, attemptId: string, on: LocalDate): void {
  const failed = world.notices.find((notice) => notice.attemptId === attemptId && notice.announcedOn === on)
  if (!failed) return
  noneUnpaid(world, (notice) => notice === failed)
  changeSteps(world, failed.claims, (step) => (step.phase === 'formal-notice' && step.on === on ? { ...step, announcedCosts: null } : step))
  lowerPrincipal(world)
}

/** What was never owed was not paid late either. */
export const nothingWasOwed = (world: World, reference: string): void => noneUnpaid(world, (_notice, claim) => claim === reference)

function noneUnpaid(world: World, of: (notice: Notice, claim: string) => boolean): void {
  world.notices = world.notices.map((notice) => {
    const claims = notice.claims.filter((claim) => of(notice, claim))
    return claims.length === 0
      ? notice
      : { ...notice, unpaid: { ...notice.unpaid, ...Object.fromEntries(claims.map((claim) => [claim, 0])) } }
  })
}

function changeSteps(world: World, references: readonly string[], change: (step: StepTaken) => StepTaken): void {
  world.claims = world.claims.map((claim) => (references.includes(claim.reference) ? { ...claim, steps: claim.steps.map(change) } : claim))
}

const running = ({ claims, unpaid }: Notice): string[] => claims.filter((claim) => !(claim in unpaid))
const endsAt = (world: World, { termEnds, announcedOn }: Notice, claim: string): Instant =>
  startOf(world, addDays(termEnds[claim] ?? announcedOn, 1))
