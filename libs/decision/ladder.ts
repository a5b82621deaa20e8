/** Ladder: which steps of the strategy lie ahead of a claim, and the day on which each is due (P9, P19). */
import { addDays, ladderRank } from '#domain'
import type { AttemptState, ClaimState, DebtorState, LocalDate, PastContact, Step, StepDay, StepTaken, Strategy } from '#domain'
import type { Almanac } from './almanac'
import { isRemindedByHand } from './candidate'
import { stepsFor } from './conditions'
import { termEnd, termOf } from './notice-term'
import type { SoftDueDate } from './soft-due-date'
import { softDueDate } from './soft-due-date'

/** A claim with the steps that count as taken, the soft due date, and the steps to come. */
export interface Position {
  readonly claim: ClaimState
  readonly softDue: SoftDueDate
  readonly ahead: readonly Step[]
  /** The failed attempt of the first step ahead, which another channel may resume. */
  readonly failed: PastContact | null
  /** Days of steps that lapsed, or for which another was had; later steps may count from them. */
  readonly lapsed: ReadonlyMap<string, LocalDate>
}

export function positionOf(claim: ClaimState, state: DebtorState, strategy: Strategy, almanac: Almanac): Position {
  const softDue = softDueDate(almanac, claim, state)
  const failed = latestFailure(claim, state, almanac)
  const standing = failed ? claim.steps.filter(({ step }) => step !== failed.step) : claim.steps
  const taken = standing.some((step) => lacksTerm(step, state)) ? standing.map((step) => withTerm(step, state, almanac)) : standing
  const ahead = stepsFor(
    {
      steps: stepsAfter(
        taken.filter(({ step }) => !isRemindedByHand(step)),
        strategy,
      ),
    },
    state,
    almanac.policy,
  )
  const resumed = failed !== null && ahead.some(({ name }) => name === failed.step)
  const from = resumed ? ahead.slice(ahead.findIndex(({ name }) => name === failed.step)) : ahead
  return {
    claim: withSteps(claim, taken),
    softDue,
    ahead: from,
    failed: resumed ? failed : null,
    lapsed: hadInstead(from, taken, strategy),
  }
}

/** Days of what was had instead of steps that others count from: that of another segment, or of a strategy that names it otherwise. */
function hadInstead(ahead: readonly Step[], taken: readonly StepTaken[], { steps }: Strategy): Position['lapsed'] {
  let days = NONE_LAPSED
  for (const { day } of ahead) {
    if (day.from !== 'step' || isAmong(ahead, day.step) || taken.some(({ step }) => step === day.step)) continue
    const phase = steps.find(({ name }) => name === day.step)?.phase
    const instead = taken.filter((one) => one.phase === phase && !isRemindedByHand(one.step)).map(({ on }) => on)
    const last = instead.sort().at(-1)
    if (last) days = new Map(days).set(day.step, last)
  }
  return days
}

const isAmong = (steps: readonly Step[], name: string): boolean => steps.some((step) => step.name === name)

export const NONE_LAPSED: Position['lapsed'] = new Map()

const withSteps = (claim: ClaimState, steps: readonly StepTaken[]): ClaimState => (steps === claim.steps ? claim : { ...claim, steps })

const lacksTerm = ({ phase, legalEnd }: StepTaken, { kind }: DebtorState): boolean =>
  phase === 'formal-notice' && legalEnd === null && kind === 'consumer'

/** A consumer's notice of which only the day is known gets the term of a letter posted then, the longest it can have. */
function withTerm(step: StepTaken, state: DebtorState, almanac: Almanac): StepTaken {
  if (!lacksTerm(step, state)) return step
  const { legalEnd, payBy } = termOf(almanac, step.on, 'letter', state.income)
  return { ...step, legalEnd, payBy: step.payBy ?? payBy }
}

