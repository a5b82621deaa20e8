/** A thread as callers see it, and what people do with it: settle what was read, note, draft, answer. */
import {
  ATTEMPT_STATES,
  CHANNELS,
  INTENTS,
  LADDER_PHASES,
  LANGUAGES,
  reasonSentence,
  RECEIPT_STATUSES,
  SIDE_PHASES,
  type Channel,
  type Intent,
  type Language,
  type Phase,
} from '#domain'
import { carrierWords, OUTCOME_WORDS } from '#pipeline'
import { CONVERSATION_STATES, type ConversationState, type Draft, type ThreadItem } from '#store'
import { Amount, At, Day, Flag, ListOf, Nested, OneOf, Text, Uuid, Whole } from '../http/fields'
import { PageQuery } from '../http/page'
import { instant } from '../settling/of-debtor'
import { ByBody, ConversationView, ReadingView, readingView } from './inbox.dto'

export const ANSWER_CHANNELS = ['email', 'sms', 'whatsapp'] as const satisfies readonly Channel[]
const ITEM_KINDS = ['inbound', 'outbound', 'note'] as const
const SUGGESTIONS = ['open', 'accepted', 'changed', 'rejected'] as const
const MATCHED = ['attempt', 'address', 'reference', 'person'] as const

class AnswerDraftView {
  @Text() readonly author!: string
  @Text({ min: 0, max: 20_000 }) readonly text!: string
  @Whole(0, Number.MAX_SAFE_INTEGER) readonly seq!: number
  @At() readonly at!: string
}
export class ThreadView extends ConversationView {
  @Text({ nullable: true, description: 'who is on the telephone with them right now' }) readonly calledBy!: string | null
  @ListOf(() => AnswerDraftView, 0, 1000, { description: 'of everybody who began an answer' }) readonly drafts!: readonly AnswerDraftView[]
}
export const draftView = ({ at, ...draft }: Draft): AnswerDraftView => ({ ...draft, at: instant(at) })

export class ItemsQuery extends PageQuery {
  @OneOf(LANGUAGES, { optional: true, description: 'of what is told in words' }) language?: Language
}
export class ThreadItemView {
  @OneOf(ITEM_KINDS, { description: 'a note is for colleagues, and never sent' }) readonly kind!: ThreadItem['kind']
  @Uuid() readonly id!: string
  @At() readonly at!: string
  @OneOf(CHANNELS, { nullable: true }) readonly channel!: Channel | null
  @Text({ nullable: true }) readonly subject!: string | null
  @Text({ nullable: true, description: 'null: planned, and not worded yet' }) readonly text!: string | null
  @Flag({ description: 'it is longer than 200,000 signs: the rest is at `messages/{message}/text`' }) readonly cut!: boolean
  @Text({ nullable: true, description: 'the person who wrote it' }) readonly author!: string | null
  @OneOf(ATTEMPT_STATES, { nullable: true }) readonly state!: string | null
  @OneOf([...LADDER_PHASES, ...SIDE_PHASES], { nullable: true }) readonly phase!: Phase | null
  @Flag({ description: 'in the words of a template' }) readonly template!: boolean
  @OneOf(RECEIPT_STATUSES, { nullable: true, description: 'what the carrier told last' }) readonly receipt!: string | null
  @Text({ nullable: true, description: 'in plain words: why it was not sent or did not arrive, or what a call came to' }) readonly why!:
    string | null
  @Text({ nullable: true, description: 'for whoever asks the carrier' }) readonly code!: string | null
  @OneOf(['reply', 'bounce'], { nullable: true, description: 'a machine wrote it' }) readonly automatic!: string | null
  @Nested(() => ReadingView, { nullable: true }) readonly reading!: ReadingView | null
  @OneOf(SUGGESTIONS, { nullable: true }) readonly suggestion!: string | null
  @Uuid({ nullable: true, description: 'the claim that it names' }) readonly claim!: string | null
  @OneOf(MATCHED, { nullable: true }) readonly matchedBy!: string | null
}
export const threadItemView = (
  { at, reading, claimId, failure, endReasons, outcome, ...item }: ThreadItem,
  language: Language,
): ThreadItemView => ({
  ...item,
  at: instant(at),
  reading: reading && readingView(reading),
  claim: claimId,
  why: whyOf({ ...item, failure, endReasons, outcome }, language),
})

