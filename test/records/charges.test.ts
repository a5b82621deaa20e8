/** What comes on top of the principal, through the real pipe: announced, waived with a reason, due on what was not paid in time, itemised. */
import type { ChargeSettings, ImportedClaim, LocalDate } from '#domain'
import { decideDue } from '#pipeline'
import { editClaim, findClaim, waive } from '#store'
import { openCaller } from '../support/api'
import { endCarriers } from '../support/carrier'
import { addClaims, at, callBack, claimOf, openBench, playUntil, rest, type PipeBench } from '../support/pipe'
import { attempts, handOvers } from '../support/pipe-records'
import { EMAIL, owingIn, SATURDAY_AFTER_TERM } from './owing'

let bench: PipeBench
const { creditorWith, owing, paid, textOf } = owingIn(() => bench)
beforeAll(async () => {
  bench = await openBench()
})
beforeEach(() => bench.clear())
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

test('a final demand asks the costs over what was not paid in time, and itemises what came in', async () => {
  const { creditor } = await owing()
  await playUntil(bench, at('2027-01-23T12:00:00Z'))
  expect(await textOf(creditor, 'formal-notice')).toContain('€ 60,00')
  await paid(creditor, '2027-02-01', 10_000)
  await playUntil(bench, at('2027-02-05T20:00:00Z'))
  await paid(creditor, '2027-02-06', 20_000)
  await playUntil(bench, SATURDAY_AFTER_TERM)
  const demand = await textOf(creditor, 'final-demand')
  // 15 % of the 300.00 that was open when the term ended
  for (const line of [
    'Betaald op 1 februari 2027: € 100,00',
    'Betaald op 6 februari 2027: € 200,00',
    'Incassokosten volgens de wet, over € 300,00: € 45,00',
    'Samen: € 145,00',
  ])
    expect(demand).toContain(line)
  expect(demand).not.toContain('rente')
})

test('a notice that proves to have arrived late has a later term, and a week more comes on top of it', async () => {
  const { creditor, debtor } = await owing()
  await playUntil(bench, at('2027-01-23T12:00:00Z'))
  const [, notice] = await handOvers(bench, creditor)
  const receipt = {
    kind: 'receipt',
    key: 'late',
    handOverId: notice?.id,
    carrierReference: 'x',
    status: 'delivered',
    failure: null,
    code: null,
    at: '2027-01-25T07:00:00Z',
  }
  bench.now = at('2027-01-25T08:00:00Z')
  await callBack(bench, receipt)
  await callBack(bench, { ...receipt, key: 'early', at: '2027-01-22T09:00:00Z' })
  await playUntil(bench, at('2027-02-08T20:00:00Z'))
  expect(await textOf(creditor, 'final-demand')).toBe('')
  await bench.database.transaction(async (sql) =>
    editClaim(sql, debtor, (await findClaim(bench.database, debtor, '1')) ?? '', { dueOn: '2027-01-14' as LocalDate }, bench.now),
  )
  await playUntil(bench, at('2027-02-15T20:00:00Z'))
  expect(await textOf(creditor, 'final-demand')).toBe('')
  // Monday 25 January and 14 days is 8 February; a week on top of it is the 15th.
  await playUntil(bench, at('2027-02-16T12:00:00Z'))
  expect(await textOf(creditor, 'final-demand')).toContain('Samen: € 460,00')
})

test('costs that are let go of are announced nowhere, a queued notice is made anew, and the reason is read in message and timeline', async () => {
  const { creditor, debtor } = await owing()
  await playUntil(bench, at('2027-01-21T20:00:00Z'))
  bench.now = at('2027-01-22T08:30:00Z')
  await decideDue(bench.pipe, bench.now, 10)
  expect((await attempts(bench, creditor)).at(-1)).toMatchObject({ step: 'formal-notice', state: 'queued' })
  expect(
    await bench.database.transaction((sql) => waive(sql, debtor, { claimId: null, what: ['costs'], reason: 'goodwill' }, bench.now)),
  ).toBe(1)
  await rest(bench)
  expect((await attempts(bench, creditor)).map(({ step, state, reason }) => [step, state, reason]).slice(1)).toEqual([
    ['formal-notice', 'suppressed', 'costs-changed'],
    ['formal-notice', 'handed-over', null],
  ])
  const notice = await textOf(creditor, 'formal-notice')
  expect(notice).toContain('Voor factuur F-1 rekenen wij geen incassokosten: wij komen u graag tegemoet.')
  expect(notice).toContain('Wij rekenen ook daarna geen incassokosten.')
  expect(notice).not.toContain('€ 60,00')
  await playUntil(bench, SATURDAY_AFTER_TERM)
  expect(await textOf(creditor, 'final-demand')).toMatch(/Samen: € 400,00/)
})

