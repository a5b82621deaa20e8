/** Payment arrangements: proposed over claims for exactly what is owed, confirmed, which makes the claims rest, or cancelled. */
import {
  faultOfInstalments,
  type ArrangementState,
  type Cents,
  type Instalment,
  type InstalmentsFault,
  type Instant,
  type LocalDate,
} from '#domain'
import type { Sql } from '../database'
import { OWED, PAID, RAISED } from './arrangement-sums'
import { replacePromises } from './promises'
import { appendEvent, askReview, closeTasks } from '../facts'
import { newId } from '../ids'
import type { DebtorKey } from '../snapshots'

export interface NewArrangement {
  readonly claims: readonly string[]
  readonly instalments: readonly Instalment[]
  readonly by: string
}

export type ArrangementFault =
  InstalmentsFault | 'claim-not-open' | 'claim-in-arrangement' | 'not-proposed' | 'not-standing' | 'amount-changed'
export type Arranged = { readonly id: string } | { readonly fault: ArrangementFault }

/** `today` is the creditor's business day. A proposal rests nothing yet. */
export async function proposeArrangement(
  sql: Sql,
  debtor: DebtorKey,
  { claims, instalments, by }: NewArrangement,
  today: LocalDate,
  now: Instant,
): Promise<Arranged> {
  await sql.query(`select from debtor where creditor_id = $1 and id = $2 for update`, [debtor.creditorId, debtor.debtorId])
  const asked = [...new Set(claims)]
  const owed = await owedOf(sql, debtor, asked)
  if (asked.length === 0 || owed.length < asked.length) return { fault: 'claim-not-open' }
  if (owed.some(({ arranged }) => arranged)) return { fault: 'claim-in-arrangement' }
  const amount = sum(owed)
  const fault = faultOfInstalments(instalments, amount, today)
  if (fault) return { fault }
  const id = newId<string>()
  await sql.query(INSERT, [debtor.creditorId, id, debtor.debtorId, amount, by, new Date(now), JSON.stringify(instalments), asked])
  await appendEvent(sql, { ...debtor, kind: 'arrangement-proposed', at: now, detail: { arrangement: id, instalments: instalments.length } })
  return { id }
}

const INSERT = `
  with made as (
    insert into payment_arrangement (creditor_id, id, debtor_id, amount_cents, proposed_by, proposed_at) values ($1, $2, $3, $4, $5, $6)
      returning creditor_id, id
  ), agreed as (
    insert into instalment (creditor_id, arrangement_id, number, due_on, amount_cents)
    select m.creditor_id, m.id, g.number, (g.instalment ->> 'dueOn')::date, (g.instalment ->> 'amount')::bigint
    from made m, jsonb_array_elements($7::jsonb) with ordinality as g (instalment, number)
  )
  insert into arrangement_claim (creditor_id, arrangement_id, claim_id) select m.creditor_id, m.id, c from made m, unnest($8::uuid[]) c`

interface OwedClaim {
  readonly id: string
  readonly owed: Cents
  readonly arranged: boolean
}

const sum = (claims: readonly OwedClaim[]): Cents => claims.reduce((total, { owed }) => total + owed, 0)

const owedOf = (sql: Sql, { creditorId, debtorId }: DebtorKey, claims: readonly string[]): Promise<OwedClaim[]> =>
  sql.query<OwedClaim>(
    `select c.id, c.owed, exists (select from arrangement_claim a where a.creditor_id = $1 and a.claim_id = c.id and a.live) as arranged
     from (${OWED('$1', '$2')}) c where c.owed > 0 and c.id = any ($3::uuid[])`,
    [creditorId, debtorId, claims],
  )

/** From now on its claims rest. Null when all is well, else why it cannot be confirmed any more. */
export async function confirmArrangement(
  sql: Sql,
  debtor: DebtorKey,
  id: string,
  by: string,
  today: LocalDate,
  now: Instant,
): Promise<ArrangementFault | null> {
  await askReview(sql, debtor, now)
  const standing = await readArrangement(sql, debtor, id)
  if (standing?.state !== 'proposed') return 'not-proposed'
  const owed = await owedOf(
    sql,
    debtor,
    standing.claims.map((claim) => claim.id),
  )
  if (sum(owed) !== standing.amount) return 'amount-changed'
  const fault = faultOfInstalments(standing.instalments, standing.amount, today)
  if (fault) return fault
  const holds = standing.claims.map((claim) => ({ claim: claim.id, hold: newId<string>(), event: newId<string>() }))
  // They would be found broken while the arrangement is kept.
  await replacePromises(sql, debtor, 'arrangement', now)
  await sql.query(CONFIRM, [debtor.creditorId, id, debtor.debtorId, by, new Date(now), JSON.stringify(holds)])
  await appendEvent(sql, { ...debtor, kind: 'arrangement', at: now, detail: { arrangement: id, instalments: standing.instalments.length } })
  if (standing.approvalUntil !== null) await closeApproval(sql, debtor, 'approved', now)
  return null
}

