/** Promises to pay: made, taken the place of by what is agreed later, and withdrawn; each with its event. */
import type { Cents, Instant, LocalDate, PromiseToPay } from '#domain'
import type { Sql } from './database'
import { appendEvent, askReview } from './facts'
import { newId } from './ids'
import type { DebtorKey } from './snapshots'

export interface StoredPromise {
  readonly id: string
  readonly madeAt: Instant
  readonly payBy: LocalDate
  readonly amount: Cents
  readonly state: PromiseToPay['state']
  readonly endedAt: Instant | null
}

/** The latest first, as all lists of a debtor here. */
export const promisesOf = (sql: Sql, { creditorId, debtorId }: DebtorKey): Promise<StoredPromise[]> =>
  sql.query<StoredPromise>(
    `select id, made_at as "madeAt", pay_by as "payBy", amount_cents as amount, state, ended_at as "endedAt" from promise_to_pay
     where creditor_id = $1 and debtor_id = $2 order by made_at desc, id desc limit 200`,
    [creditorId, debtorId],
  )

export async function recordPromise(sql: Sql, debtor: DebtorKey, payBy: LocalDate, amount: Cents, now: Instant): Promise<void> {
  await askReview(sql, debtor, now)
  await replacePromises(sql, debtor, 'promise', now)
  const id = newId()
  await sql.query(
    `insert into promise_to_pay (creditor_id, id, debtor_id, made_at, pay_by, amount_cents) values ($1, $2, $3, $4, $5, $6)`,
    [debtor.creditorId, id, debtor.debtorId, new Date(now), payBy, amount],
  )
  await appendEvent(sql, { ...debtor, kind: 'promise', at: now, detail: { promise: id, payBy } })
}

/** What is agreed now takes their place. The caller asks for the review. */
export async function replacePromises(sql: Sql, debtor: DebtorKey, replacedBy: 'promise' | 'arrangement', now: Instant): Promise<void> {
  const replaced = await sql.query<{ id: string }>(
    `update promise_to_pay set state = 'withdrawn', ended_at = $3 where creditor_id = $1 and debtor_id = $2 and state in ('open', 'broken') returning id`,
    [debtor.creditorId, debtor.debtorId, new Date(now)],
  )
  for (const { id } of replaced)
    await appendEvent(sql, { ...debtor, kind: 'promise-withdrawn', at: now, detail: { promise: id, replacedBy } })
}

/** False when it was over already. */
export async function withdrawPromise(sql: Sql, debtor: DebtorKey, id: string, now: Instant): Promise<boolean> {
  await askReview(sql, debtor, now)
  const rows = await sql.query(
    `update promise_to_pay set state = 'withdrawn', ended_at = $4 where creditor_id = $1 and debtor_id = $2 and id = $3 and state in ('open', 'broken') returning id`,
    [debtor.creditorId, debtor.debtorId, id, new Date(now)],
  )
  if (rows.length > 0) await appendEvent(sql, { ...debtor, kind: 'promise-withdrawn', at: now, detail: { promise: id } })
  return rows.length > 0
}
