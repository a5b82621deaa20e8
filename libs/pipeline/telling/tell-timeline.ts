/** Tells a debtor's timeline in plain words: what happened, what did not and why, and what they wait for now. */
import {
  channelName,
  chargeName,
  displayDate,
  displayMoney,
  isoInZone,
  phaseName,
  reasonSentence,
  WAIVABLE,
  waiverReason,
  type Channel,
  type FailureClass,
  type Intent,
  type Language,
  type LocalDate,
  type Reason,
  type Waivable,
  type WaiverReason,
} from '#domain'
import type { DebtorTimeline, TimelineEntry } from '#store'
import { carrierWords } from './carrier-words'
import { ENDING_WORDS, REPLACED_WORDS } from './ending-words'
import { EVENT_WORDS, INTENT_WORDS, KIND_WORDS, OUTCOME_WORDS } from './event-words'
import { TASK_END_WORDS } from './task-end-words'

export interface ToldEntry {
  /** Wall clock of the zone, `2027-01-05 09:00`. */
  readonly at: string
  readonly what: string
  readonly why: readonly string[]
}

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
  return {
    at: wallClock(entry.at, zone),
    what: `${about}${tellEvent(entry, language)}${carrierCode(detail)}`,
    why: sentences(reasonsOf(kind, contact, detail), language),
  }
}

/** An event, and of its contact what is told with it. */
export type Happened = Pick<TimelineEntry, 'kind' | 'claim' | 'detail'> & {
  readonly contact: Pick<NonNullable<TimelineEntry['contact']>, 'claims' | 'amount' | 'reasons'> | null
}

/** What happened, without the contact it happened to, and without the code of a carrier: that is in the detail. */
export const tellEvent = (happened: Happened, language: Language): string =>
  `${EVENT_WORDS[language][happened.kind]}${specifics(happened, language)}`

/** For whoever asks the carrier. */
export const carrierCode = (detail: Happened['detail']): string => (typeof detail?.code === 'string' ? ` [${detail.code}]` : '')

/** The reasons of the decision stand with the decision, those of a stop with the stop. */
const reasonsOf = (kind: Happened['kind'], contact: Happened['contact'], detail: Happened['detail']): readonly Reason[] =>
  kind === 'queued' || kind === 'planned' ? (contact?.reasons ?? []) : reasonsOfStop(kind, detail)

export const reasonsOfStop = (kind: Happened['kind'], detail: Happened['detail']): readonly Reason[] =>
  kind === 'suppressed' || kind === 'expired' ? ((detail?.reasons as readonly Reason[] | undefined) ?? []) : []

function specifics({ kind, detail, claim, contact }: Happened, language: Language): string {
  const parts: string[] = []
  if (claim !== null) parts.push(claim)
  if (contact && (kind === 'queued' || kind === 'planned'))
    parts.push(`${contact.claims.join(', ')} ${displayMoney(contact.amount, language)}`)
  if (kind === 'waived' || kind === 'waiver-withdrawn') parts.push(...waiverWords(detail, language))
  if (typeof detail?.said === 'string') parts.push(INTENT_WORDS[language][detail.said as Intent])
  parts.push(...detailWords(detail, contact === null, language))
  if ((kind === 'payment' || kind === 'collection' || kind === 'discount') && typeof detail?.cents === 'number')
    parts.push(displayMoney(detail.cents, language))
  if (kind === 'set-off') parts.push(...setOffWords(detail, language))
  if (kind === 'sending') parts.push(...documentWords(detail, language))
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`
}

/** A code that has no word is still better than nothing. */
function detailWords(detail: TimelineEntry['detail'], tellsChannel: boolean, language: Language): string[] {
  const words: Readonly<Record<string, (value: string) => string>> = {
    outcome: (value) => ({ ...ENDING_WORDS[language], ...OUTCOME_WORDS[language] })[value] ?? value,
    // A call that was put off is kept with what was told of it.
    code: (value) =>
      (OUTCOME_WORDS[language] as Readonly<Record<string, string>>)[value] ??
      carrierWords(value, (detail?.failure as FailureClass | undefined) ?? null, language),
    kind: (value) => (KIND_WORDS[language] as Readonly<Record<string, string>>)[value] ?? value,
    replacedBy: (value) => (REPLACED_WORDS[language] as Readonly<Record<string, string>>)[value] ?? value,
    as: (value) => TASK_END_WORDS[language][value] ?? '',
    payBy: (value) => displayDate(value as LocalDate, language),
    on: (value) => displayDate(value as LocalDate, language),
    ...(tellsChannel && { channel: (value) => channelName(value as Channel, language) }),
  }
  return Object.entries(words).flatMap(([key, say]) => {
    const value = detail?.[key]
    return typeof value === 'string' && value !== '' ? [say(value)].filter((word) => word !== '') : []
  })
}

function waiverWords(detail: TimelineEntry['detail'], language: Language): string[] {
  const { what, reason } = (detail ?? {}) as { what?: Waivable; reason?: WaiverReason }
  return [...(what ? [chargeName(what, language)] : []), ...(reason ? [waiverReason(reason, language)] : [])]
}

function setOffWords(detail: TimelineEntry['detail'], language: Language): string[] {
  return WAIVABLE.flatMap((what) => {
    const cents = detail?.[what]
    return typeof cents === 'number' && cents !== 0 ? [`${chargeName(what, language)} ${displayMoney(cents, language)}`] : []
  })
}

function documentWords(detail: TimelineEntry['detail'], language: Language): string[] {
  const { documents, documentsMissing } = (detail ?? {}) as { documents?: number; documentsMissing?: number }
  return language === 'nl'
    ? [...(documents ? [`bijlagen: ${documents}`] : []), ...(documentsMissing ? [`niet gevonden of te groot: ${documentsMissing}`] : [])]
    : [...(documents ? [`attachments: ${documents}`] : []), ...(documentsMissing ? [`not found or too large: ${documentsMissing}`] : [])]
}

const sentences = (reasons: readonly Reason[], language: Language): string[] => reasons.map((reason) => reasonSentence(reason, language))
const wallClock = (at: number, zone: string): string =>
  isoInZone(at as Parameters<typeof isoInZone>[0], zone)
    .slice(0, 16)
    .replace('T', ' ')
