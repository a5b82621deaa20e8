/** Invoices that were not received: what waits for its copy, and the claims that begin anew once it has left (R4; rule 4). */
import type { HandOverId, Instant } from '#domain'
import { DAY_OF } from '../business-day'
import type { Sql } from '../database'
import { appendEvent, insertHold } from '../facts'
import { newId } from '../ids'
import type { DebtorKey } from '../snapshots'

/** The debtor is held by the caller. `toAnswer` is false while the address is looked for. */
export async function oweCopy(sql: Sql, debtor: DebtorKey, claimId: string, toAnswer: boolean, now: Instant): Promise<void> {
  const hold = newId()
  await insertHold(sql, debtor, { id: hold, kind: 'not-received', claimId, toAnswer }, now)
  await appendEvent(sql, { ...debtor, kind: 'hold', at: now, claimId, detail: { hold, kind: 'not-received' } })
}

/** The address was mended, or a person has told what is to be done about it: what waited for that goes. The debtor is held by the caller. */
export const addressFound = (sql: Sql, { creditorId, debtorId }: DebtorKey): Promise<unknown> =>
  sql.query(
    `update hold set to_answer = true where creditor_id = $1 and debtor_id = $2 and kind = 'not-received' and lifted_at is null and not to_answer`,
    [creditorId, debtorId],
  )

/** Somebody says that the address is wrong after all: what has not left yet waits for it. The debtor is held by the caller. */
export const addressLost = (sql: Sql, { creditorId, debtorId }: DebtorKey, claimIds: readonly string[]): Promise<unknown> =>
  sql.query(
    `update hold set to_answer = false where creditor_id = $1 and debtor_id = $2 and claim_id = any ($3::uuid[]) and kind = 'not-received' and lifted_at is null`,
    [creditorId, debtorId, claimIds],
  )

const WAITING = `h.kind = 'not-received' and h.lifted_at is null`
/** The copy that has left for a rest \`h\` of a claim \`c\`. */
const COPY = `a.creditor_id = h.creditor_id and a.debtor_id = h.debtor_id and a.phase = 'invoice-copy' and a.state = 'handed-over'
  and a.created_at >= h.from_at and c.reference = any (a.claims)`
const OF_CLAIM = `c.creditor_id = h.creditor_id and c.id = h.claim_id`

/** Debtors whose copy has left, or who owe nothing of it any more, held until the transaction ends. */
export const lockCopied = (sql: Sql, limit: number): Promise<DebtorKey[]> =>
  sql.query<DebtorKey>(
    `select d.creditor_id as "creditorId", d.id as "debtorId" from debtor d where (d.creditor_id, d.id) in (
       select h.creditor_id, h.debtor_id from hold h join claim c on ${OF_CLAIM}
       where ${WAITING} and (c.state <> 'open' or exists (select from contact_attempt a where ${COPY})) limit $1)
     order by d.creditor_id, d.id for update of d skip locked`,
    [limit],
  )

/**
 * What was printed holds: the claim is due on that day, and its ladder begins again from the day on which the copy left. Nothing that was
 * asked before stands, nor the proposal to hand it over. Answers how many claims began anew.
 */
export async function beginAnew(sql: Sql, { creditorId, debtorId }: DebtorKey, now: Instant): Promise<number> {
  const begun = await sql.query<{ reference: string; claimId: string; attemptId: string; payBy: string; was: string; round: number }>(
    BEGIN,
    [creditorId, debtorId, new Date(now)],
  )
  for (const { reference: _, claimId, attemptId, ...detail } of begun)
    await appendEvent(sql, { creditorId, debtorId, kind: 'restarted', at: now, claimId, attemptId, detail })
  const references = begun.map(({ reference }) => reference)
  if (begun.length > 0) await closeAsking(sql, { creditorId, debtorId }, references, now)
  return begun.length
}

