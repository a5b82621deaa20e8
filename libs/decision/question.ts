/** Question: a campaign asks a debtor once how they like to be written to; a contact like any other, beside the ladder (R81). */
import type { ClaimState, DebtorState, Instant, PlannedContact, Reason, Reasons, Rulebook } from '#domain'
import { almanacOf } from './almanac'
import type { ChannelChoice, ChannelWish } from './channel-choice'
import { chooseChannel } from './channel-choice'
import { planOf } from './plan'
import { deliveryOf } from './post'

const STEP = { name: 'preference', phase: 'preference' } as const

export interface QuestionProspect {
  readonly at: Instant
  readonly choice: ChannelChoice
  readonly reasons: readonly Reason[]
}

/** When it can be asked; null when there is nothing to ask, or no way to. */
export function questionOf(state: DebtorState, rulebook: Rulebook, now: Instant): QuestionProspect | null {
  if (!state.question) return null
  // Nobody is called for it: an agent who speaks to the debtor can simply ask.
  const written = { ...state, points: state.points.filter(({ channel }) => channel !== 'call') }
  for (const claim of state.claims) {
    const prospect = prospectOf(claim, written, rulebook, now)
    if (prospect) return prospect
  }
  return null
}

/** It lists no claim, but is not asked of somebody with whom all contact rests: one claim that does not rest is enough. */
function prospectOf(claim: ClaimState, state: DebtorState, rulebook: Rulebook, now: Instant): QuestionProspect | null {
  const almanac = almanacOf(rulebook)
  const day = almanac.dateOf(now)
  const wish: ChannelWish = { claim, step: STEP, before: undefined, day, at: almanac.startOf(day), attemptId: null, failed: [] }
  const choice = chooseChannel(wish, state, rulebook, now)
  const plan = choice && planOf(wish, choice, STEP.phase, state, rulebook, now)
  return choice && plan?.kind === 'at' ? { at: plan.at, choice, reasons: plan.reasons } : null
}

export function questionContact(
  { choice: { channel, point, reasons: why }, reasons }: QuestionProspect,
  rulebook: Rulebook,
  now: Instant,
): { contact: PlannedContact; reasons: Reasons } {
  const almanac = almanacOf(rulebook)
  return {
    contact: {
      at: now,
      channel,
      contactPointId: point.id,
      phase: STEP.phase,
      step: STEP.name,
      claims: [],
      amount: 0,
      payBy: null,
      expectedDelivery: channel === 'letter' ? deliveryOf(almanac, almanac.dateOf(now)) : null,
      legalEnd: null,
      announcedCosts: null,
      resumes: null,
    },
    reasons: [{ code: 'preference-unknown' }, ...reasons, ...why],
  }
}
