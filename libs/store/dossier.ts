/** A debtor's dossier: each contact with its reasons, the words exactly as they left, their hash, and everything that came back. */
import type {
  Address,
  AttemptState,
  Cents,
  Channel,
  ContactEventKind,
  EnclosedDocument,
  Instant,
  LocalDate,
  Phase,
  Reason,
  ReceiptStatus,
} from '#domain'
import type { Sql } from './database'
import type { DebtorKey } from './snapshots'

export interface EvidenceOfSending {
  readonly id: string
  readonly channel: Channel
  readonly carrier: string
  readonly carrierReference: string | null
  readonly state: 'sending' | 'accepted' | 'refused' | 'later' | 'unknown' | 'failed' | 'not-accepted'
  readonly receipt: ReceiptStatus | null
  readonly code: string | null
  readonly startedAt: string
  /** Null after an erasure. */
  readonly message: {
    readonly to: Address
    readonly language: 'nl' | 'en'
    readonly template: string
    readonly templateVersion: number
    readonly subject: string | null
    readonly text: string
    readonly documents: readonly EnclosedDocument[] | null
    readonly documentsMissing: readonly string[] | null
    readonly content: unknown
  } | null
  /** SHA-256, with the debtor's own key, over the words as they were recorded before they left. */
  readonly hash: string | null
  /** The words above still give that hash. */
  readonly intact: boolean | null
}

export interface EvidenceOfContact {
  readonly id: string
  readonly channel: Channel
  readonly phase: Phase
  readonly state: AttemptState
  readonly claims: readonly string[]
  readonly amount: Cents
  readonly plannedFor: string
  readonly payBy: LocalDate | null
  readonly legalEnd: LocalDate | null
  readonly postedOn: LocalDate | null
  readonly barcode: string | null
  readonly reasons: readonly Reason[]
  readonly versions: Readonly<Record<string, unknown>> | null
  readonly sendings: readonly EvidenceOfSending[]
  readonly events: readonly {
    readonly at: string
    readonly kind: ContactEventKind
    readonly claim: string | null
    readonly detail: Readonly<Record<string, unknown>> | null
  }[]
}

export interface Dossier {
  readonly creditor: string
  readonly debtor: { readonly reference: string; readonly name: string; readonly language: 'nl' | 'en' }
  readonly madeAt: Instant
  readonly claims: readonly {
    readonly reference: string
    readonly invoiceNumber: string | null
    readonly dueOn: LocalDate
    readonly original: Cents
    readonly open: Cents
    readonly state: string
  }[]
  readonly contacts: readonly EvidenceOfContact[]
  readonly received: readonly { readonly at: string; readonly channel: Channel; readonly text: string }[]
  /** What belongs to no contact: payments, promises, holds and the like. */
  readonly events: EvidenceOfContact['events']
}

export async function readDossier(sql: Sql, { creditorId, debtorId }: DebtorKey, now: Instant): Promise<Dossier | null> {
  const [head] = await sql.query<Omit<Dossier, 'madeAt' | 'contacts'>>(HEAD, [creditorId, debtorId])
  if (!head) return null
  return { ...head, madeAt: now, contacts: await sql.query<EvidenceOfContact>(CONTACTS, [creditorId, debtorId]) }
}

const EVENTS = (where: string): string =>
  `coalesce((select json_agg(json_build_object('at', e.at, 'kind', e.kind, 'claim', c.reference, 'detail', e.detail) order by e.at, e.recorded_at, e.id)
    from contact_event e left join claim c on c.creditor_id = e.creditor_id and c.id = e.claim_id where e.creditor_id = $1 and e.debtor_id = $2 and ${where}), '[]')`

const HEAD = `
  select r.name as creditor, json_build_object('reference', d.reference, 'name', n.name, 'language', d.language) as debtor,
    coalesce((select json_agg(json_build_object('reference', c.reference, 'invoiceNumber', c.invoice_number, 'dueOn', c.due_on, 'original', c.original_cents, 'open', c.open_cents, 'state', c.state)
      order by c.due_on, c.reference) from claim c where c.creditor_id = $1 and c.debtor_id = $2), '[]') as claims,
    coalesce((select json_agg(json_build_object('at', m.received_at, 'channel', m.channel, 'text', m.text) order by m.received_at, m.id) from inbound_message m
      where m.creditor_id = $1 and m.debtor_id = $2), '[]') as received,
    ${EVENTS('e.attempt_id is null')} as events
  from debtor d join creditor r on r.id = d.creditor_id join debtor_person n on n.creditor_id = d.creditor_id and n.debtor_id = d.id
  where d.creditor_id = $1 and d.id = $2`

const SENDINGS = `
  coalesce((select json_agg(json_build_object('id', h.id, 'channel', h.channel, 'carrier', h.carrier, 'carrierReference', h.carrier_reference, 'state', h.state, 'receipt', h.receipt,
      'code', h.code, 'startedAt', h.started_at, 'hash', encode(h.message_hash, 'hex'),
      'intact', case when m.content is not null then sha256(n.hash_key || convert_to(m.content::text, 'UTF8')) = h.message_hash end,
      'message', case when m.content is not null then json_build_object('to', m.address, 'language', m.language, 'template', m.template, 'templateVersion', m.template_version,
        'subject', m.content ->> 'subject', 'text', m.content ->> 'text', 'documents', m.content -> 'documents', 'documentsMissing', m.content -> 'documentsMissing', 'content', m.content) end) order by h.number)
    from hand_over h left join message_body m on m.creditor_id = h.creditor_id and m.hand_over_id = h.id
    join debtor_person n on n.creditor_id = h.creditor_id and n.debtor_id = h.debtor_id where h.creditor_id = a.creditor_id and h.attempt_id = a.id), '[]')`

const CONTACTS = `
  select a.id, a.channel, a.phase, a.state, a.claims, a.amount_cents as amount, to_json(a.planned_for) #>> '{}' as "plannedFor", a.pay_by as "payBy", a.legal_end as "legalEnd",
    l.posted_on as "postedOn", l.barcode, coalesce(x.reasons, '[]') as reasons, x.versions, ${SENDINGS} as sendings, ${EVENTS('e.attempt_id = a.id')} as events
  from contact_attempt a left join decision x on x.creditor_id = a.creditor_id and x.debtor_id = a.debtor_id and x.id = a.decision_id
  left join lateral (select posted_on, barcode from batch_letter l where l.creditor_id = a.creditor_id and l.attempt_id = a.id order by l.posted_on nulls last limit 1) l on true
  where a.creditor_id = $1 and a.debtor_id = $2 order by a.planned_for, a.id`
