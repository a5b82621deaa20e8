/** Earliest: asks every rule, takes the latest instant that any asks for, and repeats until none asks for more (rule 1). */
import type { DebtorState, Instant, Reason, Rulebook, Verdict } from '#domain'
import type { Candidate, Rule } from './candidate'
import { pass } from './candidate'

/** A year of daily moves would fit; what is not stable by then is a fault in the rules, for a person to see. */
const ROUNDS = 64

export type Earliest =
  | { readonly kind: 'at'; readonly at: Instant; readonly reasons: readonly Reason[] }
  | { readonly kind: 'never'; readonly reason: Reason }
  | { readonly kind: 'unstable'; readonly reasons: readonly Reason[] }

export function earliest(wanted: Candidate, rules: readonly Rule[], state: DebtorState, rulebook: Rulebook, now: Instant): Earliest {
  let candidate = wanted
  const reasons: Reason[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const answer = strictest(candidate, rules, state, rulebook, now)
    if (answer.kind === 'pass') return { kind: 'at', at: candidate.at, reasons }
    if (answer.kind === 'never') return answer
    if (!said(reasons, answer.reason)) reasons.push(answer.reason)
    candidate = { ...candidate, at: answer.at }
  }
  return { kind: 'unstable', reasons }
}

/** Two promises, or two holds of a kind, are one thing to say. */
const said = (reasons: readonly Reason[], reason: Reason): boolean =>
  reasons.some((known) => known.code === reason.code && JSON.stringify(known) === JSON.stringify(reason))

/** The first `never`, else the latest `not-before` that lies ahead, else pass. */
export function strictest(candidate: Candidate, rules: readonly Rule[], state: DebtorState, rulebook: Rulebook, now: Instant): Verdict {
  let latest = pass
  for (const rule of rules) {
    const verdict = rule(candidate, state, rulebook, now)
    if (verdict.kind === 'never') return verdict
    if (verdict.kind === 'not-before' && verdict.at > (latest.kind === 'not-before' ? latest.at : candidate.at)) latest = verdict
  }
  return latest
}