test('an agent lets go by the API, sees it in the statement and the timeline, and takes it back', async () => {
  const { creditor, debtor } = await owing({ charges: { interest: { charged: true } } })
  await playUntil(bench, SATURDAY_AFTER_TERM)
  bench.now = at('2027-03-06T12:00:00Z')
  const { token } = await openCaller(bench, [creditor.id])
  const home = `${bench.api}/v1/creditors/${creditor.id}/debtors/${debtor.debtorId}`
  const ask = async (path: string, body?: unknown): Promise<unknown> => {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': `${path}-${JSON.stringify(body)}`,
    }
    return (
      await fetch(`${home}${path}`, body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) })
    ).json()
  }
  // 400.00 for 28 days at 4 %
  expect(await ask('/statement')).toMatchObject({
    asOf: '2027-03-06',
    principal: '400.00',
    interest: '1.23',
    provisional: true,
    costs: { amount: '60.00', vat: '0.00', parts: [{ over: '400.00', scale: '60.00' }] },
    total: '461.23',
  })
  const claim = await findClaim(bench.database, debtor, '1')
  expect(await ask('/waivers', { reason: 'our-mistake', claim })).toEqual({ claims: 1 })
  expect(await ask('/waivers', { reason: 'our-mistake' })).toEqual({ claims: 0 })
  expect(await ask('/statement')).toMatchObject({
    total: '400.00',
    claims: [{ costsWaived: 'our-mistake', interestWaived: 'our-mistake', interest: [] }],
  })
  expect(await ask('/waivers', { reason: 'because' })).toMatchObject({ status: 422 })
  expect(JSON.stringify(await ask('/timeline'))).toContain('"waived"')
  expect(await ask('/waivers/withdrawal', { what: ['costs'] })).toEqual({ claims: 1 })
  expect(await ask('/statement')).toMatchObject({ total: '460.00' })
})

test.each<[string, ChargeSettings, string]>([
  ['no costs at all', { costs: { charged: false } }, 'Samen: € 400,00'],
  ['costs up to a limit', { costs: { most: 2_500 } }, 'Samen: € 425,00'],
  ['costs with the VAT it cannot deduct', { costs: { vatAdded: true } }, 'Btw over de incassokosten (21%): € 12,60\nSamen: € 472,60'],
  ['interest too', { interest: { charged: true } }, 'Samen: € 460,00'],
])('a creditor that charges %s says so in notice and final demand', async (_, charges, line) => {
  const { creditor } = await owing({ charges })
  await playUntil(bench, SATURDAY_AFTER_TERM)
  expect(await textOf(creditor, 'final-demand')).toContain(line)
  const notice = await textOf(creditor, 'formal-notice')
  const charged = charges.costs?.charged !== false
  expect(notice.includes('Wij rekenen ook daarna geen incassokosten.')).toBe(!charged)
  expect((await textOf(creditor, 'reminder')).includes('Pas daarna kunnen er kosten bij komen')).toBe(charged)
  expect(notice.includes('en daarbij de wettelijke rente')).toBe(charges.interest !== undefined)
  if (charges.costs?.vatAdded) expect(notice).toContain('Die btw kunnen wij niet aftrekken')
})

test("a firm's final demand carries interest for trade from its due date", async () => {
  const creditor = await creditorWith({ charges: { interest: { charged: true } } })
  await addClaims(bench, creditor, [claimOf('1', { kind: 'business', email: EMAIL }, { original: 100_000, open: 100_000 })])
  await playUntil(bench, at('2027-02-06T12:00:00Z'))
  // D+29 is 5 February; 28 days at 10.4 % beyond the last known half-year
  expect(await textOf(creditor, 'final-demand')).toContain(
    'Wettelijke rente van 8 januari 2027 tot en met 4 februari 2027: 10,4% per jaar over € 1.000,00, 28 dagen',
  )
  expect(await textOf(creditor, 'final-demand')).toContain('Wettelijke rente (voorlopig): € 7,98')
})

test('under the Wki a natural person gets the itemisation with the first reminder, a company does not', async () => {
  const creditor = await creditorWith({
    wkiApplies: true,
    wkiRegisterNumber: 'R-123',
    collectsFor: 'Energie Oost B.V., Kade 2, 7411 AA Deventer',
  })
  await addClaims(bench, creditor, [claimOf('1', { email: EMAIL })])
  await rest(bench)
  const reminder = await textOf(creditor, 'reminder')
  for (const line of [
    'Zo is het bedrag opgebouwd',
    'Namens: Energie Oost B.V., Kade 2, 7411 AA Deventer',
    'Wki-register R-123',
    'Voor: A. Voorbeeldsma',
  ])
    expect(reminder).toContain(line)
  const firms = await creditorWith({ wkiApplies: true, wkiRegisterNumber: 'R-123' })
  const firm = (reference: string, attributes: Record<string, string>): ImportedClaim =>
    claimOf(reference, { kind: 'business', email: EMAIL, attributes }, { dueOn: '2027-01-04' as LocalDate })
  await addClaims(bench, firms, [firm('bv', {})])
  await rest(bench)
  expect(await textOf(firms, 'reminder')).not.toContain('Zo is het bedrag opgebouwd')
  const traders = await creditorWith({ wkiApplies: true, wkiRegisterNumber: 'R-123' })
  await addClaims(bench, traders, [firm('zzp', { legalForm: 'eenmanszaak' })])
  await rest(bench)
  expect(await textOf(traders, 'reminder')).toContain('Zo is het bedrag opgebouwd')
})

test('who collects under the Wki without a register number sends nothing to a natural person, and operators are told', async () => {
  const creditor = await creditorWith({ wkiApplies: true })
  await addClaims(bench, creditor, [claimOf('1', { email: EMAIL })])
  await rest(bench)
  expect(await attempts(bench, creditor)).toMatchObject([{ state: 'queued' }])
  expect(bench.told.some(({ fields }) => String(fields.fault).includes('register number'))).toBe(true)
})
