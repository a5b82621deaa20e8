/** Summary: counts over a creditor's contacts, for the end of a play and the answer of /health. */
import type { AttemptState, Channel, CreditorId, Instant, Phase, Reason } from '#domain'
import type { Sql } from './database'
import { COUNTED_UP_TO } from './pulse'

export interface ContactCount {
  readonly channel: Channel
  readonly phase: Phase
  readonly state: AttemptState
  readonly contacts: number
}

export const countContacts = (sql: Sql, creditorId: CreditorId): Promise<ContactCount[]> =>
  sql.query<ContactCount>(
    `select channel, phase, state, count(*)::int as contacts from contact_attempt where creditor_id = $1 group by channel, phase, state order by channel, phase, state`,
    [creditorId],
  )

export interface UnsentCount {
  readonly code: Reason['code']
  readonly state: AttemptState
  readonly contacts: number
}

/** Why contacts were not made after all. */
export const countUnsent = (sql: Sql, creditorId: CreditorId): Promise<UnsentCount[]> =>
  sql.query<UnsentCount>(
    `select e.detail #>> '{reasons,0,code}' as code, e.kind as state, count(*)::int as contacts from contact_event e
     where e.creditor_id = $1 and e.kind in ('suppressed', 'expired') group by 1, 2 order by 3 desc, 1`,
    [creditorId],
  )

export interface EventCount {
  readonly kind: string
  readonly events: number
}
export const countEvents = (sql: Sql, creditorId: CreditorId): Promise<EventCount[]> =>
  sql.query<EventCount>(`select kind, count(*)::int as events from contact_event where creditor_id = $1 group by kind order by kind`, [
    creditorId,
  ])

export interface WaitingCount {
  readonly dueReviews: number
  readonly queued: number
  readonly sending: number
  readonly unknown: number
  readonly openTasks: number
  readonly rawCalls: number
}

/** Each counted up to COUNTED_UP_TO: /health is asked every few seconds, however much waits. */
export async function countWaiting(sql: Sql, now: Instant): Promise<WaitingCount> {
  const counted = (what: string): string => `(select count(*)::int from (select from ${what} limit ${COUNTED_UP_TO}) w)`
  const [row] = await sql.query<WaitingCount>(
    `select ${counted('debtor where review_at <= $1')} as "dueReviews", ${counted(`contact_attempt where state = 'queued'`)} as queued,
       ${counted(`contact_attempt where state = 'sending'`)} as sending, ${counted(`contact_attempt where state = 'unknown'`)} as unknown,
       ${counted('task where closed_at is null')} as "openTasks", ${counted('raw_call where not done')} as "rawCalls"`,
    [new Date(now)],
  )
  return row!
}

export interface ExportedContact {
  /** Its id, by which `explain` finds it. */
  readonly contact: string
  readonly debtor: string
  readonly claims: string
  readonly channel: Channel
  readonly phase: Phase
  readonly state: AttemptState
  readonly dueAt: Instant
  readonly sentAt: Instant | null
  readonly amount: number
  readonly handOver: string | null
  readonly carrierReference: string | null
  readonly receipt: string | null
  readonly reasons: readonly Reason[]
}

/** Contacts page by page in the order of their ids. */
export const exportContacts = (sql: Sql, creditorId: CreditorId, after: string | null, limit: number): Promise<ExportedContact[]> =>
  sql.query(
    `select a.id as contact, d.reference as debtor, array_to_string(a.claims, ' ') as claims, a.channel, a.phase, a.state, a.due_at as "dueAt", a.sent_at as "sentAt",
       a.amount_cents as amount, h.id as "handOver", h.carrier_reference as "carrierReference", h.receipt, coalesce(x.reasons, '[]') as reasons
     from contact_attempt a join debtor d on d.creditor_id = a.creditor_id and d.id = a.debtor_id
     left join lateral (select * from hand_over h where h.creditor_id = a.creditor_id and h.attempt_id = a.id order by h.number desc limit 1) h on true
     left join decision x on x.creditor_id = a.creditor_id and x.debtor_id = a.debtor_id and x.id = a.decision_id
     where a.creditor_id = $1 and ($2::uuid is null or a.id > $2) order by a.id limit $3`,
    [creditorId, after, limit],
  )
