/** Lint of sentences: short enough to be read, of a template and of what a person writes alike. */
import type { LintFinding } from './lint-finding'

const MOST_WORDS_ON_AVERAGE = 12
const MOST_WORDS = 25

export function sentenceFindings(lines: readonly string[]): LintFinding[] {
  const sentences = lines
    .flatMap((line) => line.replace(/https?:\/\/\S+/g, 'link').split(/(?<=[.!?:])\s+/))
    .filter((sentence) => /\p{L}/u.test(sentence))
  const lengths = sentences.map((sentence) => sentence.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word)).length)
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length)
  const long = sentences.filter((_, index) => (lengths[index] ?? 0) > MOST_WORDS)
  return [
    ...(average > MOST_WORDS_ON_AVERAGE ? [{ code: 'sentences-too-long', detail: `${average.toFixed(1)} words on average` } as const] : []),
    ...long.map((detail): LintFinding => ({ code: 'sentence-too-long', detail })),
  ]
}
