/** What happened with a debtor, as callers see it: with reasons as codes for programs and as sentences for people. */
import {
  ATTEMPT_STATES,
  CHANNELS,
  CONTACT_EVENT_KINDS,
  decimal,
  LANGUAGES,
  reasonSentence,
  RECEIPT_STATUSES,
  type AttemptState,
  type Channel,
  type Language,
  type Phase,
  type Reason,
} from '#domain'
import { tellEvent } from '#pipeline'
import type { ContactRecord, DecisionRecord, listTimeline, SentMessage } from '#store'
import { PHASES } from '../creditors/creditor.dto'
import { Amount, At, Day, Json, ListOf, Nested, OneOf, Plains, Text, Texts, Uuid, Whole } from '../http/fields'
import { PageQuery } from '../http/page'

export class HistoryQuery extends PageQuery {
  @OneOf(LANGUAGES, { optional: true, description: 'of the sentences; nl unless said' }) language: Language = 'nl'
}

export class DossierQuery {
  @OneOf(['json', 'pdf'], { optional: true, description: 'json unless said' }) as: 'json' | 'pdf' = 'json'
  @OneOf(LANGUAGES, { optional: true, description: 'of the PDF; nl unless said' }) language: Language = 'nl'
}

const MANY = 100_000

export class DossierView {
  @At() readonly madeAt!: string
  @Text() readonly creditor!: string
  @Json() readonly debtor!: object
  @Plains(MANY) readonly claims!: readonly object[]
  @Plains(MANY, { description: 'with reasons, sendings, words, checksum, receipts and events' }) readonly contacts!: readonly object[]
  @Plains(MANY, { description: 'what the debtor wrote' }) readonly received!: readonly object[]
  @Plains(MANY, { description: 'what belongs to no contact' }) readonly events!: readonly object[]
}

export class ReasonView {
  @Text({ description: 'of a closed set', example: 'soft-due-date' }) readonly code!: string
  @Json({ description: 'the values of the reason, by its code' }) readonly parameters!: Readonly<Record<string, unknown>>
  @Text({ max: 1000, description: 'the reason in plain words' }) readonly sentence!: string
}

export class DecisionView {
  @Uuid() readonly id!: string
  @At() readonly at!: string
  @OneOf(['contact', 'wait', 'escalate', 'stop']) readonly kind!: DecisionRecord['kind']
  @ListOf(() => ReasonView, 1, 100) readonly reasons!: readonly ReasonView[]
  @At({ nullable: true, description: 'when it is decided anew; null: when a fact asks for it' }) readonly reviewAt!: string | null
  @Json({ description: 'the versions of policy, strategy and calendars that it was made with' }) readonly versions!: Readonly<
    Record<string, unknown>
  >
}

export class HandOverView {
  @Uuid({ description: 'what the carrier knows it by' }) readonly id!: string
  @Whole(1, 1000) readonly number!: number
  @OneOf(CHANNELS) readonly channel!: Channel
  @Text() readonly carrier!: string
  @Text({ example: 'accepted' }) readonly state!: string
  @OneOf(RECEIPT_STATUSES, { nullable: true }) readonly receipt!: string | null
  @Text({ nullable: true }) readonly failure!: string | null
  @Text({ nullable: true }) readonly code!: string | null
  @At() readonly startedAt!: string
}

export class ContactView {
  @Uuid() readonly id!: string
  @Uuid() readonly debtorId!: string
  @Uuid({ nullable: true, description: 'null: nobody decided it, the debtor called' }) readonly decisionId!: string | null
  @Uuid({ nullable: true }) readonly campaignId!: string | null
  @OneOf(CHANNELS) readonly channel!: Channel
  @OneOf(PHASES) readonly phase!: Phase
  @Text() readonly step!: string
  @OneOf(ATTEMPT_STATES) readonly state!: AttemptState
  @Texts({ description: 'references' }) readonly claims!: readonly string[]
  @Amount() readonly amount!: string
  @Day({ nullable: true }) readonly payBy!: string | null
  @At() readonly plannedFor!: string
  @At({ nullable: true }) readonly sentAt!: string | null
  @ListOf(() => ReasonView, 0, 100, { description: 'why it is made' }) readonly reasons!: readonly ReasonView[]
  @ListOf(() => ReasonView, 0, 100, { description: 'why it was not made after all' }) readonly endReasons!: readonly ReasonView[]
  @ListOf(() => HandOverView, 0, 1000) readonly handOvers!: readonly HandOverView[]
}

