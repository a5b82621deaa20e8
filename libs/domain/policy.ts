/** ContactPolicy: every parameter of the reference policy (P1..P25) that a lawyer or operations person may set. */
import type { Channel } from './channel'
import type { BehaviourCondition, DebtorCondition } from './condition'
import type { LocalDate, LocalTime, Weekday } from './dates'
import type { ReturnMeaning } from './direct-debit'
import type { DebtorKind, Segment } from './owing'
import type { Phase } from './phase'

export interface ContactHours {
  readonly opens: LocalTime
  readonly closes: LocalTime
  readonly days: readonly Weekday[]
}

/** A value that changes on a date: the last row whose `from` is not after the day counts. */
export interface DatedValue {
  readonly from: LocalDate
  readonly value: number
}

/** A row of the channel matrix: for these phases, debtors and open amounts. */
export interface ChannelRow extends DebtorCondition {
  readonly phases?: readonly Phase[]
  /** Tried first, in this order. */
  readonly channels: readonly Channel[]
  /** Not used at all, a stated preference included; a legal letter goes its own way all the same. */
  readonly without?: readonly Channel[]
}

export interface AgeRow {
  readonly from: number
  readonly below: number
  readonly channels: readonly Channel[]
}

/** A debtor of no segment of their own who paid so counts as one of this. */
export interface SegmentRow extends BehaviourCondition {
  readonly segment: Exclude<Segment, 'standard'>
  readonly kinds?: readonly DebtorKind[]
}

export interface ContactPolicy {
  readonly name: string
  readonly version: number
  /** P1 zone in which days and hours are meant. */
  readonly zone: string
  /** P3 contact hours per channel; nothing leaves outside them. */
  readonly hours: Readonly<Record<Channel, ContactHours>>
  /** Names of the calendars under `config/calendars` (P2, P5, rule 6). */
  readonly calendars: { readonly contact: string; readonly bank: string; readonly post: string }
  /** Days on which this creditor contacts nobody though the law would allow it. They move contacts, not what a law counts in days. */
  readonly ownClosedDays?: readonly { readonly day: LocalDate; readonly name: string }[]
  /** P10: a credit date 0..n days after the due date makes its collection day the soft due date, but not for these segments. */
  readonly softDueDate: { readonly withinDays: number; readonly exceptSegments: readonly Segment[] }
  /** P11: these phases move to a credit date that lies within n days. */
  readonly waitForIncome: { readonly phases: readonly Phase[]; readonly withinDays: number }
  /** P12: a collection day 1..n days after the legal end is the pay-by date that is printed. */
  readonly payByWithinDays: number
  /** P9: least difference in days between two phases. */
  readonly minDaysBetweenPhases: number
  /**
   * P13 caps over all channels and claims of a debtor; a call that nobody answered weighs `unansweredCallWeight`. Of the window's contacts
   * `reservedForLegal` are left for letters that the law asks for; absent: none.
   */
  readonly caps: {
    readonly perDay: number
    readonly perWindow: number
    readonly windowDays: number
    readonly unansweredCallWeight: number
    readonly reservedForLegal?: number
  }
  /** P13: the same step of other overdue claims joins when it falls within n days. */
  readonly consolidateWithinDays: number
  /** P14: TARGET days of silence after a promised date. */
  readonly promiseGraceBankDays: number
  /**
   * P7, P8, P17: days of notice before a collection, bank days after a return in which the bank may still try by itself,
   * how often we try again, and what each return code means.
   */
  readonly directDebit: {
    readonly preNotificationDays: number
    readonly bankDaysAfterReturn: number
    readonly retries: number
    readonly returnCodes: Readonly<Record<string, ReturnMeaning>>
  }
  /** P20: months after which a person looks again at a debt-help pause. */
  readonly debtHelpReviewMonths: number
  /** P15: phases that go by letter when an address is known, else by e-mail, never otherwise. */
  readonly legalPhases: readonly Phase[]
  /** Channels switched off for phases, e.g. WhatsApp from the formal notice on. */
  readonly closedChannels: Readonly<Partial<Record<Phase, readonly Channel[]>>>
  /** Order tried when nothing better is known, the cheapest adequate first. */
  readonly channelOrder: readonly Channel[]
  /** Phase x relation x amount: the first row that fits comes before the order; behind a preference and observed response. */
  readonly channelMatrix: readonly ChannelRow[]
  /** By age in years: the weakest signal, behind all others. */
  readonly channelByAge: readonly AgeRow[]
  /**
   * Observed response counts from so many contacts over a channel on, and starts as if the debtor had had `likeWeight` contacts with the
   * answers of the debtors like them; an hour counts from `leastForHour` answers on. Null: nothing is learned.
   */
  readonly observedResponse: { readonly leastContacts: number; readonly likeWeight: number; readonly leastForHour: number } | null
  /** R75: the first row that holds, for who is `standard`; what an import or a person says of a segment goes before it. Empty: nobody is profiled. */
  readonly segmentByBehaviour: readonly SegmentRow[]
  /** P16 delivery days counted for a letter. */
  readonly postDays: readonly DatedValue[]
  /** P24 posting days and cut-off of the printer; `releaseAt` is when the day's batch is exported. */
  readonly posting: { readonly days: readonly Weekday[]; readonly cutOff: LocalTime; readonly releaseAt: LocalTime }
  /** Days of the 14-day letter's term (art. 6:96(6) BW). */
  readonly noticeTermDays: number
  /** BIK scale (Besluit vergoeding voor buitengerechtelijke incassokosten art. 2): rates per slice, in cents and percent. */
  readonly collectionCosts: {
    readonly charged: boolean
    /** The creditor's own limit on what one message may charge, below the scale; null: the scale alone. */
    readonly most: number | null
    /** Art. 2(3): for creditors who buy collection with VAT, cannot deduct it, and say both. */
    readonly vatAdded: boolean
    readonly vatPercent: number
    /** Art. 2a: terms of one contract share the costs of the highest of them over this many months. */
    readonly termsLookBackMonths: number
    readonly slices: readonly { readonly upTo: number | null; readonly percent: number }[]
    readonly minimum: number
    readonly maximum: number
  }
  /**
   * P22: true: a payment covers the costs that are due, then the interest, then the principal (art. 6:44 BW); absent or false: the principal.
   * Payments within an arrangement always lower the principal, which is what was agreed on.
   */
  readonly paymentsCoverCostsFirst?: boolean
  /** P22: statutory interest, where it is asked for, and the day from which it runs for each kind of debtor. */
  readonly interest: {
    readonly charged: boolean
    readonly most: number | null
    readonly table: string
    readonly from: Readonly<Record<DebtorKind, 'due-date' | 'notice-term-end'>>
  }
  /** P23: the next phase after a legal letter waits for payments read up to the last day of its term. */
  readonly requirePaymentsRead: boolean
  /** A contact that could not leave within this many hours is decided again (rule 13). */
  readonly latenessHours: number
}
