/** Tokens: the words of a text in one spelling, each with its place, and the marks that end a sentence. */
import type { TextSpan } from '#domain'

export interface Token extends TextSpan {
  /** Lower case, without accents; of a mark, the mark itself. */
  readonly word: string
  readonly kind: 'word' | 'comma' | 'end'
}

/** Numbers with their dots and dashes, words with their apostrophes and hyphens, marks; an empty line ends a sentence, a wrapped line does not. */
const PARTS = /\p{N}+(?:[.,/:-]\p{N}+)+|[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*|[.!?;,:]|\n\s*\n/gu

export const tokensOf = (text: string): Token[] =>
  [...text.matchAll(PARTS)].map(({ 0: part, index }) => ({
    word: oneSpelling(part),
    kind: kindOf(part),
    start: index,
    end: index + part.length,
  }))

const kindOf = (part: string): Token['kind'] => (/^[\p{L}\p{N}]/u.test(part) ? 'word' : /^[,:]/.test(part) ? 'comma' : 'end')

/** `Één` is `een`, and `betaaaald` is `betaald`: shouting says no more than speaking. */
export const oneSpelling = (word: string): string =>
  word
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/(\p{L})\1{2,}/gu, '$1$1')

export const wordsIn = (tokens: readonly Token[]): string =>
  tokens
    .filter(({ kind }) => kind === 'word')
    .map(({ word }) => word)
    .join(' ')
