/** Pay days: what is known of debtors' money in groups, what their payments could teach, and what was learned from them. */
import type { CreditorId, DebtorId, IncomeRule, Instant, LocalDate } from '#domain'
import type { Sql } from '../database'

export interface IncomeGroup {
  readonly rule: IncomeRule
  readonly debtors: number
}

/** It reads every known income of the creditor, so it is for a person who asks. */
export const incomeGroups = (sql: Sql, creditorId: CreditorId): Promise<IncomeGroup[]> =>
  sql.query<IncomeGroup>(
    `select rule, count(*)::int as debtors from income_profile where creditor_id = $1 group by rule order by debtors desc, rule::text`,
    [creditorId],
  )

export interface PayingDebtor {
  readonly debtorId: DebtorId
  readonly debtor: string
  /** Days on which payments of theirs came in, in order. */
  readonly payments: readonly LocalDate[]
}

/** Told by the debtor, or a day that the export names for them; the table of a calendar is nobody's own. */
const OF_THEIR_OWN = (income: string): string =>
  `(${income}.source = 'stated' or (${income}.source = 'imported' and not ${income}.rule ? 'calendar'))`

/** Debtors of whose money no day of their own is known, with their payments since then; the next so many after one, by id. */
export const payingDebtors = (
  sql: Sql,
  creditorId: CreditorId,
  since: LocalDate,
  after: DebtorId | null,
  limit: number,
): Promise<PayingDebtor[]> =>
  sql.query<PayingDebtor>(
    `select d.id as "debtorId", d.reference as debtor, coalesce(p.days, '{}') as payments
     from (select id, reference from debtor where creditor_id = $1 and ($3::uuid is null or id > $3)
       and not exists (select from income_profile i where i.creditor_id = $1 and i.debtor_id = debtor.id and ${OF_THEIR_OWN('i')}) order by id limit $4) d
     left join lateral (
       select array_agg(distinct p.received_on::text order by p.received_on::text) as days from claim c
         join payment p on p.creditor_id = $1 and p.claim_id = c.id
       where c.creditor_id = $1 and c.debtor_id = d.id and p.amount_cents > 0 and p.received_on >= $2
     ) p on true order by d.id`,
    [creditorId, since, after, limit],
  )

export interface LearnedIncome {
  readonly debtorId: DebtorId
  readonly rule: IncomeRule
  readonly evidence: object
}

/** What the debtor said stays, and a day of the export (R96); what only its calendar told gives way; each one asks for a review, since its days move. Answers how many were new. */
export async function keepLearnedIncomes(
  sql: Sql,
  creditorId: CreditorId,
  learned: readonly LearnedIncome[],
  now: Instant,
): Promise<number> {
  const kept = await sql.query(KEEP, [creditorId, JSON.stringify(learned), new Date(now)])
  return kept.length
}

const KEEP = `
  with given as (
    select * from jsonb_to_recordset($2::jsonb) as g ("debtorId" uuid, rule jsonb, evidence jsonb)
  ), locked as (
    select d.id from debtor d join given g on g."debtorId" = d.id where d.creditor_id = $1 order by d.creditor_id, d.id for update of d
  ), kept as (
    insert into income_profile (creditor_id, debtor_id, rule, source, since, evidence)
    select $1, l.id, g.rule, 'learned', $3, g.evidence from locked l join given g on g."debtorId" = l.id
    on conflict (creditor_id, debtor_id) do update set rule = excluded.rule, source = excluded.source, evidence = excluded.evidence, since = excluded.since
      where not ${OF_THEIR_OWN('income_profile')} and income_profile.rule <> excluded.rule returning debtor_id
  )
  update debtor d set version = d.version + 1, review_at = least(d.review_at, $3) from kept k where d.creditor_id = $1 and d.id = k.debtor_id returning d.id`
