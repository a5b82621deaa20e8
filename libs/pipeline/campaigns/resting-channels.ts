/** Channels by which nothing of a campaign leaves right now though something waits: a person paused it, its carrier asked for quiet, or it is outside its hours. */
import { opensAgain, withinCalendar } from '#decision'
import type { Channel, Instant } from '#domain'
import { channelPauses, getCreditor, senderStates, type CampaignProgress, type Sql, type StoredCampaign } from '#store'
import { ifItFits } from '../configuration/rulebooks'
import type { Pipe } from '../pipe'

export interface RestingChannel {
  readonly channel: Channel
  readonly because: 'person' | 'carrier' | 'hours'
  /** When it goes on; null: when somebody says so. */
  readonly until: Instant | null
}

export async function restingChannels(
  { database, rulebooks }: Pick<Pipe, 'database' | 'rulebooks'>,
  sql: Sql,
  campaign: StoredCampaign,
  { contacts }: CampaignProgress,
  now: Instant,
): Promise<RestingChannel[]> {
  const waiting = [...new Set(contacts.filter(({ state }) => state === 'planned' || state === 'queued').map(({ channel }) => channel))]
  if (campaign.state !== 'running' || waiting.length === 0) return []
  const paused = new Set((await channelPauses(sql, campaign.creditorId)).map(({ channel }) => channel))
  const quiet = new Map(
    (await senderStates(sql, campaign.creditorId)).flatMap(({ channel, quietUntil }) =>
      quietUntil === null ? [] : [[channel, quietUntil] as const],
    ),
  )
  const rulebook = await ifItFits(rulebooks.ofCreditor(await getCreditor(database, campaign.creditorId)))
  return waiting.flatMap((channel): RestingChannel[] => {
    if (paused.has(channel)) return [{ channel, because: 'person', until: null }]
    const carrier = quiet.get(channel)
    if (carrier !== undefined) return [{ channel, because: 'carrier', until: carrier }]
    const opens = rulebook && withinCalendar(() => opensAgain(channel, now, rulebook))
    return opens === null ? [] : [{ channel, because: 'hours', until: opens }]
  })
}
