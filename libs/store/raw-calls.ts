/** Raw calls: what a carrier called back, kept as it came; and the messages that people sent. */
import type { Channel, CreditorId, DebtorId, Instant } from '#domain'
import type { Sql } from './database'
import { newId } from './ids'

export async function keepRawCall(sql: Sql, source: string, body: Buffer, receivedAt: Instant): Promise<void> {
  await sql.query(`insert into raw_call (id, source, body, received_at) values ($1, $2, $3, $4)`, [newId(), source, body, new Date(receivedAt)])
}

export interface RawCall {
  readonly id: string
  readonly source: string
  readonly body: Buffer
  readonly receivedAt: Instant
}

/** The oldest calls that are not worked off; locked, so that two workers never take the same. */
export const lockRawCalls = (sql: Sql, limit: number): Promise<RawCall[]> =>
  sql.query<RawCall>(
    `select id, source, body, received_at as "receivedAt" from raw_call where not done order by received_at, id limit $1 for update skip locked`, [limit])

export async function finishRawCall(sql: Sql, call: RawCall, fault: string | null): Promise<void> {
  await sql.query(`update raw_call set done = true, fault = $3 where id = $1 and received_at = $2`, [call.id, new Date(call.receivedAt), fault])
}

export interface WhoWrote {
  readonly creditorId: CreditorId
  /** Null when nobody of theirs has this address. */
  readonly debtorId: DebtorId | null
  readonly addressHash: string
}

/** The creditor that owns the number written to, and its debtor that owns the address, if there is one. */
export async function findSenderAndDebtor(sql: Sql, channel: Channel, to: string, addressHashFor: (addressKey: Buffer) => string): Promise<WhoWrote | null> {
  const [creditor] = await sql.query<{ id: CreditorId; address_key: Buffer }>(
    `select c.id, c.address_key from sender s join creditor c on c.id = s.creditor_id where s.channel = $1 and s.address = $2`, [channel, to])
  if (!creditor) return null
  const addressHash = addressHashFor(creditor.address_key)
  const [point] = await sql.query<{ debtor_id: DebtorId }>(
    `select debtor_id from contact_point where creditor_id = $1 and address_hash = decode($2, 'hex')
     order by (channel = $3) desc, created_at limit 1`,
    [creditor.id, addressHash, channel],
  )
  return { creditorId: creditor.id, debtorId: point?.debtor_id ?? null, addressHash }
}

export interface NewInboundMessage {
  readonly creditorId: CreditorId
  readonly debtorId: DebtorId | null
  readonly channel: Channel
  readonly from: string
  readonly text: string
  readonly receivedAt: Instant
}

export async function keepInboundMessage(sql: Sql, message: NewInboundMessage): Promise<string> {
  const id = newId<string>()
  await sql.query(`insert into inbound_message (creditor_id, id, debtor_id, channel, from_address, text, received_at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [message.creditorId, id, message.debtorId, message.channel, message.from, message.text, new Date(message.receivedAt)])
  return id
}