const CONFIRM = `
  with given as (
    select * from jsonb_to_recordset($6::jsonb) as g (claim uuid, hold uuid, event uuid)
  ), confirmed as (
    update payment_arrangement set state = 'active', confirmed_by = $4, confirmed_at = $5, next_check_at = $5 where creditor_id = $1 and id = $2
  ), rested as (
    insert into hold (creditor_id, id, debtor_id, claim_id, kind, from_at) select $1, hold, $3, claim, 'arrangement', $5 from given
  ), noted as (
    update arrangement_claim c set hold_id = g.hold, raised_before_cents = (${RAISED}) from given g
    where c.creditor_id = $1 and c.arrangement_id = $2 and c.claim_id = g.claim
  ), waited as (
    update hold h set lifted_at = $5 from arrangement_claim c where c.creditor_id = $1 and c.arrangement_id = $2
      and h.creditor_id = c.creditor_id and h.id = c.hold_id
  )
  insert into contact_event (creditor_id, id, debtor_id, claim_id, kind, detail, at)
  select $1, event, $3, claim, 'hold', jsonb_build_object('hold', hold, 'kind', 'arrangement'), $5 from given`

/** Null when it was still standing. Its claims are dealt with again at once. */
export async function cancelArrangement(
  sql: Sql,
  debtor: DebtorKey,
  id: string,
  by: string,
  now: Instant,
): Promise<ArrangementFault | null> {
  await askReview(sql, debtor, now)
  const [ended] = await sql.query<{ waited: boolean }>(
    `with ended as (
       update payment_arrangement set state = 'cancelled', ended_by = $4, ended_at = $5, next_check_at = null
       where creditor_id = $1 and id = $2 and debtor_id = $3 and state in ('proposed', 'active') returning creditor_id, id
     ), freed as (
       update arrangement_claim c set live = false from ended e where c.creditor_id = e.creditor_id and c.arrangement_id = e.id
         returning c.creditor_id, c.hold_id
     ), lifted as (
       update hold h set lifted_at = $5 from freed f where h.creditor_id = f.creditor_id and h.id = f.hold_id
     )
     select approval_until is not null as waited from payment_arrangement where creditor_id = $1 and id in (select id from ended)`,
    [debtor.creditorId, id, debtor.debtorId, by, new Date(now)],
  )
  if (!ended) return 'not-standing'
  await appendEvent(sql, { ...debtor, kind: 'arrangement-cancelled', at: now, detail: { arrangement: id } })
  if (ended.waited) await closeApproval(sql, debtor, 'withdrawn', now)
  return null
}

export interface WaitingProposal {
  readonly id: string
  readonly proposedBy: string
}

/** Those that an approver decides about. */
export const waitingProposals = (sql: Sql, { creditorId, debtorId }: DebtorKey): Promise<WaitingProposal[]> =>
  sql.query<WaitingProposal>(
    `select id, proposed_by as "proposedBy" from payment_arrangement
     where creditor_id = $1 and debtor_id = $2 and state = 'proposed' and approval_until is not null order by proposed_at, id`,
    [creditorId, debtorId],
  )

/** One task is for all of a debtor's proposals: it is done when none waits any more. */
async function closeApproval(sql: Sql, debtor: DebtorKey, as: string, now: Instant): Promise<void> {
  if ((await waitingProposals(sql, debtor)).length === 0) await closeTasks(sql, debtor, { kind: 'approval' }, as, now)
}

export interface StoredArrangement {
  readonly id: string
  readonly state: ArrangementState
  readonly amount: Cents
  readonly proposedBy: string
  readonly proposedAt: Instant
  readonly confirmedBy: string | null
  readonly confirmedAt: Instant | null
  readonly endedBy: string | null
  readonly endedAt: Instant | null
  /** An approver decides about it, and until then its claims rest; null: nobody has to. */
  readonly approvalUntil: Instant | null
  readonly claims: readonly { readonly id: string; readonly reference: string }[]
  readonly instalments: readonly Instalment[]
  /** What came in for it so far. */
  readonly paid: Cents
}

const ARRANGEMENTS = `
  select a.id, a.state, a.amount_cents as amount, a.proposed_by as "proposedBy", a.proposed_at as "proposedAt", a.confirmed_by as "confirmedBy",
    a.confirmed_at as "confirmedAt", a.ended_by as "endedBy", a.ended_at as "endedAt", a.approval_until as "approvalUntil", (${PAID}) as paid,
    (select json_agg(json_build_object('id', k.id, 'reference', k.reference) order by k.due_on, k.reference)
      from arrangement_claim c join claim k on k.creditor_id = c.creditor_id and k.id = c.claim_id
      where c.creditor_id = a.creditor_id and c.arrangement_id = a.id) as claims,
    (select json_agg(json_build_object('dueOn', i.due_on, 'amount', i.amount_cents) order by i.number)
      from instalment i where i.creditor_id = a.creditor_id and i.arrangement_id = a.id) as instalments
  from payment_arrangement a where a.creditor_id = $1 and a.debtor_id = $2`

export async function readArrangement(sql: Sql, debtor: DebtorKey, id: string): Promise<StoredArrangement | null> {
  const [row] = await sql.query<StoredArrangement>(`${ARRANGEMENTS} and a.id = $3`, [debtor.creditorId, debtor.debtorId, id])
  return row ?? null
}

/** The latest first. */
export const arrangementsOf = (sql: Sql, debtor: DebtorKey): Promise<StoredArrangement[]> =>
  sql.query<StoredArrangement>(`${ARRANGEMENTS} order by a.proposed_at desc, a.id desc`, [debtor.creditorId, debtor.debtorId])
