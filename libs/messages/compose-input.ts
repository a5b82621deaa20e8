/** ComposeInput: everything that a message may say, gathered by the caller; nothing else reaches the wording. */
import type {
  Cents,
  Channel,
  CollectionCosts,
  DebtorKind,
  EarlyPayment,
  Language,
  LocalDate,
  PaymentOptions,
  Phase,
  PostalAddress,
  Statement,
  WaiverReason,
} from '#domain'

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
  /** Name and address of whoever it is owed to, when somebody else than the sender. */
  readonly collectsFor: string | null
  readonly payment: PaymentOptions
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
  readonly waived: { readonly costs: WaiverReason | null; readonly interest: WaiverReason | null }
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
  /** Open principal of the claims together; what is to be paid is this, with the costs and the interest of the statement. */
  readonly amount: Cents
  readonly payBy: LocalDate | null
  readonly legalEnd: LocalDate | null
  /** Collection costs that will be due when the term passes. */
  readonly announcedCosts: CollectionCosts | null
  /** What the creditor may still charge on top of some of these claims. */
  readonly follows: { readonly costs: boolean; readonly interest: boolean }
  /** What is owed, itemised; null where the phase asks for the principal alone. */
  readonly statement: Statement | null
  /** The Wki holds: the sender collects for others, from a natural person. */
  readonly wki: boolean
  /** What may be taken off by whoever pays now; null for nothing. */
  readonly earlyPayment: EarlyPayment | null
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

/** What payments have left of it. */
export const costsLeft = ({ costs, covered }: Statement): Cents => costs.total - covered.costs
export const interestLeft = ({ interest, covered }: Statement): Cents => interest - covered.interest
/** What is to be paid now. */
export const toPay = ({ amount, statement }: Pick<ComposeInput, 'amount' | 'statement'>): Cents =>
  amount + (statement ? costsLeft(statement) + interestLeft(statement) : 0)
/** What a code or a link fills in: less by the discount while it may be taken. */
export const toPayNow = (input: Pick<ComposeInput, 'amount' | 'statement' | 'earlyPayment'>): Cents =>
  toPay(input) - (input.earlyPayment?.discount ?? 0)
