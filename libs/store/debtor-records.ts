/** Debtors as the API lists and reads them; every list goes by an index, from the key where the page before ended. */
import type {
  Address,
  Cents,
  Channel,
  ContactPurpose,
  CreditorId,
  DebtorId,
  DebtorKind,
  IncomeRule,
  Instant,
  Language,
  LocalDate,
  Segment,
} from '#domain'
import type { Sql } from './database'
import type { DebtorKey } from './snapshots'
import type { Vulnerability } from './vulnerability'

export interface DebtorRecord {
  readonly id: DebtorId
  readonly reference: string
  readonly kind: DebtorKind
  /** Null once it was erased. */
  readonly name: string | null
  readonly attention: string | null
  /** How they wish to be addressed. */
  readonly salutation: string | null
  readonly vulnerable: Vulnerability | null
  readonly language: Language
  readonly segment: Segment
  readonly online: boolean
  readonly preferredChannel: Channel | null
  readonly attributes: Readonly<Record<string, string>>
  readonly open: Cents
  readonly openClaims: number
  readonly reviewAt: Instant | null
  /** Seen under that one since. */
  readonly mergedInto: DebtorId | null
  readonly createdAt: Instant
}

export const DEBTOR = `
  select d.id, d.reference, d.kind, p.name, p.attention, p.salutation, p.vulnerable, d.language, d.segment, d.online, d.preferred_channel as "preferredChannel", d.attributes,
    owed.open, owed.claims as "openClaims", d.review_at as "reviewAt", d.merged_into as "mergedInto", d.created_at as "createdAt"
  from debtor d
  left join debtor_person p on p.creditor_id = d.creditor_id and p.debtor_id = d.id
  cross join lateral (select coalesce(sum(c.open_cents), 0) as open, count(*)::int as claims from claim c
    where c.creditor_id = d.creditor_id and c.debtor_id = d.id and c.state = 'open') owed`

/** In the order they came to us. */
export const listDebtorRecords = (sql: Sql, creditorId: CreditorId, after: string | null, limit: number): Promise<DebtorRecord[]> =>
  sql.query<DebtorRecord>(`${DEBTOR} where d.creditor_id = $1 and ($2::uuid is null or d.id > $2) order by d.id limit $3`, [
    creditorId,
    after,
    limit,
  ])

/** Comparisons alone: what may leak, as `like` may, enters no index under row-level security. */
const NAMED_BY = (key: 'name_key' | 'surname_key'): string => `
  with named as (
    select debtor_id, ${key} as name_key from debtor_person p
    where creditor_id = $1 and ${key} >= $2 and ${key} < $2 || chr(1114111) and ($3::text is null or (${key}, debtor_id) > ($3, $4::uuid)) and strpos(' ' || p.name_key, $6) > 0
    order by ${key}, debtor_id limit $5
  )
  select f.*, n.name_key as "nameKey" from named n cross join lateral (${DEBTOR} where d.creditor_id = $1 and d.id = n.debtor_id) f order by n.name_key, n.debtor_id`

type NamedRecord = DebtorRecord & { readonly nameKey: string }
type After = readonly [string, string] | null

/** By name, in the order of the alphabet's code points; the beginning of the name counts, capitals do not. */
export const searchDebtorsByName = (
  sql: Sql,
  creditorId: CreditorId,
  beginning: string,
  after: After,
  limit: number,
): Promise<NamedRecord[]> =>
  sql.query<NamedRecord>(NAMED_BY('name_key'), [creditorId, beginning.toLowerCase(), after?.[0] ?? null, after?.[1] ?? null, limit, ''])

/** By the beginning of the last word of a name, in its order; words asked before it stand before it. */
export const searchDebtorsBySurname = (
  sql: Sql,
  creditorId: CreditorId,
  surname: string,
  after: After,
  limit: number,
): Promise<NamedRecord[]> => {
  const words = surname.toLowerCase()
  return sql.query<NamedRecord>(NAMED_BY('surname_key'), [
    creditorId,
    words.split(' ').at(-1),
    after?.[0] ?? null,
    after?.[1] ?? null,
    limit,
    ` ${words}`,
  ])
}

export const searchDebtorsByReference = (sql: Sql, creditorId: CreditorId, reference: string): Promise<DebtorRecord[]> =>
  sql.query<DebtorRecord>(`${DEBTOR} where d.creditor_id = $1 and d.reference = $2`, [creditorId, reference])

/** Whoever has this address, by its keyed hash. */
export const searchDebtorsByAddress = (
  sql: Sql,
  creditorId: CreditorId,
  addressHash: string,
  after: string | null,
  limit: number,
): Promise<DebtorRecord[]> =>
  sql.query<DebtorRecord>(
    `${DEBTOR} where d.creditor_id = $1 and ($3::uuid is null or d.id > $3)
       and d.id in (select debtor_id from contact_point where creditor_id = $1 and address_hash = decode($2, 'hex')) order by d.id limit $4`,
    [creditorId, addressHash, after, limit],
  )

