/** Delivery facts: what a message says beside the decision: who sends, whom it addresses, and the claims by name. */
import type { Address, Channel, ContactPointId, CreditorId, DebtorId, Language, LanguageLevel, DebtorKind, LocalDate, Cents } from '#domain'
import type { Sql } from './database'
import type { CreditorProfile } from './entities/creditor.entity'

export interface DeliveryFacts {
  readonly creditorId: CreditorId
  readonly debtorId: DebtorId
  readonly contactPointId: ContactPointId
  readonly creditorName: string
  readonly profile: CreditorProfile
  readonly sender: string
  readonly pacePerSecond: number
  /** Null: the creditor set no limit. */
  readonly contactsPerDay: number | null
  readonly campaign: { readonly id: string; readonly contactsPerHour: number | null } | null
  readonly address: Address
  readonly debtor: { readonly reference: string; readonly name: string; readonly attention: string | null; readonly kind: DebtorKind; readonly language: Language; readonly level: LanguageLevel }
  readonly contactPerson: string | null
  readonly representative: { readonly name: string; readonly role: string; readonly instead: boolean } | null
  readonly claims: readonly ClaimFacts[]
  /** Hand-overs of the attempt so far. */
  readonly handOvers: number
}

export interface ClaimFacts {
  readonly reference: string
  readonly invoiceNumber: string | null
  readonly issuedOn: LocalDate | null
  readonly dueOn: LocalDate
  readonly description: string | null
  readonly purchaseOrder: string | null
  readonly project: string | null
  readonly original: Cents
  readonly open: Cents
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
    return sender ? [[attemptId, { ...facts, ...sender }] as const] : []
  }))
}

type SenderFacts = Pick<DeliveryFacts, 'creditorName' | 'profile' | 'sender' | 'pacePerSecond' | 'contactsPerDay'>
type FactRow = Omit<DeliveryFacts, keyof SenderFacts> & { readonly attemptId: string; readonly channel: Channel }

const SENDERS = `
  select r.id || ' ' || k.channel as key, r.name as "creditorName", r.profile, coalesce(s.address, '') as sender, coalesce(s.pace_per_second, 1) as "pacePerSecond",
    r.contacts_per_day as "contactsPerDay"
  from unnest($1::uuid[], $2::text[]) k (creditor_id, channel) join creditor r on r.id = k.creditor_id
  left join sender s on s.creditor_id = k.creditor_id and s.channel = k.channel`

const FACTS = `
  select a.id as "attemptId", a.creditor_id as "creditorId", a.channel, a.debtor_id as "debtorId", a.contact_point_id as "contactPointId", p.address,
    json_build_object('reference', d.reference, 'name', n.name, 'attention', n.attention, 'kind', d.kind, 'language', d.language,
      'level', case when upper(d.attributes ->> 'level') = 'A2' then 'A2' else 'B1' end) as debtor,
    p.person_name as "contactPerson",
    case when t.id is not null then json_build_object('name', t.name, 'role', t.role, 'instead', t.instead) end as representative,
    case when m.id is not null then json_build_object('id', m.id, 'contactsPerHour', m.contacts_per_hour) end as campaign,
    (select count(*)::int from hand_over h where h.creditor_id = a.creditor_id and h.attempt_id = a.id) as "handOvers",
    coalesce((select json_agg(json_build_object('reference', c.reference, 'invoiceNumber', c.invoice_number, 'issuedOn', c.issued_on, 'dueOn', c.due_on,
        'description', c.description, 'purchaseOrder', c.purchase_order, 'project', c.project, 'original', c.original_cents, 'open', c.open_cents)
        order by c.due_on, c.reference)
      from claim c where c.creditor_id = a.creditor_id and c.reference = any (a.claims)), '[]') as claims
  from unnest($1::uuid[], $2::uuid[]) k (creditor_id, id)
  join contact_attempt a on a.creditor_id = k.creditor_id and a.id = k.id
  join debtor d on d.creditor_id = a.creditor_id and d.id = a.debtor_id
  join debtor_person n on n.creditor_id = d.creditor_id and n.debtor_id = d.id
  join contact_point p on p.creditor_id = a.creditor_id and p.id = a.contact_point_id
  left join representative t on t.creditor_id = p.creditor_id and t.id = p.representative_id
  left join campaign m on m.creditor_id = a.creditor_id and m.id = a.campaign_id`