function whyOf(
  { state, failure, code, endReasons, outcome }: Pick<ThreadItem, 'state' | 'failure' | 'code' | 'endReasons' | 'outcome'>,
  language: Language,
): string | null {
  if (outcome !== null) return OUTCOME_WORDS[language][outcome]
  if (state === 'suppressed' || state === 'expired') return endReasons?.map((reason) => reasonSentence(reason, language)).join(' ') ?? null
  return code === null || (state !== 'failed' && state !== 'unknown') ? null : carrierWords(code, failure, language)
}

class StandingBody {
  @OneOf(CONVERSATION_STATES) state!: ConversationState
  @At({ optional: true, nullable: true }) until?: string | null
}
export class StateBody {
  @OneOf(CONVERSATION_STATES) state!: ConversationState
  @At({ optional: true, description: 'of `waiting`: when it waits for a person again' }) until?: string
  @Nested(() => StandingBody, { optional: true, description: 'how you saw it: sent along, nothing that changed meanwhile is overwritten' })
  was?: StandingBody
}
export class AssigneeBody {
  @Text({ max: 80, nullable: true, description: "null: nobody's" }) assignee!: string | null
  @Text({
    max: 80,
    optional: true,
    nullable: true,
    description: 'whose you saw it: sent along, nobody is overwritten whom somebody else gave it to',
  })
  was?: string | null
}
export class LockBody extends ByBody {
  @Flag({ optional: true, description: 'from whoever holds it; their draft stays' }) takeOver?: boolean
}
export class LockHeldView {
  @Text() readonly holder!: string
  @At() readonly until!: string
}
export class AnswerDraftBody extends ByBody {
  @Text({ min: 0, max: 20_000, description: 'empty: it goes' }) text!: string
  @Whole(0, Number.MAX_SAFE_INTEGER, { description: 'rises with every keystroke that is kept: a late one never overwrites a later one' })
  seq!: number
}
export class NoteBody extends ByBody {
  @Text({ max: 10_000 }) text!: string
}
export class AnswerBody extends ByBody {
  @OneOf(ANSWER_CHANNELS) channel!: (typeof ANSWER_CHANNELS)[number]
  @Text({ max: 10_000, optional: true, description: 'free words; this or a template' }) text?: string
  @Text({ optional: true, description: 'the id of one of the templates that may answer; it leaves as it was shown there' })
  template?: string
}
export class AnswerView {
  @Uuid({ description: 'the contact that it is' }) readonly contact!: string
  @At({ description: 'it leaves after this' }) readonly undoUntil!: string
  @Whole(0, 3600) readonly undoSeconds!: number
}
export class RetractedAnswerView {
  @Text({ max: 10_000, nullable: true, description: 'as it was, to be written on; null: it was a template' }) readonly text!: string | null
}
export class SettlementBody extends ByBody {
  @OneOf(['accepted', 'changed', 'rejected']) as!: 'accepted' | 'changed' | 'rejected'
  @OneOf(INTENTS, { optional: true, description: 'of `changed`: what it really says' }) intent?: Intent
  @Day({ optional: true, description: 'of `will-pay`: the last day on which it will be paid' }) payBy?: string
  @Amount({ optional: true, description: 'of `will-pay`' }) amount?: string
  @Uuid({ optional: true, description: 'of `dispute`, `complaint` and `not-received`; left out: the one that was named' }) claim?: string
  @OneOf(['right', 'wrong'], {
    optional: true,
    description: 'of `not-received`: `wrong`, and a person looks for the address before the invoice goes again; right unless said',
  })
  address?: 'right' | 'wrong'
}