/** Earlier positions, and steps of a name that was taken, are never taken again; steps of another strategy count by their phase. */
function stepsAfter(taken: readonly StepTaken[], { steps }: Strategy): readonly Step[] {
  if (taken.length === 0) return steps
  const rank = Math.max(...taken.map(({ phase }) => ladderRank(phase)))
  const isTaken = ({ name }: Step): boolean => taken.some(({ step }) => step === name)
  const had = (step: Step): boolean => ladderRank(step.phase) === rank && isTaken(step)
  const last = steps.findLastIndex(had)
  const goesOn = (step: Step, index: number): boolean =>
    last >= 0 && index > last && ladderRank(step.phase) === rank && !steps.some((one) => had(one) && comesInstead(step, one))
  return steps.filter((step, index) => (ladderRank(step.phase) > rank || goesOn(step, index)) && !isTaken(step))
}

/** It would have come before what was taken in that phase: the message of another segment or amount than theirs was then. */
const comesInstead = ({ task, day }: Step, had: Step): boolean => task === undefined && day.days < had.day.days && countsAlike(had.day, day)

const countsAlike = (a: StepDay, b: StepDay): boolean => a.from === b.from && (a.from !== 'step' || b.from !== 'step' || a.step === b.step)

/** Bounced or came back, or never accepted: in both cases the debtor has not been reached over that channel. */
const FAILED_STATES: readonly AttemptState[] = ['failed', 'refused']

/** What failed before the claim began anew is not taken up again. */
function latestFailure(claim: ClaimState, { contacts }: DebtorState, almanac: Almanac): PastContact | null {
  let latest: PastContact | null = null
  for (const contact of contacts) {
    if (
      FAILED_STATES.includes(contact.state) &&
      !isRemindedByHand(contact.step) &&
      contact.claims.includes(claim.reference) &&
      (!claim.restart || almanac.dateOf(contact.at) > claim.restart.on) &&
      (!latest || contact.at > latest.at)
    )
      latest = contact
  }
  return latest
}

/** The step is behind the claim, as if it had been taken on that day: it was past before the play began. */
export const past = (position: Position, step: StepTaken): Position => ({
  ...position,
  claim: { ...position.claim, steps: [...position.claim.steps, step] },
  ahead: position.ahead.slice(1),
  failed: null,
})

export const lapse = (position: Position, step: Step, on: LocalDate): Position => ({
  ...position,
  ahead: position.ahead.slice(1),
  failed: null,
  lapsed: new Map(position.lapsed).set(step.name, on),
})

/** The day that the strategy names; undefined when it counts from a step that never came. */
export function nominalDay(
  { day }: Step,
  { claim, softDue, lapsed }: Pick<Position, 'claim' | 'softDue' | 'lapsed'>,
): LocalDate | undefined {
  switch (day.from) {
    case 'issue-date':
      return addDays(claim.restart?.on ?? claim.issuedOn, day.days)
    case 'due-date':
      return addDays(claim.dueOn, day.days)
    case 'soft-due-date':
      return addDays(softDue.day, day.days)
    case 'notice-term-end': {
      const notice = claim.steps.findLast(({ phase }) => phase === 'formal-notice')
      return notice && addDays(termEnd(notice) ?? notice.on, day.days)
    }
    case 'step': {
      const on = claim.steps.findLast(({ step }) => step === day.step)?.on ?? lapsed.get(day.step)
      return on && addDays(on, day.days)
    }
  }
}

/** The day before the next phase may come, had this step been taken on `on`: the last day that it can print. */
export function lastDayBeforeNext(step: Step, on: LocalDate, position: Position, gap: number): LocalDate | null {
  const next = position.ahead.find(({ phase }) => ladderRank(phase) > ladderRank(step.phase))
  if (!next) return null
  const taken: StepTaken = {
    step: step.name,
    phase: step.phase,
    round: 1,
    on,
    expectedDelivery: null,
    legalEnd: null,
    payBy: null,
    announcedCosts: null,
  }
  const nominal = nominalDay(next, { ...position, claim: { ...position.claim, steps: [...position.claim.steps, taken] } }) ?? on
  const earliest = addDays(on, gap)
  return addDays(nominal > earliest ? nominal : earliest, -1)
}
