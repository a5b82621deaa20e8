/** Creditor: the tenant, with its profile for messages and the names of its policy and strategies. */
import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { ChargeSettings, CreditorId, DebtorKind, DeskSettings, Instant, LetterSettings, LocalDate, PaymentOptions } from '#domain'

/** Company data that messages print; never personal data. */
export interface CreditorProfile {
  readonly legalName: string
  readonly kvk: string
  readonly vatNumber: string
  readonly address: { readonly street: string; readonly houseNumber: string; readonly postcode: string; readonly city: string }
  readonly phone: string
  readonly email: string
  readonly website: string
  readonly helpPage: string
  readonly iban: string
  readonly accountName: string
  /** In one or two plain sentences (R99). */
  readonly paymentTerms?: string | null
  /** Of those who must be in the register of the Wki. */
  readonly wkiRegisterNumber?: string | null
  /** It collects for others, or claims it bought: natural persons then get what the Wki and its decrees ask for. */
  readonly wkiApplies?: boolean
  /** Name and address of whoever the debt is owed to, when that is not the creditor itself. */
  readonly collectsFor?: string | null
  /** How it can be paid, beside a bank transfer. */
  readonly payment?: PaymentOptions | null
  /** What it charges otherwise than its policy (R38). */
  readonly charges?: ChargeSettings | null
  /** How its letters are laid out and released. */
  readonly letters?: LetterSettings | null
  /** By which seconds and numbers its agents work. */
  readonly desk?: DeskSettings | null
}

@Entity('creditor')
export class Creditor {
  @PrimaryColumn('uuid') readonly id!: CreditorId
  @Column('text') readonly code!: string
  @Column('text') readonly name!: string
  @Column('jsonb') readonly profile!: CreditorProfile
  @Column('text') readonly state!: 'shadow' | 'live'
  @Column('text') readonly policy!: string
  @Column('jsonb') readonly strategies!: Readonly<Record<DebtorKind, string>>
  @Column('date', { name: 'payments_read_through', nullable: true }) readonly paymentsReadThrough!: LocalDate | null
  @Column('bytea', { name: 'address_key' }) readonly addressKey!: Buffer
  /** Origin, nationality and country of birth as attribute or filter (R77). */
  @Column('boolean', { name: 'sensitive_attributes_allowed', default: false }) readonly sensitiveAttributesAllowed!: boolean
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt!: Date
  @Column('timestamptz', { name: 'released_at', nullable: true }) readonly releasedAt!: Date | null
}

export type NewCreditor = Pick<Creditor, 'code' | 'name' | 'profile' | 'policy' | 'strategies'> & {
  readonly createdAt: Instant
  /** Channel -> address or number the creditor sends from. */
  readonly senders: Readonly<Record<string, { readonly address: string; readonly pacePerSecond: number }>>
}
