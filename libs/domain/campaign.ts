/** Campaign: enrols the debtors of a segment, lives from draft to its end, and shares them out over its variants. */
import type { Instant } from './dates'
import type { CampaignId, SegmentId } from './ids'
import type { Channel } from './channel'
import type { Cents } from './money'

/** `reminders` takes debtors through a strategy; `preference` asks each once how they want to be written to (R81). */
export const CAMPAIGN_KINDS = ['reminders', 'preference'] as const
export type CampaignKind = (typeof CAMPAIGN_KINDS)[number]

/** `once`: who is in the segment at the start; `continuous`: also who comes into it later. */
export const ENROLMENT_MODES = ['once', 'continuous'] as const
export type EnrolmentMode = (typeof ENROLMENT_MODES)[number]

/** draft -> running <-> paused -> stopped; running -> finished by itself, once all have left and nobody can come in. */
export const CAMPAIGN_STATES = ['draft', 'running', 'paused', 'stopped', 'finished'] as const
export type CampaignState = (typeof CAMPAIGN_STATES)[number]

export const CAMPAIGN_ACTIONS = ['start', 'pause', 'resume', 'stop'] as const
export type CampaignAction = (typeof CAMPAIGN_ACTIONS)[number]

export const CAMPAIGN_TRANSITIONS = {
  start: { from: ['draft'], to: 'running' },
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused'], to: 'running' },
  stop: { from: ['draft', 'running', 'paused'], to: 'stopped' },
} as const satisfies Record<CampaignAction, { readonly from: readonly CampaignState[]; readonly to: CampaignState }>

/** One way of going about it; a campaign with two compares them. */
export interface CampaignVariant {
  readonly name: 'a' | 'b'
  readonly strategy: string
  readonly strategyVersion: number
  /** Percent of the debtors; all variants together 100. */
  readonly share: number
}

export interface Campaign {
  readonly id: CampaignId
  readonly name: string
  readonly kind: CampaignKind
  readonly segmentId: SegmentId
  readonly enrolment: EnrolmentMode
  /** Empty for a campaign that only asks. */
  readonly variants: readonly CampaignVariant[]
  /** Enrolment begins then, once somebody has started the campaign. */
  readonly startsAt: Instant
  readonly contactsPerHour: number | null
  /** What the agents can make; compared with in a dry run. */
  readonly callsPerDay: number | null
  /** Before it would cost more it is paused; null: no limit. */
  readonly costLimit: Cents | null
  readonly state: CampaignState
}

/** Why a debtor of the segment is not enrolled; the first that holds counts. */
export const EXCLUSION_REASONS = [
  'settled',
  'in-other-journey',
  'strategy-not-for-kind',
  'on-hold',
  'no-contact-point',
  'opted-out',
  'preference-known',
  'asked-before',
] as const
export type ExclusionReason = (typeof EXCLUSION_REASONS)[number]
/** Why a debtor who was enrolled is not any more. */
export const LEAVING_REASONS = ['settled', 'answered', 'stopped'] as const
export type LeavingReason = (typeof LEAVING_REASONS)[number]

/** Where an enrolled debtor stands; every enrolled debtor is in exactly one of these. */
export const ENROLMENT_STATES = ['waiting', 'contacted', 'held', 'with-person', ...LEAVING_REASONS] as const
export type EnrolmentState = (typeof ENROLMENT_STATES)[number]

/** What a debtor may state a channel for (R80); legal letters go as the law says (P15). */
export const DOCUMENT_TYPES = ['invoice', 'reminder'] as const
export type DocumentType = (typeof DOCUMENT_TYPES)[number]

export interface StatedChannel {
  readonly documentType: DocumentType
  readonly channel: Channel
}

/** The same debtor always gets the same variant, in a dry run as in the campaign, in whatever order they are enrolled. */
export function variantOf(campaignId: CampaignId, debtorReference: string, variants: readonly CampaignVariant[]): CampaignVariant | null {
  const place = (hash(`${campaignId} ${debtorReference}`) / 2 ** 32) * 100
  let upTo = 0
  return variants.find(({ share }) => (upTo += share) > place) ?? variants.at(-1) ?? null
}

/** FNV-1a with the final mix of MurmurHash3, so that references that differ in one digit fall far apart. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return (value ^ (value >>> 16)) >>> 0
}
