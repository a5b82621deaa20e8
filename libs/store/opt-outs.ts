/** Opt-outs of a debtor's addresses: seen, said on the debtor's behalf, and taken back only with a proof that they asked for it. */
import type { Channel, HandOverId, Instant } from '#domain'
import { DAY_OF } from './business-day'
import type { Sql } from './database'
import { appendEvent, askReview, firstTime, recordOptOut, type AddressOptOut } from './facts'
import type { DebtorKey } from './snapshots'

export interface StoredOptOut {
  readonly contactPointId: string
  readonly channel: Channel
  readonly at: Instant
  readonly source: string
}

const JOINED = `
  contact_point p left join sender s on s.creditor_id = p.creditor_id and s.channel = p.channel
  join opt_out o on o.creditor_id = p.creditor_id and o.channel = p.channel and o.sender = coalesce(s.address, '') and o.address_hash = p.address_hash
  where p.creditor_id = $1 and p.debtor_id = $2`

export const optOutsOf = (sql: Sql, { creditorId, debtorId }: DebtorKey): Promise<StoredOptOut[]> =>
  sql.query<StoredOptOut>(`select p.id as "contactPointId", p.channel, o.at, o.source from ${JOINED} order by p.channel, p.id`, [
    creditorId,
    debtorId,
  ])

/** `proof` names where it can be found that they want messages again: the id of a call, a letter, a form. */
export async function removeOptOut(sql: Sql, debtor: DebtorKey, channel: Channel, proof: string, now: Instant): Promise<boolean> {
  await askReview(sql, debtor, now)
  const removed = await sql.query(
    `delete from opt_out x using (select o.creditor_id, o.channel, o.sender, o.address_hash from ${JOINED} and p.channel = $3) o
     where x.creditor_id = o.creditor_id and x.channel = o.channel and x.sender = o.sender and x.address_hash = o.address_hash returning x.channel`,
    [debtor.creditorId, debtor.debtorId, channel],
  )
  if (removed.length > 0) await appendEvent(sql, { ...debtor, kind: 'opt-out-removed', at: now, detail: { channel, proof } })
  return removed.length > 0
}

export interface HandOverOptOut {
  readonly key: string
  readonly handOverId: HandOverId
  readonly at: Instant
}

/** The person who got this message wants no more of them, and has told the carrier. Answers whether the hand-over is ours. */
export async function optOutOf(sql: Sql, { key, handOverId, at }: HandOverOptOut, now: Instant): Promise<boolean> {
  const [sent] = await sql.query<DebtorKey & { channel: Channel }>(
    `select creditor_id as "creditorId", debtor_id as "debtorId", channel from hand_over where id = $1`,
    [handOverId],
  )
  if (!sent) return false
  const { channel, ...debtor } = sent
  if (await firstTime(sql, debtor.creditorId, key, at)) await recordOptOut(sql, debtor, channel, 'carrier', now)
  return true
}

/** Start, by whoever has the address: messages over this channel, and where it needs consent that too, since they ask for them in so many words. */
export async function removeAddressOptOut(
  sql: Sql,
  { creditorId, channel, sender, addressHash }: AddressOptOut,
  proof: string,
  now: Instant,
): Promise<void> {
  const removed = await sql.query(
    `delete from opt_out where creditor_id = $1 and channel = $2 and sender = $3 and address_hash = decode($4, 'hex') returning channel`,
    [creditorId, channel, sender, addressHash],
  )
  if (removed.length === 0) return
  const debtors = await sql.query<{ id: DebtorKey['debtorId'] }>(
    `select distinct debtor_id as id from contact_point where creditor_id = $1 and address_hash = decode($2, 'hex') order by id`,
    [creditorId, addressHash],
  )
  for (const { id: debtorId } of debtors) {
    await askReview(sql, { creditorId, debtorId }, now)
    await sql.query(
      `update consent set withdrawn_on = null, given_on = ${DAY_OF('$4', '$1')}, given_at = $4, source = 'start-word', wording = 'START', asked_by = null
       where creditor_id = $1 and debtor_id = $2 and channel = $3 and withdrawn_on is not null`,
      [creditorId, debtorId, channel, new Date(now)],
    )
    await appendEvent(sql, { creditorId, debtorId, kind: 'opt-out-removed', at: now, detail: { channel, proof } })
  }
}
