/** Enrolments: debtors come into a campaign, and go back out of it, a chunk in the caller's transaction, which holds them. */
import type { DebtorId, ExclusionReason, Instant } from '#domain'
import type { LeasedAttempt } from '../attempts'
import type { StoredCampaign } from './campaigns'
import type { Sql } from '../database'
import type { JourneyStart } from '../imports/import-journeys'
import { newId } from '../ids'

export interface EnrolmentToWrite {
  readonly debtorId: DebtorId
  readonly reason: ExclusionReason | null
  /** Null when excluded, and in a campaign that only asks. */
  readonly variant: { readonly name: string; readonly strategy: string; readonly strategyVersion: number } | null
}

/** Writes who is in and who is not, and why; answers how many came in. A campaign of reminders takes over the creditor's own journey. */
export async function writeEnrolments(
  sql: Sql,
  campaign: StoredCampaign,
  enrolments: readonly EnrolmentToWrite[],
  now: Instant,
): Promise<number> {
  const rows = enrolments.map(({ debtorId, reason, variant }) => ({
    debtorId,
    reason,
    ...variant,
    variant: variant?.name ?? null,
    journeyId: variant && newId(),
    eventId: newId(),
  }))
  const given = [campaign.creditorId, campaign.id, JSON.stringify(rows), new Date(now)]
  const entering = new Set((await sql.query<{ debtorId: DebtorId }>(ENROL, given)).map(({ debtorId }) => debtorId))
  if (entering.size === 0) return 0
  const entered = JSON.stringify(rows.filter(({ debtorId }) => entering.has(debtorId)))
  // One running journey per debtor: the old one must have ended before the new one begins.
  if (campaign.kind === 'reminders') {
    await sql.query(END_JOURNEYS, [campaign.creditorId, [...entering], new Date(now)])
    await sql.query(BEGIN_JOURNEYS, [
      campaign.creditorId,
      campaign.id,
      entered,
      new Date(now),
      campaign.policy?.name,
      campaign.policy?.version,
    ])
  }
  await sql.query(ENTERED, [campaign.creditorId, campaign.id, entered, new Date(now), campaign.kind === 'preference'])
  return entering.size
}

const GIVEN = `jsonb_to_recordset($3::jsonb) as g ("debtorId" uuid, reason text, variant text, strategy text, "strategyVersion" int, "journeyId" uuid, "eventId" uuid)`

/** Who settled may come in again; who was excluded is asked again at each pass. */
const ENROL = `
  with kept as (
    insert into campaign_enrolment as e (creditor_id, campaign_id, debtor_id, state, reason, variant, journey_id, at)
    select $1, $2, "debtorId", case when reason is null then 'enrolled' else 'excluded' end, reason, variant, "journeyId", $4 from ${GIVEN}
    on conflict (creditor_id, campaign_id, debtor_id) do update
      set state = excluded.state, reason = excluded.reason, variant = excluded.variant, journey_id = excluded.journey_id, at = excluded.at, left_at = null
      where (e.state = 'excluded' and e.reason is distinct from excluded.reason) or (e.state = 'left' and e.reason = 'settled' and excluded.state = 'enrolled')
    returning debtor_id, state
  )
  select debtor_id as "debtorId" from kept where state = 'enrolled'`

const END_JOURNEYS = `
  update journey set state = 'ended', ended_at = $3 where creditor_id = $1 and debtor_id = any ($2::uuid[]) and state = 'running'`

const BEGIN_JOURNEYS = `
  insert into journey (creditor_id, id, debtor_id, strategy, strategy_version, policy, policy_version, started_at, campaign_id)
  select $1, "journeyId", "debtorId", strategy, "strategyVersion", $5, $6, $4, $2 from ${GIVEN}`

const ENTERED = `
  with asked as (
    update debtor d set version = d.version + 1, review_at = least(d.review_at, $4), asked_by_campaign = case when $5 then $2 else d.asked_by_campaign end
    from ${GIVEN} where d.creditor_id = $1 and d.id = g."debtorId"
  )
  insert into contact_event (creditor_id, id, debtor_id, kind, detail, at)
  select $1, "eventId", "debtorId", 'enrolled', jsonb_strip_nulls(jsonb_build_object('campaign', $2::uuid, 'variant', variant)), $4 from ${GIVEN}`

