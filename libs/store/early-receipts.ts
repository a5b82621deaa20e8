/** Early receipts: a status by the carrier's id alone that came before the hand-over with that id was recorded; it waits for it a while. */
import type { CarrierCallback, CreditorId, Instant } from '#domain'
import type { Sql } from './database'

export type ReceiptCall = Extract<CarrierCallback, { kind: 'receipt' }>

export interface EarlyReceipt {
  readonly receipt: ReceiptCall
  /** Of whose account it came; null: of everybody's. */
  readonly creditorId: CreditorId | null
  readonly tries: number
}

export async function keepEarlyReceipt(sql: Sql, receipt: ReceiptCall, creditorId: string | null, tryAt: Instant): Promise<void> {
  await sql.query(
    'insert into early_receipt (key, reference, creditor_id, receipt, try_at) values ($1, $2, $3, $4, $5) on conflict (key) do nothing',
    [receipt.key, receipt.carrierReference, creditorId, JSON.stringify(receipt), new Date(tryAt)],
  )
}

/** Locked, so that no other process takes them too. */
export const lockEarlyReceipts = (sql: Sql, now: Instant, limit: number): Promise<EarlyReceipt[]> =>
  sql.query<EarlyReceipt>(
    `select receipt, creditor_id as "creditorId", tries from early_receipt where try_at <= $1 order by try_at, key limit $2 for update skip locked`,
    [new Date(now), limit],
  )

export async function putOffEarlyReceipt(sql: Sql, { receipt: { key } }: EarlyReceipt, tryAt: Instant): Promise<void> {
  await sql.query('update early_receipt set tries = tries + 1, try_at = $2 where key = $1', [key, new Date(tryAt)])
}

export async function forgetEarlyReceipt(sql: Sql, { receipt: { key } }: EarlyReceipt): Promise<void> {
  await sql.query('delete from early_receipt where key = $1', [key])
}
