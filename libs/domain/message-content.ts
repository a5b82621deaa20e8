/** Message content: the wording exactly as it leaves, one shape per channel, and what goes along with it. */
import type { Language, PostalAddress } from './owing'

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