/** The next of those who are enrolled, in the order of their ids. */
export const enrolledDebtors = (
  sql: Sql,
  { creditorId, id }: StoredCampaign,
  after: DebtorId | null,
  limit: number,
): Promise<{ debtorId: DebtorId }[]> =>
  sql.query(
    `select debtor_id as "debtorId" from campaign_enrolment
     where creditor_id = $1 and campaign_id = $2 and state = 'enrolled' and ($3::uuid is null or debtor_id > $3) order by debtor_id limit $4`,
    [creditorId, id, after, limit],
  )

/** After a resume: those who waited for it, and those who have not been asked yet, are decided anew. */
export async function wakeDebtors(sql: Sql, { creditorId, id }: StoredCampaign, debtors: readonly DebtorId[], now: Instant): Promise<void> {
  await sql.query(
    `update debtor d set review_at = least(d.review_at, $4) where d.creditor_id = $1 and d.id = any ($3::uuid[])
       and (d.asked_by_campaign = $2 or exists (select from decision x where x.creditor_id = d.creditor_id and x.debtor_id = d.id and x.kind = 'wait'
         and x.reasons::jsonb @> '[{"code": "campaign-paused"}]'))`,
    [creditorId, id, debtors, new Date(now)],
  )
}

/** After a stop: those who are still in go back to the creditor's own journey, as it is published now. */
export async function restoreDebtors(
  sql: Sql,
  { creditorId, id }: StoredCampaign,
  journey: JourneyStart,
  debtors: readonly DebtorId[],
  now: Instant,
): Promise<void> {
  const rows = JSON.stringify(debtors.map((debtorId) => ({ debtorId, journeyId: newId(), eventId: newId() })))
  await sql.query(
    `update journey set state = 'ended', ended_at = $4 where creditor_id = $1 and campaign_id = $2 and debtor_id = any ($3::uuid[]) and state = 'running'`,
    [creditorId, id, debtors, new Date(now)],
  )
  await sql.query(RESTORE, [creditorId, id, rows, new Date(now), JSON.stringify(journey)])
}

const RESTORE = `
  with gone as (
    update campaign_enrolment e set state = 'left', reason = 'stopped', left_at = $4
    from ${GIVEN} where e.creditor_id = $1 and e.campaign_id = $2 and e.debtor_id = g."debtorId" and e.state = 'enrolled' returning g.*
  ), begun as (
    insert into journey (creditor_id, id, debtor_id, strategy, strategy_version, policy, policy_version, started_at)
    select $1, g."journeyId", d.id, $5::jsonb #>> array['strategies', d.kind, 'name'], ($5::jsonb #>> array['strategies', d.kind, 'version'])::int,
      $5::jsonb #>> '{policy,name}', ($5::jsonb #>> '{policy,version}')::int, $4
    from gone g join debtor d on d.creditor_id = $1 and d.id = g."debtorId"
    where exists (select from claim c where c.creditor_id = $1 and c.debtor_id = d.id and c.state = 'open')
    on conflict (creditor_id, debtor_id) where state = 'running' do nothing
  ), asked as (
    update debtor d set version = d.version + 1, review_at = least(d.review_at, $4), asked_by_campaign = nullif(d.asked_by_campaign, $2)
    from gone g where d.creditor_id = $1 and d.id = g."debtorId"
  )
  insert into contact_event (creditor_id, id, debtor_id, kind, detail, at)
  select $1, "eventId", "debtorId", 'left-campaign', jsonb_build_object('campaign', $2::uuid, 'reason', 'stopped'), $4 from gone`

/** Contacts of the campaign that have not left yet. */
export const unsentOfCampaign = (sql: Sql, { creditorId, id }: StoredCampaign, debtors: readonly DebtorId[]): Promise<LeasedAttempt[]> =>
  sql.query<LeasedAttempt>(
    `select creditor_id as "creditorId", id as "attemptId", debtor_id as "debtorId" from contact_attempt
     where creditor_id = $1 and campaign_id = $2 and debtor_id = any ($3::uuid[]) and state in ('planned', 'queued')`,
    [creditorId, id, debtors],
  )
