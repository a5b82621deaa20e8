/** Delivery facts: what a message says beside the decision: who sends, whom it addresses, and the claims by name. */
import type { Address, Channel, CreditorId, Language, LanguageLevel, DebtorKind, Instant } from '#domain'
import { uuidList } from './binary-list'
import type { ClaimRecord } from './claim-records'
import type { Sql } from './database'
import type { CreditorProfile } from './entities/creditor.entity'
import type { DebtorKey } from './snapshots'

/** The same object for all messages of a creditor and channel. */
export interface SenderFacts {
  readonly creditorCode: string
  readonly creditorName: string
  readonly profile: CreditorProfile
  readonly address: string
  readonly pacePerSecond: number
  /** Null: the creditor set no limit. */
  readonly contactsPerDay: number | null
  /** Of one contact by this channel, in thousandths of a cent. */
  readonly costs: number
}

export interface DeliveryFacts {
  readonly creditorId: CreditorId
  readonly sender: SenderFacts
  readonly campaign: { readonly id: string; readonly contactsPerHour: number | null } | null
  readonly address: Address
  readonly debtor: {
    readonly reference: string
    readonly name: string
    readonly attention: string | null
    readonly salutation: string | null
    readonly kind: DebtorKind
    readonly language: Language
    readonly level: LanguageLevel
    readonly soleTrader: boolean
  }
  readonly contactPerson: string | null
  readonly representative: { readonly name: string; readonly role: string; readonly instead: boolean } | null
  readonly claims: readonly ClaimFacts[]
  /** When the debtor last wrote on the attempt's channel, where that opens the carrier's window for free words. */
  readonly wroteAt: Instant | null
}

export type ClaimFacts = Pick<
  ClaimRecord,
  'reference' | 'invoiceNumber' | 'issuedOn' | 'dueOn' | 'description' | 'purchaseOrder' | 'project' | 'original' | 'open'
> & {
  /** The invoice's PDF, below the creditor's folder. */
  readonly document: string | null
}

export interface DeliveryKey {
  readonly creditorId: CreditorId
  readonly attemptId: string
}

/** By attempt id. Who sends is the same for all of a creditor and channel, and is read once. */
export async function loadDeliveryFacts(sql: Sql, attempts: readonly DeliveryKey[]): Promise<ReadonlyMap<string, DeliveryFacts>> {
  if (attempts.length === 0) return new Map()
  const rows = await sql.query<FactRow>(FACTS, [uuidList(attempts.map((a) => a.creditorId)), uuidList(attempts.map((a) => a.attemptId))])
  return factsById(
    sql,
    attempts.map(({ attemptId }) => attemptId),
    rows,
  )
}

/** By contact point, of messages that would go there: about no claim in particular. */
export async function deliveryFactsOf(
  sql: Sql,
  { creditorId, debtorId }: DebtorKey,
  points: readonly string[],
): Promise<ReadonlyMap<string, DeliveryFacts>> {
  return factsById(sql, points, await sql.query<FactRow>(FACTS_OF_POINTS, [creditorId, debtorId, points]))
}

/** `ids`: what was asked for, whose places the rows name. */
async function factsById(sql: Sql, ids: readonly string[], rows: readonly FactRow[]): Promise<ReadonlyMap<string, DeliveryFacts>> {
  const senders = await sendersOf(sql, rows)
  const facts = new Map<string, DeliveryFacts>()
  let claims: ClaimFacts[] = []
  for (const row of rows) {
    const id = ids[row.n - 1]
    const sender = senders.get(`${row.creditorId} ${row.channel}`)
    if (id === undefined || !sender) continue
    if (!facts.has(id)) {
      claims = []
      facts.set(id, factsOf(row, sender, claims))
    }
    if (row.claim !== null) claims.push(claimOf(row, row.claim))
  }
  return facts
}

async function sendersOf(sql: Sql, rows: readonly FactRow[]): Promise<ReadonlyMap<string, SenderFacts>> {
  const pairs = [...new Map(rows.map(({ creditorId, channel }) => [`${creditorId} ${channel}`, { creditorId, channel }])).values()]
  const senders = await sql.query<SenderFacts & { key: string }>(SENDERS, [
    pairs.map((pair) => pair.creditorId),
    pairs.map((pair) => pair.channel),
  ])
  return new Map(senders.map(({ key, ...facts }) => [key, facts]))
}

