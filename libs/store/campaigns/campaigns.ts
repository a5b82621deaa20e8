/** Campaigns: made as a draft, moved from state to state by guarded updates that are kept with who did it. */
import {
  CAMPAIGN_TRANSITIONS,
  type Campaign,
  type CampaignAction,
  type CampaignId,
  type CampaignState,
  type CreditorId,
  type DebtorId,
  type Instant,
} from '#domain'
import { appendAudit } from '../access/audit'
import type { Sql } from '../database'
import { newId } from '../ids'

export interface StoredCampaign extends Campaign {
  readonly creditorId: CreditorId
  /** Raised by every change; what an edit must name. */
  readonly version: number
  /** What its journeys run with; null before the start. */
  readonly policy: { readonly name: string; readonly version: number } | null
  readonly createdBy: string
  readonly createdAt: Instant
  readonly endedAt: Instant | null
  /** When the segment is looked through next, or is being looked through; null when nobody can come in any more. */
  readonly enrolDueAt: Instant | null
  readonly enrolCursor: DebtorId | null
  /** Debtors that the pass under way, or else the last one, has looked at, and how many passes are complete. */
  readonly passLookedAt: number
  readonly passes: number
  readonly followUp: 'wake' | 'restore' | null
  readonly followUpCursor: DebtorId | null
}

const COLUMNS = `creditor_id as "creditorId", id, name, kind, segment_id as "segmentId", enrolment, variants, starts_at as "startsAt",
  contacts_per_hour as "contactsPerHour",
  calls_per_day as "callsPerDay", cost_limit_cents as "costLimit", state, version,
  case when policy is not null then json_build_object('name', policy, 'version', policy_version) end as policy, created_by as "createdBy",
    created_at as "createdAt", ended_at as "endedAt",
  enrol_due_at as "enrolDueAt", enrol_cursor as "enrolCursor", pass_looked_at as "passLookedAt", passes, follow_up as "followUp",
    follow_up_cursor as "followUpCursor"`

export type NewCampaign = Omit<Campaign, 'id' | 'state' | 'costLimit'> & Partial<Pick<Campaign, 'costLimit'>>

/** Null when another campaign of the creditor has that name. */
export async function insertCampaign(
  sql: Sql,
  creditorId: CreditorId,
  given: NewCampaign,
  by: string,
  now: Instant,
): Promise<StoredCampaign | null> {
  const [row] = await sql.query<StoredCampaign>(
    `insert into campaign (creditor_id, id, name, kind, segment_id, enrolment, variants, starts_at, contacts_per_hour, calls_per_day,
      cost_limit_cents, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict (creditor_id, name) do nothing returning ${COLUMNS}`,
    [
      creditorId,
      newId(),
      given.name,
      given.kind,
      given.segmentId,
      given.enrolment,
      JSON.stringify(given.variants),
      new Date(given.startsAt),
      given.contactsPerHour,
      given.callsPerDay,
      given.costLimit ?? null,
      by,
      new Date(now),
    ],
  )
  if (row) await appendAudit(sql, creditorId, { actor: by, action: 'campaign.create', subject: row.id, detail: null, at: now })
  return row ?? null
}

export async function getCampaign(sql: Sql, creditorId: CreditorId, id: CampaignId): Promise<StoredCampaign | null> {
  const [row] = await sql.query<StoredCampaign>(`select ${COLUMNS} from campaign where creditor_id = $1 and id = $2`, [creditorId, id])
  return row ?? null
}

export async function findCampaign(sql: Sql, creditorId: CreditorId, name: string): Promise<StoredCampaign | null> {
  const [row] = await sql.query<StoredCampaign>(`select ${COLUMNS} from campaign where creditor_id = $1 and name = $2`, [creditorId, name])
  return row ?? null
}

/** The newest first, page by page. */
export const listCampaigns = (sql: Sql, creditorId: CreditorId, before: CampaignId | null, limit: number): Promise<StoredCampaign[]> =>
  sql.query<StoredCampaign>(
    `select ${COLUMNS} from campaign where creditor_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`,
    [creditorId, before, limit],
  )

export type CampaignKey = Pick<StoredCampaign, 'creditorId' | 'id'>

/** What each action leaves to be done by the stage; a stop drops what a resume had left. */
const EFFECTS = {
  start: `enrol_due_at = greatest(starts_at, $4)`,
  pause: `follow_up = null`,
  resume: `follow_up = 'wake', follow_up_cursor = null`,
  stop: `follow_up = 'restore', follow_up_cursor = null, enrol_due_at = null, enrol_cursor = null`,
} as const satisfies Record<CampaignAction, string>

