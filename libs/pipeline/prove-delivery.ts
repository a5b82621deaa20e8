/** A formal notice that proves to have arrived later than expected gets a later end: its term is never a day short (art. 6:96(6) BW). */
import { dayOf, legalEndAfter } from '#decision'
import type { HandOverId, Instant } from '#domain'
import { deliveredNotices, isPassing, lengthenTerm, type DeliveredNotice, type ReceiptSeen, type Sql } from '#store'
import type { Rulebooks } from './configuration/rulebooks'
import { reviseSetOffs } from './settling/set-off'

/** An earlier day changes nothing: the notice names the day that was expected. */
export async function proveDelivery(rulebooks: Rulebooks, sql: Sql, receipts: readonly ReceiptSeen[], now: Instant): Promise<void> {
  const delivered = new Map<HandOverId, Instant>()
  // Of two proofs the later: a term may be long, never short.
  for (const { handOverId, status, at } of receipts) if (status === 'delivered') delivered.set(handOverId, Math.max(at, delivered.get(handOverId) ?? at) as Instant)
  if (delivered.size === 0) return
  for (const notice of await deliveredNotices(sql, [...delivered.keys()])) {
    await prove(rulebooks, sql, notice, Math.min(delivered.get(notice.handOverId) ?? now, now) as Instant, now)
  }
}

async function prove(rulebooks: Rulebooks, sql: Sql, notice: DeliveredNotice, at: Instant, now: Instant): Promise<void> {
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
