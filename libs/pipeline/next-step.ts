/** The next step a message announces: its phase and the first day it can come (R52). */
import { addDays, laterDate, type DebtorState, type LocalDate, type Phase, type PlannedContact, type Rulebook, type Step } from '#domain'

export interface AnnouncedStep {
  readonly phase: Phase
  readonly on: LocalDate
}

export function nextStep(contact: PlannedContact, { strategy, policy }: Rulebook, state: DebtorState, sentOn: LocalDate): AnnouncedStep | null {
  const index = strategy.steps.findIndex((step) => step.name === contact.step)
  const step = strategy.steps.slice(index + 1).find((candidate) => candidate.phase !== contact.phase)
  if (index < 0 || !step) return null
  const due = state.claims.filter((claim) => contact.claims.includes(claim.reference)).map((claim) => claim.dueOn).sort()[0]
  const day = dayOf(step, contact, due ?? sentOn, sentOn)
  return { phase: step.phase, on: laterDate(day, addDays(sentOn, policy.minDaysBetweenPhases)) }
}

function dayOf(step: Step, contact: PlannedContact, dueOn: LocalDate, sentOn: LocalDate): LocalDate {
  switch (step.day.from) {
    case 'issue-date':
    case 'due-date':
    case 'soft-due-date':
      return addDays(dueOn, step.day.days)
    case 'notice-term-end':
      return addDays(contact.payBy ?? sentOn, step.day.days)
    case 'step':
      return addDays(sentOn, step.day.days)
  }
}
