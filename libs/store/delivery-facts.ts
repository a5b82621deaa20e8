/** Delivery facts: what a message says beside the decision: who sends, whom it addresses, and the claims by name. */
import type { Address, Channel, ContactPointId, CreditorId, DebtorId, Language, LanguageLevel, DebtorKind, Instant } from '#domain'
import type { ClaimRecord } from './claim-records'
import type { Sql } from './database'
import type { CreditorProfile } from './entities/creditor.entity'

/** The same object for all messages of a creditor and channel. */
export interface SenderFacts {
  readonly creditorCode: string
  readonly creditorName: string
  readonly profile: CreditorProfile
  readonly address: string
  readonly pacePerSecond: number
  /** Null: the creditor set no limit. */
  readonly contactsPerDay: number | null
}

export interface DeliveryFacts {
  readonly creditorId: CreditorId
  readonly debtorId: DebtorId
  readonly contactPointId: ContactPointId
  readonly sender: SenderFacts
  readonly campaign: { readonly id: string; readonly contactsPerHour: number | null } | null
  readonly address: Address
  readonly debtor: { readonly reference: string; readonly name: string; readonly attention: string | null; readonly kind: DebtorKind; readonly language: Language; readonly level: LanguageLevel; readonly soleTrader: boolean }
  readonly contactPerson: string | null
  readonly representative: { readonly name: string; readonly role: string; readonly instead: boolean } | null
  readonly claims: readonly ClaimFacts[]
  /** When the debtor last wrote on the attempt's channel, where that opens the carrier's window for free words. */
  readonly wroteAt: Instant | null
}

export type ClaimFacts = Pick<ClaimRecord, 'reference' | 'invoiceNumber' | 'issuedOn' | 'dueOn' | 'description' | 'purchaseOrder' | 'project' | 'original' | 'open'> & {
  /** The invoice's PDF, below the creditor's folder. */
  readonly document: string | null
}

export interface DeliveryKey {
  readonly creditorId: CreditorId
  readonly attemptId: string
}

/** By attempt id. Who sends is the same for all of a creditor and channel, and is read once. */
export async function loadDeliveryFacts(sql: Sql, attempts: readonly DeliveryKey[]): Promise<ReadonlyMap<string, DeliveryFacts>> {
  const [first] = attempts
  if (!first) return new Map()
  const rows = await sql.query<FactRow>(FACTS, [attempts.map((a) => a.creditorId), attempts.map((a) => a.attemptId)])
  const pairs = [...new Map(rows.map(({ creditorId, channel }) => [`${creditorId} ${channel}`, { creditorId, channel }])).values()]
  const senders = await sql.query<SenderFacts & { key: string }>(SENDERS, [pairs.map((pair) => pair.creditorId), pairs.map((pair) => pair.channel)])
  const byKey = new Map(senders.map(({ key, ...facts }) => [key, facts]))
  return new Map(rows.flatMap(({ attemptId, channel, ...facts }) => {
    const sender = byKey.get(`${facts.creditorId} ${channel}`)
    return sender ? [[attemptId, { ...facts, sender }] as const] : []
  }))
}

type FactRow = Omit<DeliveryFacts, 'sender'> & { readonly attemptId: string; readonly channel: Channel }

const SENDERS = `
  select r.id || ' ' || k.channel as key, r.code as "creditorCode", r.name as "creditorName", r.profile, coalesce(s.address, '') as address, coalesce(s.pace_per_second, 1) as "pacePerSecond",
    r.contacts_per_day as "contactsPerDay"
  from unnest($1::uuid[], $2::text[]) k (creditor_id, channel) join creditor r on r.id = k.creditor_id
  left join sender s on s.creditor_id = k.creditor_id and s.channel = k.channel`

const FACTS = `
  select a.id as "attemptId", a.creditor_id as "creditorId", a.channel, a.debtor_id as "debtorId", a.contact_point_id as "contactPointId", p.address,
    json_build_object('reference', d.reference, 'name', n.name, 'attention', n.attention, 'kind', d.kind, 'language', d.language,
      'level', case when upper(d.attributes ->> 'level') = 'A2' then 'A2' else 'B1' end,
      'soleTrader', coalesce(lower(d.attributes ->> 'legalForm') in ('eenmanszaak', 'zzp', 'sole-trader'), false)) as debtor,
    p.person_name as "contactPerson",
    (select json_build_object('name', t.name, 'role', t.role, 'instead', t.instead) from representative t where t.creditor_id = p.creditor_id and t.id = p.representative_id) as representative,
    (select json_build_object('id', m.id, 'contactsPerHour', m.contacts_per_hour) from campaign m where m.creditor_id = a.creditor_id and m.id = a.campaign_id) as campaign,
    case when a.channel = 'whatsapp' then (select max(m.received_at) from inbound_message m
      where m.creditor_id = a.creditor_id and m.debtor_id = a.debtor_id and m.channel = a.channel) end as "wroteAt",
    coalesce((select json_agg(json_build_object('reference', c.reference, 'invoiceNumber', c.invoice_number, 'issuedOn', c.issued_on, 'dueOn', c.due_on,
        'description', c.description, 'purchaseOrder', c.purchase_order, 'project', c.project, 'original', c.original_cents, 'open', c.open_cents, 'document', c.invoice_document)
        order by c.due_on, c.reference)
      from claim c where c.creditor_id = a.creditor_id and c.reference = any (a.claims)), '[]') as claims
  from unnest($1::uuid[], $2::uuid[]) k (creditor_id, id)
  join contact_attempt a on a.creditor_id = k.creditor_id and a.id = k.id
  join debtor d on d.creditor_id = a.creditor_id and d.id = a.debtor_id
  join debtor_person n on n.creditor_id = d.creditor_id and n.debtor_id = d.id
  join contact_point p on p.creditor_id = a.creditor_id and p.id = a.contact_point_id`
