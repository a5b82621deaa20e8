/** Settle notices: one that proves to have arrived later than expected gets a later end, since its term is never a day short (art. 6:96(6) BW); one that came back brings no costs (art. 3:37(3) BW). */
import { dayOf, legalEndAfter } from '#decision'
import type { HandOverId, Instant } from '#domain'
import { copiesCameBack, isPassing, lengthenTerm, sentNotices, type ReceiptSeen, type SentNotice, type Sql } from '#store'
import type { Rulebooks } from './configuration/rulebooks'
import { reviseSetOffs } from './settling/set-off'

export async function settleNotices(rulebooks: Rulebooks, sql: Sql, receipts: readonly ReceiptSeen[], now: Instant): Promise<void> {
  const delivered = new Map<HandOverId, Instant>()
  const back = new Set<HandOverId>()
  for (const { handOverId, status, at } of receipts) {
    // Of two proofs the later: a term may be long, never short.
    if (status === 'delivered') delivered.set(handOverId, Math.max(at, delivered.get(handOverId) ?? at) as Instant)
    if (status === 'failed' || status === 'returned') back.add(handOverId)
  }
  if (delivered.size + back.size === 0) return
  if (back.size > 0) await copiesCameBack(sql, [...back], now)
  for (const notice of await sentNotices(sql, [...new Set([...delivered.keys(), ...back])])) {
    try {
      const at = delivered.get(notice.handOverId)
      const isLonger = at !== undefined && (await lengthen(rulebooks, sql, notice, Math.min(at, now) as Instant, now))
      // What came in within the later term was in time, and what payments covered of costs that nobody was told of counts for the principal.
      if (isLonger || back.has(notice.handOverId)) await reviseSetOffs(sql, rulebooks, notice, now)
    } catch (fault) {
      // With such a calendar, or such a version, nothing is decided for this creditor either, loudly; what a carrier told is kept all the same.
      if (isPassing(fault)) throw fault
    }
  }
}

/** An earlier day changes nothing: the notice names the day that was expected. */
async function lengthen(rulebooks: Rulebooks, sql: Sql, notice: SentNotice, at: Instant, now: Instant): Promise<boolean> {
  const { creditorId: id, policy, strategies } = notice
  const rulebook = await rulebooks.ofCreditor({ id, policy, strategies }, sql)
  const received = dayOf(at, rulebook)
  const legalEnd = legalEndAfter(received, rulebook)
  if (legalEnd <= notice.legalEnd) return false
  await lengthenTerm(sql, notice, received, legalEnd, now)
  return true
}
