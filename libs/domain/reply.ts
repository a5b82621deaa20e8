/** Replies: what people write back, what is read in it by rules, and by which words; a reading is a suggestion and never acts. */
import type { LocalDate } from './dates'
import type { Cents } from './money'
import type { Language } from './owing'

/** Closed set; of several in one message the one that weighs most comes first. */
export const INTENTS = [
  'deceased',
  'debt-help',
  'complaint',
  'wrong-person',
  'dispute',
  'stop',
  'paid',
  'instalments',
  'will-pay',
  'cannot-pay',
  'not-received',
  'call-me',
  'who-is-this',
  'other',
] as const
export type Intent = (typeof INTENTS)[number]
export type ReadableIntent = Exclude<Intent, 'other'>

/** Where in the text as it was kept; the end is behind the last character. */
export interface TextSpan {
  readonly start: number
  readonly end: number
}

export interface FoundIntent {
  readonly intent: ReadableIntent
  /** False: asked, doubted or misspelt, or words that may mean something else too. */
  readonly clear: boolean
  /** The words that decided. */
  readonly words: readonly TextSpan[]
}

export interface Reading {
  /** The whole message is this word, and nothing else. */
  readonly command: 'stop' | 'start' | null
  /** Written by a machine: out of office, or a mail server that could not deliver. */
  readonly automatic: 'reply' | 'bounce' | null
  readonly intent: Intent
  /** Low confidence goes to a person without anything else happening. */
  readonly clear: boolean
  /** All that was found, the deciding one first. */
  readonly found: readonly FoundIntent[]
  /** The day they name, where they name one. */
  readonly day: LocalDate | null
  readonly amount: Cents | null
  /** In how many parts they ask to pay. */
  readonly parts: number | null
}

/** A phrase is words in their order: `a|b` one of them, `a*` one that begins so, `...` up to six others, `<day>` a day, `<number>` a number. */
export interface IntentPhrases {
  readonly clear: readonly string[]
  readonly hint: readonly string[]
}

/** What an operations person may read and change: the words of one language by which replies are read. */
export interface ReplyWords {
  readonly name: string
  readonly language: Language
  readonly stop: readonly string[]
  readonly start: readonly string[]
  readonly negations: readonly string[]
  /** Before a phrase they make it less sure: `als ik betaald heb`. */
  readonly doubts: readonly string[]
  readonly automatic: { readonly subjects: readonly string[]; readonly phrases: readonly string[] }
  readonly intents: Readonly<Record<ReadableIntent, IntentPhrases>>
}

/** For so long after a person wrote on WhatsApp they may be answered in free words; after that by an approved template only. */
export const WHATSAPP_WINDOW_MS = 24 * 3_600_000
