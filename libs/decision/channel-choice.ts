/** Channel choice: the step's or the law's channel first, then the debtor's preference, then what was observed or is usual (P15). */
import type {
  AttemptId,
  Channel,
  ClaimState,
  DebtorState,
  Instant,
  LocalDate,
  Phase,
  ReachablePoint,
  Reason,
  Rulebook,
  StepTaken,
} from '#domain'
import type { Candidate } from './candidate'
import type { Choice } from './channel-order'
import { channelOrder } from './channel-order'
import { CHANNEL_RULES } from './rules'
import { LEGAL_CHANNELS } from './rules/channel-closed'

export interface ChannelChoice {
  readonly channel: Channel
  readonly point: ReachablePoint
  readonly reasons: readonly Reason[]
}

/** Of the ladder, or beside it. */
interface WishedStep {
  readonly name: string
  readonly phase: Phase
  readonly channel?: Channel
}

export interface ChannelWish<Of extends WishedStep = WishedStep> {
  readonly claim: ClaimState
  readonly step: Of
  /** The latest step of an earlier phase. */
  readonly before: StepTaken | undefined
  readonly day: LocalDate
  readonly at: Instant
  readonly attemptId: AttemptId | null
  readonly failed: readonly Channel[]
}

/** Null when no channel is left. */
export function chooseChannel(wish: ChannelWish, state: DebtorState, rulebook: Rulebook, now: Instant): ChannelChoice | null {
  let offline = false
  for (const [channel, reason] of inOrder(wish, state, rulebook)) {
    for (const point of pointsOf(channel, state)) {
      const refusal = refusalOf(candidateFor(wish, channel, point), state, rulebook, now)
      offline ||= refusal?.code === 'not-online'
      if (refusal === null) return { channel, point, reasons: explain(wish, channel, reason, offline) }
    }
  }
  return null
}

export const candidateFor = (
  { claim, step, before, day, at, attemptId, failed }: ChannelWish,
  channel: Channel | null,
  point: ReachablePoint | null,
): Candidate => ({ claim, step: step.name, phase: step.phase, before, channel, point, day, at, punctual: true, attemptId, failed })

function refusalOf(candidate: Candidate, state: DebtorState, rulebook: Rulebook, now: Instant): Reason | null {
  for (const rule of CHANNEL_RULES) {
    const verdict = rule(candidate, state, rulebook, now)
    if (verdict.kind === 'never') return verdict.reason
  }
  return null
}

function inOrder({ step: { channel, phase }, day }: ChannelWish, state: DebtorState, { policy }: Rulebook): readonly Choice[] {
  const first: Choice[] = channel ? [[channel, { code: 'channel-of-step', channel }]] : []
  if (policy.legalPhases.includes(phase)) return [...first, ...legalOrder(phase)]
  const preferred = state.preferredChannel
  if (preferred) first.push([preferred, { code: 'channel-preferred', channel: preferred }])
  const order = channelOrder(phase, state, policy, day)
  return first.length === 0 ? order : [...first, ...order]
}

const legalOrder = (phase: Phase): Choice[] => LEGAL_CHANNELS.map((channel) => [channel, { code: 'channel-legal', channel, phase }])

/** Points for reminders first, those of the invoice last (R10). */
function pointsOf(channel: Channel, { points }: DebtorState): ReachablePoint[] {
  const own = points.filter((point) => point.channel === channel)
  if (own.length < 2) return own
  return [
    ...own.filter(({ purpose }) => purpose === 'reminder'),
    ...own.filter(({ purpose }) => purpose === 'both'),
    ...own.filter(({ purpose }) => purpose === 'invoice'),
  ]
}

function explain({ failed }: ChannelWish, channel: Channel, reason: Reason, offline: boolean): Reason[] {
  const [first] = failed
  const chosen: Reason = first ? { code: 'channel-fallback', channel, failed: first } : reason
  return offline ? [chosen, { code: 'not-online' }] : [chosen]
}
