/** Progress: debtors by enrolment state, whose counts add up to the enrolled; what was sent to them and what came back beside it. */
import type { AttemptState, Channel, DebtorId, EnrolmentState, ExclusionReason, Instant, Reason } from '#domain'
import type { CampaignKey } from './campaigns'
import type { Sql } from '../database'

export interface EnrolmentCount {
  readonly variant: string | null
  readonly state: EnrolmentState
  readonly debtors: number
}
export interface ContactsOfCampaign {
  readonly variant: string | null
  readonly channel: Channel
  readonly state: AttemptState
  readonly contacts: number
}
/** Since each was enrolled, and until they left. */
export interface ResponseCount {
  readonly variant: string | null
  readonly replies: number
  readonly promises: number
  readonly payments: number
  readonly paidCents: number
}

export interface CampaignProgress {
  readonly enrolled: number
  readonly enrolments: readonly EnrolmentCount[]
  readonly excluded: readonly { readonly reason: ExclusionReason; readonly debtors: number }[]
  readonly contacts: readonly ContactsOfCampaign[]
  readonly responses: readonly ResponseCount[]
}

/** Each statement goes by index to the campaign's own debtors: its cost follows them, not the portfolio. One snapshot, so that the parts agree. */
export async function campaignProgress(sql: Sql, { creditorId, id }: CampaignKey): Promise<CampaignProgress> {
  const [row] = await sql.query<Omit<CampaignProgress, 'enrolled'>>(PROGRESS, [creditorId, id])
  const { enrolments, excluded, contacts, responses } = row ?? { enrolments: [], excluded: [], contacts: [], responses: [] }
  return { enrolled: enrolments.reduce((sum, { debtors }) => sum + debtors, 0), enrolments, excluded, contacts, responses }
}

const OF_CAMPAIGN = `e.creditor_id = $1 and e.campaign_id = $2`

/** Where a debtor stands; the first that holds. Held: all contact rests. `with-person`: nothing is left to decide until a fact comes. */
const STATE = `case when e.state = 'left' then e.reason
  when exists (select from hold h where h.creditor_id = e.creditor_id and h.debtor_id = e.debtor_id and h.claim_id is null and h.lifted_at is null) then 'held'
  when d.review_at is null then 'with-person'
  when exists (select from contact_attempt a where a.creditor_id = e.creditor_id and a.campaign_id = e.campaign_id
    and a.debtor_id = e.debtor_id and a.state = 'handed-over') then 'contacted'
  else 'waiting' end`

const PROGRESS = `
  select
    (select coalesce(json_agg(x order by x.variant, x.state), '[]') from (
      select e.variant, ${STATE} as state, count(*)::int as debtors
      from campaign_enrolment e join debtor d on d.creditor_id = e.creditor_id and d.id = e.debtor_id
      where ${OF_CAMPAIGN} and e.state <> 'excluded' group by 1, 2) x) as enrolments,
    (select coalesce(json_agg(x order by x.debtors desc, x.reason), '[]') from (
      select e.reason, count(*)::int as debtors from campaign_enrolment e where ${OF_CAMPAIGN} and e.state = 'excluded' group by 1) x) as excluded,
    (select coalesce(json_agg(x order by x.variant, x.channel, x.state), '[]') from (
      select e.variant, a.channel, a.state, count(*)::int as contacts
      from contact_attempt a join campaign_enrolment e on e.creditor_id = a.creditor_id and e.campaign_id = a.campaign_id and e.debtor_id = a.debtor_id
      where a.creditor_id = $1 and a.campaign_id = $2 group by 1, 2, 3) x) as contacts,
    (select coalesce(json_agg(x order by x.variant), '[]') from (
      select e.variant, count(*) filter (where v.kind = 'inbound')::int as replies, count(*) filter (where v.kind = 'promise')::int as promises,
        count(*) filter (where v.kind = 'payment')::int as payments,
          coalesce(sum((v.detail ->> 'cents')::bigint) filter (where v.kind = 'payment'), 0) as "paidCents"
      from campaign_enrolment e join contact_event v on v.creditor_id = e.creditor_id and v.debtor_id = e.debtor_id
        and v.at >= e.at and (e.left_at is null or v.at <= e.left_at) and v.kind in ('inbound', 'promise', 'payment')
      where ${OF_CAMPAIGN} and e.state <> 'excluded' group by 1) x) as responses`

export interface Recipient {
  readonly debtorId: DebtorId
  readonly debtor: string
  readonly variant: string | null
  readonly state: EnrolmentState | 'excluded'
  /** Why excluded. */
  readonly reason: ExclusionReason | null
  /** Of who waits or rests: the reasons of the latest decision. */
  readonly why: readonly Reason[] | null
  readonly since: Instant
}

/** Everybody the campaign has looked at, in the order of their ids, page by page. */
export const campaignRecipients = (
  sql: Sql,
  { creditorId, id }: CampaignKey,
  after: DebtorId | null,
  limit: number,
): Promise<Recipient[]> =>
  sql.query<Recipient>(
    `select e.debtor_id as "debtorId", d.reference as debtor, e.variant, case when e.state = 'excluded' then 'excluded' else ${STATE} end as state,
       case when e.state = 'excluded' then e.reason end as reason, case when e.state = 'enrolled' then x.reasons end as why, coalesce(e.left_at, e.at) as since
     from (select * from campaign_enrolment e where ${OF_CAMPAIGN} and ($3::uuid is null or e.debtor_id > $3) order by e.debtor_id limit $4) e
     join debtor d on d.creditor_id = e.creditor_id and d.id = e.debtor_id
     left join lateral (select x.reasons from decision x where x.creditor_id = e.creditor_id and x.debtor_id = e.debtor_id
       order by x.id desc limit 1) x on true order by e.debtor_id`,
    [creditorId, id, after, limit],
  )
