/** Opt-outs of a debtor's addresses: seen, said on the debtor's behalf, and taken back only with a proof that they asked for it. */
import type { Channel, Instant } from '#domain'
import type { Sql } from './database'
import { appendEvent, askReview } from './facts'
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
  sql.query<StoredOptOut>(`select p.id as "contactPointId", p.channel, o.at, o.source from ${JOINED} order by p.channel, p.id`, [creditorId, debtorId])

/** `proof` names where it can be found that they want messages again: the id of a call, a letter, a form. */
export async function removeOptOut(sql: Sql, debtor: DebtorKey, channel: Channel, proof: string, now: Instant): Promise<boolean> {
  await askReview(sql, debtor, now)
  const removed = await sql.query(
    `delete from opt_out x using (select o.creditor_id, o.channel, o.sender, o.address_hash from ${JOINED} and p.channel = $3) o
     where x.creditor_id = o.creditor_id and x.channel = o.channel and x.sender = o.sender and x.address_hash = o.address_hash returning x.channel`,
    [debtor.creditorId, debtor.debtorId, channel])
  if (removed.length > 0) await appendEvent(sql, { ...debtor, kind: 'opt-out-removed', at: now, detail: { channel, proof } })
  return removed.length > 0
}
