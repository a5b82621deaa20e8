/** The cast: what kind of payer each debtor plays, and what the bank sees of them. */
import { addDays, daysBetween, localDateOf, type Cents, type LocalDate } from '#domain'
import type { OpenPromise, SentContact } from '#store'
import type { Dice } from './dice'

const TRAITS = [
  ['prompt', 0.28], ['slow', 0.52], ['keeps-promises', 0.64], ['breaks-promises', 0.74], ['disputes', 0.8], ['pays-half', 0.86], ['silent', 1],
] as const
export type Trait = (typeof TRAITS)[number][0]

export function traitOf(debtor: string, dice: Dice): Trait {
  const roll = dice(debtor, 'trait')
  return TRAITS.find(([, upTo]) => roll < upTo)?.[0] ?? 'silent'
}

export interface BankLine {
  readonly id: string
  readonly on: LocalDate
  readonly claim: string
  readonly amount: Cents
}

/** How many days after a contact the debtor pays, and which part of it; null when this contact moves them to nothing. */
function payment(contact: SentContact, dice: Dice): { days: number; part: number } | null {
  const roll = dice(contact.debtor, `pays ${contact.step}`)
  switch (traitOf(contact.debtor, dice)) {
    case 'prompt':
      return { days: 1 + Math.floor(roll * 3), part: 1 }
    case 'slow':
      return contact.phase === 'pre-due' || contact.phase === 'due-day' ? null : { days: 3 + Math.floor(roll * 6), part: 1 }
    case 'pays-half':
      return contact.phase === 'reminder' ? { days: 2 + Math.floor(roll * 4), part: 0.5 } : null
    case 'keeps-promises':
    case 'breaks-promises':
    case 'disputes':
    case 'silent':
      return contact.phase === 'final-demand' && roll < 0.5 ? { days: 2, part: 1 } : null
  }
}

/** The lines of one bank day. */
export function bankLines(contacts: readonly SentContact[], promises: readonly OpenPromise[], day: LocalDate, zone: string, dice: Dice): BankLine[] {
  const lines = new Map<string, BankLine>()
  for (const contact of contacts) {
    const pays = payment(contact, dice)
    if (!pays || daysBetween(localDateOf(contact.sentAt, zone), day) !== pays.days) continue
    for (const claim of contact.claims) {
      lines.set(claim.reference, { id: `${claim.reference}-${contact.step}`, on: day, claim: claim.reference, amount: Math.round(claim.open * pays.part) })
    }
  }
  for (const promise of promises) {
    if (promise.payBy !== day || traitOf(promise.debtor, dice) === 'breaks-promises') continue
    for (const claim of promise.claims) lines.set(claim.reference, { id: `${claim.reference}-promise-${day}`, on: day, claim: claim.reference, amount: claim.open })
  }
  return [...lines.values()].filter((line) => line.amount > 0)
}

/** Some pay on the very morning on which they would have been called. */
export function morningLines(calls: readonly SentContact[], day: LocalDate, dice: Dice): BankLine[] {
  return calls.filter((call) => dice(call.debtor, `crosses ${call.step}`) < 0.15).flatMap((call) =>
    call.claims.map((claim) => ({ id: `${claim.reference}-morning-${call.step}`, on: day, claim: claim.reference, amount: claim.open })))
}

/** When somebody promises to pay: three to nine days from now. */
export const promisedDay = (debtor: string, today: LocalDate, dice: Dice): LocalDate => addDays(today, 3 + Math.floor(dice(debtor, `promise ${today}`) * 7))
