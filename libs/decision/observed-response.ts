/** Observed response: how likely an answer over a channel is, and at which hour answers come; a Beta-Bernoulli estimate with its counts. */
import type { Channel, ChannelResponse, Instant, LocalTime, Reason, ResponseCounts } from '#domain'
import type { Almanac } from './almanac'

const HOUR = 3_600_000

/** Of debtors like this one, nothing known: one in four, so that a channel never tried neither loses nor wins by itself. */
const rateOf = ({ contacts, answered }: ResponseCounts): number => (Math.min(answered, contacts) + 1) / (contacts + 4)
const NOBODY: ResponseCounts = { contacts: 0, answered: 0 }

/** The debtor's own counts, added to those of a few contacts answered as debtors like them answer. */
export function chanceOf(channel: Channel, responses: readonly ChannelResponse[], likeWeight: number): number {
  const { contacts, answered, like } = responses.find((response) => response.channel === channel) ?? { ...NOBODY, like: NOBODY }
  return (likeWeight * rateOf(like) + Math.min(answered, contacts)) / (likeWeight + contacts)
}

export interface BestHour {
  readonly at: Instant
  readonly reason: Reason
}

/** The same day at the hour in which at least half of the answers over this channel came, where they are enough. */
export function bestHourOn(almanac: Almanac, channel: Channel, opening: Instant, responses: readonly ChannelResponse[]): BestHour | null {
  const { observedResponse } = almanac.policy
  const own = responses.find((response) => response.channel === channel)
  if (!observedResponse || !own || own.answeredAt.length < observedResponse.leastForHour) return null
  const [hour, answered] = busiestHour(almanac, own)
  if (answered * 2 < own.answeredAt.length) return null
  const time = `${String(hour).padStart(2, '0')}:00` as LocalTime
  return {
    at: almanac.instant(almanac.dateOf(opening), time),
    reason: { code: 'best-hour', channel, hour: time, answered, of: own.answeredAt.length },
  }
}

/** Of equals the earliest. */
function busiestHour(almanac: Almanac, { answeredAt }: ChannelResponse): readonly [hour: number, answers: number] {
  const counts = new Array<number>(24).fill(0)
  for (const at of answeredAt) {
    // From noon, so that a night in which the clocks change leaves the hours of the day alone.
    const hour = 12 + Math.floor((at - almanac.instant(almanac.dateOf(at), '12:00' as LocalTime)) / HOUR)
    counts[Math.max(0, hour)]! += 1
  }
  const answers = Math.max(...counts)
  return [counts.indexOf(answers), answers]
}
