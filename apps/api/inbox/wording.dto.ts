/** The words of an answer as callers see them: what is amiss in them, and templates that are filled in for one debtor. */
import type { AnswerTemplate } from '#pipeline'
import { Flag, ListOf, OneOf, Text } from '../http/fields'
import { ANSWER_CHANNELS } from './thread.dto'

export class LintBody {
  @OneOf(ANSWER_CHANNELS) channel!: (typeof ANSWER_CHANNELS)[number]
  @Text({ max: 10_000 }) text!: string
}
export class AnswerFindingView {
  @Text() readonly code!: string
  @Text({ max: 10_000, min: 0, description: 'the word, the sentence or the number' }) readonly detail!: string
  @Flag({ description: 'refused when it is sent; any other is advice' }) readonly blocking!: boolean
  @Text({ nullable: true, description: 'a plainer word for a hard one' }) readonly instead!: string | null
}
export class LintView {
  @ListOf(() => AnswerFindingView, 0, 1000) readonly findings!: readonly AnswerFindingView[]
}

export class AnswerTemplateView {
  @Text({ description: 'its name and version: `whatsapp/reply.nl@2`' }) readonly id!: string
  @OneOf(ANSWER_CHANNELS) readonly channel!: (typeof ANSWER_CHANNELS)[number]
  @Text({ nullable: true, description: 'what a person picks it by; null: the acknowledgement that leaves by itself' }) readonly pickedAs!:
    string | null
  @Text({ nullable: true, description: 'of an e-mail' }) readonly subject!: string | null
  @Text({ max: 20_000, description: 'as it would leave for this debtor' }) readonly text!: string
}
export const answerTemplateView = ({ id, pickedAs, message: { content } }: AnswerTemplate): AnswerTemplateView => ({
  id,
  channel: content.channel as AnswerTemplateView['channel'],
  pickedAs,
  subject: content.channel === 'email' ? content.subject : null,
  text: content.text,
})