/** Of one attempt with one of its claims, or with none; plain columns, which both sides read far faster than JSON. */
interface FactRow
  extends Omit<DeliveryFacts, 'sender' | 'debtor' | 'claims'>, Omit<DeliveryFacts['debtor'], 'reference'>, Omit<ClaimFacts, 'reference'> {
  /** The place of the attempt among the keys, from 1. */
  readonly n: number
  readonly channel: Channel
  readonly debtorReference: string
  readonly claim: string | null
}

function factsOf(
  {
    creditorId,
    campaign,
    address,
    contactPerson,
    representative,
    wroteAt,
    debtorReference,
    name,
    attention,
    salutation,
    kind,
    language,
    level,
    soleTrader,
  }: FactRow,
  sender: SenderFacts,
  claims: readonly ClaimFacts[],
): DeliveryFacts {
  return {
    creditorId,
    sender,
    campaign,
    address,
    debtor: { reference: debtorReference, name, attention, salutation, kind, language, level, soleTrader },
    contactPerson,
    representative,
    claims,
    wroteAt,
  }
}

const claimOf = (
  { invoiceNumber, issuedOn, dueOn, description, purchaseOrder, project, original, open, document }: FactRow,
  reference: string,
): ClaimFacts => ({ reference, invoiceNumber, issuedOn, dueOn, description, purchaseOrder, project, original, open, document })

const SENDERS = `
  select r.id || ' ' || k.channel as key, r.code as "creditorCode", r.name as "creditorName", r.profile, coalesce(s.address, '') as address, coalesce(s.pace_per_second, 1) as "pacePerSecond",
    r.contacts_per_day as "contactsPerDay", coalesce((r.channel_costs ->> k.channel)::int, 0) as costs
  from unnest($1::uuid[], $2::text[]) k (creditor_id, channel) join creditor r on r.id = k.creditor_id
  left join sender s on s.creditor_id = k.creditor_id and s.channel = k.channel`

const factsOfContacts = (contacts: string): string => `
  select a.n, a.creditor_id as "creditorId", a.channel, p.address, p.person_name as "contactPerson",
    d.reference as "debtorReference", n.name, n.attention, n.salutation, d.kind, d.language, case when upper(d.attributes ->> 'level') = 'A2' then 'A2' else 'B1' end as level,
    coalesce(lower(d.attributes ->> 'legalForm') in ('eenmanszaak', 'zzp', 'sole-trader'), false) as "soleTrader",
    (select json_build_object('name', t.name, 'role', t.role, 'instead', t.instead) from representative t where t.creditor_id = p.creditor_id and t.id = p.representative_id) as representative,
    (select json_build_object('id', m.id, 'contactsPerHour', m.contacts_per_hour) from campaign m where m.creditor_id = a.creditor_id and m.id = a.campaign_id) as campaign,
    case when a.channel = 'whatsapp' then (select max(m.received_at) from inbound_message m
      where m.creditor_id = a.creditor_id and m.debtor_id = a.debtor_id and m.channel = a.channel) end as "wroteAt",
    c.reference as claim, c.invoice_number as "invoiceNumber", c.issued_on as "issuedOn", c.due_on as "dueOn", c.description, c.purchase_order as "purchaseOrder", c.project,
    c.original_cents as original, c.open_cents as open, c.invoice_document as document
  from (${contacts}) a
  join debtor d on d.creditor_id = a.creditor_id and d.id = a.debtor_id
  join debtor_person n on n.creditor_id = d.creditor_id and n.debtor_id = d.id
  join contact_point p on p.creditor_id = a.creditor_id and p.id = a.contact_point_id
  left join claim c on c.creditor_id = a.creditor_id and c.reference = any (a.claims)
  order by a.n, c.due_on, c.reference`
const FACTS =
  factsOfContacts(`select k.n, a.creditor_id, a.debtor_id, a.channel, a.contact_point_id, a.campaign_id, a.claims from unnest($1::uuid[], $2::uuid[]) with ordinality k (creditor_id, id, n)
  join contact_attempt a on a.creditor_id = k.creditor_id and a.id = k.id`)
const FACTS_OF_POINTS =
  factsOfContacts(`select k.n, p.creditor_id, p.debtor_id, p.channel, p.id as contact_point_id, null::uuid as campaign_id, null::text[] as claims from unnest($3::uuid[]) with ordinality k (id, n)
  join contact_point p on p.creditor_id = $1 and p.debtor_id = $2 and p.id = k.id`)
