/** Tells a debtor's timeline in plain words: what happened, what did not and why, and what they wait for now. */
import { channelName, chargeName, displayMoney, isoInZone, phaseName, reasonSentence, waiverReason, type Language, type Reason, type Waivable, type WaiverReason } from '#domain'
import type { DebtorTimeline, TimelineEntry } from '#store'

export interface ToldEntry {
  /** Wall clock of the zone, `2027-01-05 09:00`. */
  readonly at: string
  readonly what: string
  readonly why: readonly string[]
}

const WORDS = {
  nl: {
    queued: 'besloten', planned: 'besloten, nog in schaduw', suppressed: 'toch niet verstuurd', expired: 'te laat, opnieuw bekeken', sending: 'op weg',
    accepted: 'aangenomen door de bezorger', refused: 'geweigerd', later: 'uitgesteld door de bezorger', unknown: 'uitkomst onbekend, wordt nagezocht',
    'proven-not-accepted': 'bleek niet aangekomen', sent: 'verstuurd', delivered: 'bezorgd', read: 'gelezen', failed: 'mislukt', returned: 'teruggekomen', released: 'vrijgegeven',
    inbound: 'bericht van de klant', 'opt-out': 'wil hier geen berichten meer', payment: 'betaling', promise: 'betaalbelofte', 'promise-broken': 'belofte niet nagekomen',
    dispute: 'betwist', 'dispute-resolved': 'betwisting opgelost', hold: 'rust', 'hold-lifted': 'rust voorbij', 'call-outcome': 'gesprek',
    'opt-out-removed': 'wil hier weer berichten', 'promise-withdrawn': 'belofte ingetrokken', 'arrangement-proposed': 'betalingsregeling voorgesteld',
    arrangement: 'betalingsregeling', 'arrangement-kept': 'regeling nagekomen', 'arrangement-broken': 'regeling niet nagekomen',
    'arrangement-cancelled': 'regeling ingetrokken', merged: 'samengevoegd', 'merge-undone': 'samenvoeging teruggedraaid',
    'task-opened': 'taak voor een mens', 'task-closed': 'taak afgerond', 'claim-changed': 'factuur gewijzigd', waived: 'niet in rekening gebracht', 'waiver-withdrawn': 'toch weer in rekening',
    discount: 'korting voor vroeg betalen', escalated: 'voorgelegd aan een mens', stopped: 'gestopt',
    mandate: 'machtiging voor incasso', 'mandate-ended': 'machtiging vervalt', collection: 'incasso', 'debit-returned': 'incasso teruggekomen',
    complaint: 'klacht', 'complaint-closed': 'klacht afgehandeld', enrolled: 'in een campagne', 'left-campaign': 'uit de campagne', preference: 'wil post hier ontvangen',
  },
  en: {
    queued: 'decided', planned: 'decided, still in shadow', suppressed: 'not sent after all', expired: 'too late, decided again', sending: 'on its way',
    accepted: 'accepted by the carrier', refused: 'refused', later: 'put off by the carrier', unknown: 'outcome unknown, being looked up',
    'proven-not-accepted': 'proved not to have arrived', sent: 'sent', delivered: 'delivered', read: 'read', failed: 'failed', returned: 'came back', released: 'released',
    inbound: 'message from the customer', 'opt-out': 'wants no more messages here', payment: 'payment', promise: 'promise to pay', 'promise-broken': 'promise broken',
    dispute: 'disputed', 'dispute-resolved': 'dispute resolved', hold: 'at rest', 'hold-lifted': 'rest over', 'call-outcome': 'call',
    'opt-out-removed': 'wants messages here again', 'promise-withdrawn': 'promise withdrawn', 'arrangement-proposed': 'payment arrangement proposed',
    arrangement: 'payment arrangement', 'arrangement-kept': 'arrangement kept', 'arrangement-broken': 'arrangement broken',
    'arrangement-cancelled': 'arrangement cancelled', merged: 'merged', 'merge-undone': 'merge undone',
    'task-opened': 'task for a person', 'task-closed': 'task done', 'claim-changed': 'invoice changed', waived: 'not charged', 'waiver-withdrawn': 'charged after all',
    discount: 'discount for early payment', escalated: 'put to a person', stopped: 'stopped',
    mandate: 'permission to collect', 'mandate-ended': 'permission to collect ends', collection: 'direct debit', 'debit-returned': 'direct debit came back',
    complaint: 'complaint', 'complaint-closed': 'complaint dealt with', enrolled: 'in a campaign', 'left-campaign': 'out of the campaign', preference: 'wants to be written to here',
  },
} as const satisfies Record<Language, Record<TimelineEntry['kind'], string>>

