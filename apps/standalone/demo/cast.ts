/** The cast: what kind of payer each debtor plays, and what the bank sees of them. */
import { addDays, daysBetween, localDateOf, type Cents, type LocalDate } from '#domain'
import type { OpenInstalment, OpenPromise, SentContact } from '#store'
import type { Dice } from './dice'

const TRAITS = [
  ['by-debit', 0.04],
  ['prompt', 0.3],
  ['slow', 0.52],
  ['keeps-promises', 0.63],
  ['breaks-promises', 0.72],
  ['disputes', 0.78],
  ['pays-half', 0.83],
  ['in-terms', 0.91],
  ['silent', 1],
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
  /** What the payer wrote, and who that was as the bank says it; most name the claim and nothing else. */
  readonly said?: string
  readonly payer?: string
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
    case 'in-terms':
    case 'by-debit':
    case 'silent':
      return contact.phase === 'final-demand' && roll < 0.5 ? { days: 2, part: 1 } : null
  }
}

/** What the bank looks at: what was sent, promised and agreed. */
export interface Moved {
  readonly contacts: readonly SentContact[]
  readonly promises: readonly OpenPromise[]
  readonly instalments: readonly OpenInstalment[]
}

/** The lines of one bank day. */
export function bankLines({ contacts, promises, instalments }: Moved, day: LocalDate, zone: string, dice: Dice): BankLine[] {
  const lines = new Map<string, BankLine>()
  for (const contact of contacts) {
    const pays = payment(contact, dice)
    if (!pays || daysBetween(localDateOf(contact.sentAt, zone), day) !== pays.days) continue
    for (const claim of contact.claims) {
      lines.set(claim.reference, {
        id: `${claim.reference}-${contact.step}`,
        on: day,
        claim: claim.reference,
        amount: Math.round(claim.open * pays.part),
      })
    }
  }
  for (const promise of promises) {
    if (promise.payBy !== day || traitOf(promise.debtor, dice) === 'breaks-promises') continue
    for (const claim of promise.claims)
      lines.set(claim.reference, { id: `${claim.reference}-promise-${day}`, on: day, claim: claim.reference, amount: claim.open })
  }
  for (const instalment of instalments) {
    // Some pay the first and then no more.
    if (instalment.dueOn !== day || (instalment.number > 1 && dice(instalment.debtor, 'keeps terms') < 0.5)) continue
    for (const line of spread(instalment, day)) lines.set(line.claim, line)
  }
  return [...lines.values()].filter((line) => line.amount > 0)
}

/** An instalment pays the oldest claims first. */
function spread({ number, amount, claims }: OpenInstalment, day: LocalDate): BankLine[] {
  let left = amount
  return claims.map(({ reference, open }) => {
    const paid = Math.min(left, open)
    left -= paid
    return { id: `${reference}-term-${number}`, on: day, claim: reference, amount: paid }
  })
}

/** Now and then somebody pays and names nothing that is known. */
export const strayLines = (day: LocalDate, dice: Dice): BankLine[] =>
  dice('somebody', `strays ${day}`) < 0.15
    ? [
        {
          id: `stray-${day}`,
          on: day,
          claim: `KLANT-${day.slice(-2)}`,
          amount: 4000 + Math.floor(dice('somebody', `amount ${day}`) * 20_000),
        },
      ]
    : []

/** Some pay on the very morning on which they would have been called. */
export function morningLines(calls: readonly SentContact[], day: LocalDate, dice: Dice): BankLine[] {
  return calls
    .filter((call) => dice(call.debtor, `crosses ${call.step}`) < 0.15)
    .flatMap((call) =>
      call.claims.map((claim) => ({ id: `${claim.reference}-morning-${call.step}`, on: day, claim: claim.reference, amount: claim.open })),
    )
}

/** Of the last morning: money that names its invoice in a sentence, money that says nothing, and money of no debtor; a person says what it is for. */
export function unnamedLines(calls: readonly SentContact[], day: LocalDate): BankLine[] {
  const [sentence, silent, ...others] = calls.flatMap(({ claims }) => claims.slice(0, 1)).slice(0, 4)
  const of = (name: string, amount: Cents, said: string, payer = ''): BankLine => ({
    id: `unnamed-${name}-${day}`,
    on: day,
    claim: '',
    amount,
    said,
    payer,
  })
  return [
    ...(sentence ? [of('sentence', sentence.open, `Betaling rekening ${sentence.reference} met dank`, 'Fam. Voorbeeld')] : []),
    ...(silent ? [of('silent', silent.open, 'van mijn vader')] : []),
    ...(others.length > 1
      ? [
          of(
            'several',
            others.reduce((sum, { open }) => sum + open, 0),
            'alles wat nog open stond',
            'Voorbeeld Beheer B.V.',
          ),
        ]
      : []),
    of('interest', 1_234, 'Creditrente vierde kwartaal', 'Voorbeeldbank N.V.'),
  ]
}

/** When somebody promises to pay: three to nine days from now. */
export const promisedDay = (debtor: string, today: LocalDate, dice: Dice): LocalDate =>
  addDays(today, 3 + Math.floor(dice(debtor, `promise ${today}`) * 7))
