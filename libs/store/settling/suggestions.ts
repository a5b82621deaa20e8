/** Suggestions: what was read in a message, until a person accepts, changes or rejects it; and messages linked to their debtor, or taken from a wrong one. */
import type { Channel, CreditorId, DebtorId, HoldKind, Instant, Reading } from '#domain'
import { MILLIS } from '../columns'
import type { Sql } from '../database'
import { appendEvent, askReview } from '../facts'
import type { DebtorKey } from '../snapshots'

export interface KeptMessage {
  readonly id: string
  readonly debtorId: DebtorId | null
  readonly channel: Channel
  readonly from: string
  readonly sender: string | null
  readonly addressHash: string
  readonly subject: string | null
  readonly text: string
  readonly receivedAt: Instant
  readonly claimId: string | null
  /** The contact that it answers. */
  readonly attemptId: string | null
  readonly automatic: Reading['automatic']
  readonly reading: Omit<Reading, 'automatic'> | null
  readonly suggestion: 'open' | 'accepted' | 'changed' | 'rejected' | null
  readonly settledAt: Instant | null
  readonly holds: readonly string[]
}

const MESSAGE = `
  select id, debtor_id as "debtorId", channel, from_address as "from", sender, encode(address_hash, 'hex') as "addressHash", subject, text,
    ${MILLIS('received_at')} as "receivedAt", claim_id as "claimId", attempt_id as "attemptId",
    automatic, reading, suggestion, ${MILLIS('settled_at')} as "settledAt", holds from inbound_message`

export const findMessage = (sql: Sql, creditorId: CreditorId, id: string): Promise<KeptMessage | null> =>
  oneMessage(sql, creditorId, id, '')

/** So that two people who settle it at the same time settle it once. */
export const lockMessage = (sql: Sql, creditorId: CreditorId, id: string): Promise<KeptMessage | null> =>
  oneMessage(sql, creditorId, id, 'for update')

async function oneMessage(sql: Sql, creditorId: CreditorId, id: string, lock: '' | 'for update'): Promise<KeptMessage | null> {
  const [row] = await sql.query<KeptMessage>(`${MESSAGE} where creditor_id = $1 and id = $2 ${lock}`, [creditorId, id])
  return row ?? null
}

/** Messages that nobody is known for, the oldest first. */
export const unknownMessages = (
  sql: Sql,
  creditorId: CreditorId,
  after: readonly [at: Instant, id: string] | null,
  limit: number,
): Promise<KeptMessage[]> =>
  sql.query<KeptMessage>(
    `${MESSAGE} where creditor_id = $1 and debtor_id is null and settled_at is null
      and ($2::timestamptz is null or (received_at, id) > ($2, $3::uuid)) order by received_at, id limit $4`,
    [creditorId, after && new Date(after[0]), after?.[1] ?? null, limit],
  )

export async function settleSuggestion(
  sql: Sql,
  creditorId: CreditorId,
  id: string,
  as: 'accepted' | 'changed' | 'rejected',
  by: string,
  now: Instant,
): Promise<void> {
  await sql.query(`update inbound_message set suggestion = $3, settled_by = $4, settled_at = $5 where creditor_id = $1 and id = $2`, [
    creditorId,
    id,
    as,
    by,
    new Date(now),
  ])
}

/** A message of nobody, or of nobody we would answer: a person has seen it. */
export async function dismissMessage(sql: Sql, creditorId: CreditorId, id: string, by: string, now: Instant): Promise<void> {
  await sql.query(`update inbound_message set settled_by = $3, settled_at = $4 where creditor_id = $1 and id = $2 and debtor_id is null`, [
    creditorId,
    id,
    by,
    new Date(now),
  ])
}

/** Its address is known for this debtor from now on, unless it is somebody's already. */
export async function linkMessage(sql: Sql, debtor: DebtorKey, { id, addressHash }: KeptMessage, by: string, now: Instant): Promise<void> {
  await sql.query(`update inbound_message set debtor_id = $3, matched_by = 'person' where creditor_id = $1 and id = $2`, [
    debtor.creditorId,
    id,
    debtor.debtorId,
  ])
  await sql.query(
    `insert into reply_address (creditor_id, address_hash, debtor_id, linked_by, linked_at) select $1, decode($3, 'hex'), $2, $4, $5
     where not exists (select from contact_point where creditor_id = $1 and address_hash = decode($3, 'hex')) on conflict do nothing`,
    [debtor.creditorId, debtor.debtorId, addressHash, by, new Date(now)],
  )
}

