/** Plan: the instant at which a step's contact would go over the chosen channel, and why then. */
import { laterInstant } from '#domain'
import type { DebtorState, Instant, LocalDate, Phase, Reason, Rulebook, Step } from '#domain'
import type { Almanac } from './almanac'
import { almanacOf } from './almanac'
import { candidateFor } from './channel-choice'
import type { ChannelChoice, ChannelWish } from './channel-choice'
import { contactDayUpTo, isContactDay, openingFrom, openingOf, restsAlone } from './contact-days'
import { earliest, strictest } from './earliest'
import type { Position } from './ladder'
import { bestHourOn } from './observed-response'
import { FACT_RULES, income, INCOME_RULES, PLAN_RULES } from './rules'
import { stepBefore } from './steps-taken'

/** A failed attempt starts again when its failure was known; what was never tried, on the day of its step. */
export function wishFor(step: Step, day: LocalDate, { claim, failed }: Position, almanac: Almanac): ChannelWish<Step> {
  const before = stepBefore(claim, step.phase, step.name)
  if (!failed) return { claim, step, before, day, at: almanac.startOf(day), attemptId: null, failed: [] }
  // Who got more time meanwhile has it (P19).
  const at = laterInstant(failed.failedAt ?? failed.at, almanac.startOf(day))
  return {
    claim,
    step,
    before,
    day: almanac.dateOf(at),
    at,
    attemptId: failed.attemptId,
    failed: failed.failedChannels ?? [failed.channel],
  }
}

export type Plan =
  | { readonly kind: 'at'; readonly at: Instant; readonly fallsOn: LocalDate; readonly reasons: readonly Reason[] }
  | { readonly kind: 'never'; readonly reason: Reason }
  | { readonly kind: 'unstable'; readonly reasons: readonly Reason[] }

/** What announces a day must come before it: a blocked one moves to the day before (P4, P18). */
const BROUGHT_FORWARD: readonly Phase[] = ['pre-due', 'instalment']

/** First the facts, then the income, measured from the day that they leave, then the calendars and the caps (P4, P25). */
export function planOf(
  wish: ChannelWish,
  { channel, point }: ChannelChoice,
  phase: Phase,
  state: DebtorState,
  rulebook: Rulebook,
  now: Instant,
): Plan {
  const almanac = almanacOf(rulebook)
  const start = BROUGHT_FORWARD.includes(phase) && !wish.attemptId ? contactDayUpTo(almanac, channel, wish.day) : wish.day
  const at = wish.attemptId ? openingFrom(almanac, channel, wish.at) : openingOf(almanac, channel, start)
  const candidate = candidateFor({ ...wish, day: start, at }, channel, point)
  const facts = earliest(candidate, FACT_RULES, state, rulebook, now)
  if (facts.kind !== 'at') return facts
  const day = almanac.dateOf(facts.at)
  const onFacts = { ...candidate, day, at: facts.at }
  // Where income moves nothing, the facts hold as they were just asked.
  const waits = income(onFacts, state, rulebook, now).kind !== 'pass'
  const moved = waits ? earliest(onFacts, INCOME_RULES, state, rulebook, now) : { ...facts, reasons: [] }
  if (moved.kind !== 'at') return moved
  const plan = earliest({ ...candidate, day, at: moved.at }, PLAN_RULES, state, rulebook, now)
  if (plan.kind !== 'at') return plan
  const reasons = [...movedEarlier(almanac, channel, wish.day, start), ...facts.reasons, ...moved.reasons, ...plan.reasons]
  const fallsOn = almanac.dateOf(moved.at)
  const best =
    channel === 'letter' || !state.responses || rulebook.policy.legalPhases.includes(phase)
      ? null
      : bestHourOn(almanac, channel, plan.at, state.responses)
  // The rules have the last word: what begins in between may forbid the hour, though not the opening.
  if (
    best &&
    best.at >= now &&
    strictest({ ...candidate, day, at: best.at, punctual: false }, PLAN_RULES, state, rulebook, now).kind === 'pass'
  ) {
    return { kind: 'at', at: best.at, fallsOn, reasons: [...reasons, best.reason] }
  }
  if (plan.at >= now) return { kind: 'at', at: plan.at, fallsOn, reasons }
  // The planned hour has passed: any moment within the hours will do now.
  const overdue = earliest({ ...candidate, day, at: now, punctual: false }, PLAN_RULES, state, rulebook, now)
  return overdue.kind === 'at' ? { kind: 'at', at: overdue.at, fallsOn, reasons: [...reasons, ...overdue.reasons] } : overdue
}

function movedEarlier(almanac: Almanac, channel: ChannelChoice['channel'], from: LocalDate, to: LocalDate): Reason[] {
  if (from === to || isContactDay(almanac, channel, from)) return []
  return [{ code: 'moved-earlier', from, to, closed: from, ...(restsAlone(almanac, from) && { channel }) }]
}
