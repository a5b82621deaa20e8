/** The demo's file holds the portfolio that the demo promises: who is in it, what is wrong in it, and that it can be re-dated. */
import { createReadStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { addDays, daysBetween, type ImportedClaim, type LocalDate } from '#domain'
import { readClaims, shiftDates } from '#portfolio'
import { all, CONFIG, shippedMapping } from '../support/portfolio-mapping'
import { DEMO_START, demoPortfolio } from '../support/portfolio-generator'

const file = join(CONFIG, 'demo/open-items.csv')
const read = () =>
  all(readClaims(createReadStream(file), shippedMapping('demo-open-items'), { supplier: { kvk: '99900000', vatNumber: null } }))
const claimsOf = async (): Promise<ImportedClaim[]> => (await read()).flatMap((line) => (line.kind === 'claim' ? [line.claim] : []))

test('the file is what the generator makes, byte for byte', () => {
  expect(readFileSync(file, 'utf8')).toBe(demoPortfolio())
})

test('exactly the six faulty rows are refused, each for its own fault', async () => {
  const errors = (await read()).flatMap((line) => (line.kind === 'error' ? [line] : []))
  expect(errors.map(({ errors: [error, ...others] }) => [error?.field, others.length])).toEqual([
    ['iban', 0],
    ['email', 0],
    ['dueOn', 0],
    ['open', 0],
    ['postcode', 0],
    ['reference', 0],
  ])
  expect(errors.map(({ errors: [error] }) => error?.reason)).toEqual([
    '"IBAN" is not a valid IBAN',
    '"E-mail" is not an e-mail address',
    '"Vervaldatum" is not an existing date as dd-mm-yyyy (31-01-2027)',
    '"Openstaand" is not an amount such as 1234,50',
    '"Postcode" is not a Dutch postcode such as 1234 AB',
    '"Boekstuk" was already on line 5',
  ])
})

test('the portfolio holds about 200 debtors in every situation the demo shows', async () => {
  const claims = await claimsOf()
  const debtors = new Map(claims.map((claim) => [claim.debtor.reference, claim.debtor]))
  expect([claims.length, debtors.size]).toEqual([290, 200])
  const people = [...debtors.values()]
  expect(new Set(people.map((debtor) => debtor.kind))).toEqual(new Set(['consumer', 'business']))
  expect(new Set(people.map((debtor) => debtor.preferredChannel))).toEqual(
    new Set([undefined, 'email', 'sms', 'whatsapp', 'letter', 'call']),
  )
  expect(new Set(people.flatMap(({ income }) => (income && 'calendar' in income ? [income.calendar] : [])))).toEqual(
    new Set(['nl-aow', 'nl-uwv', 'nl-duo', 'nl-toeslagen']),
  )
  expect(new Set(people.flatMap(({ income }) => (income && 'every' in income ? [income.every] : [])))).toEqual(
    new Set(['month', 'week', 'four-weeks']),
  )
  expect(new Set(claims.map((claim) => claim.representative?.role))).toEqual(
    new Set([undefined, 'administrator', 'counsellor', 'accounts-contact']),
  )
  expect(people.filter((debtor) => debtor.online === false).length).toBeGreaterThan(4)
  expect(claims.filter((claim) => claim.kind === 'credit-note').every((claim) => claim.open < 0)).toBe(true)
  expect(
    claims
      .filter((claim) => claim.history?.lastPhase === 'formal-notice')
      .every(({ history }) => history?.proof && history.costsAnnounced && history.payBy),
  ).toBe(true)
})

test('everybody can be reached somehow, and nobody at a real address of mail', async () => {
  for (const { debtor } of await claimsOf()) {
    expect(debtor.address ?? debtor.email ?? debtor.phone).toBeDefined()
    expect(debtor.email ?? '@example.nl').toMatch(/@example\.nl$/)
  }
})

test('mobiles are unique to a debtor', async () => {
  const owners = new Map<string, string>()
  for (const { debtor } of await claimsOf()) {
    if (debtor.sms === undefined) continue
    expect(owners.get(debtor.sms) ?? debtor.reference).toBe(debtor.reference)
    owners.set(debtor.sms, debtor.reference)
  }
})

test('due dates spread over the phases on the first day', async () => {
  const late = (await claimsOf()).map((claim) => daysBetween(claim.dueOn, DEMO_START as LocalDate))
  const between = (from: number, to: number): number => late.filter((days) => days >= from && days <= to).length
  expect(Math.min(between(-44, -7), between(-6, 0), between(1, 14), between(15, 28), between(29, 40))).toBeGreaterThan(20)
})

test('a shifted portfolio starts on another day with the same distances', async () => {
  for (const claim of await claimsOf()) {
    const shifted = shiftDates(claim, 100)
    expect(shifted.dueOn).toBe(addDays(claim.dueOn, 100))
    expect(shifted.issuedOn).toBe(claim.issuedOn && addDays(claim.issuedOn, 100))
    expect(shifted.history?.on).toBe(claim.history?.on && addDays(claim.history.on, 100))
    expect(shifted.debtor.whatsapp?.consentedOn).toBe(claim.debtor.whatsapp?.consentedOn && addDays(claim.debtor.whatsapp.consentedOn, 100))
    expect(shiftDates(shifted, -100)).toEqual(claim)
  }
})
