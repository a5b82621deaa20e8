/** The inbox as callers see it: who waits for an answer, what was read in their words, and messages that nobody is known for. */
import { CHANNELS, decimal, INTENTS, isLocalDate, WHATSAPP_WINDOW_MS, type Channel, type Intent, type Reading } from '#domain'
import {
  CONVERSATION_STATES,
  INBOX_VIEWS,
  MOST_LISTED,
  type ConversationRow,
  type ConversationState,
  type InboxView,
  type KeptMessage,
  type MessageCandidate,
} from '#store'
import { Amount, At, Day, Flag, ListOf, ManyOf, Nested, OneOf, Pattern, Text, Uuid, Whole } from '../http/fields'
import { PageQuery } from '../http/page'
import { instant, iso } from '../settling/of-debtor'

export const AGENT = /^[A-Za-z0-9][A-Za-z0-9._@-]{0,79}$/
export const Agent = (): PropertyDecorator =>
  Pattern(AGENT, 'the name of a person', {
    optional: true,
    example: 'agent-7',
    description: 'who asks, where a key does for them; whoever is logged in is that person',
  })

export class InboxQuery extends PageQuery {
  @OneOf(INBOX_VIEWS, { optional: true, description: '`open` unless said; `mine` and `unassigned` are open ones' }) view: InboxView = 'open'
  @Agent() agent?: string
}
export class ByBody {
  @Agent() agent?: string
}

class LockView {
  @Text() readonly holder!: string
  @At() readonly since!: string
  @At() readonly until!: string
}
export class ConversationView {
  @Uuid() readonly debtor!: string
  @Text() readonly reference!: string
  @Text() readonly name!: string
  @OneOf(CONVERSATION_STATES) readonly state!: ConversationState
  @Text({ nullable: true }) readonly assignee!: string | null
  @At({ description: 'of an open one: when the first message came that waits' }) readonly since!: string
  @At({ nullable: true }) readonly waitUntil!: string | null
  @OneOf(CHANNELS, { nullable: true }) readonly channel!: Channel | null
  @Text({ nullable: true, description: 'how the latest message begins' }) readonly firstLine!: string | null
  @OneOf(INTENTS, { nullable: true }) readonly intent!: Intent | null
  @Flag({ description: 'false: read with doubt' }) readonly clear!: boolean
  @At({ nullable: true, description: 'until then WhatsApp takes free words; null: they never wrote there' }) readonly windowClosesAt!:
    string | null
  @Nested(() => LockView, { nullable: true, description: 'who is answering' }) readonly lock!: LockView | null
}

export const conversationView = ({
  debtorId,
  reference,
  name,
  state,
  assignee,
  since,
  waitUntil,
  channel,
  firstLine,
  intent,
  clear,
  whatsappAt,
  lockHolder,
  lockSince,
  lockUntil,
}: ConversationRow): ConversationView => ({
  debtor: debtorId,
  reference,
  name,
  state,
  assignee,
  since: instant(since),
  waitUntil: iso(waitUntil),
  channel,
  firstLine,
  intent,
  clear: clear ?? false,
  windowClosesAt: whatsappAt === null ? null : instant(whatsappAt + WHATSAPP_WINDOW_MS),
  lock:
    lockHolder !== null && lockSince !== null && lockUntil !== null
      ? { holder: lockHolder, since: instant(lockSince), until: instant(lockUntil) }
      : null,
})

export class ColleagueView {
  @Uuid() readonly id!: string
  @Text({ max: 100 }) readonly name!: string
  @Flag({ description: 'false: left, or only reads' }) readonly works!: boolean
}

class SpanView {
  @Whole(0, 10_000_000) readonly start!: number
  @Whole(0, 10_000_000) readonly end!: number
}
class FoundView {
  @OneOf(INTENTS) readonly intent!: Intent
  @Flag() readonly clear!: boolean
  @ListOf(() => SpanView, 0, 1000, { description: 'the words that decided, by their places in the text' })
  readonly words!: readonly SpanView[]
}
export class ReadingView {
  @OneOf(INTENTS) readonly intent!: Intent
  @Flag({ description: 'false: a person decides, and nothing rests for it' }) readonly clear!: boolean
  @ListOf(() => FoundView, 0, 20) readonly found!: readonly FoundView[]
  @Day({ nullable: true }) readonly day!: string | null
  @Amount({ nullable: true }) readonly amount!: string | null
  @Whole(2, 60, { nullable: true, description: 'in how many parts they ask to pay' }) readonly parts!: number | null
}

/** Places of words are those of the text; a day that was kept is a day still. */
export const readingView = ({ intent, clear, found, day, amount, parts }: Omit<Reading, 'automatic'>): ReadingView => ({
  intent,
  clear,
  found,
  day: day !== null && isLocalDate(day) ? day : null,
  amount: amount === null ? null : decimal(amount),
  parts,
})

export class UnknownMessageView {
  @Uuid() readonly id!: string
  @OneOf(CHANNELS) readonly channel!: Channel
  @Text() readonly from!: string
  @Text({ nullable: true }) readonly subject!: string | null
  @Text({ max: MOST_LISTED, description: 'its first 200,000 signs' }) readonly text!: string
  @At() readonly receivedAt!: string
  @Nested(() => ReadingView, { nullable: true }) readonly reading!: ReadingView | null
}
export const unknownMessageView = ({ id, channel, from, subject, text, receivedAt, reading }: KeptMessage): UnknownMessageView => ({
  id,
  channel,
  from,
  subject,
  text: text.slice(0, MOST_LISTED),
  receivedAt: instant(receivedAt),
  reading: reading && readingView(reading),
})

export class CandidateView {
  @Uuid() readonly debtor!: string
  @Text() readonly reference!: string
  @Text() readonly name!: string
  @ManyOf(['address', 'reference'], { description: 'what matched' }) readonly matched!: readonly string[]
  @At({ nullable: true }) readonly lastContactAt!: string | null
}
export const candidateView = ({ debtorId, lastContactAt, ...row }: MessageCandidate): CandidateView => ({
  ...row,
  debtor: debtorId,
  lastContactAt: iso(lastContactAt),
})

export class LinkMessageBody extends ByBody {
  @Uuid() debtor!: string
}
