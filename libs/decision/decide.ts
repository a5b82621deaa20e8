/** Decide: what is to be done for a debtor now, as a total and pure function of what is known (rule 1). */
import { addDays } from '#domain'
import type { ClaimState, DebtorState, Decision, Instant, Reason, Rulebook } from '#domain'
import type { Almanac } from './almanac'
import { almanacOf, BeyondCalendar } from './almanac'
import { leadsBefore, sharing } from './consolidation'
import { contactOf } from './contact'
import { collectionsOf, isCollected, toldOfReturn } from './direct-debit'
import { nextMove } from './next-move'
import type { ContactProspect, Prospect, TaskProspect } from './prospect'
import { brokenPromise, graceUntil } from './promises'
import { sideContact, sideProspects, undeliverableCopies } from './side-messages'
import type { SideProspect } from './side-messages'
import { debtHelpReview, debtHelpReviews } from './debt-help'
import { whyBehaviour } from './why-behaviour'
import { questionContact, questionOf, type QuestionProspect } from './question'

/** A fact ends an open wait; these days only make sure that somebody looks when none comes. */
const LOOK_AGAIN_DAYS = 7

export function decide(state: DebtorState, rulebook: Rulebook, now: Instant): Decision {
  const almanac = almanacOf(rulebook)
  const open = state.claims.every(isOpen) ? state : { ...state, claims: state.claims.filter(isOpen) }
  if (open.claims.length === 0) return { kind: 'stop', reasons: [{ code: 'settled' }], reviewAt: null }
  try {
    const prospects = open.claims.map((claim) => nextMove(claim, open, rulebook, now))
    const beside = sideProspects(open, rulebook, now)
    const question = questionOf(open, rulebook, now)
    return (
      promiseBroken(open, almanac, now) ??
      debtHelpReview(open, almanac, now) ??
      faultInRules(prospects, open, now) ??
      taskDue(prospects, open, rulebook, now) ??
      copyWithoutWay(open, rulebook, now) ??
      sideContactDue(beside, rulebook, now) ??
      contactDue(prospects, open, rulebook, now) ??
      questionDue(question, rulebook, now) ??
      waitForNext(prospects, [beside[0]?.at, question?.at], open, almanac, now) ??
      waitForFact(prospects, almanac, now)
    )
  } catch (problem) {
    if (!(problem instanceof BeyondCalendar)) throw problem
    return {
      kind: 'wait',
      reasons: [{ code: 'beyond-calendar', calendar: problem.calendar, day: problem.day }],
      reviewAt: daysAhead(almanac, now, 1),
    }
  }
}

const isOpen = (claim: ClaimState): boolean => claim.open > 0

function promiseBroken(state: DebtorState, almanac: Almanac, now: Instant): Decision | null {
  const promise = brokenPromise(almanac, state, now)
  // Money that was collected and has not come back keeps it, for as long as that lasts (P17).
  if (!promise || state.claims.every((claim) => isCollected(claim, state))) return null
  const claims = state.claims.map(({ reference }) => reference)
  return {
    kind: 'escalate',
    task: 'broken-promise',
    claims,
    step: null,
    reasons: [{ code: 'promise-broken', payBy: promise.payBy }],
    reviewAt: now,
  }
}

/** Rules that never agree are a fault that a person must see; nothing is guessed. */
function faultInRules(prospects: readonly Prospect[], state: DebtorState, now: Instant): Decision | null {
  const fault = prospects.find((prospect) => prospect.kind === 'unstable')
  const [first, ...rest] = fault?.reasons ?? []
  if (!fault || !first || state.openTasks.includes('escalation')) return null
  return { kind: 'escalate', task: 'escalation', claims: [fault.claim.reference], step: null, reasons: [first, ...rest], reviewAt: now }
}

function taskDue(prospects: readonly Prospect[], state: DebtorState, rulebook: Rulebook, now: Instant): Decision | null {
  const due = prospects.filter((prospect): prospect is TaskProspect => prospect.kind === 'task' && prospect.at <= now)
  const [first] = due
  if (!first) return null
  const { task, step } = first
  const claims = due.filter((other) => other.task === task && other.step.name === step.name).map((other) => other.claim.reference)
  const why = task === 'address' ? [] : whyBehaviour(step, state, rulebook)
  return { kind: 'escalate', task, claims, ...stepBy(first), reasons: [whyTask(first), ...why, ...first.reasons], reviewAt: now }
}

function copyWithoutWay(state: DebtorState, rulebook: Rulebook, now: Instant): Decision | null {
  const claims = undeliverableCopies(state, rulebook, now).map(({ reference }) => reference)
  if (claims.length === 0) return null
  return {
    kind: 'escalate',
    task: 'address',
    claims,
    step: null,
    reasons: [{ code: 'no-channel-left', phase: 'invoice-copy' }],
    reviewAt: now,
  }
}

/** An address that must be found takes no step. */
function stepBy({ task, step }: TaskProspect): Pick<Extract<Decision, { kind: 'escalate' }>, 'step' | 'phase'> {
  switch (task) {
    case 'address':
      return { step: null }
    case 'escalation':
      return { step: step.name }
    case 'visit':
    case 'credit-stop':
      return { step: step.name, phase: step.phase }
  }
}

