/** Side messages: what a fact beside the ladder asks to be told, and on which day: a debit that came back, a term that is near, an answer (P17, P18). */
import { addDays } from '#domain'
import type {
  Cents,
  Channel,
  ClaimState,
  DebtorState,
  Instant,
  LocalDate,
  PlannedContact,
  Reason,
  Reasons,
  Rulebook,
  RunningArrangement,
} from '#domain'
import type { Almanac } from './almanac'
import { almanacOf } from './almanac'
import { owedAnswers } from './answers'
import { chooseChannel } from './channel-choice'
import type { ChannelChoice, ChannelWish } from './channel-choice'
import { collectionsOf, meaningOf } from './direct-debit'
import { owedCopies } from './invoice-copies'
import { planOf } from './plan'
import { deliveryOf } from './post'
import type { SideMessage } from './side-message'
import { sumOf } from './side-message'

type Term = RunningArrangement['instalments'][number]

export interface SideProspect {
  readonly message: SideMessage
  readonly choice: ChannelChoice
  readonly at: Instant
  readonly reasons: readonly Reason[]
}

/** Those that can be sent, the earliest first; who cannot be reached at all is found out by the ladder, which makes it a person's task. */
export function sideProspects(state: DebtorState, rulebook: Rulebook, now: Instant): SideProspect[] {
  if (state.collections.length === 0 && !state.arrangements && state.holds.length === 0) return []
  const almanac = almanacOf(rulebook)
  const prospects = (messages: readonly SideMessage[]): SideProspect[] =>
    messages.flatMap((message) => prospectOf(message, state, rulebook, now))
  const beside = [...failedDebits(state, almanac), ...owedAnswers(state, almanac, now), ...owedCopies(state, almanac, now)]
  return [...prospects(beside), ...nextTerms(state, rulebook, now)].sort((a, b) => a.at - b.at)
}

/** A return is told once, on the first allowed day after it was booked. */
function failedDebits(state: DebtorState, almanac: Almanac): SideMessage[] {
  const untold = state.claims.flatMap((claim) => untoldReturn(claim, state, almanac))
  const days = [...new Set(untold.map(({ returnedOn }) => returnedOn))]
  return days.flatMap((returnedOn): SideMessage[] => {
    const [first, ...others] = untold.filter((one) => one.returnedOn === returnedOn).map(({ claim }) => claim)
    if (!first) return []
    const claims = [first, ...others] as const
    return [
      {
        phase: 'debit-failed',
        step: 'debit-failed',
        claims,
        amount: sumOf(claims),
        day: addDays(returnedOn, 1),
        uselessOn: null,
        payBy: null,
        reasons: [{ code: 'debit-returned', claim: first.reference, on: returnedOn }],
      },
    ]
  })
}

/** What is tried once more must be announced once more, whoever was to blame (P8, P17). */
const TO_BE_TOLD = ['retry', 'technical', 'account']

function untoldReturn(
  claim: ClaimState,
  state: DebtorState,
  almanac: Almanac,
): { readonly claim: ClaimState; readonly returnedOn: LocalDate }[] {
  const { returnedOn = null, code = null } = collectionsOf(claim, state).at(-1) ?? {}
  if (returnedOn === null || !TO_BE_TOLD.includes(meaningOf(code, almanac))) return []
  const since = almanac.startOf(returnedOn)
  const told = state.contacts.some(
    ({ phase, claims, at, state: came }) => phase === 'debit-failed' && at > since && came !== 'failed' && claims.includes(claim.reference),
  )
  return told ? [] : [{ claim, returnedOn }]
}

const TERMS = 'instalment-'
const keyOf = ({ reference }: RunningArrangement, { number }: Term): string => `${reference}-${number}`
/** Those of one day are in one message. */
const stepOfTerms = (keys: readonly string[]): string => `${TERMS}${keys.join('+')}`
const termsOfStep = (step: string): readonly string[] => (step.startsWith(TERMS) ? step.slice(TERMS.length).split('+') : [])

/** What is still to be paid of the terms that a message was about; null when that is nothing, or their arrangements are over. */
export function openOfTerms(step: string, { arrangements }: DebtorState): Cents | null {
  const about = termsOfStep(step)
  const unpaid = (arrangements ?? []).flatMap((arrangement) =>
    arrangement.instalments.filter((term) => !term.paid && about.includes(keyOf(arrangement, term))),
  )
  return unpaid.length === 0 ? null : unpaid.reduce((sum, { amount }) => sum + amount, 0)
}

/** The nearest terms that can still be told; of an arrangement there may be years of them. */
function nextTerms(state: DebtorState, rulebook: Rulebook, now: Instant): SideProspect[] {
  for (const message of comingTerms(state, almanacOf(rulebook), now)) {
    const prospects = prospectOf(message, state, rulebook, now)
    if (prospects.length > 0) return prospects
  }
  return []
}

