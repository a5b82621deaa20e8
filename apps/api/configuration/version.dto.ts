/** Versions of policies, strategies and templates: what editors handed in, what reviewers said of it, and what is live. */
import { ApiProperty } from '@nestjs/swagger'
import type { EditorFinding } from '#pipeline'
import { EDITED_KINDS, type ConfigurationName, type EditedKind, type EditedVersion } from '#store'
import { At, Day, ListOf, Nested, OneOf, Text, Texts, Uuid, Whole } from '../http/fields'
import { PageQuery } from '../http/page'
import { instant, iso } from '../settling/of-debtor'
import { FindingView, WRITERS } from './draft.dto'

const ORIGINS = ['file', 'editor'] as const
const STATES = ['review', 'rejected', 'approved', 'awaited', 'live', 'replaced'] as const

export class KindQuery {
  @OneOf(EDITED_KINDS) kind!: EditedKind
}
export class VersionsQuery extends PageQuery {
  @OneOf(EDITED_KINDS, { optional: true, description: 'with `name`: the versions of one, those of files too' }) kind?: EditedKind
  @Text({ max: 100, optional: true }) name?: string
}
export class RejectionBody {
  @Text({ max: 2000, description: 'what is to be otherwise, for whoever wrote it' }) reason!: string
}
export class PublicationBody {
  @Day({ optional: true, description: 'from the beginning of this day; left out: at once' }) from?: string
}

export class EditedVersionView {
  @Uuid() readonly id!: string
  @OneOf(EDITED_KINDS) readonly kind!: EditedKind
  @Text() readonly name!: string
  @Whole(1, 1_000_000) readonly version!: number
  @OneOf(ORIGINS) readonly origin!: EditedVersion['origin']
  @OneOf(STATES, { description: '`awaited`: approved, and live from a day on; `replaced`: a later one is live' })
  readonly state!: (typeof STATES)[number]
  @Texts({ description: WRITERS }) readonly authors!: readonly string[]
  @At() readonly handedInAt!: string
  @Text({ nullable: true }) readonly approvedBy!: string | null
  @Text({ nullable: true }) readonly rejectedBy!: string | null
  @Text({ nullable: true, max: 2000 }) readonly rejectedBecause!: string | null
  @At({ nullable: true }) readonly liveFrom!: string | null
  @At({ nullable: true }) readonly publishedAt!: string | null
}

function stateOf({ rejectedBy, replaced, publishedAt, liveFrom, approvedBy }: EditedVersion): EditedVersionView['state'] {
  if (rejectedBy !== null) return 'rejected'
  if (replaced) return 'replaced'
  if (publishedAt !== null) return 'live'
  if (liveFrom !== null) return 'awaited'
  return approvedBy !== null ? 'approved' : 'review'
}

export const editedVersionView = (row: EditedVersion): EditedVersionView => {
  const { id, kind, name, version, origin, authors, handedInAt, approvedBy, rejectedBy, rejectedBecause, liveFrom, publishedAt } = row
  return {
    id,
    kind,
    name,
    version,
    origin,
    authors,
    handedInAt: instant(handedInAt),
    approvedBy,
    rejectedBy,
    rejectedBecause,
    liveFrom: iso(liveFrom),
    publishedAt: iso(publishedAt),
    state: stateOf(row),
  }
}

/** What a reviewer looks at. */
export class VersionContentView {
  @ApiProperty({ type: 'object', additionalProperties: true }) readonly definition!: object
  @Whole(1, 1_000_000, { nullable: true, description: 'the version it is compared with: the one published before it' })
  readonly comparedWith!: number | null
  @Texts({ description: 'from that one to this' }) readonly sentences!: readonly string[]
  @ListOf(() => FindingView, 0, 1000) readonly findings!: readonly EditorFinding[]
}

class LiveNameView {
  @Uuid() readonly id!: string
  @Whole(1, 1_000_000) readonly version!: number
  @OneOf(ORIGINS) readonly origin!: EditedVersion['origin']
  @At() readonly publishedAt!: string
}
class DraftedNameView {
  @Uuid() readonly id!: string
  @Texts({ description: WRITERS }) readonly authors!: readonly string[]
  @At() readonly savedAt!: string
}
class WaitingNameView {
  @Uuid() readonly id!: string
  @Whole(1, 1_000_000) readonly version!: number
  @Text({ nullable: true }) readonly approvedBy!: string | null
  @At({ nullable: true }) readonly liveFrom!: string | null
}
export class ConfigurationNameView {
  @Text({ max: 100 }) readonly name!: string
  @Nested(() => LiveNameView, { nullable: true }) readonly live!: LiveNameView | null
  @Nested(() => DraftedNameView, { nullable: true }) readonly draft!: DraftedNameView | null
  @Nested(() => WaitingNameView, { nullable: true, description: 'handed in, and not live yet' }) readonly waiting!: WaitingNameView | null
}
export const configurationNameView = ({ name, live, draft, waiting }: ConfigurationName): ConfigurationNameView => ({
  name,
  live: live && { ...live, publishedAt: instant(live.publishedAt) },
  draft: draft && { ...draft, savedAt: instant(draft.savedAt) },
  waiting: waiting && { ...waiting, liveFrom: iso(waiting.liveFrom) },
})
