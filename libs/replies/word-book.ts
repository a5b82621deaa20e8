/** Word book: the words of all languages, made ready once; a debtor answers in the language they like. */
import { INTENTS, type ReadableIntent, type ReplyWords } from '#domain'
import { phraseOf, type Phrase } from './phrases'
import { oneSpelling, tokensOf, wordsIn } from './tokens'

export interface IntentBook {
  readonly intent: ReadableIntent
  readonly clear: readonly Phrase[]
  readonly hint: readonly Phrase[]
}

export interface WordBook {
  readonly commands: ReadonlyMap<string, 'stop' | 'start'>
  readonly negations: ReadonlySet<string>
  readonly doubts: readonly Phrase[]
  readonly automaticSubjects: readonly string[]
  readonly automatic: readonly Phrase[]
  readonly intents: readonly IntentBook[]
}

export function wordBookOf(words: readonly ReplyWords[]): WordBook {
  const all = <Part>(of: (each: ReplyWords) => readonly Part[]): Part[] => words.flatMap(of)
  const spelt = (text: string): string => wordsIn(tokensOf(text))
  return {
    commands: new Map([
      ...all(({ start }) => start).map((word) => [spelt(word), 'start'] as const),
      ...all(({ stop }) => stop).map((word) => [spelt(word), 'stop'] as const),
    ]),
    negations: new Set(all(({ negations }) => negations).map(oneSpelling)),
    doubts: all(({ doubts }) => doubts).map(phraseOf),
    automaticSubjects: all(({ automatic }) => automatic.subjects).map((subject) => subject.toLowerCase()),
    automatic: all(({ automatic }) => automatic.phrases).map(phraseOf),
    intents: INTENTS.filter((intent) => intent !== 'other').map((intent) => ({
      intent,
      clear: all(({ intents }) => intents[intent].clear).map(phraseOf),
      hint: all(({ intents }) => intents[intent].hint).map(phraseOf),
    })),
  }
}
