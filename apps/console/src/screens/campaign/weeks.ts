/** The days of a preview in weeks that begin on Monday. */
const DAY_MS = 86_400_000
const iso = (at: number): string => new Date(at).toISOString().slice(0, 10)

export function weeksOf(from: string, days: number): readonly (readonly string[])[] {
  const start = Date.parse(`${from}T00:00:00Z`)
  const monday = start - ((new Date(start).getUTCDay() + 6) % 7) * DAY_MS
  const weeks = Math.ceil((start + days * DAY_MS - monday) / (7 * DAY_MS))
  return Array.from({ length: weeks }, (_, week) => Array.from({ length: 7 }, (_unused, day) => iso(monday + (week * 7 + day) * DAY_MS)))
}
