/** Campaigns as callers give and see them. */
import {
  ATTEMPT_STATES,
  CAMPAIGN_KINDS,
  CAMPAIGN_STATES,
  CHANNELS,
  decimal,
  DOCUMENT_TYPES,
  ENROLMENT_MODES,
  ENROLMENT_STATES,
  EXCLUSION_REASONS,
  type CampaignKind,
  type CampaignState,
  type CampaignVariant,
  type Cents,
  type Channel,
  type DocumentType,
  type EnrolmentMode,
  type Language,
} from '#domain'
import type { RestingChannel } from '#pipeline'
import type { AuditEntry, CampaignProgress, KeptPreference, Recipient, StoredCampaign } from '#store'
import { ReasonView, reasonView } from '../history/history.dto'
import { Amount, At, Json, ListOf, OneOf, Text, Uuid, Whole } from '../http/fields'
import { FILTER, FILTER_EXAMPLE } from './segment.dto'

const MANY = 1_000_000_000

export class VariantBody {
  @OneOf(['a', 'b']) name!: 'a' | 'b'
  @Text({ max: 100, example: 'consumer' }) strategy!: string
  @Whole(1, 1_000_000, { description: 'a published version' }) strategyVersion!: number
  @Whole(1, 100, { description: 'percent of the debtors; all variants together 100' }) share!: number
}

export class NewCampaignBody {
  @Text({ max: 100, example: 'spring' }) name!: string
  @OneOf(CAMPAIGN_KINDS, { description: 'preference: asks each debtor once for the preferred channel, and has no variants' })
  kind!: CampaignKind
  @Uuid({ optional: true, description: 'whom it is for; or `filter`' }) segmentId?: string
  @Json({
    optional: true,
    description: `in place of \`segmentId\`: ${FILTER}; kept as a segment with the name of the campaign, if that is made`,
    example: FILTER_EXAMPLE,
  })
  filter?: Readonly<Record<string, unknown>>
  @OneOf(ENROLMENT_MODES, { description: 'continuous: also who comes into the segment later, looked for every hour' })
  enrolment!: EnrolmentMode
  @ListOf(() => VariantBody, 0, 2, { description: 'one strategy, or two to compare' }) variants!: VariantBody[]
  @At({ optional: true, description: 'not before then; else as soon as it is started' }) startsAt?: string
  @Whole(1, 1_000_000, { optional: true, nullable: true }) contactsPerHour?: number | null
  @Whole(0, 1_000_000, { optional: true, nullable: true, description: 'what the agents can make; compared with in a dry run' })
  callsPerDay?: number | null
  @Amount({ optional: true, nullable: true, description: 'before it would cost more it is paused' }) costLimit?: string | null
}

export class CostLimitBody {
  @Amount({ nullable: true, description: 'null: no limit' }) costLimit!: string | null
}

export class CampaignView {
  @Uuid() readonly id!: string
  @Text({ max: 100 }) readonly name!: string
  @OneOf(CAMPAIGN_KINDS) readonly kind!: CampaignKind
  @OneOf(CAMPAIGN_STATES) readonly state!: CampaignState
  @Uuid() readonly segmentId!: string
  @OneOf(ENROLMENT_MODES) readonly enrolment!: EnrolmentMode
  @ListOf(() => VariantBody, 0, 2) readonly variants!: readonly CampaignVariant[]
  @At() readonly startsAt!: string
  @Whole(1, 1_000_000, { nullable: true }) readonly contactsPerHour!: number | null
  @Whole(0, 1_000_000, { nullable: true }) readonly callsPerDay!: number | null
  @Amount({ nullable: true, description: 'before it would cost more it is paused' }) readonly costLimit!: string | null
  @Whole(0, MANY, { description: 'debtors that the running look through the portfolio, or else the last one, has looked at' })
  readonly lookedAt!: number
  @Whole(0, MANY, { description: 'looks through the portfolio that are complete' }) readonly passes!: number
  @Text() readonly createdBy!: string
  @At() readonly createdAt!: string
  @At({ nullable: true }) readonly endedAt!: string | null
}

