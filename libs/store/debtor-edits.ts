/** Edits of a debtor by a user or another system: each raises the version and asks for a review, as every fact does (rule 3). */
import { randomBytes } from 'node:crypto'
import type {
  Address,
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
import { addressHash } from './addresses'
import type { Sql } from './database'
import { askReview } from './facts'
import { newId } from './ids'
import { addressFound } from './settling/invoice-copies'
import type { DebtorKey } from './snapshots'

export interface NewDebtor {
  readonly reference: string
  readonly kind: DebtorKind
  readonly name: string
  readonly attention: string | null
  readonly salutation: string | null
  readonly language: Language
  readonly segment: Segment
  readonly online: boolean
  readonly preferredChannel: Channel | null
}

/** Null when there is one of that reference already. */
export async function insertDebtor(sql: Sql, creditorId: CreditorId, debtor: NewDebtor, now: Instant): Promise<DebtorId | null> {
  const id = newId<DebtorId>()
  const made = await sql.query(
    `insert into debtor (creditor_id, id, reference, kind, language, segment, online, preferred_channel, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (creditor_id, reference) do nothing returning id`,
    [creditorId, id, debtor.reference, debtor.kind, debtor.language, debtor.segment, debtor.online, debtor.preferredChannel, new Date(now)],
  )
  if (made.length === 0) return null
  await sql.query(
    'insert into debtor_person (creditor_id, debtor_id, name, attention, salutation, hash_key) values ($1, $2, $3, $4, $5, $6)',
    [creditorId, id, debtor.name, debtor.attention, debtor.salutation, randomBytes(32)],
  )
  return id
}

export type DebtorEdit = Partial<Omit<NewDebtor, 'reference' | 'kind'>>

/** What is left out stays; null empties what may be empty. */
export async function editDebtor(sql: Sql, key: DebtorKey, edit: DebtorEdit, now: Instant): Promise<void> {
  await askReview(sql, key, now)
  const { creditorId, debtorId } = key
  await sql.query(
    `update debtor set language = coalesce($3, language), segment = coalesce($4, segment), online = coalesce($5, online),
       preferred_channel = case when $6 then $7 else preferred_channel end where creditor_id = $1 and id = $2`,
    [
      creditorId,
      debtorId,
      edit.language ?? null,
      edit.segment ?? null,
      edit.online ?? null,
      edit.preferredChannel !== undefined,
      edit.preferredChannel ?? null,
    ],
  )
  await sql.query(
    `update debtor_person set name = coalesce($3, name), attention = case when $4 then $5 else attention end, salutation = case when $6 then $7 else salutation end where creditor_id = $1 and debtor_id = $2`,
    [
      creditorId,
      debtorId,
      edit.name ?? null,
      edit.attention !== undefined,
      edit.attention ?? null,
      edit.salutation !== undefined,
      edit.salutation ?? null,
    ],
  )
}

export interface NewContactPoint {
  readonly channel: Channel
  readonly purpose: ContactPurpose
  readonly address: Address
  readonly personName: string | null
}

/** The creditor's own key: by it an address is known again without being kept. */
export async function addressKeyOf(sql: Sql, creditorId: CreditorId): Promise<Buffer> {
  const [row] = await sql.query<{ key: Buffer }>('select address_key as key from creditor where id = $1', [creditorId])
  if (!row) throw new Error('no such creditor')
  return row.key
}

/** Null when the debtor has one for this channel and purpose already. */
export async function insertContactPoint(
  sql: Sql,
  key: DebtorKey,
  { channel, purpose, address, personName }: NewContactPoint,
  now: Instant,
): Promise<string | null> {
  await askReview(sql, key, now)
  const id = newId<string>()
  const made = await sql.query(
    `insert into contact_point (creditor_id, id, debtor_id, channel, purpose, address, address_hash, person_name, created_at)
     values ($1, $2, $3, $4, $5, $6, decode($7, 'hex'), $8, $9) on conflict on constraint contact_point_once do nothing returning id`,
    [
      key.creditorId,
      id,
      key.debtorId,
      channel,
      purpose,
      JSON.stringify(address),
      addressHash(await addressKeyOf(sql, key.creditorId), address),
      personName,
      new Date(now),
    ],
  )
  if (made.length > 0) await addressFound(sql, key)
  return made.length > 0 ? id : null
}

export interface ContactPointEdit {
  readonly address?: Address
  readonly personName?: string | null
  readonly usable?: boolean
}

/** A new address is usable again, unless the edit says otherwise. */
export async function editContactPoint(
  sql: Sql,
  key: DebtorKey,
  id: string,
  { address, personName, usable }: ContactPointEdit,
  now: Instant,
): Promise<void> {
  await askReview(sql, key, now)
  if (address !== undefined) {
    await sql.query(
      `update contact_point set address = $4, address_hash = decode($5, 'hex'), usable = true, unusable_code = null where creditor_id = $1 and debtor_id = $2 and id = $3`,
      [key.creditorId, key.debtorId, id, JSON.stringify(address), addressHash(await addressKeyOf(sql, key.creditorId), address)],
    )
    await addressFound(sql, key)
  }
  await sql.query(
    `update contact_point set person_name = case when $4 then $5 else person_name end, usable = coalesce($6, usable),
       unusable_code = case when $6 then null when not $6 then 'by-hand' else unusable_code end where creditor_id = $1 and debtor_id = $2 and id = $3`,
    [key.creditorId, key.debtorId, id, personName !== undefined, personName ?? null, usable ?? null],
  )
}

export async function deleteContactPoint(sql: Sql, key: DebtorKey, id: string, now: Instant): Promise<void> {
  await askReview(sql, key, now)
  await sql.query('delete from contact_point where creditor_id = $1 and debtor_id = $2 and id = $3', [key.creditorId, key.debtorId, id])
}

/** What proves it later: what they were asked, by whom, and where. */
export interface NewConsent {
  readonly channel: Channel
  readonly givenOn: LocalDate
  readonly source: string
  readonly wording: string | null
  readonly askedBy: string | null
}

/** A consent that was withdrawn comes back only by one given later than that, and later than itself; false when this one is not later. */
export async function giveConsent(
  sql: Sql,
  key: DebtorKey,
  { channel, givenOn, source, wording, askedBy }: NewConsent,
  now: Instant,
): Promise<boolean> {
  await askReview(sql, key, now)
  const given = await sql.query(
    `insert into consent as c (creditor_id, debtor_id, channel, given_on, source, wording, asked_by, given_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (creditor_id, debtor_id, channel) do update set given_on = excluded.given_on, withdrawn_on = null, source = excluded.source, wording = excluded.wording,
       asked_by = excluded.asked_by, given_at = excluded.given_at
       where excluded.given_on > greatest(c.withdrawn_on, c.given_on) returning channel`,
    [key.creditorId, key.debtorId, channel, givenOn, source, wording, askedBy, new Date(now)],
  )
  return given.length > 0
}

/** False when there is none to withdraw. */
export async function withdrawConsent(sql: Sql, key: DebtorKey, channel: Channel, withdrawnOn: LocalDate, now: Instant): Promise<boolean> {
  await askReview(sql, key, now)
  const withdrawn = await sql.query(
    `update consent set withdrawn_on = $4 where creditor_id = $1 and debtor_id = $2 and channel = $3 and withdrawn_on is null returning channel`,
    [key.creditorId, key.debtorId, channel, withdrawnOn],
  )
  return withdrawn.length > 0
}

/** Null: nothing is known of it any more. */
export async function setIncome(sql: Sql, key: DebtorKey, rule: IncomeRule | null, now: Instant): Promise<void> {
  await askReview(sql, key, now)
  if (rule === null) {
    await sql.query('delete from income_profile where creditor_id = $1 and debtor_id = $2', [key.creditorId, key.debtorId])
    return
  }
  await sql.query(
    `insert into income_profile (creditor_id, debtor_id, rule, source, since) values ($1, $2, $3, 'stated', $4)
     on conflict (creditor_id, debtor_id) do update set rule = excluded.rule, source = excluded.source, since = excluded.since, evidence = null`,
    [key.creditorId, key.debtorId, JSON.stringify(rule), new Date(now)],
  )
}
