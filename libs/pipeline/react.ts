/** Stage react: what carriers called back becomes facts, each of which asks for a review; nothing else happens here (rules 14, 15). */
import { parseSandboxCallback } from '#channels'
import type { CarrierCallback, HandOverId, Instant } from '#domain'
import {
  addressHash, appendEvent, applyReceipt, askReview, closeTasks, findSenderAndDebtor, finishRawCall, firstTime, inSavepoint, isPassing, keepInboundMessage, lockDebtorsOf, lockRawCalls, noteAnswer, noteReceipts, openTask,
  recordAddressOptOut, recordOptOut, type RawCall, type ReceiptSeen, type Sql,
} from '#store'
import type { Pipe } from './pipe'
import { isStopWord } from './stop-word'

const CALLS_PER_ROUND = 200

/** Answers how many calls were worked off. One that cannot be read is kept with its fault; it never blocks the others. */
export async function react(pipe: Pipe, now: Instant): Promise<number> {
  return pipe.database.transaction(async (sql) => {
    const calls = await lockRawCalls(sql, CALLS_PER_ROUND)
    const receipts = calls.flatMap(receiptOf)
    await lockDebtorsOf(sql, receipts.map(({ handOverId }) => handOverId))
    for (const call of calls) {
      try {
        await inSavepoint(sql, async () => finishRawCall(sql, call, await apply(sql, call, now)))
      } catch (fault) {
        // A deadlock or a lost connection says nothing of the call: the whole round is taken again.
        if (isPassing(fault)) throw fault
        pipe.log.error({ call: call.id, source: call.source, fault: String(fault) }, 'callback not understood')
        await finishRawCall(sql, call, String(fault))
      }
    }
    await noteReceipts(sql, receipts, now)
    return calls.length
  })
}

/** Read for the locks and the counts; what cannot be read is found out again, and kept with its fault, in its turn. */
function receiptOf(call: RawCall): ReceiptSeen[] {
  try {
    const callback = parseSandboxCallback(call.body)
    return callback.kind === 'receipt' ? [{ handOverId: callback.handOverId as HandOverId, status: callback.status, at: Date.parse(callback.at) as Instant }] : []
  } catch {
    return []
  }
}

/** Null when all is well, else why the call changed nothing. */
async function apply(sql: Sql, call: RawCall, now: Instant): Promise<string | null> {
  const callback = parseSandboxCallback(call.body)
  if (callback.kind === 'inbound') return inbound(sql, callback, now)
  const known = await applyReceipt(sql, { ...callback, handOverId: callback.handOverId as HandOverId, at: Date.parse(callback.at) as Instant }, now)
  return known ? null : 'no hand-over of ours'
}

/** A stop word ends the channel at once; anything else waits for a person, with the debtor's words kept apart from the event. */
async function inbound(sql: Sql, message: CarrierCallback & { kind: 'inbound' }, now: Instant): Promise<string | null> {
  const who = await findSenderAndDebtor(sql, message.channel, message.to, (key) => addressHash(key, message.from))
  if (!who) return 'to no sender of ours'
  const { creditorId, debtorId } = who
  const receivedAt = Date.parse(message.at) as Instant
  if (!(await firstTime(sql, creditorId, message.key, receivedAt))) return null
  const id = await keepInboundMessage(sql, { creditorId, debtorId, channel: message.channel, from: message.from, text: message.text, receivedAt })
  const stops = isStopWord(message.text)
  if (stops) await recordAddressOptOut(sql, { ...who, channel: message.channel, sender: message.to }, 'stop-word', now)
  if (debtorId === null) return null
  const debtor = { creditorId, debtorId }
  await askReview(sql, debtor, now)
  await appendEvent(sql, { ...debtor, kind: 'inbound', at: receivedAt, detail: { message: id, channel: message.channel } })
  await noteAnswer(sql, { ...debtor, channel: message.channel, at: receivedAt }, 'reply', now)
  if (stops) await recordOptOut(sql, debtor, message.channel, 'stop-word', now)
  else await openTask(sql, debtor, 'reply', {}, now)
  return null
}

/** A person dealt with the debtor's reply. */
export async function closeReply(pipe: Pipe, debtor: Parameters<typeof closeTasks>[1], as: string, now: Instant): Promise<void> {
  await pipe.database.transaction(async (sql) => {
    await askReview(sql, debtor, now)
    await closeTasks(sql, debtor, 'reply', as, now)
  })
}
