/** Import, what is said of debtors: all of it of new ones; of known ones what differs, and a default never overwrites what is known. */
import { randomBytes } from 'node:crypto'
import type { DebtorId, Instant } from '#domain'
import { from, insertRows, type Columns } from './bulk'
import type { Sql } from '../database'
import type { Creditor } from '../entities/creditor.entity'
import type { DebtorSaid, DebtorsSaid } from './import-debtors'
import { writeReach, type Conflicts } from './import-reach'

/** Answers the known debtors for whom it makes a difference. */
export async function writeDebtors(sql: Sql, creditor: Creditor, debtors: DebtorsSaid, now: Instant): Promise<ReadonlySet<DebtorId>> {
  const all = [...debtors.values()]
  const fresh = all.filter((said) => said.fresh)
  await insertRows(sql, 'debtor_person', { creditor_id: ['uuid', creditor.id] }, personColumns(fresh))
  await writeReach(sql, creditor, fresh, now)
  const changed = all.filter((said) => said.changed)
  return changed.length === 0 ? new Set() : changeDebtors(sql, creditor, changed, now)
}

async function changeDebtors(sql: Sql, creditor: Creditor, said: readonly DebtorSaid[], now: Instant): Promise<ReadonlySet<DebtorId>> {
  const { rows, parameters } = from(debtorColumns(said), 1)
  const written = [
    ...(await sql.query<{ debtor_id: DebtorId }>(UPDATE(rows), [creditor.id, ...parameters])),
    ...(await insertRows<{ debtor_id: DebtorId }>(
      sql,
      'debtor_person as p',
      { creditor_id: ['uuid', creditor.id] },
      personColumns(said),
      NAMED,
    )),
    ...(await writeReach(sql, creditor, said, now, CONFLICTS)),
  ]
  await sql.query(DIGESTS, [creditor.id, said.map(({ id }) => id), said.map(({ digest }) => digest)])
  return new Set(written.map(({ debtor_id: id }) => id))
}

export function personColumns(said: readonly DebtorSaid[]): Columns {
  const keys = randomBytes(HASH_KEY * said.length).toString('hex')
  return {
    debtor_id: ['uuid', said.map(({ id }) => id)],
    name: ['text', said.map(({ debtor }) => debtor.name)],
    attention: ['text', said.map(({ debtor }) => debtor.attention ?? null)],
    salutation: ['text', said.map(({ debtor }) => debtor.salutation ?? null)],
    hash_key: ['hex', said.map((_, index) => keys.slice(2 * HASH_KEY * index, 2 * HASH_KEY * (index + 1)))],
    imported_digest: ['hex', said.map(({ digest }) => digest)],
  }
}
const HASH_KEY = 32

function debtorColumns(said: readonly DebtorSaid[]): Columns {
  const of = <T>(what: (debtor: DebtorSaid['debtor']) => T): T[] => said.map(({ debtor }) => what(debtor))
  return {
    id: ['uuid', said.map(({ id }) => id)],
    kind: ['text', of(({ kind }) => kind)],
    language: ['text', of(({ language = null }) => language)],
    segment: ['text', of(({ segment = null }) => segment)],
    online: ['boolean', of(({ online = null }) => online)],
    preferred_channel: ['text', of(({ preferredChannel = null }) => preferredChannel)],
    mandate: ['text', of(({ mandate }) => (mandate ? JSON.stringify(mandate) : null))],
    attributes: ['text', of(({ attributes = {} }) => JSON.stringify(attributes))],
  }
}

/** One that was ended here is not brought back by an export that still tells of it. */
const MANDATE = `case when g.mandate is null or (d.mandate -> 'ended' is not null
  and d.mandate ->> 'reference' = g.mandate::jsonb ->> 'reference') then d.mandate else g.mandate::jsonb end`

const UPDATE = (given: string): string => `
  update debtor d set kind = g.kind, language = coalesce(g.language, d.language), segment = coalesce(g.segment, d.segment),
    online = coalesce(g.online, d.online), preferred_channel = coalesce(g.preferred_channel, d.preferred_channel),
      attributes = d.attributes || g.attributes::jsonb, mandate = ${MANDATE}
  from ${given} where d.creditor_id = $1 and d.id = g.id
    and (d.kind, d.language, d.segment, d.online, d.preferred_channel, d.attributes, d.mandate) is distinct from
      (g.kind, coalesce(g.language, d.language), coalesce(g.segment, d.segment), coalesce(g.online, d.online),
        coalesce(g.preferred_channel, d.preferred_channel),
        d.attributes || g.attributes::jsonb, ${MANDATE})
  returning d.id as debtor_id`

const NAMED = `
  on conflict (creditor_id, debtor_id) do update set name = excluded.name, attention = coalesce(excluded.attention, p.attention),
    salutation = coalesce(excluded.salutation, p.salutation)
    where (p.name, p.attention, p.salutation) is distinct from (excluded.name, coalesce(excluded.attention, p.attention),
      coalesce(excluded.salutation, p.salutation)) returning debtor_id`

const DIGESTS = `
  update debtor_person p set imported_digest = decode(g.digest, 'hex')
  from unnest($2::uuid[], $3::text[]) as g (id, digest) where p.creditor_id = $1 and p.debtor_id = g.id`

const CONFLICTS: Conflicts = {
  representatives: `
    on conflict (creditor_id, debtor_id, role, merged_from) do update set name = excluded.name, instead = excluded.instead
      where (representative.name, representative.instead) is distinct from (excluded.name, excluded.instead) returning debtor_id`,
  // A new address is usable again; the same address stays as bounces and agents left it.
  points: `
    on conflict (creditor_id, debtor_id, channel, purpose, representative_id, merged_from) do update
      set address = excluded.address, address_hash = excluded.address_hash, person_name = excluded.person_name, usable = true, unusable_code = null
      where contact_point.address_hash <> excluded.address_hash returning debtor_id`,
  // A consent that was withdrawn comes back only by one given later, than itself too; the words and the asker of the one before were not its own.
  consents: `
    on conflict (creditor_id, debtor_id, channel) do update set given_on = excluded.given_on, withdrawn_on = null, source = excluded.source,
      wording = null, asked_by = null, given_at = null
      where excluded.given_on > greatest(consent.withdrawn_on, consent.given_on) returning debtor_id`,
  // What the debtor told stays until they tell otherwise; what their payments show goes before the table of a calendar, not before a day of their own.
  incomes: `
    on conflict (creditor_id, debtor_id) do update set rule = excluded.rule, source = excluded.source, since = excluded.since, evidence = null
      where income_profile.rule <> excluded.rule and (income_profile.source = 'imported'
        or (income_profile.source = 'learned' and not excluded.rule ? 'calendar')) returning debtor_id`,
}
