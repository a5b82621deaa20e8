/** Early receipts: what a carrier told by its own id alone before that was known is tried again until its hand-over is recorded, or a day has gone by. */
import type { HandOverId, Instant } from '#domain'
import {
  applyReceipt,
  creditorsOfHandOvers,
  forgetEarlyReceipt,
  handOversByReference,
  keepEarlyReceipt,
  lockDebtorsOf,
  lockEarlyReceipts,
  noteReceipts,
  noteUnfamiliarCode,
  putOffEarlyReceipt,
  type EarlyReceipt,
  type ReceiptCall,
  type Sql,
} from '#store'
import type { Pipe } from './pipe'
import { settleNotices } from './settle-notices'

const SECOND = 1_000
/** Our own commit is a matter of seconds; an answer that was lost is looked up within the hour. */
const WAITS = [10 * SECOND, 60 * SECOND, 600 * SECOND, 3_600 * SECOND, 7_200 * SECOND, 21_600 * SECOND, 43_200 * SECOND]
const LIMIT = 200

export const hearEarly = (sql: Sql, receipt: ReceiptCall, creditorId: string | undefined, now: Instant): Promise<void> =>
  keepEarlyReceipt(sql, receipt, creditorId ?? null, (now + (WAITS[0] ?? 0)) as Instant)

/** Answers how many have found their hand-over. */
export async function hearAgain({ database, rulebooks }: Pick<Pipe, 'database' | 'rulebooks'>, now: Instant): Promise<number> {
  return database.transaction(async (sql) => {
    const early = await lockEarlyReceipts(sql, now, LIMIT)
    if (early.length === 0) return 0
    const found = await findHandOvers(sql, early)
    await lockDebtorsOf(sql, [...found.values()])
    for (const one of early) await hearOne(sql, one, found.get(one), now)
    const receipts = [...found].map(([{ receipt }, handOverId]) => ({
      handOverId,
      status: receipt.status,
      at: Date.parse(receipt.at) as Instant,
    }))
    await settleNotices(rulebooks, sql, receipts, now)
    return found.size
  })
}

/** By the keys of one creditor's account nothing is told of another's. */
async function findHandOvers(sql: Sql, early: readonly EarlyReceipt[]): Promise<Map<EarlyReceipt, HandOverId>> {
  const ids = new Map(
    (
      await handOversByReference(
        sql,
        early.flatMap(({ receipt }) => receipt.carrierReference ?? []),
      )
    ).map(({ reference, handOverId }) => [reference, handOverId]),
  )
  const creditors = await creditorsOfHandOvers(sql, [...ids.values()])
  return new Map(
    early.flatMap((one) => {
      const id = ids.get(one.receipt.carrierReference ?? '')
      return id !== undefined && (one.creditorId === null || creditors.get(id) === one.creditorId) ? [[one, id] as const] : []
    }),
  )
}

async function hearOne(sql: Sql, one: EarlyReceipt, handOverId: HandOverId | undefined, now: Instant): Promise<void> {
  const wait = WAITS[one.tries + 1]
  if (handOverId === undefined)
    return wait === undefined ? forgetEarlyReceipt(sql, one) : putOffEarlyReceipt(sql, one, (now + wait) as Instant)
  const at = Date.parse(one.receipt.at) as Instant
  await applyReceipt(sql, { ...one.receipt, handOverId, at }, now)
  await noteReceipts(sql, [{ handOverId, status: one.receipt.status, at }], now)
  if (one.receipt.unfamiliar === true && one.receipt.code !== null) await noteUnfamiliarCode(sql, handOverId, one.receipt.code, now)
  await forgetEarlyReceipt(sql, one)
}
