/** Owing: who owes, how they can be reached, and what is known of when their money arrives. */
import type { Channel } from './channel'
import type { ContactPointId } from './ids'
import type { LocalDate } from './dates'

export const DEBTOR_KINDS = ['consumer', 'business'] as const
export type DebtorKind = (typeof DEBTOR_KINDS)[number]
export const SEGMENTS = ['standard', 'loyal', 'notorious'] as const
export type Segment = (typeof SEGMENTS)[number]
export const LANGUAGES = ['nl', 'en'] as const
export type Language = (typeof LANGUAGES)[number]
/** Levels of the Common European Framework that wording is written in (R42). */
export const LANGUAGE_LEVELS = ['B1', 'A2'] as const
export type LanguageLevel = (typeof LANGUAGE_LEVELS)[number]

/** A postal address with its parts apart, as KIX and print houses need them. `country` is ISO 3166-1 alpha-2. */
export interface PostalAddress {
  readonly name: string
  readonly attention?: string
  readonly street: string
  readonly houseNumber: string
  readonly addition?: string
  readonly postcode: string
  readonly city: string
  readonly country: string
}

/** E-mail address, E.164 number, or postal address; which one follows from the channel. */
export type Address = string | PostalAddress

export const CONTACT_PURPOSES = ['invoice', 'reminder', 'both'] as const
export type ContactPurpose = (typeof CONTACT_PURPOSES)[number]

/** A way to reach the debtor or somebody who acts for them, without the address itself: all that decide may know of it. */
export interface ReachablePoint {
  readonly id: ContactPointId
  readonly channel: Channel
  readonly purpose: ContactPurpose
  /** False once a bounce, a return or an agent proved it wrong. */
  readonly usable: boolean
  /** WhatsApp needs consent; the day it was given. */
  readonly consentedOn: LocalDate | null
  /** The debtor said stop for this sender and address, or for this channel. */
  readonly optedOut: boolean
}
