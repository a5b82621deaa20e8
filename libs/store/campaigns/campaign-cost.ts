/** What a campaign may cost: the limit, what it has cost, and the pause before it would cost more. */
import type { Cents, Instant } from '#domain'
import { appendAudit } from '../access/audit'
import type { CampaignToPause } from '../budgets'
import type { Sql } from '../database'
import type { CampaignKey } from './campaigns'

/** In the transaction that holds its budget; one that somebody paused already stays as it is. */
export async function pauseForCost(sql: Sql, { creditorId, campaignId }: CampaignToPause, now: Instant): Promise<void> {
  const [paused] = await sql.query(
    `update campaign set state = 'paused', version = version + 1, follow_up = null where creditor_id = $1 and id = $2 and state = 'running' returning id`,
    [creditorId, campaignId],
  )
  if (paused)
    await appendAudit(sql, creditorId, { actor: 'tijdig', action: 'campaign.cost-limit', subject: campaignId, detail: null, at: now })
}

/** From the next message on. Whoever raises it resumes the campaign too. */
export async function setCostLimit(
  sql: Sql,
  { creditorId, id }: CampaignKey,
  limit: Cents | null,
  by: string,
  now: Instant,
): Promise<void> {
  await sql.query(`update campaign set cost_limit_cents = $3, version = version + 1 where creditor_id = $1 and id = $2`, [
    creditorId,
    id,
    limit,
  ])
  await appendAudit(sql, creditorId, { actor: by, action: 'campaign.limit', subject: id, detail: null, at: now })
}

/** In cents, rounded up; of channels that have a price. */
export async function costSoFar(sql: Sql, { creditorId, id }: CampaignKey): Promise<Cents> {
  const [row] = await sql.query<{ cents: Cents }>(
    `select ceil(sent / 1000.0)::bigint as cents from sending_budget where creditor_id = $1 and scope = 'campaign-cost' and scope_id = $2`,
    [creditorId, id],
  )
  return row?.cents ?? 0
}
