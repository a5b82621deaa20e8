/** Candidates of a campaign: the members of its segment, each with what keeps it from being enrolled, if anything. */
import type { CampaignKind, CreditorId, DebtorId, DebtorKind, ExclusionReason, Instant } from '#domain'
import type { Sql } from '../database'
import { REACHABLE_POINTS } from '../reachable-points'

export interface Candidate {
  readonly debtorId: DebtorId
  readonly reference: string
  readonly kind: DebtorKind
  /** Null: they can be enrolled. */
  readonly reason: ExclusionReason | null
}

export interface CandidateQuestion {
  readonly creditorId: CreditorId
  /** Left out are those who are in this campaign or may not come into it again; null asks as of a campaign that has not begun. */
  readonly campaignId: string | null
  readonly campaignKind: CampaignKind
  /** Kinds of debtor that the strategies are for. */
  readonly kinds: readonly DebtorKind[]
}

/** In the order of the ids; the same for a dry run, which reads, and for enrolment, which holds the debtors meanwhile. */
export const campaignCandidates = (
  sql: Sql,
  { creditorId, campaignId, campaignKind, kinds }: CandidateQuestion,
  debtors: readonly DebtorId[],
  now: Instant,
): Promise<Candidate[]> => sql.query<Candidate>(CANDIDATES, [creditorId, debtors, campaignId, campaignKind, kinds, new Date(now)])

/** Takes the debtors, so that neither a decision nor a fact comes between the question and the enrolment (rule 3). */
export async function holdDebtors(sql: Sql, creditorId: CreditorId, debtors: readonly DebtorId[]): Promise<void> {
  await sql.query(`select from debtor where creditor_id = $1 and id = any ($2::uuid[]) order by creditor_id, id for update`, [
    creditorId,
    debtors,
  ])
}

/** A question is never put by phone, so a number alone does not make somebody reachable for it. */
const ASKABLE = `${REACHABLE_POINTS} and ($4 <> 'preference' or p.channel <> 'call')`

const CANDIDATES = `
  select d.id as "debtorId", d.reference, d.kind, case
      when not exists (select from claim c where c.creditor_id = d.creditor_id and c.debtor_id = d.id and c.state = 'open' and c.kind = 'claim') then 'settled'
      when $4 = 'reminders' and exists (
        select from journey j where j.creditor_id = d.creditor_id and j.debtor_id = d.id and j.state = 'running'
          and j.campaign_id is not null) then 'in-other-journey'
      when not d.kind = any ($5) then 'strategy-not-for-kind'
      when exists (select from hold h where h.creditor_id = d.creditor_id and h.debtor_id = d.id and h.claim_id is null and h.lifted_at is null
        and h.from_at <= $6 and (h.until_at is null or h.until_at > $6)) then 'on-hold'
      when not reach.points then 'no-contact-point'
      when not reach.open then 'opted-out'
      when $4 = 'preference' and exists (select from channel_preference s where s.creditor_id = d.creditor_id and s.debtor_id = d.id) then 'preference-known'
      when $4 = 'preference' and (d.asked_by_campaign is not null or exists (
        select from contact_attempt a where a.creditor_id = d.creditor_id and a.debtor_id = d.id and a.phase = 'preference'
          and a.state not in ('suppressed', 'expired'))) then 'asked-before'
    end as reason
  from debtor d
  cross join lateral (select count(*) > 0 as points, count(*) filter (where o.at is null) > 0 as open from ${ASKABLE}) reach
  where d.creditor_id = $1 and d.id = any ($2::uuid[])
    and not exists (select from campaign_enrolment e where e.creditor_id = d.creditor_id and e.campaign_id = $3 and e.debtor_id = d.id
      and (e.state = 'enrolled' or (e.state = 'left' and e.reason <> 'settled')))
  order by d.id`
