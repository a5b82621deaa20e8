/** Phrases: patterns of words as config writes them, and where a text has them. */
import type { Token } from './tokens'
import { oneSpelling } from './tokens'

type Part =
  | { readonly kind: 'words'; readonly any: readonly string[]; readonly begins: readonly string[] }
  | { readonly kind: 'gap' }
  | { readonly kind: 'day' }
  | { readonly kind: 'number' }
export type Phrase = readonly Part[]

/** Other words that may stand at a `...`. */
const GAP = 6

export function phraseOf(text: string): Phrase {
  return text
    .trim()
    .split(/\s+/)
    .map((part): Part => {
      if (part === '...') return { kind: 'gap' }
      if (part === '<day>') return { kind: 'day' }
      if (part === '<number>') return { kind: 'number' }
      const words = part.split('|').map(oneSpelling)
      return {
        kind: 'words',
        any: words.filter((word) => !word.endsWith('*')),
        begins: words.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1)),
      }
    })
}

export interface PhraseMatch {
  /** Indexes of tokens. */
  readonly first: number
  readonly last: number
  /** Those that stand at a gap: words that the phrase does not ask for. */
  readonly between: readonly number[]
  readonly misspelt: boolean
}

export interface TextToSearch {
  readonly tokens: readonly Token[]
  /** First token of a day -> its last. */
  readonly days: ReadonlyMap<number, number>
}

export function matchesOf(phrase: Phrase, text: TextToSearch): PhraseMatch[] {
  const found: PhraseMatch[] = []
  for (let first = 0; first < text.tokens.length; first++) {
    const match = matchFrom(phrase, 0, text, first)
    if (match) found.push({ first, ...match })
  }
  return found
}

type Rest = Omit<PhraseMatch, 'first'>

/** The phrase from its part `which` on, in the text from its token `at` on. */
function matchFrom(phrase: Phrase, which: number, text: TextToSearch, at: number): Rest | null {
  const part = phrase[which]
  if (!part) return { last: at - 1, between: [], misspelt: false }
  const token = text.tokens[at]
  if (part.kind === 'gap') return matchAfterGap(phrase, which + 1, text, at)
  // Nobody minds a comma between two words of a phrase.
  if (token?.kind === 'comma') return which === 0 ? null : matchFrom(phrase, which, text, at + 1)
  if (part.kind === 'day') {
    const last = text.days.get(at)
    return last === undefined ? null : matchFrom(phrase, which + 1, text, last + 1)
  }
  if (token?.kind !== 'word') return null
  const fit = fitOf(part, token.word)
  const after = fit === null ? null : matchFrom(phrase, which + 1, text, at + 1)
  return after && { ...after, misspelt: after.misspelt || fit === 'misspelt' }
}

function matchAfterGap(phrase: Phrase, which: number, text: TextToSearch, at: number): Rest | null {
  const between: number[] = []
  for (let next = at; between.length <= GAP; next++) {
    const after = matchFrom(phrase, which, text, next)
    if (after) return { ...after, between: [...between, ...after.between] }
    const token = text.tokens[next]
    if (!token || token.kind === 'end') return null
    // A day counts for nothing, however many words it takes.
    const day = text.days.get(next)
    if (day !== undefined) next = day
    else if (token.kind === 'word') between.push(next)
  }
  return null
}

function fitOf(part: Exclude<Part, { kind: 'gap' | 'day' }>, word: string): 'exact' | 'misspelt' | null {
  if (part.kind === 'number') return /^\d{1,2}$/.test(word) || NUMBER_WORDS.has(word) ? 'exact' : null
  if (part.any.includes(word) || part.begins.some((begin) => word.startsWith(begin))) return 'exact'
  return part.any.some((wanted) => isMisspelt(word, wanted)) ? 'misspelt' : null
}

export const NUMBER_WORDS: ReadonlyMap<string, number> = new Map([
  ['een', 1],
  ['twee', 2],
  ['drie', 3],
  ['vier', 4],
  ['vijf', 5],
  ['zes', 6],
  ['acht', 8],
  ['tien', 10],
  ['twaalf', 12],
  ['a', 1],
  ['one', 1],
  ['two', 2],
  ['three', 3],
  ['four', 4],
  ['five', 5],
  ['six', 6],
  ['eight', 8],
  ['ten', 10],
  ['twelve', 12],
])

const LONG = 7

/** One letter wrong, missing, too many, or changed places with its neighbour; in short words that is mostly another word. */
function isMisspelt(word: string, wanted: string): boolean {
  if (wanted.length < LONG || word.length < LONG || word[0] !== wanted[0] || Math.abs(word.length - wanted.length) > 1) return false
  let from = 0
  while (from < word.length && word[from] === wanted[from]) from++
  const [a, b] = [word.slice(from), wanted.slice(from)]
  return a.slice(1) === b.slice(1) || a === b.slice(1) || a.slice(1) === b || (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
}
