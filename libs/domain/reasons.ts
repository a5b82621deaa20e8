/** Reasons: closed codes with parameters. One dictionary renders them (reason-sentences); nothing stores a sentence. */
import type { Channel } from './channel'
import type { Behaviour } from './condition'
import type { LocalDate, LocalTime } from './dates'
import type { Cents } from './money'
import type { Phase } from './phase'
import type { HoldKind } from './settling'

/** How often each thing happened before, of those that a rule for this step looks at. */
export type BehavedBefore = { readonly code: 'behaved-before' } & Readonly<Partial<Record<Behaviour, number>>>

export type Reason =
  /** Why a contact. */
  | { readonly code: 'step-due'; readonly step: string; readonly phase: Phase; readonly day: LocalDate; readonly claim: string }
  /** `told`: the debtor said when their money comes. */
  | {
      readonly code: 'soft-due-date'
      readonly claim: string
      readonly dueOn: LocalDate
      readonly creditOn: LocalDate
      readonly softDueOn: LocalDate
      readonly told?: true
    }
  | { readonly code: 'moved-to-income'; readonly from: LocalDate; readonly creditOn: LocalDate; readonly told?: true }
  /** `channel` where only that channel rests on the day; others may be used. */
  | {
      readonly code: 'moved-earlier'
      readonly from: LocalDate
      readonly to: LocalDate
      readonly closed: LocalDate
      readonly channel?: Channel
    }
  | BehavedBefore
  | { readonly code: 'consolidated'; readonly claims: readonly string[] }
  | { readonly code: 'pay-by-follows-income'; readonly legalEnd: LocalDate; readonly payBy: LocalDate }
  | { readonly code: 'legal-term'; readonly delivered: LocalDate; readonly legalEnd: LocalDate }
  | { readonly code: 'term-lapsed'; readonly endedOn: LocalDate }
  | { readonly code: 'first-invoice'; readonly claim: string }
  | { readonly code: 'preference-unknown' }
  | { readonly code: 'debit-returned'; readonly claim: string; readonly on: LocalDate }
  | { readonly code: 'not-received'; readonly claims: readonly string[]; readonly on: LocalDate }
  | { readonly code: 'answer-owed'; readonly kind: HoldKind; readonly on: LocalDate }
  | { readonly code: 'asked-by-person' }
  | { readonly code: 'instalment-near'; readonly number: number; readonly on: LocalDate }
  /** Why this channel. */
  | { readonly code: 'channel-of-step'; readonly channel: Channel }
  | { readonly code: 'channel-legal'; readonly channel: Channel; readonly phase: Phase }
  | { readonly code: 'channel-preferred'; readonly channel: Channel }
  /** Of `contacts` over this channel the debtor answered `answered`. */
  | { readonly code: 'channel-observed'; readonly channel: Channel; readonly answered: number; readonly contacts: number }
  /** Never used for this debtor; over `than` they answered too few. */
  | {
      readonly code: 'channel-untried'
      readonly channel: Channel
      readonly than: Channel
      readonly answered: number
      readonly contacts: number
    }
  | { readonly code: 'channel-of-policy'; readonly channel: Channel; readonly phase: Phase }
  | { readonly code: 'channel-by-age'; readonly channel: Channel }
  | { readonly code: 'channel-default'; readonly channel: Channel }
  | { readonly code: 'channel-fallback'; readonly channel: Channel; readonly failed: Channel }
  | { readonly code: 'not-online' }
  /** Why this hour: of `of` answers so many came in the hour from then. */
  | { readonly code: 'best-hour'; readonly channel: Channel; readonly hour: LocalTime; readonly answered: number; readonly of: number }
  /** Why not yet. */
  | { readonly code: 'step-not-due'; readonly step: string; readonly phase: Phase; readonly day: LocalDate; readonly claim: string }
  /** `open`: the first day after it that will do. */
  | { readonly code: 'closed-day'; readonly day: LocalDate; readonly name: string; readonly channel?: Channel; readonly open?: LocalDate }
  | { readonly code: 'outside-hours'; readonly channel: Channel; readonly opens: LocalTime; readonly closes: LocalTime }
  | { readonly code: 'cap-day'; readonly perDay: number }
  | { readonly code: 'cap-window'; readonly perWindow: number; readonly windowDays: number }
  | { readonly code: 'phase-gap'; readonly days: number; readonly lastOn: LocalDate }
  | { readonly code: 'contact-under-way'; readonly channel: Channel; readonly phase: Phase }
  | { readonly code: 'hold'; readonly kind: HoldKind; readonly claim: string | null }
  | { readonly code: 'promise-open'; readonly payBy: LocalDate; readonly graceUntil: LocalDate }
  | { readonly code: 'payments-not-read'; readonly through: LocalDate }
  | { readonly code: 'to-be-collected'; readonly claim: string; readonly on: LocalDate }
  | { readonly code: 'collected'; readonly claim: string; readonly on: LocalDate }
  | { readonly code: 'person-decides'; readonly claim: string }
  | { readonly code: 'campaign-paused' }
  /** Why never, or no more. */
  | { readonly code: 'settled' }
  | { readonly code: 'claim-settled'; readonly claim: string }
  | { readonly code: 'amount-changed'; readonly was: Cents; readonly now: Cents }
  | { readonly code: 'costs-changed'; readonly was: Cents; readonly now: Cents }
  | { readonly code: 'reminder-passed'; readonly claim: string }
  | { readonly code: 'no-consent'; readonly channel: Channel }
  | { readonly code: 'opted-out'; readonly channel: Channel }
  | { readonly code: 'channel-closed'; readonly channel: Channel; readonly phase: Phase }
  | { readonly code: 'contact-point-unusable'; readonly channel: Channel }
  | { readonly code: 'no-channel-left'; readonly phase: Phase }
  | { readonly code: 'beyond-calendar'; readonly calendar: string; readonly day: LocalDate }
  | { readonly code: 'too-late'; readonly hours: number }
  | { readonly code: 'stopped-by-operator' }
  | { readonly code: 'superseded' }
  /** Why a task. */
  | { readonly code: 'promise-broken'; readonly payBy: LocalDate }
  | { readonly code: 'arrangement-broken'; readonly on: LocalDate }
  | { readonly code: 'debt-help-since'; readonly since: LocalDate; readonly months: number }
  | { readonly code: 'visit-due'; readonly claim: string; readonly day: LocalDate }
  | { readonly code: 'credit-stop-due'; readonly claim: string; readonly day: LocalDate }
  | { readonly code: 'ladder-ended'; readonly claim: string; readonly day: LocalDate }

export type ReasonCode = Reason['code']
