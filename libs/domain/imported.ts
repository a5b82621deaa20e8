/** Imported: what one validated row of an export says, before it is upserted by creditor and reference. */
import type { IncomeRule } from './calendar'
import type { Channel } from './channel'
import type { LocalDate } from './dates'
import type { Mandate } from './direct-debit'
import type { Cents } from './money'
import type { DebtorKind, Language, PostalAddress, Segment } from './owing'
import type { LadderPhase } from './phase'

export const CLAIM_KINDS = ['claim', 'credit-note', 'withdrawn'] as const
export type ClaimKind = (typeof CLAIM_KINDS)[number]

/** What makes an invoice hard to recognise or to defend (R48): flagged, never refused. */
export const INVOICE_FLAGS = ['missing-number', 'missing-date', 'missing-kvk-or-vat', 'missing-description'] as const
export type InvoiceFlag = (typeof INVOICE_FLAGS)[number]

/** Administrator (bewindvoerder), counsellor (schuldhulp), or the person a firm names for its accounts. */
export const REPRESENTATIVE_ROLES = ['administrator', 'counsellor', 'accounts-contact'] as const
export type RepresentativeRole = (typeof REPRESENTATIVE_ROLES)[number]

/** How far somebody else had come with this claim, so that no ladder starts again on the first day. */
export interface ClaimHistory {
  readonly lastPhase: LadderPhase
  readonly on: LocalDate
  /** Of a formal notice: the last day to pay that it printed, the costs it announced, and where the proof of it lies. */
  readonly payBy?: LocalDate
  readonly costsAnnounced?: Cents
  readonly proof?: string
}

/** What the export says of a debtor. An absent property was not said: what is stored already stays. */
export interface ImportedDebtor {
  readonly reference: string
  readonly kind: DebtorKind
  readonly name: string
  readonly attention?: string
  /** How they wish to be addressed. */
  readonly salutation?: string
  /** The named person behind the contact points of a firm. */
  readonly contactPerson?: string
  readonly language?: Language
  readonly segment?: Segment
  readonly online?: boolean
  readonly preferredChannel?: Channel
  readonly address?: PostalAddress
  /** For invoices and reminders alike. */
  readonly email?: string
  readonly invoiceEmail?: string
  readonly reminderEmail?: string
  /** E.164, for calls. */
  readonly phone?: string
  /** E.164 of a mobile: a landline receives no SMS. */
  readonly sms?: string
  readonly whatsapp?: { readonly number: string; readonly consentedOn: LocalDate | null }
  readonly income?: IncomeRule
  readonly mandate?: Mandate
  readonly iban?: string
  readonly kvk?: string
  readonly vatNumber?: string
  /** What the creditor tells debtors apart by, by names of its own. */
  readonly attributes?: Readonly<Record<string, string>>
}

/** Whom to address instead of the debtor (`instead`) or beside them. */
export interface ImportedRepresentative {
  readonly role: RepresentativeRole
  readonly name: string
  readonly email?: string
  readonly phone?: string
  readonly address?: PostalAddress
  readonly instead: boolean
}

export interface ImportedClaim {
  readonly reference: string
  readonly invoiceNumber: string | null
  readonly kind: ClaimKind
  readonly issuedOn: LocalDate | null
  readonly dueOn: LocalDate
  /** Zero or less for a credit note. */
  readonly original: Cents
  readonly open: Cents
  readonly currency: 'EUR'
  readonly description: string | null
  readonly purchaseOrder: string | null
  readonly project: string | null
  /** Path of the invoice's PDF, below the creditor's folder of documents. */
  readonly invoiceDocument: string | null
  readonly flags: readonly InvoiceFlag[]
  readonly history: ClaimHistory | null
  readonly product?: string
  readonly attributes?: Readonly<Record<string, string>>
  readonly debtor: ImportedDebtor
  readonly representative: ImportedRepresentative | null
}

export interface ImportedPayment {
  /** The bank's own id, else a key made of the row: the same file read twice gives the same keys. */
  readonly key: string
  readonly receivedOn: LocalDate
  /** Negative when money went back. */
  readonly amount: Cents
  readonly currency: 'EUR'
  /** Betalingskenmerk or RF reference that the payer gave. */
  readonly paymentReference: string | null
  readonly claimReference: string | null
  readonly invoiceNumber: string | null
  readonly description: string | null
  readonly payerIban: string | null
  readonly payerName: string | null
  /** Of a direct debit that came back: the bank's code, such as AM04. */
  readonly returnCode?: string
}
