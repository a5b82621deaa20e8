/** readReply: what a message says, by rules that anybody can follow: stop words, machines, then the phrases of each intent; pure and total. */
import { addDays, parseCents, type Cents, type FoundIntent, type Intent, type LocalDate, type ReadableIntent, type Reading } from '#domain'
import { namedDays, type NamedDay } from './days'
import { findIntents } from './find-intents'
import { ownWords } from './own-words'
import { matchesOf, NUMBER_WORDS, type TextToSearch } from './phrases'
import { tokensOf, wordsIn, type Token } from './tokens'
import type { WordBook } from './word-book'

export interface Written {
  readonly text: string
  /** Of a mail. */
  readonly subject?: string | null
  /** The carrier said so: by a header that only machines write. */
  readonly automatic?: 'reply' | 'bounce' | null
}

/** The rest of a longer text is for a person to read. */
const READ = 5_000
/** Who writes more than this says more than one thing. */
const CLEAR_WORDS = 90
/** A promise for a later day is a conversation. */
const PROMISE_DAYS = 92

export function readReply({ text, subject = null, automatic = null }: Written, book: WordBook, today: LocalDate): Reading {
  const tokens = tokensOf(ownWords(text.slice(0, READ)))
  const command = tokens.some(({ word }) => word === '?') ? null : (book.commands.get(wordsIn(tokens)) ?? null)
  const named = namedDays(tokens, today)
  const search: TextToSearch = { tokens, days: new Map(named.map(({ first, last }) => [first, last])) }
  const machine = automatic ?? machineOf(subject, search, book)
  const nothing = { command, automatic: machine, intent: 'other' as const, clear: false, found: [], day: null, amount: null, parts: null }
  if (machine !== null) return { ...nothing, command: null }
  if (command === 'start') return nothing
  if (command === 'stop')
    return {
      ...nothing,
      intent: 'stop',
      clear: true,
      found: [
        { intent: 'stop', clear: true, words: tokens.filter(({ kind }) => kind === 'word').map(({ start, end }) => ({ start, end })) },
      ],
    }
  const found = weighed(findIntents(book, search))
  const day = dayOf(named, found[0]?.intent ?? 'other', today)
  const intent = found[0]?.intent ?? 'other'
  return { ...nothing, intent, clear: isClear(found, tokens, day), found, day, amount: amountOf(text), parts: partsOf(tokens) }
}

function machineOf(subject: string | null, text: TextToSearch, { automaticSubjects, automatic }: WordBook): 'reply' | null {
  const line = subject?.trim().toLowerCase() ?? ''
  return automaticSubjects.some((begin) => line.startsWith(begin)) ||
    automatic.some((phrase) => matchesOf(phrase, text).some(({ misspelt }) => !misspelt))
    ? 'reply'
    : null
}

/** What says the same in fewer words gives way: who cannot pay at once and asks for parts, asks for parts. */
const GIVES_WAY: Readonly<Partial<Record<ReadableIntent, readonly ReadableIntent[]>>> = {
  'who-is-this': ['wrong-person', 'dispute', 'paid', 'not-received', 'complaint', 'deceased'],
  'not-received': ['paid', 'wrong-person'],
  'cannot-pay': ['instalments', 'will-pay', 'debt-help', 'deceased'],
  'will-pay': ['instalments', 'debt-help'],
  dispute: ['complaint', 'wrong-person'],
  stop: ['wrong-person', 'complaint'],
  instalments: ['debt-help'],
}

/** Clear ones first; a hint beside a clear one is still told. */
function weighed(found: readonly FoundIntent[]): FoundIntent[] {
  const clear = found.filter((one) => one.clear)
  const leading = clear.filter(({ intent }) => !clear.some((other) => GIVES_WAY[intent]?.includes(other.intent)))
  return [...leading, ...found.filter((one) => !leading.includes(one))]
}

/** Two that weigh the same, or much text around one, are for a person. What ends all contact is held whatever else is said. */
function isClear([first, second]: readonly FoundIntent[], tokens: readonly Token[], day: LocalDate | null): boolean {
  if (!first?.clear) return false
  if (first.intent === 'deceased' || first.intent === 'debt-help') return true
  if (first.intent === 'will-pay' && day === null) return false
  const rival = second?.clear === true && !GIVES_WAY[second.intent]?.includes(first.intent)
  return !rival && tokens.filter(({ kind }) => kind === 'word').length <= CLEAR_WORDS
}

/** Of a payment that was made, the last day that is not to come; of anything else the first that is. */
function dayOf(named: readonly NamedDay[], intent: Intent, today: LocalDate): LocalDate | null {
  if (intent === 'paid') return named.findLast(({ day }) => day <= today)?.day ?? null
  return named.find(({ day }) => day >= today && day <= addDays(today, PROMISE_DAYS))?.day ?? null
}

/** `€ 50`, `50 euro`, `50,-`, `1.250,00 euro`. */
function amountOf(text: string): Cents | null {
  const [, before, behind, dash] =
    /(?:€|eur(?:o)?)\s?(\d{1,3}(?:\.\d{3})*(?:,\d{2})?|\d{1,6}(?:[.,]\d{2})?)\b|\b(\d{1,3}(?:\.\d{3})*(?:,\d{2})?|\d{1,6}(?:[.,]\d{2})?)\s?(?:€|eur(?:o|os)?\b)|\b(\d{1,6}),-/i.exec(
      text.slice(0, READ),
    ) ?? []
  const written = before ?? behind ?? dash
  if (written === undefined) return null
  const plain = /[.,]\d{2}$/.test(written)
    ? `${written.slice(0, -3).replace(/[.,]/g, '')}.${written.slice(-2)}`
    : written.replace(/[.,]/g, '')
  return parseCents(plain) ?? null
}

const PARTS = [
  'termijnen',
  'termijn',
  'delen',
  'deel',
  'keer',
  'stukken',
  'parts',
  'instalments',
  'installments',
  'payments',
  'times',
  'maanden',
  'months',
]

function partsOf(tokens: readonly Token[]): number | null {
  const at = tokens.findIndex(({ word }, index) => index > 0 && PARTS.includes(word) && numberOf(tokens[index - 1]) !== null)
  const parts = at < 0 ? null : numberOf(tokens[at - 1])
  return parts !== null && parts >= 2 && parts <= 60 ? parts : null
}

const numberOf = (token: Token | undefined): number | null => {
  if (!token || token.kind !== 'word') return null
  return /^\d{1,2}$/.test(token.word) ? +token.word : (NUMBER_WORDS.get(token.word) ?? null)
}
