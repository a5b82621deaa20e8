/** Money: whole euro cents, never a float. A safe integer holds 90 trillion euro. */
export type Cents = number

/** Reads `1234.5`, `-12.00` or `7` (a point, at most two decimals) as cents; undefined when it is anything else. */
export function parseCents(text: string): Cents | undefined {
  const match = /^(-?)(\d{1,13})(?:\.(\d{1,2}))?$/.exec(text)
  if (!match) return undefined
  const cents = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'))
  return match[1] === '-' && cents !== 0 ? -cents : cents
}

/** `6250` as `62.50`: the form of the scenario format, the API and machine-readable files. */
export function decimal(cents: Cents): string {
  const whole = Math.trunc(Math.abs(cents) / 100)
  return `${cents < 0 ? '-' : ''}${whole}.${String(Math.abs(cents) % 100).padStart(2, '0')}`
}