/** Whose claim has this reference, or this invoice number. */
export const searchDebtorsByInvoice = (
  sql: Sql,
  creditorId: CreditorId,
  invoice: string,
  after: string | null,
  limit: number,
): Promise<DebtorRecord[]> =>
  sql.query<DebtorRecord>(
    `${DEBTOR} where d.creditor_id = $1 and ($3::uuid is null or d.id > $3) and d.id in (
       select debtor_id from claim where creditor_id = $1 and reference = $2
       union select debtor_id from claim where creditor_id = $1 and invoice_number = $2) order by d.id limit $4`,
    [creditorId, invoice, after, limit],
  )

/** How many characters of an account number the index goes by. */
const IBAN_END = 4

/** Whoever paid from an account that ends so. */
export const searchDebtorsByIbanEnd = (
  sql: Sql,
  creditorId: CreditorId,
  end: string,
  after: string | null,
  limit: number,
): Promise<DebtorRecord[]> =>
  sql.query<DebtorRecord>(
    `${DEBTOR} where d.creditor_id = $1 and ($3::uuid is null or d.id > $3) and d.id in (
       select c.debtor_id from payment p join claim c on c.creditor_id = p.creditor_id and c.id = p.claim_id
       where p.creditor_id = $1 and p.payer_iban_end = right($2, ${IBAN_END}) and right(p.payer ->> 'iban', length($2)) = $2) order by d.id limit $4`,
    [creditorId, end.toUpperCase(), after, limit],
  )

export async function readDebtorRecord(sql: Sql, { creditorId, debtorId }: DebtorKey): Promise<DebtorRecord | null> {
  const [row] = await sql.query<DebtorRecord>(`${DEBTOR} where d.creditor_id = $1 and d.id = $2`, [creditorId, debtorId])
  return row ?? null
}

/** Those that have one still. */
export async function debtorNames(sql: Sql, creditorId: CreditorId, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows =
    ids.length === 0
      ? []
      : await sql.query<{ id: string; name: string }>(
          'select debtor_id as id, name from debtor_person where creditor_id = $1 and debtor_id = any ($2::uuid[])',
          [creditorId, ids],
        )
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export async function isDebtor(sql: Sql, { creditorId, debtorId }: DebtorKey): Promise<boolean> {
  return (await sql.query('select id from debtor where creditor_id = $1 and id = $2', [creditorId, debtorId])).length > 0
}

/** False when there is none. Held until the transaction ends: facts and edits of one debtor follow each other. */
export async function lockDebtor(sql: Sql, { creditorId, debtorId }: DebtorKey): Promise<boolean> {
  return (await sql.query('select id from debtor where creditor_id = $1 and id = $2 for update', [creditorId, debtorId])).length > 0
}

export interface ContactPointRecord {
  readonly id: string
  readonly channel: Channel
  readonly purpose: ContactPurpose
  readonly address: Address
  readonly personName: string | null
  readonly representativeId: string | null
  readonly usable: boolean
  readonly unusableCode: string | null
  readonly createdAt: Instant
}

export const contactPointsOf = (sql: Sql, { creditorId, debtorId }: DebtorKey): Promise<ContactPointRecord[]> =>
  sql.query<ContactPointRecord>(
    `select id, channel, purpose, address, person_name as "personName", representative_id as "representativeId", usable, unusable_code as "unusableCode", created_at as "createdAt"
     from contact_point where creditor_id = $1 and debtor_id = $2 order by id`,
    [creditorId, debtorId],
  )

export interface ConsentRecord {
  readonly channel: Channel
  readonly givenOn: LocalDate
  readonly withdrawnOn: LocalDate | null
  readonly source: string
  readonly wording: string | null
  readonly askedBy: string | null
  /** When it was noted; null: it came before that was kept, or with an import. */
  readonly notedAt: Instant | null
}

export const consentsOf = (sql: Sql, { creditorId, debtorId }: DebtorKey): Promise<ConsentRecord[]> =>
  sql.query<ConsentRecord>(
    `select channel, given_on as "givenOn", withdrawn_on as "withdrawnOn", source, wording, asked_by as "askedBy", given_at as "notedAt" from consent where creditor_id = $1 and debtor_id = $2 order by channel`,
    [creditorId, debtorId],
  )

export const INCOME_SOURCES = ['stated', 'imported', 'learned'] as const
export type IncomeSource = (typeof INCOME_SOURCES)[number]

export interface IncomeRecord {
  readonly rule: IncomeRule
  /** `stated`: the debtor told it; `imported`: an export names it; `learned`: their payments show it. */
  readonly source: IncomeSource
  readonly since: Instant
}

export async function incomeOf(sql: Sql, { creditorId, debtorId }: DebtorKey): Promise<IncomeRecord | null> {
  const [row] = await sql.query<IncomeRecord>('select rule, source, since from income_profile where creditor_id = $1 and debtor_id = $2', [
    creditorId,
    debtorId,
  ])
  return row ?? null
}
