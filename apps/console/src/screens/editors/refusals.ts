/** Refusals of the configuration's own readers, which say them in English, in the words of the page. */
export type Refusals = Readonly<Record<string, (found: readonly string[]) => string>>

/** By what the reader says behind the field. */
const PATTERNS: Readonly<Record<string, RegExp>> = {
  'used-twice': /^(.+) is used twice$/,
  'phase-order': /comes before the phase of the step above it$/,
  'not-above': /^(.+) is not a step above it$/,
  'needs-notice': /needs a formal notice above it$/,
  'after-term': /the term must have ended/,
  'pre-due': /pre-due step lies before the due date$/,
  'no-channel': /escalation is a person's task/,
  whole: /must be an integer number$/,
  most: /must not be greater than (.+)$/,
  least: /must not be less than (.+)$/,
  words: /lower-case words joined by hyphens$/,
  'one-of': /must be one of the following values: (.+)$/,
  closes: /closes \((.+)\) must come after opens \((.+)\)$/,
  'legal-hours': /must lie within 07:00 and 20:00/,
  'notice-days': /must be 14 at least/,
  'post-days': /must be 2 at least/,
  'costs-scale': /^over (.+) they come to (.+); a consumer may be charged (.+) \(/,
  calendar: /is not a calendar of closed days; there are (.+)$/,
  'not-empty': /should not be empty$/,
}

export function refusalSaid(detail: string, refusals: Refusals): string {
  const said = detail.replace(/^[\w.-]+: /, '')
  for (const [code, pattern] of Object.entries(PATTERNS)) {
    const found = pattern.exec(said)
    if (found) return refusals[code]?.(found.slice(1)) ?? said
  }
  return said
}
