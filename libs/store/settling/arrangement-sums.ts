/** Sums of an arrangement, as parts of statements: what is owed of its claims, and so what came in for it. */

/** As decide sees it: credit notes count against the oldest claims first. */
export const OWED = (creditor: string, debtor: string): string => `
  select id, greatest(0, least(open_cents, sum(open_cents) over (order by due_on, reference) - credit)) as owed
  from claim, (select coalesce(-sum(open_cents), 0) as credit from claim
    where creditor_id = ${creditor} and debtor_id = ${debtor} and state = 'open' and kind = 'credit-note') credits
  where creditor_id = ${creditor} and debtor_id = ${debtor} and state = 'open' and kind = 'claim'`

/** What corrections have added to a claim. */
export const RAISED = `
  select coalesce(sum(l.amount_cents) filter (where l.kind not in ('principal', 'payment') and l.amount_cents > 0), 0)
  from ledger_entry l where l.creditor_id = c.creditor_id and l.claim_id = c.claim_id`

/**
 * What is no longer owed of the amount agreed on, however it went: paid, credited or withdrawn; money that went back is owed again.
 * A claim that was corrected upwards owes more than was agreed, and that says nothing of the instalments.
 */
export const PAID = `
  select (case when a.confirmed_at is null then 0 else a.amount_cents + sum((${RAISED}) - c.raised_before_cents) - coalesce(sum(o.owed), 0) end)::bigint
  from arrangement_claim c left join lateral (${OWED('a.creditor_id', 'a.debtor_id')}) o on o.id = c.claim_id
  where c.creditor_id = a.creditor_id and c.arrangement_id = a.id`