/** Nobody is known for it any more, nor for its address if a person had said so. */
export async function splitMessage(sql: Sql, debtor: DebtorKey, { id, addressHash }: KeptMessage): Promise<void> {
  await sql.query(
    `update inbound_message set debtor_id = null, matched_by = null, claim_id = null, settled_at = null, settled_by = null where creditor_id = $1 and id = $2`,
    [debtor.creditorId, id],
  )
  await sql.query(`delete from reply_address where creditor_id = $1 and address_hash = decode($2, 'hex') and debtor_id = $3`, [
    debtor.creditorId,
    addressHash,
    debtor.debtorId,
  ])
}

/** Those that still stand, with their reviews; `but` stays. */
export async function liftHoldsPlaced(
  sql: Sql,
  creditorId: CreditorId,
  holds: readonly string[],
  but: readonly HoldKind[],
  butOf: DebtorId | null,
  now: Instant,
): Promise<void> {
  if (holds.length === 0) return
  const standing = await sql.query<{ id: string; debtorId: DebtorId; kind: HoldKind; claimId: string | null }>(
    `select id, debtor_id as "debtorId", kind, claim_id as "claimId" from hold
      where creditor_id = $1 and id = any ($2) and lifted_at is null and kind <> all ($3) and debtor_id is distinct from $4 order by debtor_id`,
    [creditorId, holds, but, butOf],
  )
  for (const { id, debtorId, kind, claimId } of standing) {
    await askReview(sql, { creditorId, debtorId }, now)
    await sql.query(`update hold set lifted_at = $3 where creditor_id = $1 and id = $2 and lifted_at is null`, [
      creditorId,
      id,
      new Date(now),
    ])
    await appendEvent(sql, { creditorId, debtorId, kind: 'hold-lifted', at: now, claimId, detail: { hold: id, kind } })
  }
}

/** All that still rests until a reply is read: it has been. */
export async function liftReadingHolds(sql: Sql, { creditorId, debtorId }: DebtorKey, now: Instant): Promise<void> {
  const holds = await sql.query<{ id: string }>(
    `select id from hold where creditor_id = $1 and debtor_id = $2 and kind = 'reply' and lifted_at is null`,
    [creditorId, debtorId],
  )
  await liftHoldsPlaced(
    sql,
    creditorId,
    holds.map(({ id }) => id),
    [],
    null,
    now,
  )
}

/** The address is somebody else's. */
export async function spoilAddress(sql: Sql, { creditorId, debtorId }: DebtorKey, addressHash: string): Promise<void> {
  await sql.query(
    `update contact_point set usable = false, unusable_code = 'wrong-person' where creditor_id = $1 and debtor_id = $2 and address_hash = decode($3, 'hex')`,
    [creditorId, debtorId, addressHash],
  )
}

export interface MessageCandidate {
  readonly debtorId: DebtorId
  readonly reference: string
  readonly name: string
  readonly matched: readonly ('address' | 'reference')[]
  readonly lastContactAt: Instant | null
}

/** Whom a message may be of, the likeliest first: who is named at a known address, then who is named, then who was in contact last. */
export const candidatesOf = (
  sql: Sql,
  creditorId: CreditorId,
  byAddress: readonly DebtorId[],
  byReference: readonly DebtorId[],
): Promise<MessageCandidate[]> =>
  sql.query<MessageCandidate>(
    `select d.id as "debtorId", d.reference, p.name, array_remove(array[case when d.id = any ($2) then 'address' end,
      case when d.id = any ($3) then 'reference' end], null) as matched,
       (select ${MILLIS('max(a.sent_at)')} from contact_attempt a where a.creditor_id = d.creditor_id and a.debtor_id = d.id) as "lastContactAt"
     from debtor d join debtor_person p on p.creditor_id = d.creditor_id and p.debtor_id = d.id
       where d.creditor_id = $1 and d.id = any ($2::uuid[] || $3::uuid[])
     order by (d.id = any ($2)) and (d.id = any ($3)) desc, d.id = any ($3) desc, "lastContactAt" desc nulls last, d.id`,
    [creditorId, byAddress, byReference],
  )

export async function findOpenClaim(sql: Sql, { creditorId, debtorId }: DebtorKey, claimId: string): Promise<boolean> {
  const rows = await sql.query(`select from claim where creditor_id = $1 and debtor_id = $2 and id = $3 and state = 'open'`, [
    creditorId,
    debtorId,
    claimId,
  ])
  return rows.length > 0
}
