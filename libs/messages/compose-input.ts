/** ComposeInput: everything that a message may say, gathered by the caller; nothing else reaches the wording. */
import type { Cents, Channel, DebtorKind, Language, LocalDate, Phase, PostalAddress } from '#domain'

/** The creditor as the debtor should recognise it. */
export interface MessageSender {
  readonly name: string
  readonly legalName: string
  /** Number in the trade register (KvK). */
  readonly chamberOfCommerce: string
  readonly vatNumber: string | null
  readonly address: PostalAddress
  readonly phone: string
  readonly email: string
  readonly website: string | null
  /** Page that says what to do when one cannot pay, and how to check a message (R67). */
  readonly helpPage: string | null
  readonly iban: string
  readonly accountName: string
  /** The address or number from which messages of this channel come. */
  readonly identity: string
  /** Payment terms in one or two plain sentences (R99). */
  readonly terms: string | null
  /** Number in the register of the Wki, for those who must have one. */
  readonly wkiNumber: string | null
}

export interface Addressee {
  readonly name: string
  /** How to address: `mevrouw Bakker`; null when not known. */
  readonly salutation: string | null
  readonly attention: string | null
  readonly language: Language
  /** Name of the debtor when this is a representative. */
  readonly actsFor: string | null
  /** Needed for a letter. */
  readonly address: PostalAddress | null
}

export interface MessageClaim {
  readonly reference: string
  readonly invoiceNumber: string
  readonly issuedOn: LocalDate
  readonly dueOn: LocalDate
  readonly description: string | null
  readonly purchaseOrder: string | null
  readonly project: string | null
  readonly original: Cents
  readonly open: Cents
}

export const REPLY_OPTIONS = ['paid-already', 'pay-later', 'in-parts', 'disagree', 'call-me'] as const
export type ReplyOption = (typeof REPLY_OPTIONS)[number]

/** What an answer answers to: it says something else of a dispute than of a complaint. */
export type Answered = 'dispute' | 'complaint' | 'message'

export interface ComposeInput {
  readonly creditor: MessageSender
  readonly addressee: Addressee
  readonly debtor: { readonly reference: string; readonly kind: DebtorKind }
  readonly channel: Channel
  readonly phase: Phase
  readonly claims: readonly MessageClaim[]
  /** Open principal of the claims together; what is to be paid is this plus `costsDue`. */
  readonly amount: Cents
  readonly payBy: LocalDate | null
  readonly legalEnd: LocalDate | null
  /** Collection costs that will be due when the term passes. */
  readonly announcedCosts: Cents | null
  /** Collection costs that are due now; 0 for none. */
  readonly costsDue: Cents
  readonly nextStep: { readonly phase: Phase; readonly on: LocalDate } | null
  /** Of a failed direct debit: the day of the next one, when there is one (P17). */
  readonly nextCollection?: LocalDate | null
  readonly answers?: Answered
  readonly sentOn: LocalDate
  readonly paymentReference: string
  readonly paymentLink: string | null
  readonly replyOptions: readonly ReplyOption[]
  /** Where the debtor chooses a reply online; null: by answering or calling. */
  readonly replyPage: string | null
  /** The person wrote to us in the last 24 hours, so WhatsApp allows free text. */
  readonly whatsappWindowOpen: boolean
}
