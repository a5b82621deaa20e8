/** An amount as people type it, as the API takes it: null when it is none. */
export function euroOf(text: string): string | null {
  const [, whole, cents = ''] = /^(\d{1,9})(?:[.,](\d{1,2}))?$/.exec(text.trim()) ?? []
  return whole === undefined ? null : `${whole}.${cents.padEnd(2, '0')}`
}
