/** PaymentRow: what a row says of money that came in, read and checked. */
import { IsIn, IsOptional, Matches, MaxLength } from 'class-validator'
import { electronicFormatIBAN } from 'ibantools'
import { RETURN_CODE, type Cents, type ImportedPayment, type ImportMapping, type LocalDate } from '#domain'
import { parseAmount } from './amount'
import { parseDate } from './calendar-date'
import { IsAmount, IsBankAccount, IsDay, oneOf, Present } from './constraints'
import type { FieldTexts } from './row-fields'

const DIRECTIONS = ['in', 'out']
const long = { message: 'is longer than 500 characters' }

export class PaymentRow {
  @IsOptional()
  @MaxLength(200, { message: 'is longer than 200 characters' })
  transactionId: string | undefined
  @IsDay()
  @Present()
  receivedOn: LocalDate | '' | undefined
  @IsAmount()
  @Present()
  amount: Cents | undefined
  @IsIn(DIRECTIONS, { message: oneOf(DIRECTIONS) })
  direction: string
  @IsIn(['EUR'], { message: 'is not EUR, the only currency so far' })
  currency: string
  @IsOptional()
  @MaxLength(500, long)
  paymentReference: string | undefined
  @IsOptional()
  @MaxLength(500, long)
  claimReference: string | undefined
  @IsOptional()
  @MaxLength(500, long)
  invoiceNumber: string | undefined
  @IsOptional()
  @MaxLength(2000, { message: 'is longer than 2000 characters' })
  description: string | undefined
  @IsOptional()
  @IsBankAccount()
  payerIban: string | undefined
  @IsOptional()
  @MaxLength(500, long)
  payerName: string | undefined
  @IsOptional()
  @Matches(RETURN_CODE, { message: 'is not a return code such as AM04' })
  returnCode: string | undefined

  constructor(texts: FieldTexts, mapping: ImportMapping) {
    this.transactionId = texts.transactionId
    this.receivedOn = texts.receivedOn && (parseDate(texts.receivedOn, mapping.dates) ?? '')
    this.amount = texts.amount === undefined ? undefined : (parseAmount(texts.amount, mapping.decimal) ?? NaN)
    this.direction = texts.direction?.toLowerCase() ?? 'in'
    this.currency = texts.currency === undefined || texts.currency === '€' ? 'EUR' : texts.currency.toUpperCase()
    this.paymentReference = texts.paymentReference
    this.claimReference = texts.claimReference
    this.invoiceNumber = texts.invoiceNumber
    this.description = texts.description
    this.payerIban = texts.payerIban === undefined ? undefined : (electronicFormatIBAN(texts.payerIban) ?? '')
    this.payerName = texts.payerName
    this.returnCode = texts.returnCode?.toUpperCase()
  }
}

export function toPayment(row: PaymentRow, key: string): ImportedPayment | undefined {
  if (!row.receivedOn || row.amount === undefined) return undefined
  return {
    key,
    receivedOn: row.receivedOn,
    amount: row.direction === 'out' ? -Math.abs(row.amount) : row.amount,
    currency: 'EUR',
    // A betalingskenmerk is written in groups of four; matching wants the digits.
    paymentReference: row.paymentReference?.replace(/[\s.]/g, '') ?? null,
    claimReference: row.claimReference ?? null,
    invoiceNumber: row.invoiceNumber ?? null,
    description: row.description ?? null,
    payerIban: row.payerIban ?? null,
    payerName: row.payerName ?? null,
    ...(row.returnCode === undefined ? {} : { returnCode: row.returnCode }),
  }
}
