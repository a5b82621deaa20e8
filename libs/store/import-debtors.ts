/** Import, the debtors of a chunk: upserted by creditor and reference; what an export does not say stays as it is. */
import { randomBytes } from 'node:crypto'
import type { Address, Channel, ContactPurpose, ImportedClaim, ImportedDebtor, ImportedRepresentative, Instant } from '#domain'
import { addressHash } from './addresses'
import type { Sql } from './database'
import type { Creditor } from './entities/creditor.entity'
import { newId } from './ids'

interface PointRow {
  readonly debtor: string
  readonly representative: string | null
  readonly id: string
  readonly channel: Channel
  readonly purpose: ContactPurpose
  readonly address: Address
  readonly hash: string
  readonly person: string | null
}

/** Writes debtors, persons, representatives, contact points, consents and incomes; answers the references that changed. */
export async function upsertDebtors(sql: Sql, creditor: Creditor, claims: readonly ImportedClaim[], now: Instant): Promise<ReadonlySet<string>> {
  const last = new Map(claims.map((claim) => [claim.debtor.reference, claim]))
  const debtors = [...last.values()].map(({ debtor, representative }) => ({
    ...debtor, id: newId(), hashKey: randomBytes(32).toString('hex'), representative: representative && { ...representative, id: newId() },
  }))
  const rows = JSON.stringify(debtors)
  const at = new Date(now)
  const changed = new Set<string>()
  const note = (references: readonly { reference: string }[]): void => references.forEach(({ reference }) => changed.add(reference))
  note(await sql.query(DEBTORS, [creditor.id, rows, at]))
  note(await sql.query(PERSONS, [creditor.id, rows]))
  note(await sql.query(REPRESENTATIVES, [creditor.id, rows]))
  const points = [...last.values()].flatMap((claim) => pointRows(creditor.addressKey, claim.debtor, claim.representative))
  note(await sql.query(POINTS, [creditor.id, JSON.stringify(points), at]))
  note(await sql.query(CONSENTS, [creditor.id, rows]))
  note(await sql.query(INCOMES, [creditor.id, rows, at]))
  return changed
}

function pointRows(key: Buffer, debtor: ImportedDebtor, representative: ImportedRepresentative | null): PointRow[] {
  const rows: PointRow[] = []
  const add = (channel: Channel, purpose: ContactPurpose, address: Address | undefined, role: string | null = null): void => {
    if (address === undefined) return
    rows.push({ debtor: debtor.reference, representative: role, id: newId(), channel, purpose, address, hash: addressHash(key, address), person: debtor.contactPerson ?? null })
  }
  add('email', 'both', debtor.email)
  add('email', 'invoice', debtor.invoiceEmail)
  add('email', 'reminder', debtor.reminderEmail)
  add('sms', 'both', debtor.sms)
  add('whatsapp', 'both', debtor.whatsapp?.number)
  add('call', 'both', debtor.phone)
  add('letter', 'both', debtor.address)
  if (representative) {
    add('email', 'both', representative.email, representative.role)
    add('call', 'both', representative.phone, representative.role)
    add('letter', 'both', representative.address, representative.role)
  }
  return rows
}

const DEBTORS = `
  insert into debtor as d (creditor_id, id, reference, kind, language, segment, online, preferred_channel, created_at)
  select $1, g.id, g.reference, g.kind, coalesce(g.language, 'nl'), coalesce(g.segment, 'standard'), coalesce(g.online, true), g."preferredChannel", $3
  from jsonb_to_recordset($2::jsonb) as g (id uuid, reference text, kind text, language text, segment text, online boolean, "preferredChannel" text)
  order by g.reference
  on conflict (creditor_id, reference) do nothing returning reference`

