/** Segments as callers give and see them; the filter itself is read by the domain, which names what does not fit. */
import { CAMPAIGN_KINDS, type CampaignKind } from '#domain'
import type { StoredSegment } from '#store'
import { At, Flag, Json, ListOf, OneOf, Text, Texts, Uuid, Whole } from '../http/fields'
import { ExcludedView } from './dry-run.dto'

export const FILTER = 'conditions on debtors and their claims, joined by all, any and not'
export const FILTER_EXAMPLE = { all: [{ field: 'days-overdue', min: 30 }, { not: { field: 'open-promise', is: true } }] }

export class FilterBody {
  @Json({ description: FILTER, example: FILTER_EXAMPLE }) filter!: Readonly<Record<string, unknown>>
}

export class SegmentPreviewBody extends FilterBody {
  @OneOf(CAMPAIGN_KINDS, { optional: true, description: 'of campaign that it is for; reminders unless said' }) kind?: CampaignKind
}

export class NewSegmentBody extends FilterBody {
  @Text({ max: 100, example: 'late' }) name!: string
}

export class SegmentView {
  @Uuid() readonly id!: string
  @Text({ max: 100 }) readonly name!: string
  @Whole(1, 1_000_000, { description: 'a changed filter is the next version' }) readonly version!: number
  @Json({ description: FILTER, example: FILTER_EXAMPLE }) readonly filter!: unknown
  @Text({ description: 'the key or person that made it' }) readonly createdBy!: string
  @At() readonly createdAt!: string
}

export class SegmentPreviewView {
  @Whole(0, 1_000_000_000) readonly members!: number
  @Whole(0, 1_000_000_000, { description: 'members that a campaign would take in' }) readonly enrolled!: number
  @ListOf(() => ExcludedView, 0, 100, { description: 'the other members; the first reason that holds counts' })
  readonly excluded!: readonly ExcludedView[]
  @Whole(0, 1_000_000_000, { description: 'debtors that were looked at' }) readonly lookedAt!: number
  @Flag({ description: 'false: not all were looked at, so there may be more members' }) readonly complete!: boolean
  @Texts({ description: 'references of some that would be taken in' }) readonly sample!: readonly string[]
}

export const segmentView = ({ createdAt, ...row }: StoredSegment): SegmentView => ({ ...row, createdAt: new Date(createdAt).toISOString() })
