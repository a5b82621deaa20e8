/** Channel order: what is tried where neither step nor law nor debtor names a channel: observed response, the matrix, age, the cheapest (R12, R13, R59). */
import type { Channel, ChannelResponse, ChannelRow, ContactPolicy, DebtorState, LocalDate, Phase, Reason } from '#domain'
import { meets } from './conditions'
import { chanceOf } from './observed-response'

export type Choice = readonly [Channel, Reason]

export function channelOrder(phase: Phase, state: DebtorState, policy: ContactPolicy, day: LocalDate): readonly Choice[] {
  const matrix = ofMatrix(phase, state, policy)
  const age = byAge(state, policy, day)
  const usual = matrix.length + age.length > 0 ? [...matrix, ...age, ...defaultsOf(policy)] : defaultsOf(policy)
  const { responses } = state
  const { observedResponse: learned } = policy
  // One channel with enough contacts is enough to compare it with the others.
  return learned && responses?.some(({ contacts }) => contacts >= learned.leastContacts)
    ? byChance(usual, responses, learned.likeWeight)
    : usual
}

const defaults = new WeakMap<ContactPolicy, readonly Choice[]>()

/** Made once for a policy: nearly every choice ends here. */
function defaultsOf(policy: ContactPolicy): readonly Choice[] {
  let known = defaults.get(policy)
  if (!known) defaults.set(policy, (known = policy.channelOrder.map((channel): Choice => [channel, { code: 'channel-default', channel }])))
  return known
}

/** The first row that fits. */
export const rowFor = (phase: Phase, state: DebtorState, policy: ContactPolicy): ChannelRow | undefined =>
  policy.channelMatrix.find((row) => (row.phases?.includes(phase) ?? true) && meets(row, state, policy))

const NONE: readonly Choice[] = []
const ofMatrix = (phase: Phase, state: DebtorState, policy: ContactPolicy): readonly Choice[] =>
  rowFor(phase, state, policy)?.channels.map((channel): Choice => [channel, { code: 'channel-of-policy', channel, phase }]) ?? NONE

function byAge({ birthYear, kind }: DebtorState, { channelByAge }: ContactPolicy, day: LocalDate): readonly Choice[] {
  if (!birthYear || kind !== 'consumer') return NONE
  const age = Number(day.slice(0, 4)) - birthYear
  const row = channelByAge.find(({ from, below }) => from <= age && age < below)
  return row?.channels.map((channel): Choice => [channel, { code: 'channel-by-age', channel }]) ?? NONE
}

/** The most likely to be answered first; of equals the one that is usual. */
function byChance(usual: readonly Choice[], responses: readonly ChannelResponse[], likeWeight: number): readonly Choice[] {
  const ranked = usual.map((choice) => ({ choice, chance: chanceOf(choice[0], responses, likeWeight) }))
  return ranked.sort((a, b) => b.chance - a.chance).map(({ choice }) => told(choice, responses))
}

/** The counts that led there, where there are any. */
function told([channel, usual]: Choice, responses: readonly ChannelResponse[]): Choice {
  const own = responses.find((response) => response.channel === channel)
  if (own && own.contacts > 0)
    return [channel, own.answered > 0 ? { code: 'channel-observed', channel, answered: own.answered, contacts: own.contacts } : usual]
  const [most] = [...responses].sort((a, b) => b.contacts - a.contacts)
  return [
    channel,
    most ? { code: 'channel-untried', channel, than: most.channel, answered: most.answered, contacts: most.contacts } : usual,
  ]
}
