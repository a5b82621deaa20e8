/** Lint of what shows before a message is opened: no amount, and no word of debt. */
import { displayMoney, LANGUAGES, type Cents } from '#domain'
import { BETRAYING, found } from './lint-words'

/** What a locked phone shows of a message at most. */
export const PREVIEW_SIGNS = 120
/** `62,50`, `1.062,50`, `62,-`: in Dutch no hour is written so. */
const AMOUNT = /(?<![\d,.])\d{1,3}(?:\.?\d{3})*,(?:\d\d(?!\d)|-)/g

/** The words and signs that betray it; `amounts` in either way of writing, with cents or without. */
export function exposedIn(text: string, amounts: readonly Cents[]): string[] {
  const known = amounts
    .filter((cents) => cents > 0)
    .flatMap((cents) => LANGUAGES.map((language) => displayMoney(cents, language).replace(/[^\d.,]/g, '')))
  return [
    ...found(BETRAYING, text),
    ...found(['euro', 'euros', 'eur'], text),
    ...['€', ...known].filter((sign) => text.includes(sign)),
    ...(text.match(AMOUNT) ?? []),
  ]
}