const BEGIN = `
  with ended as (
    update hold h set lifted_at = $3, answered_by = (
      select a.id from contact_attempt a where c.state = 'open' and ${COPY} order by a.sent_at desc, a.id desc limit 1)
    from claim c where ${OF_CLAIM} and h.creditor_id = $1 and h.debtor_id = $2 and ${WAITING}
      and (c.state <> 'open' or exists (select from contact_attempt a where ${COPY}))
    returning h.claim_id, h.answered_by, c.due_on as was
  ), begun as (
    update claim c set due_on = coalesce(a.pay_by, c.due_on), restarted_on = ${DAY_OF('a.sent_at', '$1')}, round = c.round + 1
    from ended e join contact_attempt a on a.creditor_id = $1 and a.id = e.answered_by
    where c.creditor_id = $1 and c.id = e.claim_id
    returning c.id, c.reference, a.id as attempt_id, c.due_on, e.was, c.round
  ), freed as (
    update claim_step t set live = false from begun b where t.creditor_id = $1 and t.claim_id = b.id and t.live
  )
  select reference, id as "claimId", attempt_id as "attemptId", due_on as "payBy", was, round from begun order by id`

/** Nobody hands over, or visits for, what has its whole term again; what the work was about beside it stays. */
async function closeAsking(sql: Sql, debtor: DebtorKey, begun: readonly string[], now: Instant): Promise<void> {
  const closed = await sql.query<{ kind: string; isClosed: boolean }>(
    `update task t set claims = case when r.rest = '{}' then t.claims else r.rest end, closed_at = case when r.rest = '{}' then $4::timestamptz end,
       closed_as = case when r.rest = '{}' then 'restarted' end
     from (select k.id, array(select u.claim from unnest(k.claims) with ordinality u (claim, n) where u.claim <> all ($3) order by u.n) as rest
       from task k where k.creditor_id = $1 and k.debtor_id = $2 and k.kind in ('escalation', 'visit') and k.closed_at is null and k.claims && $3) r
     where t.creditor_id = $1 and t.id = r.id returning t.kind, t.closed_at is not null as "isClosed"`,
    [debtor.creditorId, debtor.debtorId, begun, new Date(now)],
  )
  for (const { kind } of closed.filter(({ isClosed }) => isClosed))
    await appendEvent(sql, { ...debtor, kind: 'task-closed', at: now, detail: { kind, as: 'restarted' } })
}

/** Copies that came back are owed still. Their debtors are held by the caller. */
export async function copiesCameBack(sql: Sql, handOvers: readonly HandOverId[], now: Instant): Promise<void> {
  await sql.query(
    `with back as (
       update hold h set lifted_at = null, answered_by = null from hand_over o join contact_attempt a on a.creditor_id = o.creditor_id and a.id = o.attempt_id
       where o.id = any ($1::uuid[]) and a.phase = 'invoice-copy' and a.state = 'failed'
         and h.creditor_id = a.creditor_id and h.debtor_id = a.debtor_id and h.kind = 'not-received' and h.answered_by = a.id
         and exists (select from claim c where c.creditor_id = h.creditor_id and c.id = h.claim_id and c.state = 'open')
       returning h.creditor_id, h.debtor_id
     )
     update debtor d set version = d.version + 1, review_at = least(d.review_at, $2) from back b where d.creditor_id = b.creditor_id and d.id = b.debtor_id`,
    [handOvers, new Date(now)],
  )
}

/** The open claims that a contact was about. */
export async function claimsOfContact(sql: Sql, { creditorId, debtorId }: DebtorKey, attemptId: string): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `select c.id from contact_attempt a join claim c on c.creditor_id = a.creditor_id and c.reference = any (a.claims)
     where a.creditor_id = $1 and a.id = $3 and c.debtor_id = $2 and c.state = 'open' and c.kind = 'claim' order by c.due_on, c.reference`,
    [creditorId, debtorId, attemptId],
  )
  return rows.map(({ id }) => id)
}
