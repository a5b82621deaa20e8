/** Sent contacts, and what was promised and agreed: what the demo's cast looks at to see what to pay. */
import type { Cents, Channel, CreditorId, Instant, LocalDate, Phase } from '#domain'
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
  sql.query<SentContact>(`${CONTACTS} and a.state = 'handed-over' and a.sent_at >= $2 and a.sent_at < $3 order by d.reference, a.sent_at`, [
    creditorId,
    new Date(from),
    new Date(to),
  ])

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

export interface OpenInstalment extends Pick<OpenPromise, 'debtor' | 'amount' | 'claims'> {
  readonly number: number
  readonly dueOn: LocalDate
}

export const openInstalments = (sql: Sql, creditorId: CreditorId): Promise<OpenInstalment[]> =>
  sql.query<OpenInstalment>(
    `select d.reference as debtor, i.number, i.due_on as "dueOn", i.amount_cents as amount,
       coalesce((select json_agg(json_build_object('reference', c.reference, 'open', c.open_cents) order by c.due_on, c.reference)
         from arrangement_claim x join claim c on c.creditor_id = x.creditor_id and c.id = x.claim_id
         where x.creditor_id = a.creditor_id and x.arrangement_id = a.id and c.state = 'open'), '[]') as claims
     from payment_arrangement a join debtor d on d.creditor_id = a.creditor_id and d.id = a.debtor_id
     join instalment i on i.creditor_id = a.creditor_id and i.arrangement_id = a.id
     where a.creditor_id = $1 and a.state = 'active' order by d.reference, i.number`,
    [creditorId],
  )

/** The debtors with most to tell: a different kind of history each. */
export const eventfulDebtors = (sql: Sql, creditorId: CreditorId, kind: string, limit: number): Promise<{ reference: string }[]> =>
  sql.query(
    `select d.reference from contact_event e join debtor d on d.creditor_id = e.creditor_id and d.id = e.debtor_id
     where e.creditor_id = $1 group by d.reference having bool_or(e.kind = $2) order by count(*) filter (where e.kind <> 'later') desc, d.reference limit $3`,
    [creditorId, kind, limit],
  )
