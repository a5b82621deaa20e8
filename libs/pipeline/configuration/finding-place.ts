/** Where a finding stands in what somebody writes: the field, and of a text the line; null where it is about the whole. */
import type { LintFinding } from '#messages'

export interface FindingPlace {
  readonly field: string | null
  readonly line: number | null
}

const NOWHERE: FindingPlace = { field: null, line: null }
/** Of a sentence that was composed, so many of its words must stand on the line that it came from. */
const SHARE = 0.5

/** A refusal begins with the field that it is about: `steps.1.day.days: …`. */
export function placeOfRefusal(reason: string, definition: unknown): FindingPlace {
  const [, field] = /^([\w-]+(?:\.[\w-]+)*)(?::| )/.exec(reason) ?? []
  const isKnown =
    field !== undefined &&
    (reason.startsWith(`${field}:`) || (typeof definition === 'object' && definition !== null && field in definition))
  return isKnown ? { field, line: null } : NOWHERE
}

export function placeOfLint({ code, detail }: LintFinding, texts: readonly Written[]): FindingPlace {
  switch (code) {
    case 'cannot-compose':
      return { field: 'body', line: Number(/line:(\d+)/.exec(detail)?.[1]) || null }
    case 'missing-section':
    case 'sentences-too-long':
    case 'sms-too-long':
    case 'no-way-out':
      return { field: 'body', line: null }
    case 'sentence-too-long':
      return likeliest(detail, texts)
    case 'sms-alphabet':
      return holding(detail.split(' '), texts)
    case 'unknown-variable':
    case 'difficult-word':
    case 'threatening-word':
    case 'mentions-income':
    case 'shows-too-much':
      return holding([detail.replace(/\*$/, '')], texts)
  }
}

/** The texts of a template, line by line, with the words of each. */
export interface Written {
  readonly field: string
  readonly lines: readonly { readonly text: string; readonly words: ReadonlySet<string> }[]
}

export function textsOf(definition: unknown): Written[] {
  const { subject, preheader, whatsapp, body } = definition as {
    subject?: unknown
    preheader?: unknown
    body?: unknown
    whatsapp?: { text?: unknown } | null
  }
  return Object.entries({ subject, preheader, 'whatsapp.text': whatsapp?.text, body }).flatMap(([field, text]) =>
    typeof text === 'string'
      ? [{ field, lines: text.split('\n').map((line) => ({ text: line.toLowerCase(), words: new Set(wordsOf(line)) })) }]
      : [],
  )
}

function holding(signs: readonly string[], texts: readonly Written[]): FindingPlace {
  for (const { field, lines } of texts) {
    const at = lines.findIndex(({ text }) => signs.some((sign) => sign !== '' && text.includes(sign.toLowerCase())))
    if (at >= 0) return { field, line: at + 1 }
  }
  return NOWHERE
}

/** What was filled in is no word of the line. */
function likeliest(sentence: string, texts: readonly Written[]): FindingPlace {
  const words = wordsOf(sentence)
  let best = { ...NOWHERE, share: SHARE }
  for (const { field, lines } of texts) {
    lines.forEach((line, index) => {
      const share = words.filter((word) => line.words.has(word)).length / Math.max(1, words.length)
      if (share > best.share) best = { field, line: index + 1, share }
    })
  }
  return { field: best.field, line: best.line }
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/\p{L}+/gu) ?? []
