/** Contacting: the life cycle of one contact, the closed outcomes of one send, and what may come back. */
import type { Channel } from './channel'
import type { Language, LanguageLevel, PostalAddress, Segment } from './owing'
import type { Phase } from './phase'

/**
 * planned -> queued -> sending -> handed-over | unknown, and the ends: suppressed, expired, refused, failed.
 * `planned` waits for a release (a creditor in shadow); `failed` was handed over and bounced or came back.
 */
export const ATTEMPT_STATES = ['planned', 'queued', 'sending', 'unknown', 'handed-over', 'suppressed', 'expired', 'refused', 'failed'] as const
export type AttemptState = (typeof ATTEMPT_STATES)[number]
/** States that count in the contact budget (rule 3). */
export const BUDGETED_STATES: readonly AttemptState[] = ['planned', 'queued', 'sending', 'unknown', 'handed-over']
/** States in which the attempt still has its way to go: nothing new is decided for the debtor meanwhile. */
export const OPEN_STATES: readonly AttemptState[] = ['planned', 'queued', 'sending', 'unknown']

/** Carrier codes sorted into a closed set (rule 13). */
export const FAILURE_CLASSES = ['permanent', 'opt-out', 'rate-limit', 'transient', 'window-or-template', 'account', 'indeterminate'] as const
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
  | { readonly kind: 'receipt'; readonly key: string; readonly handOverId: string | null; readonly carrierReference: string | null; readonly status: ReceiptStatus; readonly failure: FailureClass | null; readonly code: string | null; readonly unfamiliar?: true; readonly at: string }
  | InboundCall
  | { readonly kind: 'opt-out'; readonly key: string; readonly handOverId: string | null; readonly at: string }

/** A file that goes with a message: told by its hash, its bytes stay where they are. */
export interface EnclosedDocument {
  readonly name: string
  readonly type: 'application/pdf'
  readonly bytes: number
  readonly sha256: string
}

/** The wording exactly as it leaves: one shape per channel. */
export type MessageContent =
  | EmailContent
  | { readonly channel: 'sms'; readonly text: string; readonly segments: number }
  | ApprovedContent
  | { readonly channel: 'whatsapp'; readonly kind: 'text'; readonly text: string }
  | { readonly channel: 'letter'; readonly letter: LetterContent; readonly text: string }
  | { readonly channel: 'call'; readonly script: string; readonly text: string }

/** What WhatsApp takes outside its window: the name of approved words, and what fills their places. */
export interface ApprovedContent extends GoingAlong {
  readonly channel: 'whatsapp'
  readonly kind: 'template'
  readonly template: string
  readonly parameters: readonly string[]
  readonly text: string
  /** The template to use instead where one document goes along. */
  readonly withDocument?: string
}

interface GoingAlong {
  readonly documents?: readonly EnclosedDocument[]
  /** By name: what should have gone with it, and was not there or too large. */
  readonly documentsMissing?: readonly string[]
}

export interface EmailContent extends GoingAlong {
  readonly channel: 'email'
  readonly subject: string
  readonly preheader: string
  readonly html: string
  readonly text: string
  /** What is owed, line by line, where that goes along on a page of its own. */
  readonly statement?: StatementPage
}

export interface StatementPage {
  readonly heading: string
  readonly rows: readonly { readonly label: string; readonly value: string }[]
}

export interface LetterContent {
  readonly address: PostalAddress
  readonly returnAddress: string
  readonly sender: string
  readonly date: string
  readonly title: string
  readonly paragraphs: readonly string[]
  /** None in a letter that asks for no money: it has neither their table nor a payment block. */
  readonly claims: readonly { readonly label: string; readonly amount: string }[]
  readonly claimsHeading: { readonly label: string; readonly amount: string }
  readonly total: { readonly label: string; readonly amount: string }
  readonly payment: readonly { readonly label: string; readonly value: string }[]
  readonly paymentHeading: string
  /** What the payment QR code holds (EPC069-12), and the words under it. */
  readonly qr: { readonly payload: string; readonly caption: string }
  readonly closing: readonly string[]
  /** Customer number and the like, beside the date. */
  readonly references?: readonly { readonly label: string; readonly value: string }[]
  /** Parts with a heading between the payment block and the closing, e.g. what to do when one cannot pay. */
  readonly sections?: readonly { readonly heading: string; readonly paragraphs: readonly string[] }[]
  readonly language: Language
}

export interface OutboundMessage {
  readonly content: MessageContent
  readonly language: Language
  readonly template: { readonly name: string; readonly version: number }
}

export const CALL_OUTCOMES = ['promise', 'arrangement', 'dispute', 'paid', 'cannot-pay', 'will-not-pay', 'no-answer', 'call-back', 'wrong-number', 'not-received', 'no-more-calls', 'deceased', 'other'] as const
export type CallOutcomeKind = (typeof CALL_OUTCOMES)[number]

/** What an outcome says of itself beside its kind; nothing of the others. */
export const CALL_DETAILS = {
  dispute: ['amount', 'delivery', 'quality', 'not-ordered', 'other'], 'cannot-pay': ['short', 'long'], 'no-answer': ['voicemail'], 'wrong-number': ['dialled', 'all'],
  'not-received': ['address-right', 'address-wrong'], 'no-more-calls': ['calls', 'all-but-letters'], deceased: ['relative', 'administrator', 'other'],
} as const satisfies Partial<Record<CallOutcomeKind, readonly string[]>>
export type CallDetail = (typeof CALL_DETAILS)[keyof typeof CALL_DETAILS][number]

export const REASONS_FOR_NON_PAYMENT = ['forgot', 'not-received', 'dispute', 'cannot-pay', 'will-not-pay', 'wrong-data', 'deceased', 'other'] as const
export type ReasonForNonPayment = (typeof REASONS_FOR_NON_PAYMENT)[number]

/** Closed set of facts in the contact log; ids and codes only, never texts or addresses (rule 20). */
export const CONTACT_EVENT_KINDS = [
  'planned', 'queued', 'suppressed', 'expired', 'sending', 'accepted', 'refused', 'later', 'unknown', 'proven-not-accepted',
  'sent', 'delivered', 'read', 'failed', 'returned', 'released',
  'inbound', 'called-in', 'opt-out', 'opt-out-removed', 'payment', 'promise', 'promise-broken', 'promise-withdrawn', 'dispute', 'dispute-resolved', 'hold', 'hold-lifted', 'call-outcome', 'task-opened', 'task-closed',
  'mandate', 'mandate-ended', 'collection', 'debit-returned', 'complaint', 'complaint-closed', 'arrangement-proposed', 'arrangement', 'arrangement-kept', 'arrangement-broken', 'arrangement-cancelled', 'merged', 'merge-undone',
  'waived', 'waiver-withdrawn', 'discount', 'set-off', 'claim-changed', 'import-undone', 'escalated', 'stopped', 'enrolled', 'left-campaign', 'preference',
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
