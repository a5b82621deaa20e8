/** Stage react: what carriers called back becomes facts, each of which asks for a review; nothing else happens here (rules 14, 15). */
import { readCall } from '#channels'
import type { CarrierCallback, HandOverId, Instant } from '#domain'
import {
  applyReceipt,
  creditorsOfHandOvers,
  handOversByReference,
  inSavepoint,
  isPassing,
  lockDebtorsOf,
  lockRawCalls,
  noteReceipts,
  noteTaken,
  noteUnfamiliarCode,
  optOutOf,
  type RawCall,
  type ReceiptSeen,
  type Sql,
} from '#store'
import { hearEarly } from './early-receipts'
import { hear } from './hear'
import type { Pipe } from './pipe'
import { settleNotices } from './settle-notices'

const CALLS_PER_ROUND = 200
/** Some carriers call with thousands of events at once: of such a call a slice is taken, so that no transaction holds them all. */
const CALLBACKS_PER_ROUND = 500

/** What is taken of a call in this round; none and a reason, where it could not be read. */
interface Slice {
  readonly call: RawCall
  readonly callbacks: readonly CarrierCallback[]
  /** It holds more than this. */
  readonly isPart: boolean
  readonly unreadable?: string
}

/** Answers how many calls were taken up. One that cannot be read is kept with its fault; it never blocks the others. */
export async function react(pipe: Pipe, now: Instant): Promise<number> {
  return pipe.database.transaction(async (sql) => {
    const slices = await ofTheirOwn(sql, await withOurIds(sql, slicesOf(await lockRawCalls(sql, CALLS_PER_ROUND))))
    const callbacks = slices.flatMap((slice) => slice.callbacks)
    await lockDebtorsOf(
      sql,
      callbacks.flatMap((callback) =>
        callback.kind === 'inbound' || callback.handOverId === null ? [] : [callback.handOverId as HandOverId],
      ),
    )
    for (const slice of slices) {
      const { call } = slice
      try {
        await inSavepoint(sql, async () => finish(sql, slice, await apply(pipe, sql, slice, now)))
      } catch (fault) {
        // A deadlock or a lost connection says nothing of the call: the whole round is taken again.
        if (isPassing(fault)) throw fault
        pipe.log.error({ call: call.id, source: call.source, fault: String(fault) }, 'callback not understood')
        await finish(sql, slice, [String(fault)])
      }
    }
    const receipts = callbacks.flatMap(receiptOf)
    await noteReceipts(sql, receipts, now)
    await settleNotices(pipe.rulebooks, sql, receipts, now)
    return slices.length
  })
}

/** From the oldest on, as many as a round has room for. */
function slicesOf(calls: readonly RawCall[]): readonly Slice[] {
  const slices: Slice[] = []
  let room = CALLBACKS_PER_ROUND
  for (const call of calls) {
    if (room === 0) break
    const slice = sliceOf(call, room)
    room -= slice.callbacks.length
    slices.push(slice)
  }
  return slices
}

function sliceOf(call: RawCall, room: number): Slice {
  try {
    const all = readCall(call.source.split('/')[0] ?? '', call.body, call.receivedAt)
    const end = call.taken + room
    return { call, callbacks: all.slice(call.taken, end), isPart: end < all.length }
  } catch (fault) {
    return { call, callbacks: [], isPart: false, unreadable: String(fault) }
  }
}

const finish = (sql: Sql, { call, callbacks, isPart }: Slice, faults: readonly string[]): Promise<void> =>
  noteTaken(sql, call, {
    taken: call.taken + callbacks.length,
    done: !isPart,
    fault: [...new Set([...(call.fault?.split('; ') ?? []), ...faults])].join('; ') || null,
  })

/** A receipt that came without our id is known by the carrier's, once its send is recorded. */
async function withOurIds(sql: Sql, slices: readonly Slice[]): Promise<readonly Slice[]> {
  const references = slices.flatMap(({ callbacks }) =>
    callbacks.flatMap((one) => (one.kind === 'receipt' && one.handOverId === null ? (one.carrierReference ?? []) : [])),
  )
  if (references.length === 0) return slices
  const known = new Map((await handOversByReference(sql, references)).map(({ reference, handOverId }) => [reference, handOverId]))
  const named = (one: CarrierCallback): CarrierCallback =>
    one.kind === 'receipt' && one.handOverId === null ? { ...one, handOverId: known.get(one.carrierReference ?? '') ?? null } : one
  return slices.map((slice) => ({ ...slice, callbacks: slice.callbacks.map(named) }))
}

/** Undefined: of everybody's account. */
const creditorOf = ({ source }: RawCall): string | undefined => source.split('/')[1]

/** A call by the keys of one creditor's account tells nothing of another's hand-overs. */
async function ofTheirOwn(sql: Sql, slices: readonly Slice[]): Promise<readonly Slice[]> {
  const ids = slices
    .filter(({ call }) => creditorOf(call) !== undefined)
    .flatMap(({ callbacks }) => callbacks.flatMap((one) => (one.kind === 'inbound' ? [] : (one.handOverId ?? []))))
  if (ids.length === 0) return slices
  const creditors = await creditorsOfHandOvers(sql, ids as HandOverId[])
  return slices.map((slice) => {
    const creditorId = creditorOf(slice.call)
    if (creditorId === undefined) return slice
    return {
      ...slice,
      callbacks: slice.callbacks.map((one) =>
        one.kind === 'inbound' || creditors.get(one.handOverId ?? '') === creditorId ? one : { ...one, handOverId: null },
      ),
    }
  })
}

const receiptOf = (callback: CarrierCallback): ReceiptSeen[] =>
  callback.kind === 'receipt' && callback.handOverId !== null
    ? [{ handOverId: callback.handOverId as HandOverId, status: callback.status, at: atOf(callback) }]
    : []

const atOf = ({ at }: CarrierCallback): Instant => Date.parse(at) as Instant

/** Answers why some of it, or all, changed nothing. */
async function apply(pipe: Pipe, sql: Sql, { call, callbacks, unreadable }: Slice, now: Instant): Promise<readonly string[]> {
  if (unreadable !== undefined) throw new Error(unreadable)
  const faults: string[] = []
  for (const callback of callbacks) {
    const fault = await applyOne(pipe, sql, callback, creditorOf(call), now)
    if (fault !== null) faults.push(fault)
  }
  return faults
}

async function applyOne(pipe: Pipe, sql: Sql, callback: CarrierCallback, only: string | undefined, now: Instant): Promise<string | null> {
  if (callback.kind === 'inbound') return hear(pipe, sql, callback, only, now)
  if (callback.handOverId === null) {
    if (callback.kind === 'receipt' && callback.carrierReference !== null) await hearEarly(sql, callback, only, now)
    return 'no hand-over of ours'
  }
  const handOverId = callback.handOverId as HandOverId
  if (callback.kind === 'opt-out')
    return (await optOutOf(sql, { ...callback, handOverId, at: atOf(callback) }, now)) ? null : 'no hand-over of ours'
  if (!(await applyReceipt(sql, { ...callback, handOverId, at: atOf(callback) }, now))) return 'no hand-over of ours'
  if (callback.unfamiliar === true && callback.code !== null) await noteUnfamiliarCode(sql, handOverId, callback.code, now)
  return null
}
