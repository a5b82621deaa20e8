/** Starting a campaign on what somebody just saw: an old look, or a segment that moved since, is refused. */
import { localDateOf, type Instant } from '#domain'
import { findPreview, getCreditor, keepPreview, type Sql, type StoredCampaign } from '#store'
import { actOnCampaign, CampaignNotReady, CampaignRefused } from './campaign-actions'
import { dryRun, questionOf, type DryRun, type DryRunOptions } from './dry-run'
import type { Pipe } from '../pipe'
import { zoneOf } from '../configuration/published'
import { readSegment } from './read-segment'

/** What was seen no longer holds: somebody should look again before anybody is written to. */
export class PreviewStale extends Error {
  constructor(
    readonly seen: number,
    readonly now: number | null,
  ) {
    super(now === null ? 'the preview is older than half an hour' : `the preview saw ${seen} debtors; now there are ${now}`)
    this.name = 'PreviewStale'
  }
}

const FRESH_MS = 30 * 60_000
const MOST_MOVED = 0.02

export interface KeptDryRun extends DryRun {
  readonly previewId: string
}

/** A dry run that a start may lean on for half an hour. */
export async function previewCampaign(
  pipe: Pick<Pipe, 'database' | 'rulebooks'>,
  sql: Sql,
  campaign: StoredCampaign,
  options: DryRunOptions,
  now: Instant,
): Promise<KeptDryRun> {
  const foreseen = await dryRun(pipe, campaign, options, now)
  return { ...foreseen, previewId: await keepPreview(sql, campaign, foreseen.enrolled, now) }
}

export interface SeenStart {
  readonly previewId: string
  /** What the person who starts it read. */
  readonly enrolled: number
  readonly by: string
}

export async function startCampaign(
  pipe: Pick<Pipe, 'database'>,
  sql: Sql,
  campaign: StoredCampaign,
  { previewId, enrolled, by }: SeenStart,
  now: Instant,
): Promise<StoredCampaign> {
  if (campaign.state !== 'draft') throw new CampaignNotReady('start')
  const preview = await findPreview(sql, campaign, previewId)
  if (!preview) throw new CampaignRefused([{ pointer: '/previewId', message: 'is no preview of this campaign' }])
  if (preview.enrolled !== enrolled)
    throw new CampaignRefused([{ pointer: '/enrolled', message: `is not what the preview said: ${preview.enrolled}` }])
  if (now - preview.madeAt > FRESH_MS) throw new PreviewStale(enrolled, null)
  const creditor = await getCreditor(pipe.database, campaign.creditorId)
  const from = Math.max(now, campaign.startsAt) as Instant
  const found = await readSegment(sql, await questionOf(pipe, campaign, from, localDateOf(from, await zoneOf(pipe.database, creditor))))
  if (Math.abs(found.enrolled - enrolled) > MOST_MOVED * enrolled) throw new PreviewStale(enrolled, found.enrolled)
  return actOnCampaign(pipe.database, sql, creditor, { id: campaign.id, action: 'start', by }, now)
}
