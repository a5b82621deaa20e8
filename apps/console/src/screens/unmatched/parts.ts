/** How a payment is divided over claims, in cents, as it was typed. */
import { euroOf } from '../campaigns/euro'
import type { Candidate, Payment } from './unmatched-api'

/** By claim, what was typed for it. */
export type Parts = Readonly<Record<string, string>>

export const centsOf = (amount: string): number => Math.round(Number(amount) * 100)
const decimal = (cents: number): string => (cents / 100).toFixed(2)
const typed = (cents: number, language: string): string => (language === 'nl' ? decimal(cents).replace('.', ',') : decimal(cents))

/** Without its sign: of money that went back every part is below zero. */
export const partCents = (text: string): number | null => {
  const amount = euroOf(text)
  return amount === null || Number(amount) === 0 ? null : centsOf(amount)
}

export const wholeOf = ({ amount }: Payment): number => Math.abs(centsOf(amount))
export const restOf = (payment: Payment, parts: Parts): number =>
  wholeOf(payment) - Object.values(parts).reduce((sum, text) => sum + (partCents(text) ?? 0), 0)

/** A claim that is taken gets what is open on it, or what is left of the payment. */
export function taken(payment: Payment, parts: Parts, { claimId, open }: Candidate, language: string): Parts {
  const { [claimId]: before, ...others } = parts
  if (before !== undefined) return others
  const rest = Math.max(0, restOf(payment, parts))
  const owed = centsOf(payment.amount) < 0 ? rest : centsOf(open)
  return { ...parts, [claimId]: typed(Math.min(owed > 0 ? owed : rest, rest), language) }
}

export const isWhole = (payment: Payment, parts: Parts): boolean =>
  restOf(payment, parts) === 0 && Object.values(parts).every((text) => partCents(text) !== null)

export const asAsked = (payment: Payment, parts: Parts): { parts: { claim: string; amount: string }[] } => ({
  parts: Object.entries(parts).map(([claim, text]) => ({
    claim,
    amount: decimal((partCents(text) ?? 0) * (centsOf(payment.amount) < 0 ? -1 : 1)),
  })),
})
