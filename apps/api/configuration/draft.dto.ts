/** Drafts of policies, strategies and templates, as editors give and see them. */
import { ApiProperty } from '@nestjs/swagger'
import type { MessageContent } from '#domain'
import type { EditorFinding } from '#pipeline'
import { EDITED_KINDS, type ConfigurationDraft, type EditedKind } from '#store'
import { At, Flag, Json, ListOf, OneOf, Text, Texts, Uuid, Whole } from '../http/fields'
import { instant } from '../settling/of-debtor'

export const WRITERS = 'whoever wrote in it, the last one last: none of them can approve it'

export class NewDraftBody {
  @OneOf(EDITED_KINDS) kind!: EditedKind
  @Text({ max: 100, example: 'email/reminder.nl' }) name!: string
  @Json({ optional: true, description: 'the form of the files under config/; left out: what is live' }) definition?: Record<string, unknown>
}
export class DefinitionBody {
  @Json({ description: 'the whole of it, which may not fit yet' }) definition!: Record<string, unknown>
}
export class FindingView {
  @Text() readonly code!: string
  @Text({ max: 2000, min: 0 }) readonly detail!: string
  @Flag({ description: 'stops handing in and publishing; any other is advice' }) readonly blocking!: boolean
  @Text({ nullable: true, description: 'where it stands: `body`, `steps.2.day.days`' }) readonly field!: string | null
  @Whole(1, 100_000, { nullable: true, description: 'line of that text' }) readonly line!: number | null
  @Text({ nullable: true, description: 'a plainer word for a hard one' }) readonly instead!: string | null
}
export class DraftView {
  @Uuid() readonly id!: string
  @OneOf(EDITED_KINDS) readonly kind!: EditedKind
  @Text() readonly name!: string
  @ApiProperty({ type: 'object', additionalProperties: true }) readonly definition!: object
  @Whole(1, 1_000_000, { nullable: true, description: 'what was live when it was begun' }) readonly basedOn!: number | null
  @Texts({ description: WRITERS }) readonly authors!: readonly string[]
  @At() readonly savedAt!: string
}
export const draftView = ({ savedAt, definition, ...draft }: ConfigurationDraft): DraftView => ({
  ...draft,
  definition: definition as object,
  savedAt: instant(savedAt),
})

export class FindingsView {
  @ListOf(() => FindingView, 0, 1000) readonly findings!: readonly EditorFinding[]
}
export class DifferencesView {
  @Texts({ description: 'from what is live to the draft' }) readonly sentences!: readonly string[]
}
export class WordingView {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'by channel: subject, text and html of an e-mail; text and segments of an SMS; the letter',
  })
  readonly content!: MessageContent
}
