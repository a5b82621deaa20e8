/** Assume: what would be known of the debtor from now on: a rest, a preference, an income day, a day of collection, a reminder by hand. Other than events, these come before the play. */
import {
  CHANNELS,
  COLLECT_ON,
  isLadderPhase,
  parseCollectOn,
  type AttemptId,
  type DebtorState,
  type Instant,
  type PlannedContact,
  type Rulebook,
} from '#domain'
import { dayOf, remindByHand } from '#decision'
import type { Field } from './field'
import type { MadeContact } from './world'

export const CHANGES = ['rest', 'preference', 'income', 'collection-day', 'reminder'] as const
type Change = (typeof CHANGES)[number]

export const isChange = (event: Readonly<Record<string, unknown>>): boolean => (CHANGES as readonly unknown[]).includes(event.type)

export interface Assumed {
  readonly state: DebtorState
  /** What would be sent at once. */
  readonly made: readonly MadeContact[]
}

/** A reminder that would be refused changes nothing. */
export function assumed({ state, made }: Assumed, field: Field, rulebook: Rulebook, now: Instant): Assumed {
  const type = field.object().type as Change
  const of = <Name extends string>(name: Name): Field => field.fields(['type', name])[name]
  switch (type) {
    case 'rest': {
      const until = of('until').instant()
      return { made, state: { ...state, holds: [...state.holds, { kind: 'manual', claim: null, from: now, until }] } }
    }
    case 'preference': {
      const channel = of('channel')
      return { made, state: { ...state, preferredChannel: channel.isAbsent ? null : channel.oneOf(CHANNELS) } }
    }
    case 'income': {
      const day = of('monthDay').whole(1, 31)
      return { made, state: { ...state, income: { every: 'month', day: day === 31 ? 'last' : day, roll: 'preceding' } } }
    }
    case 'collection-day': {
      const collectOn = parseCollectOn(of('on').matching(COLLECT_ON, 'day-after-income, or a day of the month from 1 to 28'))
      return { made, state: { ...state, mandate: state.mandate && { ...state.mandate, collectOn: collectOn ?? state.mandate.collectOn } } }
    }
    case 'reminder': {
      const channel = of('channel')
      const answer = remindByHand(
        state,
        rulebook,
        { channel: channel.isAbsent ? null : channel.oneOf(CHANNELS), step: 'by-hand-assumed' },
        now,
      )
      if (answer.kind === 'refused') return { made, state }
      const attemptId = `assumed-${made.length}` as AttemptId
      return {
        made: [...made, { attemptId, contact: answer.contact, reasons: answer.reasons }],
        state: afterContact(state, answer.contact, attemptId, rulebook),
      }
    }
  }
}

function afterContact(state: DebtorState, contact: PlannedContact, attemptId: AttemptId, rulebook: Rulebook): DebtorState {
  const { at, channel, phase, step, claims, contactPointId, expectedDelivery } = contact
  if (!isLadderPhase(phase)) return state
  const taken = { step, phase, round: 1, on: dayOf(at, rulebook), expectedDelivery, legalEnd: null, payBy: null, announcedCosts: null }
  return {
    ...state,
    contacts: [...state.contacts, { attemptId, at, channel, phase, step, state: 'handed-over', contactPointId, weight: 1, claims }],
    claims: state.claims.map((claim) => (claims.includes(claim.reference) ? { ...claim, steps: [...claim.steps, taken] } : claim)),
  }
}