class EnrolmentCountView {
  @OneOf(['a', 'b'], { nullable: true }) readonly variant!: string | null
  @OneOf(ENROLMENT_STATES) readonly state!: string
  @Whole(0, MANY) readonly debtors!: number
}
class ExcludedCountView {
  @OneOf(EXCLUSION_REASONS) readonly reason!: string
  @Whole(0, MANY) readonly debtors!: number
}
class ContactCountView {
  @OneOf(['a', 'b'], { nullable: true }) readonly variant!: string | null
  @OneOf(CHANNELS) readonly channel!: string
  @OneOf(ATTEMPT_STATES) readonly state!: string
  @Whole(0, MANY) readonly contacts!: number
}
class ResponseCountView {
  @OneOf(['a', 'b'], { nullable: true }) readonly variant!: string | null
  @Whole(0, MANY) readonly replies!: number
  @Whole(0, MANY) readonly promises!: number
  @Whole(0, MANY) readonly payments!: number
  @Amount({ negative: true }) readonly paid!: string
}
class RestingChannelView {
  @OneOf(CHANNELS) readonly channel!: string
  @OneOf(['person', 'carrier', 'hours'], { description: 'a person paused it, the carrier asked for quiet, or it is outside its hours' })
  readonly because!: string
  @At({ nullable: true, description: 'when it goes on; null: when somebody says so' }) readonly until!: string | null
}
export class ProgressView {
  @Amount({ description: 'of the messages that left, by channels that have a price' }) readonly cost!: string
  @Whole(0, MANY, { description: 'the sum of `enrolments`' }) readonly enrolled!: number
  @ListOf(() => EnrolmentCountView, 0, 100) readonly enrolments!: readonly EnrolmentCountView[]
  @ListOf(() => ExcludedCountView, 0, 100) readonly excluded!: readonly ExcludedCountView[]
  @ListOf(() => ContactCountView, 0, 1000) readonly contacts!: readonly ContactCountView[]
  @ListOf(() => ResponseCountView, 0, 10, { description: 'since each was enrolled' }) readonly responses!: readonly ResponseCountView[]
  @ListOf(() => RestingChannelView, 0, CHANNELS.length, { description: 'by which nothing of it leaves now though something waits' })
  readonly resting!: readonly RestingChannelView[]
}

export class RecipientView {
  @Uuid() readonly debtorId!: string
  @Text() readonly debtor!: string
  @OneOf(['a', 'b'], { nullable: true }) readonly variant!: string | null
  @OneOf([...ENROLMENT_STATES, 'excluded']) readonly state!: string
  @OneOf(EXCLUSION_REASONS, { nullable: true, description: 'why excluded' }) readonly reason!: string | null
  @ListOf(() => ReasonView, 0, 100, { description: 'of who is in it: the reasons of the latest decision' })
  readonly why!: readonly ReasonView[]
  @At() readonly since!: string
}

export class CampaignLogView {
  @Text() readonly actor!: string
  @Text() readonly action!: string
  @At() readonly at!: string
}

export class DryRunBody {
  @Whole(1, 92, { optional: true, description: 'how far ahead; 56 unless said' }) days?: number
  @Whole(1, 2000, { optional: true, description: 'of more debtors than this an even sample is played; 500 unless said' })
  mostPlayed?: number
}

export class StartBody {
  @Uuid({ description: 'the preview that was looked at' }) previewId!: string
  @Whole(0, MANY, { description: 'how many debtors it said' }) enrolled!: number
}

export class StatedChannelBody {
  @OneOf(DOCUMENT_TYPES) documentType!: DocumentType
  @OneOf(CHANNELS) channel!: Channel
}
export class PreferencesBody {
  @ListOf(() => StatedChannelBody, 1, DOCUMENT_TYPES.length) preferences!: StatedChannelBody[]
}
export class PreferenceView extends StatedChannelBody {
  @At() readonly statedAt!: string
  @Text({ description: 'the key or person that noted it' }) readonly askedBy!: string
  @Uuid({ nullable: true, description: 'the campaign that had asked' }) readonly campaignId!: string | null
}

const iso = (at: number): string => new Date(at).toISOString()

export function campaignView({
  id,
  name,
  kind,
  state,
  segmentId,
  enrolment,
  variants,
  contactsPerHour,
  callsPerDay,
  costLimit,
  passes,
  createdBy,
  ...row
}: StoredCampaign): CampaignView {
  return {
    id,
    name,
    kind,
    state,
    segmentId,
    enrolment,
    variants,
    contactsPerHour,
    callsPerDay,
    costLimit: costLimit === null ? null : decimal(costLimit),
    passes,
    createdBy,
    lookedAt: row.passLookedAt,
    startsAt: iso(row.startsAt),
    createdAt: iso(row.createdAt),
    endedAt: row.endedAt === null ? null : iso(row.endedAt),
  }
}
export const progressView = ({ responses, ...rest }: CampaignProgress, cost: Cents, resting: readonly RestingChannel[]): ProgressView => ({
  ...rest,
  cost: decimal(cost),
  resting: resting.map(({ until, ...row }) => ({ ...row, until: until === null ? null : iso(until) })),
  responses: responses.map(({ paidCents, ...counts }) => ({ ...counts, paid: decimal(paidCents) })),
})
export const recipientView = ({ since, why, ...row }: Recipient, language: Language): RecipientView => ({
  ...row,
  why: (why ?? []).map((reason) => reasonView(reason, language)),
  since: iso(since),
})
export const logView = ({ actor, action, at }: AuditEntry<string>): CampaignLogView => ({ actor, action, at: iso(at) })
export const preferenceView = ({ statedAt, ...row }: KeptPreference): PreferenceView => ({ ...row, statedAt: iso(statedAt) })
