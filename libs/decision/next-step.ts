/** The next step that a message announces: its phase and the first day on which it can come (R52). */
import { addDays, laterDate } from '#domain'
import type { ClaimState, DebtorState, LocalDate, Phase, PlannedContact, Rulebook, Step } from '#domain'
import type { Almanac } from './almanac'
import { almanacOf, withinCalendar } from './almanac'
import { isRemindedByHand } from './candidate'
import { stepsFor } from './conditions'
import { contactDayFrom } from './contact-days'
import { softDueDate } from './soft-due-date'

export interface AnnouncedStep {
  readonly phase: Phase
  readonly on: LocalDate
}

/** A person at the door is not announced as the next message would be. */
export function nextStep(contact: PlannedContact, rulebook: Rulebook, state: DebtorState, sentOn: LocalDate): AnnouncedStep | null {
  const steps = stepsFor(rulebook.strategy, state, rulebook.policy)
  const index = isRemindedByHand(contact.step)
    ? steps.findLastIndex(({ phase }) => phase === contact.phase)
    : steps.findIndex((step) => step.name === contact.step)
  const step = steps.slice(index + 1).find((candidate) => candidate.phase !== contact.phase && candidate.task === undefined)
  if (index < 0 || !step) return null
  const almanac = almanacOf(rulebook)
  const listed = state.claims.filter((claim) => contact.claims.includes(claim.reference))
  const day = listed.map((claim) => dayOf(step, claim, contact, state, almanac, sentOn)).sort()[0] ?? sentOn
  const afterGap = laterDate(day, addDays(sentOn, rulebook.policy.minDaysBetweenPhases))
  // A ladder that counts from the due date waits for the end of the term all the same.
  const runs = contact.payBy !== null && rulebook.policy.legalPhases.includes(contact.phase)
  const earliest = runs ? laterDate(afterGap, addDays(contact.payBy, 1)) : afterGap
  // Nobody hears from us on a closed day.
  return { phase: step.phase, on: withinCalendar(() => contactDayFrom(almanac, 'email', earliest)) ?? earliest }
}

function dayOf(
  { day }: Step,
  claim: ClaimState,
  { payBy }: PlannedContact,
  state: DebtorState,
  almanac: Almanac,
  sentOn: LocalDate,
): LocalDate {
  switch (day.from) {
    case 'issue-date':
      return addDays(claim.restart?.on ?? claim.issuedOn, day.days)
    case 'due-date':
      return addDays(claim.dueOn, day.days)
    case 'soft-due-date':
      return addDays(withinCalendar(() => softDueDate(almanac, claim, state).day) ?? claim.dueOn, day.days)
    case 'notice-term-end':
      return addDays(payBy ?? sentOn, day.days)
    case 'step':
      return addDays(claim.steps.find(({ step }) => step === day.step)?.on ?? sentOn, day.days)
  }
}
