/** Settle notices: one that proves to have arrived later than expected gets a later end, since its term is never a day short (art. 6:96(6) BW); one that came back brings no costs (art. 3:37(3) BW). */
import { dayOf, legalEndAfter } from '#decision'
import type { HandOverId, Instant } from '#domain'
import { sentNotices, isPassing, lengthenTerm, type SentNotice, type ReceiptSeen, type Sql } from '#store'
import type { Rulebooks } from './configuration/rulebooks'
import { reviseSetOffs } from './settling/set-off'

export async function settleNotices(rulebooks: Rulebooks, sql: Sql, receipts: readonly ReceiptSeen[], now: Instant): Promise<void> {
  await proveDelivery(rulebooks, sql, receipts, now)
  const back = receipts.filter(({ status }) => status === 'failed' || status === 'returned').map(({ handOverId }) => handOverId)
  // What payments had covered of its costs counts for the principal.
  for (const notice of back.length === 0 ? [] : await sentNotices(sql, back)) await reviseSetOffs(sql, rulebooks, notice, now)
}

/** An earlier day changes nothing: the notice names the day that was expected. */
async function proveDelivery(rulebooks: Rulebooks, sql: Sql, receipts: readonly ReceiptSeen[], now: Instant): Promise<void> {
  const delivered = new Map<HandOverId, Instant>()
  // Of two proofs the later: a term may be long, never short.
  for (const { handOverId, status, at } of receipts) if (status === 'delivered') delivered.set(handOverId, Math.max(at, delivered.get(handOverId) ?? at) as Instant)
  if (delivered.size === 0) return
  for (const notice of await sentNotices(sql, [...delivered.keys()])) {
    await prove(rulebooks, sql, notice, Math.min(delivered.get(notice.handOverId) ?? now, now) as Instant, now)
  }
}

async function prove(rulebooks: Rulebooks, sql: Sql, notice: SentNotice, at: Instant, now: Instant): Promise<void> {
  const { creditorId: id, policy, strategies } = notice
  try {
    const rulebook = await rulebooks.ofCreditor({ id, policy, strategies }, sql)
    const received = dayOf(at, rulebook)
    const legalEnd = legalEndAfter(received, rulebook)
    if (legalEnd <= notice.legalEnd) return
    await lengthenTerm(sql, notice, received, legalEnd, now)
    // What came in within the later term was in time.
    await reviseSetOffs(sql, rulebooks, notice, now)
  } catch (fault) {
    // With such a calendar, or such a version, nothing is decided for this creditor either, loudly; what a carrier told is kept all the same.
    if (isPassing(fault)) throw fault
  }
}
