/** Debtors as callers give, change, search and see them. */
import {
  CHANNELS,
  decimal,
  DEBTOR_KINDS,
  HOLD_KINDS,
  LADDER_PHASES,
  LANGUAGES,
  SEGMENTS,
  type Channel,
  type DebtorKind,
  type HoldKind,
  type LadderPhase,
  type Language,
  type Segment,
} from '#domain'
import type { DebtorRecord } from '#store'
import { Amount, At, Email, Flag, Json, Nested, OneOf, Pattern, Text, Uuid, Whole } from '../http/fields'
import { PageQuery } from '../http/page'
import { vulnerableView, VulnerableView } from './vulnerability.dto'

export const PHONE = /^\+[1-9]\d{6,14}$/

export class NewDebtorBody {
  @Text({ max: 100, description: "as the creditor's own books write it; unique", example: 'D-1001' }) reference!: string
  @OneOf(DEBTOR_KINDS, {
    description:
      'who trades under their own name is a business with the attribute `legalForm` (eenmanszaak, zzp, sole-trader): the Wki protects natural persons',
  })
  kind!: DebtorKind
  @Text({ max: 200, example: 'J. de Vries' }) name!: string
  @Text({ max: 200, optional: true, nullable: true, description: 'department or person at a firm' }) attention?: string | null
  @Text({
    max: 60,
    optional: true,
    nullable: true,
    description: 'how they wish to be addressed, in messages and on the telephone',
    example: 'mevrouw De Vries',
  })
  salutation?: string | null
  @OneOf(LANGUAGES, { optional: true, description: 'nl unless said' }) language?: Language
  @OneOf(SEGMENTS, { optional: true, description: 'standard unless said' }) segment?: Segment
  @Flag({ optional: true, description: 'false: only letters and calls; true unless said' }) online?: boolean
  @OneOf(CHANNELS, { optional: true, nullable: true }) preferredChannel?: Channel | null
}

export class DebtorChanges {
  @Text({ max: 200, optional: true }) name?: string
  @Text({ max: 200, optional: true, nullable: true }) attention?: string | null
  @Text({ max: 60, optional: true, nullable: true }) salutation?: string | null
  @OneOf(LANGUAGES, { optional: true }) language?: Language
  @OneOf(SEGMENTS, { optional: true }) segment?: Segment
  @Flag({ optional: true }) online?: boolean
  @OneOf(CHANNELS, { optional: true, nullable: true }) preferredChannel?: Channel | null
}

export class DebtorsQuery extends PageQuery {
  @OneOf(SEGMENTS, { optional: true }) segment?: Segment
  @OneOf(LADDER_PHASES, { optional: true, description: 'the furthest step of any open claim' }) phase?: LadderPhase
  @OneOf(HOLD_KINDS, { optional: true, description: 'one that stands now' }) hold?: HoldKind
}

export class DebtorSearchBody extends PageQuery {
  @Text({ max: 100, optional: true, description: 'the whole reference' }) reference?: string
  @Text({ min: 2, max: 100, optional: true, description: 'the beginning of the name, capitals or not' }) name?: string
  @Text({
    min: 2,
    max: 100,
    optional: true,
    description: 'the beginning of the last word of the name, capitals or not, alone or with words before it',
    example: 'de Vries',
  })
  surname?: string
  @Email({ optional: true }) email?: string
  @Pattern(PHONE, 'a number such as +31612345678', { optional: true }) phone?: string
  @Text({ max: 100, optional: true, description: 'the whole number of an invoice, or reference of a claim' }) invoice?: string
  @Pattern(/^[A-Za-z0-9]{4,10}$/, 'the last 4 to 10 characters of an IBAN', {
    optional: true,
    description: 'of an account that paid, or that is collected from',
  })
  ibanEnd?: string
}

export class DebtorView {
  @Uuid() readonly id!: string
  @Text({ max: 100 }) readonly reference!: string
  @OneOf(DEBTOR_KINDS) readonly kind!: DebtorKind
  @Text({ nullable: true, description: 'null once it was erased' }) readonly name!: string | null
  @Text({ nullable: true }) readonly attention!: string | null
  @Text({ nullable: true, max: 60 }) readonly salutation!: string | null
  @Nested(() => VulnerableView, { nullable: true, description: 'somebody marked them so' }) readonly vulnerable!: VulnerableView | null
  @OneOf(LANGUAGES) readonly language!: Language
  @OneOf(SEGMENTS) readonly segment!: Segment
  @Flag() readonly online!: boolean
  @OneOf(CHANNELS, { nullable: true }) readonly preferredChannel!: Channel | null
  @Json({ description: 'name -> text, as the import names them' }) readonly attributes!: Readonly<Record<string, string>>
  @Amount({
    negative: true,
    nullable: true,
    description: 'what is open, credit notes taken off; null to an agent before the debtor is known',
  })
  readonly open!: string | null
  @Whole(0, 1_000_000) readonly openClaims!: number
  @At({ nullable: true, description: 'when it is decided about next; null: when a fact asks for it' }) readonly nextReviewAt!: string | null
  @Uuid({ nullable: true, description: 'the debtor that it is seen under since they were merged' }) readonly mergedInto!: string | null
  @At() readonly createdAt!: string
}

export class OneDebtorView extends DebtorView {
  @OneOf(LADDER_PHASES, {
    nullable: true,
    description: 'the furthest step of any open claim; null before the first, and to an agent before the debtor is known',
  })
  readonly phase!: LadderPhase | null
}

export function debtorView({ open, reviewAt, createdAt, ...row }: DebtorRecord, isVeiled: boolean): DebtorView {
  const {
    id,
    reference,
    kind,
    name,
    attention,
    salutation,
    language,
    segment,
    online,
    preferredChannel,
    attributes,
    openClaims,
    mergedInto,
  } = row
  return {
    id,
    reference,
    kind,
    name,
    attention,
    salutation,
    vulnerable: vulnerableView(row),
    language,
    segment,
    online,
    preferredChannel,
    attributes,
    openClaims,
    mergedInto,
    open: isVeiled ? null : decimal(open),
    nextReviewAt: reviewAt === null ? null : new Date(reviewAt).toISOString(),
    createdAt: new Date(createdAt).toISOString(),
  }
}

/** What an edit is held against: nothing that changes by itself. */
export const editableDebtor = ({ name, attention, salutation, language, segment, online, preferredChannel }: DebtorView): unknown => ({
  name,
  attention,
  salutation,
  language,
  segment,
  online,
  preferredChannel,
})
