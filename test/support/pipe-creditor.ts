/** A creditor on the bench of a test, what its debtors owe, and what they pay. */
import { randomUUID } from 'node:crypto'
import type { Address, DeskSettings, ImportedClaim, ImportedDebtor, LocalDate } from '#domain'
import { createCreditor, getCreditor, notePaymentsRead, recordPayments, releaseCreditor, upsertClaims, type Creditor } from '#store'
import type { PipeBench } from './pipe-bench'
import { TUESDAY } from './pipe-clock'

export interface CreditorOptions {
  readonly live?: boolean
  readonly pacePerSecond?: number
  readonly policy?: string
  readonly strategy?: string
  readonly desk?: DeskSettings
}

/** A creditor of its own for a test, released from shadow, with all payments read. */
export async function addCreditor(
  { database }: PipeBench,
  { live = true, pacePerSecond = 1000, policy = 'nl-reference', strategy, desk }: CreditorOptions = {},
): Promise<Creditor> {
  const code = `c-${randomUUID().slice(0, 8)}`
  const number = `+3110${String(Math.floor(Math.random() * 1e7)).padStart(7, '0')}`
  const sender = (address: string): { address: string; pacePerSecond: number } => ({ address, pacePerSecond })
  const id = await createCreditor(database, {
    code,
    name: 'Voorbeeld B.V.',
    policy,
    strategies: { consumer: strategy ?? 'consumer', business: strategy ?? 'business' },
    createdAt: TUESDAY,
    profile: {
      legalName: 'Voorbeeld B.V.',
      kvk: '99900000',
      vatNumber: 'NL999000000B01',
      phone: number,
      email: `${code}@voorbeeld.example`,
      website: 'https://voorbeeld.example',
      helpPage: 'https://voorbeeld.example/hulp',
      iban: 'NL91ABNA0417164300',
      accountName: 'Voorbeeld B.V.',
      address: { street: 'Kade', houseNumber: '1', postcode: '1234 AB', city: 'Utrecht' },
      ...(desk && { desk }),
    },
    senders: {
      email: sender(`${code}@voorbeeld.example`),
      sms: sender(number),
      whatsapp: sender(number),
      letter: sender(code),
      call: sender(number),
    },
  })
  const creditor = await getCreditor(database, id)
  await notePaymentsRead(database, creditor, '2028-12-31', TUESDAY)
  if (live) await releaseCreditor(database, id, TUESDAY)
  return creditor
}

/** A consumer whose reminder is due on Tuesday, reachable by what `debtor` names. */
export function claimOf(reference: string, debtor: Partial<ImportedDebtor>, claim: Partial<ImportedClaim> = {}): ImportedClaim {
  return {
    reference,
    invoiceNumber: `F-${reference}`,
    kind: 'claim',
    issuedOn: '2026-12-24' as LocalDate,
    dueOn: '2027-01-07' as LocalDate,
    original: 12_500,
    open: 12_500,
    currency: 'EUR',
    description: 'Onderhoud',
    purchaseOrder: null,
    project: null,
    invoiceDocument: null,
    flags: [],
    history: null,
    representative: null,
    ...claim,
    debtor: { reference: `D-${reference}`, kind: 'consumer', name: 'A. Voorbeeldsma', ...debtor },
  }
}

export const HOME: Address & object = {
  name: 'A. Voorbeeldsma',
  street: 'Testweg',
  houseNumber: '1',
  postcode: '1234 AB',
  city: 'Proefwijk',
  country: 'NL',
}

export async function addClaims({ database, pipe, now }: PipeBench, creditor: Creditor, claims: readonly ImportedClaim[]): Promise<void> {
  const journey = await pipe.rulebooks.startWith(creditor.id, creditor.policy, creditor.strategies)
  await database.transaction((sql) =>
    upsertClaims(sql, { creditor, importId: randomUUID() as never, journey, today: '2027-01-12' as LocalDate }, claims, now),
  )
}

let payments = 0
export async function pay(
  { database, now }: PipeBench,
  creditor: Creditor,
  claimReference: string,
  amount: number,
  key = `payment-${++payments}`,
): Promise<void> {
  await database.transaction((sql) =>
    recordPayments(
      sql,
      creditor,
      null,
      [
        {
          key,
          receivedOn: '2027-01-12' as LocalDate,
          amount,
          currency: 'EUR',
          paymentReference: null,
          claimReference,
          invoiceNumber: null,
          description: null,
          payerIban: null,
          payerName: null,
        },
      ],
      now,
    ),
  )
}
