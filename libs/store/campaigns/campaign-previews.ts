/** Previews of a campaign: that somebody looked, when, and how many debtors they saw; a start leans on one. */
import type { Instant } from '#domain'
import type { CampaignKey } from './campaigns'
import type { Sql } from '../database'
import { newId } from '../ids'

export interface KeptPreview {
  readonly enrolled: number
  readonly madeAt: Instant
}

export async function keepPreview(sql: Sql, { creditorId, id }: CampaignKey, enrolled: number, now: Instant): Promise<string> {
  const previewId = newId<string>()
  await sql.query('insert into campaign_preview (creditor_id, id, campaign_id, enrolled, made_at) values ($1, $2, $3, $4, $5)', [
    creditorId,
    previewId,
    id,
    enrolled,
    new Date(now),
  ])
  return previewId
}

export async function findPreview(sql: Sql, { creditorId, id }: CampaignKey, previewId: string): Promise<KeptPreview | null> {
  const [row] = await sql.query<KeptPreview>(
    'select enrolled, made_at as "madeAt" from campaign_preview where creditor_id = $1 and id = $2 and campaign_id = $3',
    [creditorId, previewId, id],
  )
  return row ?? null
}
