/** Sent contacts and open replies: what a person, or the demo's cast, looks at to see what to do. */
import type { Cents, Channel, CreditorId, DebtorId, Instant, LocalDate, Phase } from '#domain'
import type { Sql } from './database'

export interface SentContact {
  readonly debtor: string
  readonly phase: Phase
  readonly step: string
  readonly channel: Channel
  readonly sentAt: Instant
  readonly claims: readonly { readonly reference: string; readonly open: Cents }[]
}

const CONTACTS = `
  select d.reference as debtor, a.phase, a.step, a.channel, a.sent_at as "sentAt",
    coalesce((select json_agg(json_build_object('reference', c.reference, 'open', c.open_cents) order by c.reference)
      from claim c where c.creditor_id = a.creditor_id and c.reference = any (a.claims) and c.state = 'open'), '[]') as claims
  from contact_attempt a join debtor d on d.creditor_id = a.creditor_id and d.id = a.debtor_id where a.creditor_id = $1`

/** Contacts that reached the carrier between two instants, with what is still open of the claims they named. */
export const sentContacts = (sql: Sql, creditorId: CreditorId, from: Instant, to: Instant): Promise<SentContact[]> =>
  sql.query<SentContact>(`${CONTACTS} and a.state = 'handed-over' and a.sent_at >= $2 and a.sent_at < $3 order by d.reference, a.sent_at`,
    [creditorId, new Date(from), new Date(to)])

/** Calls that agents may make now and have not made yet. */
export const waitingCalls = (sql: Sql, creditorId: CreditorId): Promise<SentContact[]> =>
  sql.query<SentContact>(`${CONTACTS} and a.state = 'queued' and a.channel = 'call' order by d.reference, a.id`, [creditorId])

export interface OpenPromise {
  readonly debtor: string
  readonly payBy: LocalDate
  readonly amount: Cents
  readonly claims: readonly { readonly reference: string; readonly open: Cents }[]
}

export const openPromises = (sql: Sql, creditorId: CreditorId): Promise<OpenPromise[]> =>
  sql.query<OpenPromise>(
    `select d.reference as debtor, m.pay_by as "payBy", m.amount_cents as amount,
       coalesce((select json_agg(json_build_object('reference', c.reference, 'open', c.open_cents) order by c.due_on, c.reference)
         from claim c where c.creditor_id = m.creditor_id and c.debtor_id = m.debtor_id and c.state = 'open' and c.kind = 'claim'), '[]') as claims
     from promise_to_pay m join debtor d on d.creditor_id = m.creditor_id and d.id = m.debtor_id
     where m.creditor_id = $1 and m.state = 'open' order by d.reference, m.made_at`,
    [creditorId],
  )

export interface OpenReply {
  readonly creditorId: CreditorId
  readonly debtorId: DebtorId
  readonly debtor: string
  /** The latest words of the debtor; empty when they came by phone. */
  readonly text: string
}

export const openReplies = (sql: Sql, creditorId: CreditorId): Promise<OpenReply[]> =>
  sql.query<OpenReply>(
    `select k.creditor_id as "creditorId", k.debtor_id as "debtorId", d.reference as debtor, coalesce(m.text, '') as text
     from task k join debtor d on d.creditor_id = k.creditor_id and d.id = k.debtor_id
     left join lateral (select text from inbound_message m where m.creditor_id = k.creditor_id and m.debtor_id = k.debtor_id order by m.received_at desc limit 1) m on true
     where k.creditor_id = $1 and k.kind = 'reply' and k.closed_at is null order by d.reference`,
    [creditorId],
  )

export interface OpenDispute {
  readonly creditorId: CreditorId
  readonly debtorId: DebtorId
  readonly debtor: string
  readonly claimId: string
  readonly openedAt: Instant
}

export const openDisputes = (sql: Sql, creditorId: CreditorId): Promise<OpenDispute[]> =>
  sql.query<OpenDispute>(
    `select x.creditor_id as "creditorId", x.debtor_id as "debtorId", d.reference as debtor, x.claim_id as "claimId", x.opened_at as "openedAt"
     from dispute x join debtor d on d.creditor_id = x.creditor_id and d.id = x.debtor_id
     where x.creditor_id = $1 and x.resolved_at is null order by d.reference, x.opened_at`,
    [creditorId],
  )

/** The debtors with most to tell: a different kind of history each. */
export const eventfulDebtors = (sql: Sql, creditorId: CreditorId, kind: string, limit: number): Promise<{ reference: string }[]> =>
  sql.query(
    `select d.reference from contact_event e join debtor d on d.creditor_id = e.creditor_id and d.id = e.debtor_id
     where e.creditor_id = $1 group by d.reference having bool_or(e.kind = $2) order by count(*) filter (where e.kind <> 'later') desc, d.reference limit $3`,
    [creditorId, kind, limit],
  )
