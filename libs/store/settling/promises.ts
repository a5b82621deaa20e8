/** Promises to pay: made, kept, taken the place of by what is agreed later, and withdrawn; what each is about, and what keeps it, as a play has it. */
import type { Cents, CreditorId, DebtorId, Instant, LocalDate, PromiseToPay } from '#domain'
import { DAY_OF } from '../business-day'
import type { Sql } from '../database'
import { appendEvent, askReview } from '../facts'
import { newId } from '../ids'
import type { DebtorKey } from '../snapshots'

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
  const about = promised(await sql.query<OwedClaim>(OWED, [debtor.creditorId, debtor.debtorId, new Date(now)]), payBy)
  await sql.query(
    `insert into promise_to_pay (creditor_id, id, debtor_id, made_at, pay_by, amount_cents, claims) values ($1, $2, $3, $4, $5, $6, $7)`,
    [debtor.creditorId, id, debtor.debtorId, new Date(now), payBy, amount, about.length === 0 ? null : about],
  )
  await appendEvent(sql, { ...debtor, kind: 'promise', at: now, detail: { promise: id, payBy } })
}

/** What is agreed now takes the place of what still stands; a promise that was broken stays so, and is counted. The caller asks for the review. */
export async function replacePromises(sql: Sql, debtor: DebtorKey, replacedBy: 'promise' | 'arrangement', now: Instant): Promise<void> {
  const replaced = await sql.query<{ id: string }>(
    `update promise_to_pay set state = 'withdrawn', ended_at = $3 where creditor_id = $1 and debtor_id = $2 and state = 'open' returning id`,
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

interface OwedClaim {
  readonly id: string
  readonly dueOn: LocalDate
  readonly disputed: boolean
}

const OWED = `
  select c.id, c.due_on as "dueOn", exists (
    select from dispute x where x.creditor_id = c.creditor_id and x.claim_id = c.id and x.resolved_at is null) as disputed
  from claim c where c.creditor_id = $1 and c.debtor_id = $2 and c.state = 'open' and c.kind = 'claim' and coalesce(c.issued_on, c.due_on) <= ${DAY_OF('$3', '$1')}`

/** What is not disputed, unless it all is; of that what is due by the day, or else whatever is owed. */
function promised(owed: readonly OwedClaim[], payBy: LocalDate): string[] {
  const undisputed = owed.filter(({ disputed }) => !disputed)
  const acknowledged = undisputed.length > 0 ? undisputed : owed
  const dueByThen = acknowledged.filter(({ dueOn }) => dueOn <= payBy)
  return (dueByThen.length > 0 ? dueByThen : acknowledged).map(({ id }) => id)
}

/** To be asked whenever less is owed of a claim; the debtors are held by the caller. */
export async function keepPromises(sql: Sql, creditorId: CreditorId, debtors: readonly DebtorId[], now: Instant): Promise<void> {
  if (debtors.length === 0) return
  await tell(sql, creditorId, 'promise-kept', await sql.query<Ended>(KEPT, [creditorId, debtors, new Date(now)]), now)
}

/** Those that were kept at `keptAt`, by money that turned out to be for something else; whoever promised anew since then has the new one only. */
export async function reopenPromises(
  sql: Sql,
  creditorId: CreditorId,
  debtors: readonly DebtorId[],
  keptAt: Instant,
  now: Instant,
): Promise<void> {
  await tell(sql, creditorId, 'promise-reopened', await sql.query<Ended>(REOPENED, [creditorId, debtors, new Date(keptAt)]), now)
}

interface Ended {
  readonly id: string
  readonly debtorId: DebtorId
  readonly payBy: LocalDate
}

async function tell(
  sql: Sql,
  creditorId: CreditorId,
  kind: 'promise-kept' | 'promise-reopened',
  promises: readonly Ended[],
  now: Instant,
): Promise<void> {
  if (promises.length === 0) return
  await sql.query(
    `insert into contact_event (creditor_id, id, debtor_id, kind, detail, at)
     select $1, g.event, g.debtor, $2, jsonb_build_object('promise', g.promise, 'payBy', g.pay_by), $3
     from unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::date[]) g (event, debtor, promise, pay_by)`,
    [
      creditorId,
      kind,
      new Date(now),
      promises.map(() => newId()),
      promises.map(({ debtorId }) => debtorId),
      promises.map(({ id }) => id),
      promises.map(({ payBy }) => payBy),
    ],
  )
}

const ENDED = `m.id, m.debtor_id as "debtorId", m.pay_by as "payBy"`

/** Kept once as much has come in since it was made, or needs no paying any more, as was promised; what was paid before that day was no part of it. */
const KEPT = `
  update promise_to_pay m set state = 'kept', ended_at = $3
  where m.creditor_id = $1 and m.state = 'open' and m.debtor_id = any ($2::uuid[]) and m.amount_cents <= (
    select coalesce(-sum(l.amount_cents), 0) from claim c join ledger_entry l on l.creditor_id = c.creditor_id and l.claim_id = c.id
    where c.creditor_id = m.creditor_id and c.debtor_id = m.debtor_id and (m.claims is null or c.id = any (m.claims))
      and l.booked_on >= ${DAY_OF('m.made_at', '$1')} and (
        (l.kind in ('payment', 'discount') and l.recorded_at >= m.made_at)
        or (l.kind in ('withdrawal', 'correction') and l.amount_cents < 0 and l.recorded_at > m.made_at)))
  returning ${ENDED}`

const REOPENED = `
  update promise_to_pay m set state = 'open', ended_at = null where m.creditor_id = $1 and m.debtor_id = any ($2::uuid[])
    and m.state = 'kept' and m.ended_at = $3
    and not exists (select from promise_to_pay o where o.creditor_id = m.creditor_id and o.debtor_id = m.debtor_id and o.state = 'open')
  returning ${ENDED}`
