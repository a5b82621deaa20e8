/** Remind by hand: the reminder that a person asks for now, beside the ladder (R56): the income day does not move it, everything else binds it as it binds the ladder's own. */
import { addDays, laterDate, laterInstant, ladderRank } from '#domain'
import type {
  Channel,
  ClaimState,
  DebtorState,
  Instant,
  LocalDate,
  PlannedContact,
  Reason,
  Reasons,
  ReachablePoint,
  Rulebook,
} from '#domain'
import { almanacOf, BeyondCalendar } from './almanac'
import type { Almanac } from './almanac'
import { candidateFor, chooseChannel } from './channel-choice'
import type { ChannelWish } from './channel-choice'
import { rulesForJoining } from './consolidation'
import { earliest, strictest } from './earliest'
import { deliveryOf } from './post'
import { CHANNEL_RULES, GATE_RULES, TASK_RULES } from './rules'
import { softDueDate } from './soft-due-date'
import { stepBefore } from './steps-taken'

export interface WantedReminder {
  /** Null: the one that the rules choose. */
  readonly channel: Channel | null
  /** Unique: every reminder by hand is one of its own. */
  readonly step: string
}

export type RemindedByHand =
  /** `at`: now, or the next hour at which the channel is open. */
  | { readonly kind: 'contact'; readonly contact: PlannedContact; readonly reasons: Reasons }
  | { readonly kind: 'refused'; readonly reasons: Reasons }

const PHASE = 'reminder'
/** What only asks for a later hour; anything else that stands against it refuses it. */
const LATER: readonly Reason['code'][] = ['outside-hours', 'closed-day']

export function remindByHand(state: DebtorState, rulebook: Rulebook, wanted: WantedReminder, now: Instant): RemindedByHand {
  try {
    return remind(state, rulebook, wanted, now)
  } catch (problem) {
    if (!(problem instanceof BeyondCalendar)) throw problem
    return refused({ code: 'beyond-calendar', calendar: problem.calendar, day: problem.day })
  }
}

const refused = (first: Reason, ...rest: readonly Reason[]): RemindedByHand => ({ kind: 'refused', reasons: [first, ...rest] })

function remind(state: DebtorState, rulebook: Rulebook, wanted: WantedReminder, now: Instant): RemindedByHand {
  const almanac = almanacOf(rulebook)
  const today = almanac.dateOf(now)
  const wishes = state.claims.filter(({ open }) => open > 0).map((claim) => wishOf(claim, wanted.step, today, now))
  const against = wishes.map((wish) => againstClaim(wish, state, rulebook, now))
  const [lead, ...others] = wishes.filter((_, index) => against[index] === null)
  if (!lead) return refused(against[0] ?? { code: 'settled' }, ...against.slice(1).filter((reason) => reason !== null))
  const choice = wanted.channel === null ? chooseChannel(lead, state, rulebook, now) : chosen(wanted.channel, lead, state, rulebook, now)
  if (choice === null) return refused({ code: 'no-channel-left', phase: PHASE })
  if ('refusal' in choice) return refused(choice.refusal)
  let at = now
  const later: Reason[] = []
  for (const wish of [lead, ...others]) {
    const candidate = { ...candidateFor(wish, choice.channel, choice.point), punctual: false }
    const rules = others.length > 0 ? rulesForJoining(GATE_RULES, wish.claim, candidate) : GATE_RULES
    const found = earliest(candidate, rules, state, rulebook, now)
    if (found.kind === 'never') return refused(found.reason)
    const [first, ...rest] = found.reasons.filter(({ code }) => found.kind === 'unstable' || !LATER.includes(code))
    if (first || found.kind !== 'at') return refused(first ?? { code: 'superseded' }, ...rest)
    if (found.at > at) later.splice(0, later.length, ...found.reasons)
    at = laterInstant(at, found.at)
  }
  return {
    kind: 'contact',
    contact: contactAt(at, [lead, ...others], choice, almanac),
    reasons: [{ code: 'asked-by-person' }, ...choice.reasons, ...later],
  }
}

const wishOf = (claim: ClaimState, name: string, day: LocalDate, at: Instant): ChannelWish => ({
  claim,
  step: { name, phase: PHASE },
  before: stepBefore(claim, PHASE, name),
  day,
  at,
  attemptId: null,
  failed: [],
})

/** Default begins after the day that was told, where that is later than the due date (P10); after a formal notice a reminder would say less than was said. */
function againstClaim(wish: ChannelWish, state: DebtorState, rulebook: Rulebook, now: Instant): Reason | null {
  const { claim, step, day } = wish
  if (claim.steps.some(({ phase }) => ladderRank(phase) > ladderRank(PHASE))) return { code: 'reminder-passed', claim: claim.reference }
  const due = laterDate(claim.dueOn, softDueDate(almanacOf(rulebook), claim, state).day)
  if (due >= day) return { code: 'step-not-due', step: step.name, phase: PHASE, day: addDays(due, 1), claim: claim.reference }
  const verdict = strictest(candidateFor(wish, null, null), TASK_RULES, state, rulebook, now)
  return verdict.kind === 'pass' ? null : verdict.reason
}

type Chosen = { readonly channel: Channel; readonly point: ReachablePoint; readonly reasons: readonly Reason[] }

/** The first point of the channel that may be used; without one, why not. */
function chosen(
  channel: Channel,
  wish: ChannelWish,
  state: DebtorState,
  rulebook: Rulebook,
  now: Instant,
): Chosen | { readonly refusal: Reason } {
  let refusal: Reason = { code: 'contact-point-unusable', channel }
  for (const point of state.points.filter((one) => one.channel === channel)) {
    const verdict = strictest(candidateFor(wish, channel, point), CHANNEL_RULES, state, rulebook, now)
    if (verdict.kind === 'pass') return { channel, point, reasons: [] }
    refusal = verdict.reason
  }
  return { refusal }
}

function contactAt(
  at: Instant,
  wishes: readonly ChannelWish[],
  { channel, point }: Pick<Chosen, 'channel' | 'point'>,
  almanac: Almanac,
): PlannedContact {
  return {
    at,
    channel,
    contactPointId: point.id,
    phase: PHASE,
    step: wishes[0]?.step.name ?? '',
    claims: wishes.map(({ claim }) => claim.reference),
    amount: wishes.reduce((sum, { claim }) => sum + claim.open, 0),
    payBy: null,
    expectedDelivery: channel === 'letter' ? deliveryOf(almanac, almanac.dateOf(at)) : null,
    legalEnd: null,
    announcedCosts: null,
    resumes: null,
  }
}
