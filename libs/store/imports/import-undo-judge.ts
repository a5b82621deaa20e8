/** What of an import nothing has acted on since: told claim by claim, the first reason against it where there is one. */
import type { ClaimId, CreditorId, DebtorId, ImportId } from '#domain'
import type { Sql } from '../database'

export const WHY_KEPT = ['paid', 'contacted', 'promised', 'arranged', 'debited', 'disputed', 'changed'] as const
export type WhyKept = (typeof WHY_KEPT)[number]

export interface ToUndo {
  readonly id: ClaimId
  readonly debtorId: DebtorId
  readonly reference: string
  /** As it was before the import, as JSON; null: the import brought it. */
  readonly before: string | null
  readonly kept: WhyKept | null
}

/** The debtors are locked by whoever goes on to write. */
export const judgeChunk = (sql: Sql, creditorId: CreditorId, importId: ImportId, chunk: string): Promise<ToUndo[]> =>
  sql.query<ToUndo>(`${JUDGED(`k.id = $3 and`)} order by id`, [creditorId, importId, chunk])

export interface ForeseenUndo {
  readonly kept: WhyKept | null
  readonly isNew: boolean
  readonly claims: number
}

/** Of all chunks that stand, counted. */
export const foreseeUndo = (sql: Sql, creditorId: CreditorId, importId: ImportId): Promise<ForeseenUndo[]> =>
  sql.query<ForeseenUndo>(
    `select kept, before is null as "isNew", count(*)::int as claims from (${JUDGED('k.undone_at is null and')}) j group by 1, 2`,
    [creditorId, importId],
  )

export interface KeptClaim {
  readonly claimId: ClaimId
  readonly debtorId: DebtorId
  readonly reference: string
  readonly why: WhyKept
}

/** What the undo left alone, by the id of the claim. */
export const listKept = (sql: Sql, creditorId: CreditorId, importId: ImportId, after: string | null, limit: number): Promise<KeptClaim[]> =>
  sql.query<KeptClaim>(
    `select c.id as "claimId", c.debtor_id as "debtorId", c.reference, e ->> 'why' as why from import_chunk k cross join jsonb_array_elements(k.kept) e
     join claim c on c.creditor_id = $1 and c.id = (e ->> 'id')::uuid
     where k.creditor_id = $1 and k.import_id = $2 and ($3::uuid is null or c.id > $3) order by c.id limit $4`,
    [creditorId, importId, after, limit],
  )

/** The import began before any of its claims was there, so that what happened to one since happened after. */
const JUDGED = (which: string): string => `
  select c.id, c.debtor_id as "debtorId", c.reference, g.before::text as before, case
    when exists (select from ledger_entry l where l.creditor_id = $1 and l.claim_id = c.id and l.kind = 'payment' and l.recorded_at >= r.started_at) then 'paid'
    when exists (select from contact_attempt a where a.creditor_id = $1 and a.debtor_id = c.debtor_id and a.claims @> array[c.reference]
      and a.state in ('sending', 'unknown', 'handed-over', 'failed') and a.sent_at >= r.started_at) then 'contacted'
    when exists (select from promise_to_pay p where p.creditor_id = $1 and p.debtor_id = c.debtor_id and p.made_at >= r.started_at) then 'promised'
    when exists (select from arrangement_claim x join payment_arrangement y on y.creditor_id = $1 and y.id = x.arrangement_id and y.proposed_at >= r.started_at
      where x.creditor_id = $1 and x.claim_id = c.id) then 'arranged'
    when exists (select from direct_debit x where x.creditor_id = $1 and x.claim_id = c.id and x.recorded_at >= r.started_at) then 'debited'
    when exists (select from dispute x where x.creditor_id = $1 and x.claim_id = c.id and x.opened_at >= r.started_at) then 'disputed'
    when c.open_cents <> coalesce((g.before ->> 'open_since')::bigint, c.exported_open_cents)
      or exists (select from contact_event e where e.creditor_id = $1 and e.debtor_id = c.debtor_id and e.at >= r.started_at and e.claim_id = c.id
        and not (e.kind in ('hold', 'hold-lifted') and e.detail ->> 'kind' = 'absent-from-export')) then 'changed'
  end as kept
  from import_chunk k join import_run r on r.creditor_id = $1 and r.id = k.import_id
  cross join lateral (select unnest(k.made), null::jsonb union all select (e ->> 'id')::uuid, e from jsonb_array_elements(k.changed) e) g (id, before)
  join claim c on c.creditor_id = $1 and c.id = g.id
  where ${which} k.creditor_id = $1 and k.import_id = $2`
