/** Consolidation: which claims share the contact that is due (P13). */
import { daysBetween, ladderRank, laterDate } from '#domain'
import type { ClaimState, DebtorState, Instant, LocalDate, Phase, Reason, Rulebook } from '#domain'
import type { Almanac } from './almanac'
import { almanacOf } from './almanac'
import type { Rule } from './candidate'
import { candidateFor } from './channel-choice'
import { strictest } from './earliest'
import { wishFor } from './plan'
import type { ContactProspect, Prospect } from './prospect'
import { TASK_RULES } from './rules'
import { phaseGap } from './rules/phase-gap'
import { FRIENDLY_PHASES, stepBefore } from './steps-taken'

/** The highest phase leads, since it matters most; then the oldest debt. */
export const leadsBefore = (a: ContactProspect, b: ContactProspect): number =>
  ladderRank(b.step.phase) - ladderRank(a.step.phase) || a.at - b.at || byDueDate(a, b)

const byDueDate = ({ claim: a }: ContactProspect, { claim: b }: ContactProspect): number =>
  compare(a.dueOn, b.dueOn) || compare(a.reference, b.reference)

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

/** The lead and every claim that goes with it, in the order of the due dates. */
export function sharing(
  lead: ContactProspect,
  prospects: readonly Prospect[],
  state: DebtorState,
  rulebook: Rulebook,
  now: Instant,
): ContactProspect[] {
  const almanac = almanacOf(rulebook)
  return prospects
    .filter(
      (prospect): prospect is ContactProspect =>
        prospect.kind === 'contact' && (prospect === lead || joins(prospect, lead, state, rulebook, almanac, now)),
    )
    .sort(byDueDate)
}

/** A resumed attempt keeps its own claims; of a due step, all claims whose same step is due or falls shortly after. */
function joins(
  other: ContactProspect,
  lead: ContactProspect,
  state: DebtorState,
  rulebook: Rulebook,
  almanac: Almanac,
  now: Instant,
): boolean {
  if (other.step.name !== lead.step.name || other.resumes !== lead.resumes || other.choice.point.id !== lead.choice.point.id) return false
  if (other.at <= now) return true
  if (daysBetween(lead.fallsOn, other.fallsOn) > rulebook.policy.consolidateWithinDays) return false
  return isPastDue(other, almanac.dateOf(now)) && factsAllow(other, state, rulebook, now)
}

/** A soft due date that was told postpones default (P10). */
const isPastDue = ({ claim, position }: ContactProspect, today: LocalDate): boolean => laterDate(claim.dueOn, position.softDue.day) < today

/** Joining brings the step forward, never past a hold, a promise or a running term. */
function factsAllow({ step, day, position }: ContactProspect, state: DebtorState, rulebook: Rulebook, now: Instant): boolean {
  const candidate = candidateFor({ ...wishFor(step, day, position, almanacOf(rulebook)), at: now }, null, null)
  return (
    strictest(candidate, rulesForJoining(TASK_RULES, position.claim, { phase: step.phase, step: step.name }), state, rulebook, now).kind ===
    'pass'
  )
}

/**
 * The week between phases binds a claim that joins from the reminder on: a friendly message about one invoice need not keep
 * that invoice out of the reminder of another.
 */
export function rulesForJoining(
  rules: readonly Rule[],
  claim: ClaimState,
  { phase, step }: { readonly phase: Phase; readonly step: string },
): readonly Rule[] {
  const before = stepBefore(claim, phase, step)
  return before && !FRIENDLY_PHASES.includes(before.phase) ? rules : rules.filter((rule) => rule !== phaseGap)
}

export const consolidated = (lead: ClaimState, claims: readonly ContactProspect[]): Reason[] =>
  claims.length > 1
    ? [{ code: 'consolidated', claims: claims.map(({ claim }) => claim.reference).filter((reference) => reference !== lead.reference) }]
    : []
