/** What is being written, as this browser keeps it: at every keystroke, by writer and object, until it is saved or seven days old. */
const WEEK_MS = 7 * 86_400_000
const PREFIX = 'tijdig.draft.'

export interface OwnText {
  readonly text: string
  /** When it was written, by which later is told from earlier everywhere. */
  readonly at: number
  /** Of the server's text that this one goes on from; itself, once the server has it. */
  readonly from: number
}

export const keyOf = (user: string, about: string): string => `${PREFIX}${user}.${about}`

export function readText(key: string): OwnText | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as OwnText | null
  } catch {
    return null
  }
}

export function keepText(key: string, kept: OwnText): OwnText | null {
  try {
    if (kept.text === '') localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(kept))
  } catch {
    // Storage is full or refused: the text is still on the page.
  }
  return kept.text === '' ? null : kept
}

const keysOf = (user: string): string[] => Object.keys(localStorage).filter((key) => key.startsWith(keyOf(user, '')))

export const hasTexts = (user: string): boolean => keysOf(user).length > 0

export const forgetTexts = (user: string): void => keysOf(user).forEach((key) => localStorage.removeItem(key))

export function forgetOldTexts(): void {
  for (const key of Object.keys(localStorage).filter((one) => one.startsWith(PREFIX))) {
    if (Date.now() - (readText(key)?.at ?? 0) > WEEK_MS) localStorage.removeItem(key)
  }
}
