/** Import, how debtors are reached: who stands beside them, addresses, consents and pay days; what was not said stays as it is. */
import type { Address, Channel, ContactPurpose, DebtorId, Instant } from '#domain'
import { addressHash } from '../addresses'
import { insertRows, NEW_IDS, type NewRows } from './bulk'
import type { Sql } from '../database'
import type { Creditor } from '../entities/creditor.entity'
import type { DebtorSaid } from './import-debtors'

/** What becomes of a row that is there already; of new debtors none is. */
export interface Conflicts {
  readonly representatives: string
  readonly points: string
  readonly consents: string
  readonly incomes: string
}
const NONE: Conflicts = { representatives: '', points: '', consents: '', incomes: '' }

/** Answers the debtors whose rows were written and returned. */
export async function writeReach(
  sql: Sql,
  creditor: Creditor,
  said: readonly DebtorSaid[],
  now: Instant,
  conflicts: Conflicts = NONE,
): Promise<{ debtor_id: DebtorId }[]> {
  const of = { creditor_id: ['uuid', creditor.id] } as const
  const at = ['timestamptz', new Date(now)] as const
  const representatives = await insertRows<{ debtor_id: DebtorId }>(
    sql,
    'representative',
    of,
    representativeColumns(said),
    conflicts.representatives,
  )
  const ids = await representativeIds(sql, creditor, said)
  const points = said.flatMap((each) => pointsOf(creditor.addressKey, each, ids.get(each.id) ?? null))
  const consenting = said.filter(({ debtor }) => debtor.whatsapp?.consentedOn)
  const earning = said.filter(({ debtor }) => debtor.income)
  return [
    ...representatives,
    ...(await insertRows<{ debtor_id: DebtorId }>(sql, 'contact_point', { ...of, created_at: at }, pointColumns(points), conflicts.points)),
    ...(await insertRows<{ debtor_id: DebtorId }>(
      sql,
      'consent',
      { ...of, channel: ['text', 'whatsapp'], source: ['text', 'import'] },
      {
        debtor_id: ['uuid', consenting.map(({ id }) => id)],
        given_on: ['date', consenting.map(({ debtor }) => debtor.whatsapp?.consentedOn ?? null)],
      },
      conflicts.consents,
    )),
    ...(await insertRows<{ debtor_id: DebtorId }>(
      sql,
      'income_profile',
      { ...of, source: ['text', 'imported'], since: at },
      {
        debtor_id: ['uuid', earning.map(({ id }) => id)],
        rule: ['jsonb', earning.map(({ debtor }) => JSON.stringify(debtor.income))],
      },
      conflicts.incomes,
    )),
  ]
}

function representativeColumns(said: readonly DebtorSaid[]): NewRows {
  const represented = said.flatMap((each) => (each.representative ? [{ each, ...each.representative }] : []))
  return {
    id: NEW_IDS,
    debtor_id: ['uuid', represented.map(({ each }) => each.id)],
    role: ['text', represented.map(({ role }) => role)],
    name: ['text', represented.map(({ name }) => name)],
    instead: ['boolean', represented.map(({ instead }) => instead)],
  }
}

/** By the debtor they were said of. */
async function representativeIds(sql: Sql, creditor: Creditor, said: readonly DebtorSaid[]): Promise<ReadonlyMap<DebtorId, string>> {
  const represented = said.filter(({ representative }) => representative)
  if (represented.length === 0) return new Map()
  const rows = await sql.query<{ id: string; debtor_id: DebtorId; role: string }>(
    `select id, debtor_id, role from representative where creditor_id = $1 and debtor_id = any ($2::uuid[]) and merged_from is null`,
    [creditor.id, represented.map(({ id }) => id)],
  )
  const byRole = new Map(rows.map(({ id, debtor_id, role }) => [`${debtor_id} ${role}`, id]))
  return new Map(
    represented.flatMap(({ id, representative }) => {
      const found = byRole.get(`${id} ${representative?.role}`)
      return found === undefined ? [] : [[id, found] as const]
    }),
  )
}

interface Point {
  readonly said: DebtorSaid
  readonly representativeId: string | null
  readonly channel: Channel
  readonly purpose: ContactPurpose
  readonly address: Address
  readonly hash: string
}

function pointsOf(key: Buffer, said: DebtorSaid, representativeId: string | null): Point[] {
  const points: Point[] = []
  const { debtor, representative } = said
  const add = (channel: Channel, purpose: ContactPurpose, address: Address | undefined, of: string | null = null): void => {
    if (address === undefined) return
    // A mobile is often called, texted and written to: its hash is made once.
    const same = points.find((point) => point.address === address)
    points.push({ said, representativeId: of, channel, purpose, address, hash: same?.hash ?? addressHash(key, address) })
  }
  add('email', 'both', debtor.email)
  add('email', 'invoice', debtor.invoiceEmail)
  add('email', 'reminder', debtor.reminderEmail)
  add('sms', 'both', debtor.sms)
  add('whatsapp', 'both', debtor.whatsapp?.number)
  add('call', 'both', debtor.phone)
  add('letter', 'both', debtor.address)
  if (representative) {
    add('email', 'both', representative.email, representativeId)
    add('call', 'both', representative.phone, representativeId)
    add('letter', 'both', representative.address, representativeId)
  }
  return points
}

function pointColumns(points: readonly Point[]): NewRows {
  return {
    id: NEW_IDS,
    debtor_id: ['uuid', points.map(({ said }) => said.id)],
    representative_id: ['uuid', points.map((point) => point.representativeId)],
    channel: ['text', points.map(({ channel }) => channel)],
    purpose: ['text', points.map(({ purpose }) => purpose)],
    address: ['jsonb', points.map(({ address }) => JSON.stringify(address))],
    address_hash: ['hex', points.map(({ hash }) => hash)],
    person_name: ['text', points.map(({ said }) => said.debtor.contactPerson ?? null)],
  }
}
