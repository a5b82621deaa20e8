/** The next step a message announces: its phase and the first day it can come (R52). */
import { stepsFor } from '#decision'
import { addDays, laterDate, type DebtorState, type LocalDate, type Phase, type PlannedContact, type Rulebook, type Step } from '#domain'

export interface AnnouncedStep {
  readonly phase: Phase
  readonly on: LocalDate
}

/** A person at the door is not announced as the next message would be. */
export function nextStep(contact: PlannedContact, { strategy, policy }: Rulebook, state: DebtorState, sentOn: LocalDate): AnnouncedStep | null {
  const steps = stepsFor(strategy, state)
  const index = steps.findIndex((step) => step.name === contact.step)
  const step = steps.slice(index + 1).find((candidate) => candidate.phase !== contact.phase && candidate.task === undefined)
  if (index < 0 || !step) return null
  const listed = state.claims.filter((claim) => contact.claims.includes(claim.reference))
  const first = (days: readonly LocalDate[]): LocalDate => days.toSorted()[0] ?? sentOn
  const counted = first(listed.map(({ issuedOn, dueOn }) => (step.day.from === 'issue-date' ? issuedOn : dueOn)))
  const day = dayOf(step, contact, counted, sentOn)
  return { phase: step.phase, on: laterDate(day, addDays(sentOn, policy.minDaysBetweenPhases)) }
}

function dayOf(step: Step, contact: PlannedContact, counted: LocalDate, sentOn: LocalDate): LocalDate {
  switch (step.day.from) {
    case 'issue-date':
    case 'due-date':
    case 'soft-due-date':
      return addDays(counted, step.day.days)
    case 'notice-term-end':
      return addDays(contact.payBy ?? sentOn, step.day.days)
    case 'step':
      return addDays(sentOn, step.day.days)
  }
}
