/** Stated channels: what a debtor said of how they want to be written to, per type of document, with the date and who asked (R81). */
import type { CampaignId, Channel, DocumentType, Instant, StatedChannel } from '#domain'
import { endUnsent, type LeasedAttempt } from './attempts'
import type { Sql } from './database'
import { appendEvent, askReview } from './facts'
import type { DebtorKey } from './snapshots'

export interface KeptPreference extends StatedChannel {
  readonly statedAt: Instant
  /** The person or key that noted it. */
  readonly askedBy: string
  /** The campaign that had asked, if one had. */
  readonly campaignId: CampaignId | null
}

export const channelPreferences = (sql: Sql, { creditorId, debtorId }: DebtorKey): Promise<KeptPreference[]> =>
  sql.query<KeptPreference>(
    `select document_type as "documentType", channel, stated_at as "statedAt", asked_by as "askedBy", campaign_id as "campaignId"
     from channel_preference where creditor_id = $1 and debtor_id = $2 order by document_type`,
    [creditorId, debtorId],
  )

/** The debtor answered, to a campaign or to a person who asked; in the caller's transaction. A question still under way is not sent any more. */
export async function recordPreferences(
  sql: Sql,
  debtor: DebtorKey,
  stated: readonly StatedChannel[],
  by: string,
  now: Instant,
): Promise<void> {
  const { creditorId, debtorId } = debtor
  await askReview(sql, debtor, now)
  await endUnsent(
    sql,
    (await unsentQuestions(sql, debtor)).map((attempt) => ({ ...attempt, state: 'suppressed', reasons: [{ code: 'superseded' }] })),
    now,
  )
  const [campaign] = await sql.query<{ id: CampaignId }>(ANSWERED, [creditorId, debtorId, new Date(now)])
  const byType = new Map(stated.map(({ documentType, channel }) => [documentType, channel]))
  for (const [documentType, channel] of byType)
    await keep(sql, debtor, { documentType, channel, askedBy: by, campaignId: campaign?.id ?? null, statedAt: now })
  // R96: what they said themselves outranks what anybody filled in for them.
  await sql.query(
    `update debtor set asked_by_campaign = null, stated_channel = coalesce($3, stated_channel) where creditor_id = $1 and id = $2`,
    [creditorId, debtorId, byType.get('reminder' satisfies DocumentType) ?? null],
  )
}

const unsentQuestions = (sql: Sql, { creditorId, debtorId }: DebtorKey): Promise<LeasedAttempt[]> =>
  sql.query<LeasedAttempt>(
    `select creditor_id as "creditorId", id as "attemptId", debtor_id as "debtorId" from contact_attempt
     where creditor_id = $1 and debtor_id = $2 and phase = 'preference' and state in ('planned', 'queued')`,
    [creditorId, debtorId],
  )

const ANSWERED = `
  update campaign_enrolment e set state = 'left', reason = 'answered', left_at = $3 from campaign c
  where e.creditor_id = $1 and e.debtor_id = $2 and e.state = 'enrolled' and c.creditor_id = $1 and c.id = e.campaign_id and c.kind = 'preference'
  returning c.id`

async function keep(sql: Sql, debtor: DebtorKey, { documentType, channel, askedBy, campaignId, statedAt }: KeptPreference): Promise<void> {
  await sql.query(
    `insert into channel_preference (creditor_id, debtor_id, document_type, channel, stated_at, asked_by, campaign_id) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (creditor_id, debtor_id, document_type) do update
       set channel = excluded.channel, stated_at = excluded.stated_at, asked_by = excluded.asked_by, campaign_id = excluded.campaign_id`,
    [debtor.creditorId, debtor.debtorId, documentType, channel satisfies Channel, new Date(statedAt), askedBy, campaignId],
  )
  await appendEvent(sql, { ...debtor, kind: 'preference', at: statedAt, detail: { documentType, channel, campaign: campaignId } })
}