function whyTask({ task, step, claim: { reference: claim }, day }: TaskProspect): Reason {
  switch (task) {
    case 'address':
      return { code: 'no-channel-left', phase: step.phase }
    case 'escalation':
      return { code: 'ladder-ended', claim, day }
    case 'visit':
      return { code: 'visit-due', claim, day }
    case 'credit-stop':
      return { code: 'credit-stop-due', claim, day }
  }
}

/** Contacts are made per debtor: of those due now the highest phase leads, the others are decided after it. */
function contactDue(prospects: readonly Prospect[], state: DebtorState, rulebook: Rulebook, now: Instant): Decision | null {
  const due = prospects.filter((prospect): prospect is ContactProspect => prospect.kind === 'contact' && prospect.at <= now)
  const [lead] = due.sort(leadsBefore)
  if (!lead) return null
  const { contact, reasons } = contactOf(lead, sharing(lead, prospects, state, rulebook, now), state, rulebook, now)
  return { kind: 'contact', contact, reasons, reviewAt: daysAhead(almanacOf(rulebook), now, 1) }
}

/** What answers a fact goes before what the ladder asks for. */
function sideContactDue([first]: readonly SideProspect[], rulebook: Rulebook, now: Instant): Decision | null {
  if (!first || first.at > now) return null
  return { kind: 'contact', ...sideContact(first, rulebook, now), reviewAt: daysAhead(almanacOf(rulebook), now, 1) }
}

/** What is due on the ladder goes before it; both count in the same budget. */
function questionDue(question: QuestionProspect | null, rulebook: Rulebook, now: Instant): Decision | null {
  if (!question || question.at > now) return null
  return { kind: 'contact', ...questionContact(question, rulebook, now), reviewAt: daysAhead(almanacOf(rulebook), now, 1) }
}

/** The next look is the instant at which the next move would be made, or a promise turns out broken. */
function waitForNext(
  prospects: readonly Prospect[],
  others: readonly (Instant | undefined)[],
  state: DebtorState,
  almanac: Almanac,
  now: Instant,
): Decision | null {
  const ahead = prospects.filter(
    (prospect): prospect is ContactProspect | TaskProspect => prospect.kind === 'contact' || prospect.kind === 'task',
  )
  const [next] = ahead.sort((a, b) => a.at - b.at)
  const looks = [
    next?.at,
    ...others,
    ...(state.mandate === null ? [] : prospects.flatMap((prospect) => collectionLook(prospect, state, almanac, now))),
    ...promiseLooks(state, almanac, now),
    ...debtHelpReviews(state, almanac).filter((at) => at > now),
  ].filter((at) => at !== undefined)
  const [first] = looks.sort((a, b) => a - b)
  if (first === undefined) return null
  return { kind: 'wait', reasons: next ? [notDue(next), ...next.reasons] : [restingReason(prospects)], reviewAt: first }
}

/** Once its day is over it was collected, or nobody did it and the ladder goes on. Of a return that could not be told yet the day moves on each day, until it is given up. */
function collectionLook(prospect: Prospect, state: DebtorState, almanac: Almanac, now: Instant): Instant[] {
  if (prospect.kind !== 'never' || prospect.reason.code !== 'to-be-collected') return []
  const last = collectionsOf(prospect.claim, state).at(-1)
  const isUntold = last?.returnedOn != null && toldOfReturn(last.returnedOn, prospect.claim, state, almanac) === undefined
  return [isUntold ? daysAhead(almanac, now, 1) : almanac.startOf(addDays(prospect.reason.on, 1))]
}

const promiseLooks = (state: DebtorState, almanac: Almanac, now: Instant): Instant[] =>
  state.promises
    .filter((promise) => promise.state === 'open')
    .map((promise) => almanac.startOf(graceUntil(almanac, promise)))
    .filter((at) => at > now)

const notDue = ({ step, day, claim }: ContactProspect | TaskProspect): Reason => ({
  code: 'step-not-due',
  step: step.name,
  phase: step.phase,
  day,
  claim: claim.reference,
})

/** No move is in sight: a hold without an end, a calendar that must be loaded, an address that must be found; or only persons decide now. */
function waitForFact(prospects: readonly Prospect[], almanac: Almanac, now: Instant): Decision {
  const reason = restingReason(prospects)
  if (reason.code === 'person-decides') return { kind: 'stop', reasons: [reason], reviewAt: null }
  return { kind: 'wait', reasons: [reason], reviewAt: daysAhead(almanac, now, reason.code === 'beyond-calendar' ? 1 : LOOK_AGAIN_DAYS) }
}

function restingReason(prospects: readonly Prospect[]): Reason {
  const reasons = prospects.flatMap((prospect) => (prospect.kind === 'never' ? [prospect.reason] : []))
  return reasons.find(({ code }) => code !== 'person-decides') ?? reasons[0] ?? { code: 'superseded' }
}

const daysAhead = (almanac: Almanac, now: Instant, days: number): Instant => almanac.startOf(addDays(almanac.dateOf(now), days))