export class ContactOfEntryView {
  @Uuid() readonly id!: string
  @OneOf(CHANNELS) readonly channel!: Channel
  @OneOf(PHASES) readonly phase!: Phase
  @OneOf(ATTEMPT_STATES, { description: 'as it is now' }) readonly state!: AttemptState
  @Texts() readonly claims!: readonly string[]
  @Amount() readonly amount!: string
}

export class TimelineEntryView {
  @Uuid() readonly id!: string
  @At() readonly at!: string
  @OneOf(CONTACT_EVENT_KINDS) readonly kind!: string
  @Text({ max: 400, description: 'what happened, in plain words' }) readonly what!: string
  @Text({ nullable: true, description: 'reference of the claim it is about' }) readonly claim!: string | null
  @Nested(() => ContactOfEntryView, { nullable: true }) readonly contact!: ContactOfEntryView | null
  @ListOf(() => ReasonView, 0, 100) readonly reasons!: readonly ReasonView[]
  @Json({ nullable: true, description: 'ids and codes' }) readonly detail!: Readonly<Record<string, unknown>> | null
}

export class SentMessageView {
  @Uuid() readonly handOverId!: string
  @Whole(1, 1000) readonly number!: number
  @OneOf(LANGUAGES) readonly language!: Language
  @Text() readonly template!: string
  @Whole(1, 1_000_000) readonly templateVersion!: number
  @Json({ description: '`value`: the e-mail address, number or postal address it went to' }) readonly address!: { readonly value: unknown }
  @Json({ description: 'the wording exactly as it left, in the form of its channel' }) readonly content!: Readonly<Record<string, unknown>>
}

export function reasonView(reason: Reason, language: Language): ReasonView {
  const { code, ...parameters } = reason
  return { code, parameters, sentence: reasonSentence(reason, language) }
}
const reasonViews = (reasons: readonly Reason[], language: Language): ReasonView[] => reasons.map((reason) => reasonView(reason, language))
const iso = (at: number): string => new Date(at).toISOString()
const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at))

export const decisionView = ({ reasons, at, reviewAt, ...row }: DecisionRecord, language: Language): DecisionView => ({
  ...row,
  at: iso(at),
  reviewAt: isoOrNull(reviewAt),
  reasons: reasonViews(reasons, language),
})

export const contactView = (
  { amount, plannedFor, sentAt, reasons, endReasons, handOvers, ...row }: ContactRecord,
  language: Language,
): ContactView => ({
  ...row,
  amount: decimal(amount),
  plannedFor: iso(plannedFor),
  sentAt: isoOrNull(sentAt),
  reasons: reasonViews(reasons, language),
  endReasons: reasonViews(endReasons ?? [], language),
  handOvers: handOvers.map((one) => ({ ...one, startedAt: new Date(one.startedAt).toISOString() })),
})

/** The reasons of the decision stand with the decision, those of a stop with the stop. */
export function timelineEntryView(entry: Awaited<ReturnType<typeof listTimeline>>[number], language: Language): TimelineEntryView {
  const { id, at, kind, claim, contact, detail } = entry
  const { reasons: stopped, ...codes } = (detail ?? {}) as { reasons?: readonly Reason[] }
  const decided = kind === 'queued' || kind === 'planned' ? (contact?.reasons ?? []) : []
  return {
    id,
    at: iso(at),
    kind,
    what: tellEvent(entry, language),
    claim,
    detail: detail && codes,
    reasons: reasonViews(stopped ?? decided, language),
    contact: contact && {
      id: contact.attemptId,
      channel: contact.channel,
      phase: contact.phase,
      state: contact.state,
      claims: contact.claims,
      amount: decimal(contact.amount),
    },
  }
}

export const sentMessageView = ({ address, content, ...row }: SentMessage): SentMessageView => ({
  ...row,
  address: { value: address },
  content: { ...content },
})
