/** Finds intents: which phrases a text has, which of them are denied, doubted or asked, and by which words each was found. */
import type { FoundIntent, ReadableIntent, TextSpan } from '#domain'
import { matchesOf, type Phrase, type PhraseMatch, type TextToSearch } from './phrases'
import type { IntentBook, WordBook } from './word-book'

/** Of these a question says as much as a sentence: `kan ik in drie termijnen betalen?` */
const ALSO_ASKED: readonly ReadableIntent[] = ['will-pay', 'instalments', 'not-received', 'call-me', 'who-is-this', 'wrong-person', 'stop']
/** What holds all contact is not read into a word with a typing error. */
const SPELT_RIGHT: readonly ReadableIntent[] = ['deceased', 'debt-help']
/** `niet` so close before the phrase denies it: `ik heb dat niet al betaald`. */
const DENIES_BEFORE = 2
const DENIES_AFTER = 1

export function findIntents(book: WordBook, text: TextToSearch): FoundIntent[] {
  const doubted = book.doubts.flatMap((doubt) => matchesOf(doubt, text).map(({ first }) => first))
  return book.intents.flatMap((intent) => foundOf(intent, book, text, doubted))
}

function foundOf({ intent, clear, hint }: IntentBook, book: WordBook, text: TextToSearch, doubted: readonly number[]): FoundIntent[] {
  const matched = (phrases: readonly Phrase[]): PhraseMatch[] =>
    phrases.flatMap((phrase) => matchesOf(phrase, text)).filter((match) => !isDenied(match, book, text))
  const sure = matched(clear).filter((match) => isSure(intent, match, text, doubted))
  if (sure.length > 0) return [{ intent, clear: true, words: spansOf(sure, text) }]
  const unsure = [
    ...matched(clear).filter(({ misspelt }) => !misspelt || !SPELT_RIGHT.includes(intent)),
    ...matched(hint).filter(({ misspelt }) => !misspelt),
  ]
  return unsure.length > 0 ? [{ intent, clear: false, words: spansOf(unsure, text) }] : []
}

function isDenied({ first, last, between }: PhraseMatch, { negations }: WordBook, { tokens }: TextToSearch): boolean {
  const denies = (at: number): boolean => negations.has(tokens[at]?.word ?? '')
  if (between.some(denies)) return true
  for (let at = first - 1; at >= first - DENIES_BEFORE && tokens[at]?.kind === 'word'; at--) if (denies(at)) return true
  for (let at = last + 1; at <= last + DENIES_AFTER && tokens[at]?.kind === 'word'; at++) if (denies(at)) return true
  return false
}

function isSure(
  intent: ReadableIntent,
  { first, last, misspelt }: PhraseMatch,
  { tokens }: TextToSearch,
  doubted: readonly number[],
): boolean {
  if (misspelt) return false
  const sentence = tokens.findLastIndex(({ kind }, at) => at < first && kind === 'end')
  if (doubted.some((at) => at > sentence && at < first)) return false
  const end = tokens.find(({ kind }, at) => at > last && kind === 'end')
  return end?.word !== '?' || ALSO_ASKED.includes(intent)
}

/** Each word once, from the first to the last of a phrase. */
function spansOf(matches: readonly PhraseMatch[], { tokens }: TextToSearch): TextSpan[] {
  const spans = matches
    .map(({ first, last }) => ({ start: tokens[first]!.start, end: tokens[last]!.end }))
    .sort((a, b) => a.start - b.start || b.end - a.end)
  return spans.reduce<TextSpan[]>((merged, span) => {
    const before = merged.at(-1)
    if (!before || span.start > before.end) return [...merged, span]
    return [...merged.slice(0, -1), { start: before.start, end: Math.max(before.end, span.end) }]
  }, [])
}
