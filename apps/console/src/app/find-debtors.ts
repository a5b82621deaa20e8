/** Finds debtors by what a person typed: a number of theirs or of an invoice, an address or a name; each has its own index behind the API. */
import { ask } from '../api/http'

export interface FoundDebtor {
  readonly id: string
  readonly reference: string
  readonly name: string | null
  readonly open: string | null
  readonly openClaims: number
}

interface Found {
  readonly items: readonly FoundDebtor[]
  readonly next: string | null
}

/** Dutch numbers are typed without their country. */
export function asPhone(text: string): string | null {
  const digits = text.replace(/[\s().-]/g, '')
  if (/^\+[1-9]\d{6,14}$/.test(digits)) return digits
  if (/^0[1-9]\d{7,8}$/.test(digits)) return `+31${digits.slice(1)}`
  return null
}

function waysOf(text: string): readonly Readonly<Record<string, string>>[] {
  const phone = asPhone(text)
  if (phone !== null) return [{ phone }, { reference: text }, { invoice: text }]
  if (/^\S+@\S+\.\S+$/.test(text)) return [{ email: text }]
  const end = /^[A-Za-z0-9]{4,10}$/.test(text) ? [{ ibanEnd: text }] : []
  return /\d/.test(text) ? [{ reference: text }, { invoice: text }, ...end, { name: text }] : [{ name: text }, { surname: text }]
}

export async function findDebtors(home: string, text: string, signal?: AbortSignal): Promise<readonly FoundDebtor[]> {
  const answers = await Promise.all(
    waysOf(text).map((way) => ask<Found>(`${home}/debtors/search`, { method: 'POST', body: { ...way, limit: 20 }, signal })),
  )
  const seen = new Map(answers.flatMap(({ items }) => items).map((debtor) => [debtor.id, debtor]))
  return [...seen.values()].slice(0, 20)
}
