/** Still due: whether a contact that waits to leave is still its claims' turn, or more time, other money or another segment has moved its step (rule 2, P19). */
import { daysBetween, isLadderPhase, laterDate } from '#domain'
import type { ClaimState, DebtorState, Instant, LocalDate, PlannedContact, Reason, Rulebook, Step } from '#domain'
import { almanacOf } from './almanac'
import { stepsFor } from './conditions'
import { contactDayUpTo } from './contact-days'
import { nominalDay, NONE_LAPSED } from './ladder'
import { softDueDate } from './soft-due-date'

interface Turn {
  readonly claim: ClaimState
  /** The last day on which it is not late yet. */
  readonly owedOn: LocalDate
  readonly day: LocalDate
}

/** Null: it is. Which of several claims led is not kept: for one at least it must be its turn, and others may still join it (P13). */
export function noLongerDue(
  contact: PlannedContact,
  listed: readonly ClaimState[],
  state: DebtorState,
  rulebook: Rulebook,
  now: Instant,
): Reason | null {
  const step = rulebook.strategy.steps.find(({ name }) => name === contact.step)
  // What an earlier version of the ladder planned goes as it was planned.
  if (!step || !isLadderPhase(contact.phase)) return null
  if (!stepsFor(rulebook.strategy, state, rulebook.policy).includes(step)) return { code: 'superseded' }
  const today = almanacOf(rulebook).dateOf(now)
  const ahead = listed.flatMap((claim) => turnOf(claim, step, contact, state, rulebook)).filter(({ day }) => day > today)
  const early =
    ahead.length === listed.length
      ? ahead[0]
      : ahead.find(({ owedOn, day }) => owedOn >= today || daysBetween(today, day) > rulebook.policy.consolidateWithinDays)
  return early ? { code: 'step-not-due', step: step.name, phase: step.phase, day: early.day, claim: early.claim.reference } : null
}

/** None where the strategy counts from a step that nobody remembers. */
function turnOf(claim: ClaimState, step: Step, { channel }: PlannedContact, state: DebtorState, rulebook: Rulebook): Turn[] {
  const almanac = almanacOf(rulebook)
  const softDue = softDueDate(almanac, claim, state)
  const day = nominalDay(step, { claim, softDue, lapsed: NONE_LAPSED })
  if (day === undefined) return []
  // P4 brings it forward.
  return [
    { claim, owedOn: laterDate(claim.dueOn, softDue.day), day: step.phase === 'pre-due' ? contactDayUpTo(almanac, channel, day) : day },
  ]
}
