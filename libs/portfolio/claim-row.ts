/** ClaimRow: what a row says of the claim and of what happened to it before, read and checked. */
import { IsIn, IsOptional, Matches, MaxLength, ValidateIf } from 'class-validator'
import {
  addDays,
  type Cents,
  CLAIM_KINDS,
  type ClaimKind,
  type ImportMapping,
  LADDER_PHASES,
  type LadderPhase,
  type LocalDate,
} from '#domain'
import { parseAmount } from './amount'
import { parseDate } from './calendar-date'
import { IsAmount, IsDay, IsPathBelow, NotBefore, oneOf, Present } from './constraints'
import type { FieldTexts } from './row-fields'

const hasHistory = ({ historyPhase, historyOn, historyPayBy, historyCosts, historyProof }: ClaimRow): boolean =>
  (historyPhase ?? historyOn ?? historyPayBy ?? historyCosts ?? historyProof) !== undefined
const short = { message: 'is longer than 100 characters' }

export class ClaimRow {
  @MaxLength(100, short)
  @Present()
  reference: string | undefined
  @IsOptional()
  @MaxLength(100, short)
  invoiceNumber: string | undefined
  @IsIn(CLAIM_KINDS, { message: oneOf(CLAIM_KINDS) })
  kind: ClaimKind
  @IsOptional()
  @IsDay()
  issuedOn: LocalDate | '' | undefined
  @IsOptional()
  @Matches(/^\d{1,3}$/, { message: 'is not a number of days' })
  termDays: string | undefined
  @NotBefore('issuedOn', 'lies before the date of the invoice')
  @IsDay()
  @Present()
  dueOn: LocalDate | '' | undefined
  @IsAmount()
  @Present()
  open: Cents | undefined
  /** An export without the original amount is told about its open amount only once. */
  @ValidateIf((row: ClaimRow) => !Object.is(row.original, row.open))
  @IsAmount()
  original: Cents | undefined
  @IsIn(['EUR'], { message: 'is not EUR, the only currency so far' })
  currency: string
  @IsOptional()
  @MaxLength(1000, { message: 'is longer than 1000 characters' })
  description: string | undefined
  @IsOptional()
  @MaxLength(100, short)
  purchaseOrder: string | undefined
  @IsOptional()
  @MaxLength(100, short)
  project: string | undefined
  @IsOptional()
  @MaxLength(100, short)
  product: string | undefined
  @IsOptional()
  @IsPathBelow()
  invoiceDocument: string | undefined
  @ValidateIf(hasHistory)
  @IsIn(LADDER_PHASES, { message: oneOf(LADDER_PHASES) })
  @Present()
  historyPhase: LadderPhase | undefined
  @ValidateIf(hasHistory)
  @IsDay()
  @Present()
  historyOn: LocalDate | '' | undefined
  @IsOptional()
  @NotBefore('historyOn', 'lies before the day of that contact')
  @IsDay()
  historyPayBy: LocalDate | '' | undefined
  @IsOptional()
  @IsAmount()
  historyCosts: Cents | undefined
  @IsOptional()
  @MaxLength(500, { message: 'is longer than 500 characters' })
  historyProof: string | undefined

  constructor(texts: FieldTexts, mapping: ImportMapping) {
    const day = (text: string | undefined): LocalDate | '' | undefined => text && (parseDate(text, mapping.dates) ?? '')
    const amount = (text: string | undefined): Cents | undefined =>
      text === undefined ? undefined : (parseAmount(text, mapping.decimal) ?? NaN)
    this.reference = texts.reference
    this.invoiceNumber = texts.invoiceNumber
    this.open = amount(texts.open)
    this.original = texts.original === undefined ? this.open : amount(texts.original)
    this.kind = readKind(texts.kind, this.original, this.open)
    this.issuedOn = day(texts.issuedOn)
    this.termDays = texts.termDays
    this.dueOn = day(texts.dueOn) ?? dueAfter(this.issuedOn, texts.termDays, this.kind)
    this.currency = texts.currency === undefined || texts.currency === '€' ? 'EUR' : texts.currency.toUpperCase()
    this.description = texts.description
    this.purchaseOrder = texts.purchaseOrder
    this.project = texts.project
    this.product = texts.product
    this.invoiceDocument = texts.invoiceDocument
    this.historyPhase = texts.historyPhase?.toLowerCase() as LadderPhase | undefined
    this.historyOn = day(texts.historyOn)
    this.historyPayBy = day(texts.historyPayBy)
    this.historyCosts = amount(texts.historyCosts)
    this.historyProof = texts.historyProof
  }
}

/** Money in the debtor's favour is a credit note whatever the export calls it. */
function readKind(text: string | undefined, original = 0, open = 0): ClaimKind {
  const named = text?.toLowerCase() as ClaimKind | undefined
  if (named === 'withdrawn' || (named !== undefined && named !== 'claim')) return named
  return original < 0 || open < 0 ? 'credit-note' : 'claim'
}

/** The due date that the export leaves out: the invoice date and its term; a credit note is there from its own date. */
function dueAfter(issuedOn: LocalDate | '' | undefined, termDays: string | undefined, kind: ClaimKind): LocalDate | undefined {
  if (!issuedOn) return undefined
  if (termDays !== undefined && /^\d{1,3}$/.test(termDays)) return addDays(issuedOn, Number(termDays))
  return kind === 'credit-note' ? issuedOn : undefined
}
