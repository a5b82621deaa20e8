/** Side messages: what a fact beside the ladder asks to be told, and on which day: a debit that came back, a term that is near, an answer (P17, P18). */
import { addDays } from '#domain'
import type {
  Cents,
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
  if (state.collections.length === 0 && state.arrangement === null && state.holds.length === 0) return []
  const almanac = almanacOf(rulebook)
  const messages = [...failedDebits(state, almanac), ...comingTerm(state, almanac, now), ...owedAnswers(state, almanac, now)]
  return messages.flatMap((message) => prospectOf(message, state, rulebook, now)).sort((a, b) => a.at - b.at)
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
        reason: { code: 'debit-returned', claim: first.reference, on: returnedOn },
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

const stepOfTerm = ({ reference }: RunningArrangement, { number }: Term): string => `instalment-${reference}-${number}`

/** What is still to be paid of the term that a message was about; null when that is nothing, or the arrangement is over. */
export const openOfTerm = (step: string, { arrangement }: DebtorState): Cents | null =>
  arrangement?.instalments.find((term) => !term.paid && stepOfTerm(arrangement, term) === step)?.amount ?? null

/** The next unpaid term of a running arrangement: one message, on the day before it. */
function comingTerm({ arrangement, claims, contacts, holds }: DebtorState, almanac: Almanac, now: Instant): SideMessage[] {
  const today = almanac.dateOf(now)
  const term = arrangement?.instalments.find(({ on, paid }) => !paid && on > today)
  const disputed = holds.flatMap(({ kind, claim, until }) =>
    kind !== 'arrangement' && claim !== null && (until === null || until > now) ? [claim] : [],
  )
  const [first, ...others] = claims.filter(({ reference }) => arrangement?.claims.includes(reference) && !disputed.includes(reference))
  if (!arrangement || !term || !first) return []
  const step = stepOfTerm(arrangement, term)
  if (contacts.some((contact) => contact.step === step)) return []
  return [
    {
      phase: 'instalment',
      step,
      claims: [first, ...others],
      amount: term.amount,
      day: addDays(term.on, -1),
      uselessOn: term.on,
      payBy: term.on,
      reason: { code: 'instalment-near', number: term.number, on: term.on },
    },
  ]
}

function prospectOf(message: SideMessage, state: DebtorState, rulebook: Rulebook, now: Instant): SideProspect[] {
  const almanac = almanacOf(rulebook)
  const {
    phase,
    day,
    claims: [claim],
    uselessOn,
  } = message
  const wish: ChannelWish = {
    claim,
    step: { name: message.step, phase },
    before: undefined,
    day,
    at: almanac.startOf(day),
    attemptId: null,
    failed: [],
  }
  // An acknowledgement is in writing (Bki art. 6.1).
  const asked = phase === 'reply' ? { ...state, points: state.points.filter(({ channel }) => channel !== 'call') } : state
  const choice = chooseChannel(wish, asked, rulebook, now)
  const plan = choice && planOf(wish, choice, phase, state, rulebook, now)
  if (!choice || plan?.kind !== 'at' || (uselessOn !== null && almanac.dateOf(plan.at) >= uselessOn)) return []
  return [{ message, choice, at: plan.at, reasons: plan.reasons }]
}

export function sideContact(
  { message, choice, reasons }: SideProspect,
  rulebook: Rulebook,
  now: Instant,
): { contact: PlannedContact; reasons: Reasons } {
  const almanac = almanacOf(rulebook)
  const { phase, step, claims, amount, payBy, reason } = message
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
    reasons: [reason, ...reasons, ...choice.reasons],
  }
}
