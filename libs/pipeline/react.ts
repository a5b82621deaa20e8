/** Stage react: what carriers called back becomes facts, each of which asks for a review; nothing else happens here (rules 14, 15). */
import { readCall } from '#channels'
import type { CarrierCallback, HandOverId, Instant } from '#domain'
import {
  applyReceipt, creditorsOfHandOvers, finishRawCall, handOversByReference, inSavepoint, isPassing, lockDebtorsOf, lockRawCalls, noteReceipts, noteUnfamiliarCode, optOutOf, type RawCall, type ReceiptSeen, type Sql,
} from '#store'
import { hearEarly } from './early-receipts'
import { hear } from './hear'
import type { Pipe } from './pipe'
import { proveDelivery } from './prove-delivery'

const CALLS_PER_ROUND = 200
/** Some carriers call with a thousand events at once; what is locked must not wait for all of them. */
const CALLBACKS_PER_ROUND = 500

/** A call as it was read, or why it could not be. */
type ReadCall = RawCall & ({ readonly callbacks: readonly CarrierCallback[] } | { readonly callbacks: readonly []; readonly fault: string })

/** Answers how many calls were worked off. One that cannot be read is kept with its fault; it never blocks the others. */
export async function react(pipe: Pipe, now: Instant): Promise<number> {
  return pipe.database.transaction(async (sql) => {
    const calls = await ofTheirOwn(sql, await withOurIds(sql, enough((await lockRawCalls(sql, CALLS_PER_ROUND)).map(read))))
    const callbacks = calls.flatMap((call) => call.callbacks)
    await lockDebtorsOf(sql, callbacks.flatMap((callback) => (callback.kind === 'inbound' || callback.handOverId === null ? [] : [callback.handOverId as HandOverId])))
    for (const call of calls) {
      try {
        await inSavepoint(sql, async () => finishRawCall(sql, call, await apply(pipe, sql, call, now)))
      } catch (fault) {
        // A deadlock or a lost connection says nothing of the call: the whole round is taken again.
        if (isPassing(fault)) throw fault
        pipe.log.error({ call: call.id, source: call.source, fault: String(fault) }, 'callback not understood')
        await finishRawCall(sql, call, String(fault))
      }
    }
    const receipts = callbacks.flatMap(receiptOf)
    await noteReceipts(sql, receipts, now)
    await proveDelivery(pipe.rulebooks, sql, receipts, now)
    return calls.length
  })
}

function read(call: RawCall): ReadCall {
  try {
    return { ...call, callbacks: readCall(call.source.split('/')[0] ?? '', call.body, call.receivedAt) }
  } catch (fault) {
    return { ...call, callbacks: [], fault: String(fault) }
  }
}

/** From the oldest on; the rest waits for the next round. */
function enough(calls: readonly ReadCall[]): readonly ReadCall[] {
  let callbacks = 0
  const end = calls.findIndex((call) => (callbacks += call.callbacks.length) >= CALLBACKS_PER_ROUND)
  return end < 0 ? calls : calls.slice(0, end + 1)
}

/** A receipt that came without our id is known by the carrier's, once its send is recorded. */
async function withOurIds(sql: Sql, calls: readonly ReadCall[]): Promise<readonly ReadCall[]> {
  const references = calls.flatMap(({ callbacks }) => callbacks.flatMap((one) => (one.kind === 'receipt' && one.handOverId === null ? one.carrierReference ?? [] : [])))
  if (references.length === 0) return calls
  const known = new Map((await handOversByReference(sql, references)).map(({ reference, handOverId }) => [reference, handOverId]))
  const named = (one: CarrierCallback): CarrierCallback =>
    (one.kind === 'receipt' && one.handOverId === null ? { ...one, handOverId: known.get(one.carrierReference ?? '') ?? null } : one)
  return calls.map((call) => ('fault' in call ? call : { ...call, callbacks: call.callbacks.map(named) }))
}

/** Undefined: of everybody's account. */
const creditorOf = ({ source }: RawCall): string | undefined => source.split('/')[1]

/** A call by the keys of one creditor's account tells nothing of another's hand-overs. */
async function ofTheirOwn(sql: Sql, calls: readonly ReadCall[]): Promise<readonly ReadCall[]> {
  const ids = calls.filter((call) => creditorOf(call) !== undefined).flatMap(({ callbacks }) => callbacks.flatMap((one) => (one.kind === 'inbound' ? [] : one.handOverId ?? [])))
  if (ids.length === 0) return calls
  const creditors = await creditorsOfHandOvers(sql, ids as HandOverId[])
  return calls.map((call) => {
    const creditorId = creditorOf(call)
    if ('fault' in call || creditorId === undefined) return call
    return { ...call, callbacks: call.callbacks.map((one) => (one.kind === 'inbound' || creditors.get(one.handOverId ?? '') === creditorId ? one : { ...one, handOverId: null })) }
  })
}

const receiptOf = (callback: CarrierCallback): ReceiptSeen[] =>
  (callback.kind === 'receipt' && callback.handOverId !== null ? [{ handOverId: callback.handOverId as HandOverId, status: callback.status, at: atOf(callback) }] : [])

const atOf = ({ at }: CarrierCallback): Instant => Date.parse(at) as Instant

/** Null when all is well, else why the call, or some of its batch, changed nothing. */
async function apply(pipe: Pipe, sql: Sql, call: ReadCall, now: Instant): Promise<string | null> {
  if ('fault' in call) throw new Error(call.fault)
  const faults = new Set<string>()
  for (const callback of call.callbacks) {
    const fault = await applyOne(pipe, sql, callback, creditorOf(call), now)
    if (fault !== null) faults.add(fault)
  }
  return faults.size === 0 ? null : [...faults].join('; ')
}

async function applyOne(pipe: Pipe, sql: Sql, callback: CarrierCallback, only: string | undefined, now: Instant): Promise<string | null> {
  if (callback.kind === 'inbound') return hear(pipe, sql, callback, only, now)
  if (callback.handOverId === null) {
    if (callback.kind === 'receipt' && callback.carrierReference !== null) await hearEarly(sql, callback, only, now)
    return 'no hand-over of ours'
  }
  const handOverId = callback.handOverId as HandOverId
  if (callback.kind === 'opt-out') return (await optOutOf(sql, { ...callback, handOverId, at: atOf(callback) }, now)) ? null : 'no hand-over of ours'
  if (!(await applyReceipt(sql, { ...callback, handOverId, at: atOf(callback) }, now))) return 'no hand-over of ours'
  if (callback.unfamiliar === true && callback.code !== null) await noteUnfamiliarCode(sql, handOverId, callback.code, now)
  return null
}
