/** Gate: the same rules again, just before hand-over; what no longer holds is suppressed and decided again (rule 2). */
import { isLadderPhase } from '#domain'
import type { AttemptId, ClaimState, DebtorState, GateAnswer, Instant, LocalDate, PlannedContact, Reason, Rulebook } from '#domain'
import { almanacOf, BeyondCalendar } from './almanac'
import { isByHand, type Candidate } from './candidate'
import { rulesForJoining } from './consolidation'
import { announcedCosts } from './costs-of-claims'
import { strictest } from './earliest'
import { awaitsCopy } from './invoice-copies'
import { termOf } from './notice-term'
import { deliveryOf } from './post'
import { ANSWER_RULES, GATE_RULES, lateness } from './rules'
import { sumOf } from './side-message'
import { openOfTerms } from './side-messages'
import { stepBefore } from './steps-taken'
import { noLongerDue } from './still-due'

export type Attempt = PlannedContact & { readonly attemptId: AttemptId }

export function gate(state: DebtorState, rulebook: Rulebook, attempt: Attempt, now: Instant): GateAnswer {
  try {
    const reason =
      settledMeanwhile(state, attempt) ??
      termOfAnotherKind(state, attempt) ??
      copyNotAsked(state, attempt, now) ??
      costsChanged(state, rulebook, attempt, now) ??
      refusedNow(state, rulebook, attempt, now) ??
      noLongerDue(attempt, claimsOf(state, attempt), state, rulebook, now) ??
      termTooShort(state, rulebook, attempt, now)
    return reason === null ? { kind: 'pass' } : { kind: 'suppress', reasons: [reason] }
  } catch (problem) {
    if (!(problem instanceof BeyondCalendar)) throw problem
    return { kind: 'suppress', reasons: [{ code: 'beyond-calendar', calendar: problem.calendar, day: problem.day }] }
  }
}

/** What was paid, or changed, in between makes the message untrue. */
function settledMeanwhile(state: DebtorState, attempt: Attempt): Reason | null {
  // An answer asks for no money.
  if (attempt.phase === 'reply') return null
  const listed = claimsOf(state, attempt)
  if (listed.length === 0 && attempt.claims.length > 0) return { code: 'settled' }
  const gone = attempt.claims.find((reference) => !listed.some((claim) => claim.reference === reference))
  if (gone !== undefined) return { code: 'claim-settled', claim: gone }
  // Of an arrangement one term is asked for, not all that is open.
  const open = attempt.phase === 'instalment' ? openOfTerms(attempt.step, state) : sumOf(listed)
  if (open === null) return { code: 'superseded' }
  return open === attempt.amount ? null : { code: 'amount-changed', was: attempt.amount, now: open }
}

/** The fourteen days of the law are a consumer's: a notice that was planned for a firm prints a day of its own, and the other way round. */
function termOfAnotherKind({ kind }: DebtorState, { phase, legalEnd, payBy }: Attempt): Reason | null {
  const forConsumer = legalEnd !== null
  return phase === 'formal-notice' && (forConsumer || payBy !== null) && forConsumer !== (kind === 'consumer')
    ? { code: 'superseded' }
    : null
}

/** Somebody found that it had arrived after all, or sent it by hand. */
const copyNotAsked = (state: DebtorState, attempt: Attempt, now: Instant): Reason | null =>
  attempt.phase === 'invoice-copy' && !claimsOf(state, attempt).every((claim) => awaitsCopy(claim, state, now))
    ? { code: 'superseded' }
    : null

/** Costs that were waived since, or that come out otherwise now: a notice may only announce what will be due. */
function costsChanged(state: DebtorState, rulebook: Rulebook, attempt: Attempt, now: Instant): Reason | null {
  if (attempt.phase !== 'formal-notice') return null
  const due = announcedCosts(claimsOf(state, attempt), state.claims, rulebook.policy, almanacOf(rulebook).dateOf(now))?.total ?? 0
  const announced = attempt.announcedCosts ?? 0
  return due === announced ? null : { code: 'costs-changed', was: announced, now: due }
}