/** Only what the export says is compared: a default never overwrites what is known. */
const PERSONS = `
  with updated as (
    update debtor d set kind = g.kind, language = coalesce(g.language, d.language), segment = coalesce(g.segment, d.segment),
      online = coalesce(g.online, d.online), preferred_channel = coalesce(g."preferredChannel", d.preferred_channel)
    from jsonb_to_recordset($2::jsonb) as g (reference text, kind text, language text, segment text, online boolean, "preferredChannel" text)
    where d.creditor_id = $1 and d.reference = g.reference
      and (d.kind, d.language, d.segment, d.online, d.preferred_channel) is distinct from
        (g.kind, coalesce(g.language, d.language), coalesce(g.segment, d.segment), coalesce(g.online, d.online), coalesce(g."preferredChannel", d.preferred_channel))
    returning d.reference
  ), named as (
    insert into debtor_person as p (creditor_id, debtor_id, name, attention, hash_key)
    select $1, d.id, g.name, g.attention, decode(g."hashKey", 'hex')
    from jsonb_to_recordset($2::jsonb) as g (reference text, name text, attention text, "hashKey" text)
    join debtor d on d.creditor_id = $1 and d.reference = g.reference
    on conflict (creditor_id, debtor_id) do update set name = excluded.name, attention = coalesce(excluded.attention, p.attention)
      where (p.name, p.attention) is distinct from (excluded.name, coalesce(excluded.attention, p.attention))
    returning debtor_id
  )
  select reference from updated union select d.reference from named n join debtor d on d.creditor_id = $1 and d.id = n.debtor_id`

const REPRESENTATIVES = `
  with given as (
    insert into representative as r (creditor_id, id, debtor_id, role, name, instead)
    select $1, (g.representative ->> 'id')::uuid, d.id, g.representative ->> 'role', g.representative ->> 'name', (g.representative ->> 'instead')::boolean
    from jsonb_to_recordset($2::jsonb) as g (reference text, representative jsonb) join debtor d on d.creditor_id = $1 and d.reference = g.reference
    where jsonb_typeof(g.representative) = 'object'
    on conflict (creditor_id, debtor_id, role, merged_from) do update set name = excluded.name, instead = excluded.instead
      where (r.name, r.instead) is distinct from (excluded.name, excluded.instead)
    returning debtor_id
  )
  select d.reference from given g join debtor d on d.creditor_id = $1 and d.id = g.debtor_id`

/** A new address is usable again; the same address stays as bounces and agents left it. */
const POINTS = `
  with given as (
    insert into contact_point as p (creditor_id, id, debtor_id, representative_id, channel, purpose, address, address_hash, person_name, created_at)
    select $1, g.id, d.id, r.id, g.channel, g.purpose, g.address, decode(g.hash, 'hex'), g.person, $3
    from jsonb_to_recordset($2::jsonb) as g (debtor text, representative text, id uuid, channel text, purpose text, address jsonb, hash text, person text)
    join debtor d on d.creditor_id = $1 and d.reference = g.debtor
    left join representative r on r.creditor_id = $1 and r.debtor_id = d.id and r.role = g.representative
    on conflict (creditor_id, debtor_id, channel, purpose, representative_id, merged_from) do update
      set address = excluded.address, address_hash = excluded.address_hash, person_name = excluded.person_name, usable = true, unusable_code = null
      where p.address_hash <> excluded.address_hash
    returning debtor_id
  )
  select distinct d.reference from given g join debtor d on d.creditor_id = $1 and d.id = g.debtor_id`

/** A consent that was withdrawn comes back only by one given later. */
const CONSENTS = `
  with given as (
    insert into consent as c (creditor_id, debtor_id, channel, given_on, source)
    select $1, d.id, 'whatsapp', (g.whatsapp ->> 'consentedOn')::date, 'import'
    from jsonb_to_recordset($2::jsonb) as g (reference text, whatsapp jsonb) join debtor d on d.creditor_id = $1 and d.reference = g.reference
    where g.whatsapp ->> 'consentedOn' is not null
    on conflict (creditor_id, debtor_id, channel) do update set given_on = excluded.given_on, withdrawn_on = null, source = excluded.source
      where excluded.given_on > coalesce(c.withdrawn_on, c.given_on)
    returning debtor_id
  )
  select d.reference from given g join debtor d on d.creditor_id = $1 and d.id = g.debtor_id`

const INCOMES = `
  with given as (
    insert into income_profile as i (creditor_id, debtor_id, rule, source, since)
    select $1, d.id, g.income, 'stated', $3
    from jsonb_to_recordset($2::jsonb) as g (reference text, income jsonb) join debtor d on d.creditor_id = $1 and d.reference = g.reference
    where jsonb_typeof(g.income) = 'object'
    on conflict (creditor_id, debtor_id) do update set rule = excluded.rule, source = excluded.source, since = excluded.since where i.rule <> excluded.rule
    returning debtor_id
  )
  select d.reference from given g join debtor d on d.creditor_id = $1 and d.id = g.debtor_id`
