/** What happened with a debtor, as the API shows it: events, decisions, contacts with their sendings; the newest first, by key. */
import type {
  Address,
  AttemptState,
  Cents,
  Channel,
  ContactEventKind,
  CreditorId,
  Instant,
  LocalDate,
  MessageContent,
  Phase,
  Reason,
  ReceiptStatus,
} from '#domain'
import type { Sql } from './database'
import type { DebtorKey } from './snapshots'
import { ENTRY, ENTRY_JOINS, type TimelineEntry } from './timeline'

/** The instant and the id of the last row of the page before. */
export type Before = readonly [at: Instant, id: string] | null

const beforeOf = (before: Before): [Date | null, string | null] => [before ? new Date(before[0]) : null, before?.[1] ?? null]

export const listTimeline = (
  sql: Sql,
  { creditorId, debtorId }: DebtorKey,
  before: Before,
  limit: number,
): Promise<(TimelineEntry & { id: string; kind: ContactEventKind })[]> =>
  sql.query(
    `select e.id, ${ENTRY}
     from (select * from contact_event where creditor_id = $1 and debtor_id = $2 and ($3::timestamptz is null or (at, id) < ($3, $4::uuid)) order by at desc, id desc limit $5) e
     ${ENTRY_JOINS}
     order by e.at desc, e.id desc`,
    [creditorId, debtorId, ...beforeOf(before), limit],
  )

export interface DecisionRecord {
  readonly id: string
  readonly at: Instant
  readonly kind: 'contact' | 'wait' | 'escalate' | 'stop'
  readonly reasons: readonly Reason[]
  readonly reviewAt: Instant | null
  readonly versions: Readonly<Record<string, string | number>>
}

export const listDecisions = (sql: Sql, { creditorId, debtorId }: DebtorKey, before: Before, limit: number): Promise<DecisionRecord[]> =>
  sql.query<DecisionRecord>(
    `select id, at, kind, reasons, review_at as "reviewAt", versions from decision
     where creditor_id = $1 and debtor_id = $2 and ($3::timestamptz is null or (at, id) < ($3, $4::uuid)) order by at desc, id desc limit $5`,
    [creditorId, debtorId, ...beforeOf(before), limit],
  )

export interface HandOverRecord {
  readonly id: string
  readonly number: number
  readonly channel: Channel
  readonly carrier: string
  readonly state: string
  readonly receipt: ReceiptStatus | null
  readonly failure: string | null
  readonly code: string | null
  readonly startedAt: string
}

export interface ContactRecord {
  readonly id: string
  readonly debtorId: string
  /** Null: nobody decided it, the debtor called. */
  readonly decisionId: string | null
  readonly campaignId: string | null
  readonly channel: Channel
  readonly phase: Phase
  readonly step: string
  readonly state: AttemptState
  readonly claims: readonly string[]
  readonly amount: Cents
  readonly payBy: LocalDate | null
  readonly plannedFor: Instant
  readonly sentAt: Instant | null
  readonly reasons: readonly Reason[]
  readonly endReasons: readonly Reason[] | null
  readonly handOvers: readonly HandOverRecord[]
}

const CONTACT = (attempts: string): string => `
  select a.id, a.debtor_id as "debtorId", a.decision_id as "decisionId", a.campaign_id as "campaignId", a.channel, a.phase, a.step, a.state, a.claims, a.amount_cents as amount,
    a.pay_by as "payBy", a.planned_for as "plannedFor", a.sent_at as "sentAt", coalesce(x.reasons, '[]') as reasons, a.end_reasons as "endReasons",
    coalesce((select json_agg(json_build_object('id', h.id, 'number', h.number, 'channel', h.channel, 'carrier', h.carrier, 'state', h.state, 'receipt', h.receipt, 'failure', h.failure,
      'code', h.code, 'startedAt', h.started_at) order by h.number) from hand_over h where h.creditor_id = a.creditor_id and h.attempt_id = a.id), '[]') as "handOvers"
  from (${attempts}) a left join decision x on x.creditor_id = a.creditor_id and x.debtor_id = a.debtor_id and x.id = a.decision_id`

export const listContactsOfDebtor = (
  sql: Sql,
  { creditorId, debtorId }: DebtorKey,
  before: Before,
  limit: number,
): Promise<ContactRecord[]> =>
  sql.query<ContactRecord>(
    `${CONTACT(`select * from contact_attempt where creditor_id = $1 and debtor_id = $2 and ($3::timestamptz is null or (planned_for, id) < ($3, $4::uuid))
       order by planned_for desc, id desc limit $5`)} order by a.planned_for desc, a.id desc`,
    [creditorId, debtorId, ...beforeOf(before), limit],
  )

/** Of the whole creditor, in the order they were decided. */
export const listContactRecords = (sql: Sql, creditorId: CreditorId, after: string | null, limit: number): Promise<ContactRecord[]> =>
  sql.query<ContactRecord>(
    `${CONTACT('select * from contact_attempt where creditor_id = $1 and ($2::uuid is null or id > $2) order by id limit $3')} order by a.id`,
    [creditorId, after, limit],
  )

export async function readContactRecord(sql: Sql, creditorId: CreditorId, id: string): Promise<ContactRecord | null> {
  const [row] = await sql.query<ContactRecord>(CONTACT('select * from contact_attempt where creditor_id = $1 and id = $2'), [
    creditorId,
    id,
  ])
  return row ?? null
}

export interface SentMessage {
  readonly handOverId: string
  readonly number: number
  readonly language: 'nl' | 'en'
  readonly template: string
  readonly templateVersion: number
  readonly address: Address
  readonly content: MessageContent
}

/** The wording exactly as it left, once for each sending; none once it was erased. */
export const sentMessagesOf = (sql: Sql, creditorId: CreditorId, attemptId: string): Promise<SentMessage[]> =>
  sql.query<SentMessage>(
    `select m.hand_over_id as "handOverId", h.number, m.language, m.template, m.template_version as "templateVersion", m.address, m.content
     from hand_over h join message_body m on m.creditor_id = h.creditor_id and m.hand_over_id = h.id where h.creditor_id = $1 and h.attempt_id = $2 order by h.number`,
    [creditorId, attemptId],
  )

export interface PaymentRecord {
  readonly id: string
  readonly receivedOn: LocalDate
  readonly amount: Cents
  readonly reference: string | null
  readonly invoiceNumber: string | null
  readonly claimId: string | null
}

/** In the order they were read, and the parts of one that a person linked instead of it; `unmatched` ones by the day they were received. */
export const listPayments = (sql: Sql, creditorId: CreditorId, after: string | null, limit: number): Promise<PaymentRecord[]> =>
  sql.query<PaymentRecord>(
    `select id, received_on as "receivedOn", amount_cents as amount, reference, invoice_number as "invoiceNumber", claim_id as "claimId"
     from payment where creditor_id = $1 and handled is distinct from 'linked' and ($2::uuid is null or id > $2) order by id limit $3`,
    [creditorId, after, limit],
  )

export const listUnmatchedPayments = (
  sql: Sql,
  creditorId: CreditorId,
  after: readonly [string, string] | null,
  limit: number,
): Promise<PaymentRecord[]> =>
  sql.query<PaymentRecord>(
    `select id, received_on as "receivedOn", amount_cents as amount, reference, invoice_number as "invoiceNumber", claim_id as "claimId"
     from payment where creditor_id = $1 and claim_id is null and handled is null and ($2::date is null or (received_on, id) > ($2::date, $3::uuid)) order by received_on, id limit $4`,
    [creditorId, after?.[0] ?? null, after?.[1] ?? null, limit],
  )