const claimsOf = (state: DebtorState, attempt: Attempt): ClaimState[] =>
  state.claims.filter((claim) => claim.open > 0 && attempt.claims.includes(claim.reference))

function refusedNow(state: DebtorState, rulebook: Rulebook, attempt: Attempt, now: Instant): Reason | null {
  const listed = claimsOf(state, attempt)
  // An answer may outlive the claims it spoke of; the hours and the opt-outs hold for it all the same.
  if (listed.length === 0) return refusedForAll(state, rulebook, attempt, now)
  for (const claim of listed) {
    const candidate = candidateAt(now, claim, state, attempt, rulebook)
    const late = lateness({ ...candidate, at: attempt.at }, state, rulebook, now)
    // Which of several claims led is not kept; each is held to what it had to satisfy to join.
    const rules = attempt.claims.length > 1 ? rulesForJoining(GATE_RULES, claim, attempt) : GATE_RULES
    const verdict = late.kind === 'pass' ? strictest(candidate, rules, state, rulebook, now) : late
    if (verdict.kind !== 'pass') return verdict.reason
  }
  return null
}

/** A contact about no claim in particular may go while there is a claim that does not keep it back. */
function refusedForAll(state: DebtorState, rulebook: Rulebook, attempt: Attempt, now: Instant): Reason | null {
  const owed = state.claims.filter(({ open }) => open > 0)
  if (owed.length === 0 && isByHand(attempt)) {
    const verdict = strictest(candidateAt(now, NOTHING_OWED, state, attempt, rulebook), ANSWER_RULES, state, rulebook, now)
    return verdict.kind === 'pass' ? null : verdict.reason
  }
  const reasons = owed.map(({ reference }) => refusedNow(state, rulebook, { ...attempt, claims: [reference] }, now))
  const [first] = reasons
  return first === undefined ? { code: 'settled' } : reasons.includes(null) ? null : first
}

const NOTHING_OWED: ClaimState = {
  id: '',
  reference: '',
  issuedOn: '1970-01-01' as LocalDate,
  dueOn: '1970-01-01' as LocalDate,
  original: 0,
  open: 0,
  steps: [],
  pastBefore: null,
}

function candidateAt(now: Instant, claim: ClaimState, state: DebtorState, attempt: Attempt, rulebook: Rulebook): Candidate {
  const { step, phase, channel, attemptId, contactPointId } = attempt
  return {
    claim,
    step,
    phase,
    before: stepBefore(claim, phase, step),
    channel,
    point: state.points.find(({ id }) => id === contactPointId) ?? null,
    day: almanacOf(rulebook).dateOf(attempt.at),
    at: now,
    punctual: false,
    attemptId,
    failed: [],
  }
}

/** A letter that leaves on a later day than planned may arrive too late for the term it prints; a term is never short by a day. */
function termTooShort(state: DebtorState, rulebook: Rulebook, attempt: Attempt, now: Instant): Reason | null {
  const almanac = almanacOf(rulebook)
  const today = almanac.dateOf(now)
  const hasTerm = isLadderPhase(attempt.phase) || attempt.phase === 'invoice-copy'
  if (!hasTerm || today === almanac.dateOf(attempt.at)) return null
  // As many days as at first, and not one less.
  if (attempt.phase === 'invoice-copy' && attempt.channel !== 'letter') return { code: 'too-late', hours: rulebook.policy.latenessHours }
  const later =
    attempt.legalEnd !== null
      ? termOf(almanac, today, attempt.channel, state.income).legalEnd > attempt.legalEnd
      : attempt.expectedDelivery !== null && attempt.payBy !== null && deliveryOf(almanac, today) > attempt.expectedDelivery
  return later ? { code: 'too-late', hours: rulebook.policy.latenessHours } : null
}
