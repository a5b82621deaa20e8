/** Payment options: the ways in which a creditor can be paid beside a bank transfer, as data (R102, R103, R106). */
import { addDays } from './dates'
import type { LocalDate } from './dates'
import { decimal } from './money'
import type { Cents } from './money'

export const QR_CODES = ['transfer', 'link', 'none'] as const

export interface PaymentOptions {
  /** An address with the places `{reference}` and, if the page wants it, `{amount}`; `label` names the methods that it offers. */
  readonly link?: { readonly address: string; readonly label?: string | null } | null
  /** What the code on paper holds: a bank transfer (EPC069-12), the link, or there is none. */
  readonly qr?: (typeof QR_CODES)[number]
  /** The page on which one permits direct debit. */
  readonly directDebit?: string | null
  /** Percent off for who pays within so many days of the date of the invoice. */
  readonly discount?: { readonly percent: number; readonly withinDays: number } | null
}

export const paymentLink = ({ link }: PaymentOptions, reference: string, amount: Cents): string | null =>
  link ? link.address.replaceAll('{reference}', encodeURIComponent(reference)).replaceAll('{amount}', decimal(amount)) : null

/** Such a link tells the amount to whoever sees it. */
export const linkShowsAmount = ({ link }: PaymentOptions): boolean => link?.address.includes('{amount}') ?? false

export interface EarlyPayment {
  readonly discount: Cents
  readonly until: LocalDate
}

/** What may be taken off a claim that is paid by then; null when the day has passed, or a part was paid already. */
export function earlyPayment(
  { discount }: PaymentOptions,
  claim: { readonly issuedOn: LocalDate; readonly original: Cents; readonly open: Cents },
  on: LocalDate,
): EarlyPayment | null {
  if (!discount || claim.open !== claim.original || claim.open <= 0) return null
  const until = addDays(claim.issuedOn, discount.withinDays)
  const off = Math.floor((claim.original * Math.round(discount.percent * 100)) / 10_000)
  return on > until || off === 0 ? null : { discount: off, until }
}