/** The campaign after the action; null when it is not in a state that allows it. */
export async function changeCampaign(
  sql: Sql,
  { creditorId, id }: CampaignKey,
  action: CampaignAction,
  by: string,
  now: Instant,
  policy: StoredCampaign['policy'] = null,
): Promise<StoredCampaign | null> {
  const { from, to } = CAMPAIGN_TRANSITIONS[action]
  const [row] = await sql.query<StoredCampaign>(
    `update campaign set state = $3, version = version + 1, ended_at = case when $3 = 'stopped' then $4::timestamptz end,
       policy = coalesce($6, policy), policy_version = coalesce($7::int, policy_version), ${EFFECTS[action]}
     where creditor_id = $1 and id = $2 and state = any ($5) returning ${COLUMNS}`,
    [creditorId, id, to satisfies CampaignState, new Date(now), from, policy?.name ?? null, policy?.version ?? null],
  )
  if (row) await appendAudit(sql, creditorId, { actor: by, action: `campaign.${action}`, subject: id, detail: null, at: now })
  return row ?? null
}

/** A campaign with work for the stage, kept from other processes until the transaction ends: first what a resume or stop left. */
export async function takeCampaign(sql: Sql, now: Instant): Promise<StoredCampaign | null> {
  const [row] = await sql.query<StoredCampaign>(
    `select ${COLUMNS} from campaign where (follow_up is not null or (state = 'running' and enrol_due_at is not null
      and enrol_due_at <= $1)) and (not_before is null or not_before <= $1)
     order by follow_up nulls last, enrol_due_at, id limit 1 for update skip locked`,
    [new Date(now)],
  )
  return row ?? null
}

/** Something must be mended first; the other campaigns go on. */
export async function putOffCampaign(sql: Sql, { creditorId, id }: CampaignKey, until: Instant): Promise<void> {
  await sql.query(`update campaign set not_before = $3 where creditor_id = $1 and id = $2`, [creditorId, id, new Date(until)])
}

export async function noteFollowUp(sql: Sql, { creditorId, id }: CampaignKey, cursor: DebtorId | null): Promise<void> {
  await sql.query(
    `update campaign set follow_up = case when $3::uuid is null then null else follow_up end, follow_up_cursor = $3 where creditor_id = $1 and id = $2`,
    [creditorId, id, cursor],
  )
}

/** How far the pass over the portfolio has come; after its end, when the next one begins. */
export async function notePass(
  sql: Sql,
  campaign: StoredCampaign,
  lookedAt: number,
  cursor: DebtorId | null,
  nextAt: Instant | null,
): Promise<void> {
  const begun = campaign.enrolCursor === null ? 0 : campaign.passLookedAt
  await sql.query(
    `update campaign set pass_looked_at = $3, enrol_cursor = $4, passes = passes + case when $4::uuid is null then 1 else 0 end,
       enrol_due_at = case when $4::uuid is null then $5::timestamptz else enrol_due_at end where creditor_id = $1 and id = $2`,
    [campaign.creditorId, campaign.id, begun + lookedAt, cursor, nextAt === null ? null : new Date(nextAt)],
  )
}

/** A journey that a merge brought to another debtor is nobody's enrolment: it goes on without the campaign. */
export async function releaseJourneys(sql: Sql, { creditorId, id }: CampaignKey, now: Instant): Promise<void> {
  await sql.query(
    `with stray as (
       update journey set campaign_id = null where creditor_id = $1 and campaign_id = $2 and state = 'running' returning debtor_id
     )
     update debtor d set version = d.version + 1, review_at = least(d.review_at, $3) from stray s where d.creditor_id = $1 and d.id = s.debtor_id`,
    [creditorId, id, new Date(now)],
  )
}

/** Running campaigns that nobody is in and nobody can come into any more are finished; answers how many. */
export async function finishCampaigns(sql: Sql, now: Instant): Promise<number> {
  const finished = await sql.query<{ creditorId: CreditorId; id: CampaignId }>(
    `update campaign c set state = 'finished', version = version + 1, ended_at = $1
     where c.state = 'running' and c.enrolment = 'once' and c.enrol_due_at is null and c.follow_up is null
       and not exists (select from campaign_enrolment e join debtor d on d.creditor_id = e.creditor_id and d.id = e.debtor_id and d.merged_into is null
         where e.creditor_id = c.creditor_id and e.campaign_id = c.id and e.state = 'enrolled')
     returning c.creditor_id as "creditorId", c.id`,
    [new Date(now)],
  )
  for (const campaign of finished) {
    await releaseJourneys(sql, campaign, now)
    await appendAudit(sql, campaign.creditorId, { actor: 'tijdig', action: 'campaign.finish', subject: campaign.id, detail: null, at: now })
  }
  return finished.length
}

/** Of these, the campaigns in which nothing may be contacted now; a pause or resume waits until the transaction has used the answer. */
export async function restingCampaigns(
  sql: Sql,
  keys: readonly { readonly creditorId: CreditorId; readonly campaignId: string }[],
): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set()
  const rows = await sql.query<{ id: string }>(
    `select c.id from campaign c where (c.creditor_id, c.id) in (select * from unnest($1::uuid[], $2::uuid[])) and c.state <> 'running' for share`,
    [keys.map(({ creditorId }) => creditorId), keys.map(({ campaignId }) => campaignId)],
  )
  return new Set(rows.map(({ id }) => id))
}
