/** Invented debtors whose reminder is due today, reached as the carriers' side says. */
import { randomUUID } from 'node:crypto'
import { addDays, type ImportedClaim, type ImportedDebtor, type Instant, type LocalDate } from '#domain'
import { Rulebooks } from '#pipeline'
import { createCreditor, getCreditor, notePaymentsRead, releaseCreditor, upsertClaims, type Creditor, type Database } from '#store'
import { POLICY } from './open-hours'

const DUE_DAYS_AGO = 5
const BATCH = 1_000

type Reach = (index: number, today: LocalDate) => Partial<ImportedDebtor>

export async function fillPortfolio(
  database: Database,
  { contacts: count, pacePerSecond }: { readonly contacts: number; readonly pacePerSecond: number },
  reach: Reach,
  today: LocalDate,
  now: Instant,
): Promise<Creditor> {
  const creditor = await makeCreditor(database, pacePerSecond, now)
  await notePaymentsRead(database, creditor, addDays(today, 30), now)
  await releaseCreditor(database, creditor.id, now)
  const journey = await new Rulebooks(database).startWith(creditor.id, creditor.policy, creditor.strategies)
  for (let first = 0; first < count; first += BATCH) {
    const claims = Array.from({ length: Math.min(BATCH, count - first) }, (_, index) => claimOf(first + index, reach, today))
    await database.transaction((sql) => upsertClaims(sql, { creditor, importId: randomUUID() as never, journey, today }, claims, now))
  }
  return creditor
}

async function makeCreditor(database: Database, pacePerSecond: number, createdAt: Instant): Promise<Creditor> {
  const sender = (address: string): { address: string; pacePerSecond: number } => ({ address, pacePerSecond })
  const id = await createCreditor(database, {
    code: 'faults',
    name: 'Voorbeeld B.V.',
    policy: POLICY,
    strategies: { consumer: 'consumer', business: 'business' },
    createdAt,
    profile: {
      legalName: 'Voorbeeld B.V.',
      kvk: '99900000',
      vatNumber: 'NL999000000B01',
      phone: '+31201234567',
      email: 'post@voorbeeld.example',
      website: 'https://voorbeeld.example',
      helpPage: 'https://voorbeeld.example/hulp',
      iban: 'NL91ABNA0417164300',
      accountName: 'Voorbeeld B.V.',
      address: { street: 'Kade', houseNumber: '1', postcode: '1234 AB', city: 'Utrecht' },
    },
    senders: {
      email: sender('post@voorbeeld.example'),
      sms: sender('+31101234567'),
      whatsapp: sender('+31101234567'),
      letter: sender('faults'),
      call: sender('+31101234567'),
    },
  })
  return getCreditor(database, id)
}

function claimOf(index: number, reach: Reach, today: LocalDate): ImportedClaim {
  return {
    reference: String(index),
    invoiceNumber: `F-${index}`,
    kind: 'claim',
    issuedOn: addDays(today, -19),
    dueOn: addDays(today, -DUE_DAYS_AGO),
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
    debtor: { reference: `D-${index}`, kind: 'consumer', name: 'A. Voorbeeldsma', ...reach(index, today) },
  }
}