export function tellTimeline(timeline: DebtorTimeline, language: Language, zone: string): ToldEntry[] {
  const told = timeline.entries.map((entry) => tellEntry(entry, language, zone))
  const { waiting } = timeline
  if (!waiting) return told
  const until = language === 'nl' ? 'wacht; volgende blik' : 'waits; next look'
  return [...told, { at: wallClock(waiting.reviewAt, zone), what: until, why: sentences(waiting.reasons, language) }]
}

function tellEntry(entry: TimelineEntry, language: Language, zone: string): ToldEntry {
  const { contact, kind, detail } = entry
  const about = contact ? `${phaseName(contact.phase, language)} · ${channelName(contact.channel, language)} · ` : ''
  return { at: wallClock(entry.at, zone), what: `${about}${WORDS[language][kind]}${specifics(entry, language)}`, why: sentences(reasonsOf(kind, contact, detail), language) }
}

/** The reasons of the decision stand with the decision, those of a stop with the stop. */
function reasonsOf(kind: TimelineEntry['kind'], contact: TimelineEntry['contact'], detail: TimelineEntry['detail']): readonly Reason[] {
  if (kind === 'queued' || kind === 'planned') return contact?.reasons ?? []
  return kind === 'suppressed' || kind === 'expired' ? ((detail?.reasons as readonly Reason[] | undefined) ?? []) : []
}

function specifics({ kind, detail, claim, contact }: TimelineEntry, language: Language): string {
  const parts: string[] = []
  if (claim !== null) parts.push(claim)
  if (contact && (kind === 'queued' || kind === 'planned')) parts.push(`${contact.claims.join(', ')} ${displayMoney(contact.amount, language)}`)
  if (kind === 'waived' || kind === 'waiver-withdrawn') parts.push(...waiverWords(detail, language))
  for (const key of ['code', 'outcome', 'kind', 'payBy', 'on', 'channel'] as const) {
    if (contact && key === 'channel') continue
    const value = detail?.[key]
    if (typeof value === 'string') parts.push(value)
  }
  if ((kind === 'payment' || kind === 'collection' || kind === 'discount') && typeof detail?.cents === 'number') parts.push(displayMoney(detail.cents, language))
  if (kind === 'sending') parts.push(...documentWords(detail, language))
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`
}

function waiverWords(detail: TimelineEntry['detail'], language: Language): string[] {
  const { what, reason } = (detail ?? {}) as { what?: Waivable; reason?: WaiverReason }
  return [...(what ? [chargeName(what, language)] : []), ...(reason ? [waiverReason(reason, language)] : [])]
}

function documentWords(detail: TimelineEntry['detail'], language: Language): string[] {
  const { documents, documentsMissing } = (detail ?? {}) as { documents?: number; documentsMissing?: number }
  return language === 'nl'
    ? [...(documents ? [`bijlagen: ${documents}`] : []), ...(documentsMissing ? [`niet gevonden of te groot: ${documentsMissing}`] : [])]
    : [...(documents ? [`attachments: ${documents}`] : []), ...(documentsMissing ? [`not found or too large: ${documentsMissing}`] : [])]
}

const sentences = (reasons: readonly Reason[], language: Language): string[] => reasons.map((reason) => reasonSentence(reason, language))
const wallClock = (at: number, zone: string): string => isoInZone(at as Parameters<typeof isoInZone>[0], zone).slice(0, 16).replace('T', ' ')
