/** Reply matches: whom a message may concern: by the contact it answers, by the address it came from, by a reference in its words. */
import type { CreditorId, DebtorId } from '#domain'
import type { Sql } from '../database'

export interface AnsweredContact {
  readonly debtorId: DebtorId
  readonly attemptId: string
}

const SURVIVOR = `coalesce(d.merged_into, d.id)`

/** `references`: ids of ours or of the carrier that a message says it answers. */
export async function contactAnswered(sql: Sql, creditorId: CreditorId, references: readonly string[]): Promise<AnsweredContact | null> {
  if (references.length === 0) return null
  const uuids = references.filter((reference) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(reference))
  const [found] = await sql.query<AnsweredContact>(
    `select ${SURVIVOR} as "debtorId", h.attempt_id as "attemptId" from (
       select * from hand_over where id = any ($2::uuid[]) union all select * from hand_over where carrier_reference = any ($3)
     ) h join debtor d on d.creditor_id = h.creditor_id and d.id = h.debtor_id where h.creditor_id = $1 order by h.started_at desc limit 1`,
    [creditorId, uuids, references],
  )
  return found ?? null
}

/** More than this many share an office's address: nobody of them is meant in particular. */
export const MOST_SHARING = 20

/** The longest known first; one more than the most, where there are more. */
export async function debtorsAtAddress(sql: Sql, creditorId: CreditorId, addressHash: string): Promise<DebtorId[]> {
  const rows = await sql.query<{ id: DebtorId }>(
    `select ${SURVIVOR} as id, min(p.at) as at from (
       select debtor_id, created_at as at from contact_point where address_hash = decode($2, 'hex') and creditor_id = $1
       union all select debtor_id, linked_at from reply_address where creditor_id = $1 and address_hash = decode($2, 'hex')
     ) p join debtor d on d.creditor_id = $1 and d.id = p.debtor_id group by 1 order by at, id limit ${MOST_SHARING + 1}`,
    [creditorId, addressHash],
  )
  return rows.map(({ id }) => id)
}

export interface NamedClaim {
  readonly debtorId: DebtorId
  /** Null: the debtor's own reference was named. */
  readonly claimId: string | null
}

const MOST_NAMED = 40

/** Claims and debtors whose reference or invoice number is among the words. */
export async function namedInText(sql: Sql, creditorId: CreditorId, text: string): Promise<NamedClaim[]> {
  const words = referencesIn(text)
  if (words.length === 0) return []
  return sql.query<NamedClaim>(
    `select distinct coalesce(d.merged_into, d.id) as "debtorId", n.claim_id as "claimId" from (
       select debtor_id, id as claim_id from claim where creditor_id = $1 and reference = any ($2)
       union select debtor_id, id from claim where creditor_id = $1 and invoice_number = any ($2)
       union select id, null from debtor where creditor_id = $1 and reference = any ($2)
     ) n join debtor d on d.creditor_id = $1 and d.id = n.debtor_id limit ${MOST_NAMED}`,
    [creditorId, words],
  )
}

/** A word with a digit, as it was written and in capitals; shorter ones are numbers of anything. */
function referencesIn(text: string): string[] {
  const words = text.slice(0, 5_000).match(/[\p{L}\p{N}](?:[\p{L}\p{N}]|[-_./](?=[\p{L}\p{N}])){3,39}/gu) ?? []
  const named = [...new Set(words.filter((word) => /\d/.test(word)))].slice(0, MOST_NAMED)
  return [...new Set(named.flatMap((word) => [word, word.toUpperCase()]))]
}
