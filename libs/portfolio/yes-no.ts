/** Yes and no as exports write them. */

const WORDS: Readonly<Record<string, boolean>> = {
  ja: true,
  j: true,
  yes: true,
  y: true,
  true: true,
  waar: true,
  '1': true,
  x: true,
  nee: false,
  n: false,
  no: false,
  false: false,
  onwaar: false,
  '0': false,
}

/** Null when the cell says something else. */
export const readFlag = (text: string | undefined): boolean | null | undefined =>
  text === undefined ? undefined : (WORDS[text.toLowerCase()] ?? null)
