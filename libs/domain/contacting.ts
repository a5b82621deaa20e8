/** Contacting: the life cycle of one contact, the closed outcomes of one send, and what may come back. */
import type { Channel } from './channel'
import type { Language, LanguageLevel, Segment } from './owing'
import type { Phase } from './phase'

/**
 * planned -> queued -> sending -> handed-over | unknown, and the ends: suppressed, expired, refused, failed.
 * `planned` waits for a release (a creditor in shadow); `failed` was handed over and bounced or came back.
 */
export const ATTEMPT_STATES = [
  'planned',
  'queued',
  'sending',
  'unknown',
  'handed-over',
  'suppressed',
  'expired',
  'refused',
  'failed',
] as const
export type AttemptState = (typeof ATTEMPT_STATES)[number]
/** States that count in the contact budget (rule 3). */
export const BUDGETED_STATES: readonly AttemptState[] = ['planned', 'queued', 'sending', 'unknown', 'handed-over']
/** States in which the attempt still has its way to go: nothing new is decided for the debtor meanwhile. */
export const OPEN_STATES: readonly AttemptState[] = ['planned', 'queued', 'sending', 'unknown']

/** Carrier codes sorted into a closed set (rule 13). */
export const FAILURE_CLASSES = [
  'permanent',
  'opt-out',
  'rate-limit',
  'transient',
  'window-or-template',
  'account',
  'indeterminate',
] as const
export type FailureClass = (typeof FAILURE_CLASSES)[number]

/** How one hand-over ended; unfamiliar is a code that nobody has sorted. `unknown` is never sent again without proof that it was not accepted (rule 11). */
export type HandOverOutcome =
  | { readonly kind: 'accepted'; readonly carrierReference: string }
  | { readonly kind: 'refused'; readonly failure: FailureClass; readonly code: string; readonly unfamiliar?: true }
  | { readonly kind: 'later'; readonly failure: FailureClass; readonly code: string; readonly retryAfterSeconds?: number }
  | { readonly kind: 'unknown'; readonly code: string }

/** What a carrier says later about a hand-over; moves an attempt forward only (rule 14). */
export const RECEIPT_STATUSES = ['accepted', 'sent', 'delivered', 'read', 'failed', 'returned'] as const
export type ReceiptStatus = (typeof RECEIPT_STATUSES)[number]

/** As it was sent along: neither its name nor its type is believed. */
export interface InboundFile {
  readonly name: string
  readonly content: Uint8Array
}

/** A file that the carrier keeps for us for a while: it is fetched later, by our account there. */
export interface InboundMedia {
  readonly reference: string
  readonly name: string
  /** As it was said. */
  readonly type: string
}

/** A message from somebody, as a carrier passes it on. */
export interface InboundCall {
  readonly kind: 'inbound'
  readonly key: string
  readonly channel: Channel
  readonly from: string
  readonly to: string
  readonly subject?: string
  readonly text: string
  readonly files?: readonly InboundFile[]
  readonly media?: readonly InboundMedia[]
  /** The carrier took it for a stop word itself. */
  readonly stops?: boolean
  /** Ids, ours or the carrier's, of what it answers. */
  readonly answers?: readonly string[]
  /** A machine wrote it, by a header that only machines write. */
  readonly automatic?: 'reply' | 'bounce'
  readonly at: string
}

/** A carrier's callback, parsed: about a hand-over of ours, or a message from somebody. Null is the id of one that says nothing of ours. */
export type CarrierCallback =
  | {
      readonly kind: 'receipt'
      readonly key: string
      readonly handOverId: string | null
      readonly carrierReference: string | null
      readonly status: ReceiptStatus
      readonly failure: FailureClass | null
      readonly code: string | null
      readonly unfamiliar?: true
      readonly at: string
    }
  | InboundCall
  | { readonly kind: 'opt-out'; readonly key: string; readonly handOverId: string | null; readonly at: string }

export const CALL_OUTCOMES = [
  'promise',
  'arrangement',
  'dispute',
  'paid',
  'cannot-pay',
  'will-not-pay',
  'no-answer',
  'call-back',
  'wrong-number',
  'not-received',
  'no-more-calls',
  'deceased',
  'other',
] as const
export type CallOutcomeKind = (typeof CALL_OUTCOMES)[number]

/** What an outcome says of itself beside its kind; nothing of the others. */
export const CALL_DETAILS = {
  dispute: ['amount', 'delivery', 'quality', 'not-ordered', 'other'],
  'cannot-pay': ['short', 'long'],
  'no-answer': ['voicemail'],
  'wrong-number': ['dialled', 'all'],
  'not-received': ['address-right', 'address-wrong'],
  'no-more-calls': ['calls', 'all-but-letters'],
  deceased: ['relative', 'administrator', 'other'],
} as const satisfies Partial<Record<CallOutcomeKind, readonly string[]>>
export type CallDetail = (typeof CALL_DETAILS)[keyof typeof CALL_DETAILS][number]

export const REASONS_FOR_NON_PAYMENT = [
  'forgot',
  'not-received',
  'dispute',
  'cannot-pay',
  'will-not-pay',
  'wrong-data',
  'deceased',
  'other',
] as const
export type ReasonForNonPayment = (typeof REASONS_FOR_NON_PAYMENT)[number]

/** Closed set of facts in the contact log; ids and codes only, never texts or addresses (rule 20). */
export const CONTACT_EVENT_KINDS = [
  'planned',
  'queued',
  'released',
  'back-in-shadow',
  'suppressed',
  'expired',
  'sending',
  'accepted',
  'refused',
  'later',
  'unknown',
  'proven-not-accepted',
  'sent',
  'delivered',
  'read',
  'failed',
  'returned',
  'inbound',
  'called-in',
  'opt-out',
  'opt-out-removed',
  'payment',
  'promise',
  'promise-kept',
  'promise-reopened',
  'promise-broken',
  'promise-withdrawn',
  'dispute',
  'dispute-resolved',
  'hold',
  'hold-lifted',
  'call-outcome',
  'task-opened',
  'task-closed',
  'mandate',
  'mandate-ended',
  'collection',
  'debit-returned',
  'complaint',
  'complaint-closed',
  'arrangement-proposed',
  'arrangement',
  'arrangement-kept',
  'arrangement-broken',
  'arrangement-cancelled',
  'merged',
  'merge-undone',
  'waived',
  'waiver-withdrawn',
  'discount',
  'set-off',
  'claim-changed',
  'restarted',
  'import-undone',
  'enrolled',
  'left-campaign',
  'preference',
] as const
export type ContactEventKind = (typeof CONTACT_EVENT_KINDS)[number]

/** What a template is chosen by. */
export interface TemplateKey {
  readonly channel: Channel
  readonly phase: Phase
  readonly language: Language
  /** Left out: B1, and no segment of its own. */
  readonly level?: LanguageLevel
  readonly segment?: Segment
}