/** Unpaid terms of running arrangements, the nearest first: one message, on the day before them. */
function comingTerms({ arrangements, claims, contacts, holds }: DebtorState, almanac: Almanac, now: Instant): SideMessage[] {
  if (!arrangements) return []
  const today = almanac.dateOf(now)
  const disputed = holds.flatMap(({ kind, claim, until }) =>
    kind !== 'arrangement' && claim !== null && (until === null || until > now) ? [claim] : [],
  )
  const told = contacts.flatMap(({ step }) => termsOfStep(step))
  const coming = arrangements.flatMap((arrangement) => {
    const about = claims.filter(({ reference }) => arrangement.claims.includes(reference) && !disputed.includes(reference))
    const terms = about.length === 0 ? [] : arrangement.instalments
    return terms
      .filter((term) => !term.paid && term.on > today && !told.includes(keyOf(arrangement, term)))
      .map((term) => ({ ...term, key: keyOf(arrangement, term), about }))
  })
  const days = [...new Set(coming.map(({ on }) => on))].sort()
  return days.flatMap((on) =>
    messageOf(
      on,
      coming.filter((term) => term.on === on),
    ),
  )
}

type ComingTerm = Term & { readonly key: string; readonly about: readonly ClaimState[] }

function messageOf(on: LocalDate, terms: readonly ComingTerm[]): SideMessage[] {
  const [first, ...others] = new Set(terms.flatMap(({ about }) => about))
  const numbers = [...new Set(terms.map(({ number }) => number))]
  const [reason, ...reasons] = numbers.map((number): Reason => ({ code: 'instalment-near', number, on }))
  if (!first || !reason) return []
  return [
    {
      phase: 'instalment',
      step: stepOfTerms(terms.map(({ key }) => key)),
      claims: [first, ...others],
      amount: terms.reduce((sum, { amount }) => sum + amount, 0),
      day: addDays(on, -1),
      uselessOn: on,
      payBy: on,
      reasons: [reason, ...reasons],
    },
  ]
}

function prospectOf(message: SideMessage, state: DebtorState, rulebook: Rulebook, now: Instant): SideProspect[] {
  const almanac = almanacOf(rulebook)
  const { phase, uselessOn } = message
  const wish = wishOf(message, almanac)
  const choice = choiceFor(wish, state, rulebook, now)
  const plan = choice && planOf(wish, choice, phase, state, rulebook, now)
  if (!choice || plan?.kind !== 'at' || (uselessOn !== null && almanac.dateOf(plan.at) >= uselessOn)) return []
  return [{ message, choice, at: plan.at, reasons: plan.reasons }]
}

const wishOf = ({ phase, step, day, claims: [claim] }: SideMessage, almanac: Almanac): ChannelWish => ({
  claim,
  step: { name: step, phase },
  before: undefined,
  day,
  at: almanac.startOf(day),
  attemptId: null,
  failed: [],
})

/** An invoice goes on what it can be read from again; where there is neither paper nor mail, it is said that it may be asked for. */
const CARRIES_INVOICES: readonly Channel[] = ['email', 'letter']
/** A carrier that cannot deliver now takes the same message for ever; after an address was put right it is tried once more. */
const MOST_FAILURES = 2

function choiceFor(wish: ChannelWish, state: DebtorState, rulebook: Rulebook, now: Instant): ChannelChoice | null {
  const failed = failuresOf(wish, state)
  const over = (tried: ChannelWish, channels: (channel: Channel) => boolean): ChannelChoice | null =>
    chooseChannel(tried, { ...state, points: state.points.filter(({ channel }) => channels(channel)) }, rulebook, now)
  const isWritten = (channel: Channel): boolean => channel !== 'call'
  const choose = (least: number): ChannelChoice | null => {
    const tried = { ...wish, failed: [...new Set(failed.filter((one) => failed.filter((other) => other === one).length >= least))] }
    const { phase } = tried.step
    if (phase === 'invoice-copy') return over(tried, (channel) => CARRIES_INVOICES.includes(channel)) ?? over(tried, isWritten)
    // An acknowledgement is in writing (Bki art. 6.1).
    return phase === 'reply' ? over(tried, isWritten) : chooseChannel(tried, state, rulebook, now)
  }
  return choose(1) ?? choose(MOST_FAILURES)
}

/** The channels over which this message did not arrive, each as often as that. */
const failuresOf = ({ claim, step, at }: ChannelWish, { contacts }: DebtorState): Channel[] =>
  contacts
    .filter((one) => one.step === step.name && one.state === 'failed' && one.at >= at && one.claims.includes(claim.reference))
    .flatMap(({ failedChannels, channel }) => failedChannels ?? [channel])

/** Nobody would ever hear of it: the ladder of these claims waits for their copy. */
export function undeliverableCopies(state: DebtorState, rulebook: Rulebook, now: Instant): readonly ClaimState[] {
  if (state.openTasks.includes('address') || !state.holds.some(({ kind }) => kind === 'not-received')) return []
  const almanac = almanacOf(rulebook)
  return owedCopies(state, almanac, now).flatMap((message) =>
    choiceFor(wishOf(message, almanac), state, rulebook, now) === null ? message.claims : [],
  )
}

export function sideContact(
  { message, choice, reasons: moved }: SideProspect,
  rulebook: Rulebook,
  now: Instant,
): { contact: PlannedContact; reasons: Reasons } {
  const almanac = almanacOf(rulebook)
  const { phase, step, claims, amount, payBy, reasons } = message
  const { channel, point } = choice
  return {
    contact: {
      at: now,
      channel,
      contactPointId: point.id,
      phase,
      step,
      claims: claims.map(({ reference }) => reference),
      amount,
      payBy,
      expectedDelivery: channel === 'letter' ? deliveryOf(almanac, almanac.dateOf(now)) : null,
      legalEnd: null,
      announcedCosts: null,
      resumes: null,
    },
    reasons: [...reasons, ...moved, ...choice.reasons],
  }
}
