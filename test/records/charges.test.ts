/** What comes on top of the principal, through the real pipe: announced, waived with a reason, due on what was not paid in time, itemised. */
import type { ChargeSettings, ImportedClaim, ImportedPayment, LocalDate, PaymentOptions } from '#domain'
import { decideDue } from '#pipeline'
import { editClaim, findClaim, recordPayments, unmatchedPayments, waive } from '#store'
import { openCaller } from '../support/api'
import { endCarriers } from '../support/carrier'
import { addClaims, at, callBack, claimOf, HOME, openBench, playUntil, rest, type PipeBench } from '../support/pipe'
import { attempts, handOvers } from '../support/pipe-records'
import { EMAIL, owingIn, SATURDAY_AFTER_TERM } from './owing'

let bench: PipeBench
const { creditorWith, owing, paid, textOf } = owingIn(() => bench)
beforeAll(async () => { bench = await openBench() })
beforeEach(() => bench.clear())
afterAll(async () => { await bench.close(); await endCarriers() })

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
  for (const line of ['Betaald op 1 februari 2027: € 100,00', 'Betaald op 6 februari 2027: € 200,00', 'Incassokosten volgens de wet, over € 300,00: € 45,00', 'Samen: € 145,00']) expect(demand).toContain(line)
  expect(demand).not.toContain('rente')
})

test('a notice that proves to have arrived late has a later term, and a week more comes on top of it', async () => {
  const { creditor, debtor } = await owing()
  await playUntil(bench, at('2027-01-23T12:00:00Z'))
  const [, notice] = await handOvers(bench, creditor)
  const receipt = { kind: 'receipt', key: 'late', handOverId: notice?.id, carrierReference: 'x', status: 'delivered', failure: null, code: null, at: '2027-01-25T07:00:00Z' }
  bench.now = at('2027-01-25T08:00:00Z')
  await callBack(bench, receipt)
  await callBack(bench, { ...receipt, key: 'early', at: '2027-01-22T09:00:00Z' })
  await playUntil(bench, at('2027-02-08T20:00:00Z'))
  expect(await textOf(creditor, 'final-demand')).toBe('')
  await bench.database.transaction(async (sql) => editClaim(sql, debtor, await findClaim(bench.database, debtor, '1') ?? '', { dueOn: '2027-01-14' as LocalDate }, bench.now))
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
  expect(await bench.database.transaction((sql) => waive(sql, debtor, { claimId: null, what: ['costs'], reason: 'goodwill' }, bench.now))).toBe(1)
  await rest(bench)
  expect((await attempts(bench, creditor)).map(({ step, state, reason }) => [step, state, reason]).slice(1)).toEqual([
    ['formal-notice', 'suppressed', 'costs-changed'], ['formal-notice', 'handed-over', null],
  ])
  const notice = await textOf(creditor, 'formal-notice')
  expect(notice).toContain('Voor factuur F-1 rekenen wij geen incassokosten: wij komen u graag tegemoet.')
  expect(notice).toContain('Wij rekenen ook daarna geen extra kosten')
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
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': `${path}-${JSON.stringify(body)}` }
    return (await fetch(`${home}${path}`, body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) })).json()
  }
  // 400.00 for 28 days at 4 %
  expect(await ask('/statement')).toMatchObject({ asOf: '2027-03-06', principal: '400.00', interest: '1.23', provisional: true, costs: { amount: '60.00', vat: '0.00', parts: [{ over: '400.00', scale: '60.00' }] }, total: '461.23' })
  const claim = await findClaim(bench.database, debtor, '1')
  expect(await ask('/waivers', { reason: 'our-mistake', claim })).toEqual({ claims: 1 })
  expect(await ask('/waivers', { reason: 'our-mistake' })).toEqual({ claims: 0 })
  expect(await ask('/statement')).toMatchObject({ total: '400.00', claims: [{ costsWaived: 'our-mistake', interestWaived: 'our-mistake', interest: [] }] })
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
  if (charges.costs?.charged === false) expect(notice).toContain('geen extra kosten')
  if (charges.costs?.vatAdded) expect(notice).toContain('Die btw kunnen wij niet aftrekken')
})

test("a firm's final demand carries interest for trade from its due date", async () => {
  const creditor = await creditorWith({ charges: { interest: { charged: true } } })
  await addClaims(bench, creditor, [claimOf('1', { kind: 'business', email: EMAIL }, { original: 100_000, open: 100_000 })])
  await playUntil(bench, at('2027-02-06T12:00:00Z'))
  // D+29 is 5 February; 28 days at 10.4 % beyond the last known half-year
  expect(await textOf(creditor, 'final-demand')).toContain('Wettelijke rente van 8 januari 2027 tot en met 4 februari 2027: 10,4% per jaar over € 1.000,00, 28 dagen')
  expect(await textOf(creditor, 'final-demand')).toContain('Wettelijke rente (voorlopig): € 7,98')
})

test('under the Wki a natural person gets the itemisation with the first reminder, a company does not', async () => {
  const creditor = await creditorWith({ wkiApplies: true, wkiRegisterNumber: 'R-123', collectsFor: 'Energie Oost B.V., Kade 2, 7411 AA Deventer' })
  await addClaims(bench, creditor, [claimOf('1', { email: EMAIL })])
  await rest(bench)
  const reminder = await textOf(creditor, 'reminder')
  for (const line of ['Zo is het bedrag opgebouwd', 'Namens: Energie Oost B.V., Kade 2, 7411 AA Deventer', 'Wki-register R-123', 'Voor: A. Voorbeeldsma']) expect(reminder).toContain(line)
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

describe('how it can be paid', () => {
  const payment: PaymentOptions = { link: { address: 'https://betaal.example/acme/{reference}?euro={amount}', label: 'iDEAL | Wero' }, qr: 'link', directDebit: 'https://betaal.example/machtigen', discount: { percent: 2, withinDays: 30 } }

  it('a link names the reference and the amount, also in the code on paper', async () => {
    const creditor = await creditorWith({ payment })
    await addClaims(bench, creditor, [claimOf('1', { online: false, address: HOME })])
    await rest(bench)
    expect(await textOf(creditor, 'reminder')).toContain('Online (iDEAL | Wero): https://betaal.example/acme/F-1?euro=125.00')
    const [row] = await bench.database.query<{ qr: string }>(`select content #>> '{letter,qr,payload}' as qr from message_body where creditor_id = $1`, [creditor.id])
    expect(row?.qr).toBe('https://betaal.example/acme/F-1?euro=125.00')
  })

  it('a text message shows no amount, not even in a link', async () => {
    const creditor = await creditorWith({ payment })
    await addClaims(bench, creditor, [claimOf('1', { sms: '+31612300009' })])
    await rest(bench)
    expect(await textOf(creditor, 'reminder')).toContain('https://voorbeeld.example/hulp')
    expect(await textOf(creditor, 'reminder')).not.toContain('125')
  })

  it('before the due date it names the discount with its last day; a payment less the discount settles the claim', async () => {
    const creditor = await creditorWith({ payment })
    await addClaims(bench, creditor, [claimOf('1', { email: EMAIL }, { issuedOn: '2027-01-02' as LocalDate, dueOn: '2027-01-15' as LocalDate, original: 10_001, open: 10_001 })])
    await playUntil(bench, at('2027-01-13T08:30:00Z'))
    const message = await textOf(creditor, 'pre-due')
    expect(message).toContain('Met korting, uiterlijk maandag 1 februari 2027: € 98,01')
    expect(message).toContain('acme/F-1?euro=98.01')
    expect(message).toContain('machtigen')
    await paid(creditor, '2027-01-14', 9_801)
    expect(await bench.database.query('select state, open_cents as open from claim where creditor_id = $1', [creditor.id])).toEqual([{ state: 'settled', open: 0 }])
    expect(await bench.database.query(`select kind, amount_cents as amount from ledger_entry where creditor_id = $1 and kind <> 'principal' order by amount_cents`, [creditor.id]))
      .toEqual([{ kind: 'payment', amount: -9_801 }, { kind: 'discount', amount: -200 }])
  })

  it('a payment that names only the invoice is known by the amount less the discount, in time and to the cent', async () => {
    const creditor = await creditorWith({ payment })
    const invoice = { issuedOn: '2027-01-02' as LocalDate, dueOn: '2027-01-15' as LocalDate, original: 10_001, open: 10_001 }
    await addClaims(bench, creditor, ['1', '2', '3'].map((reference) => claimOf(reference, { email: EMAIL }, invoice)))
    const received = (key: string, receivedOn: string, amount: number): ImportedPayment =>
      ({ key, receivedOn: receivedOn as LocalDate, amount, currency: 'EUR', paymentReference: null, claimReference: null, invoiceNumber: `F-${key}`, description: null, payerIban: null, payerName: null })
    const payments = [received('1', '2027-02-01', 9_801), received('2', '2027-02-02', 9_801), received('3', '2027-02-01', 9_800)]
    await bench.database.transaction((sql) => recordPayments(sql, creditor, null, payments, bench.now))
    expect(await bench.database.query('select reference, state, open_cents as open from claim where creditor_id = $1 order by reference', [creditor.id]))
      .toEqual([{ reference: '1', state: 'settled', open: 0 }, { reference: '2', state: 'open', open: 10_001 }, { reference: '3', state: 'open', open: 10_001 }])
    expect(await unmatchedPayments(bench.database, creditor)).toHaveLength(2)
  })

  it('a payment that is a day late, or a cent short, leaves the discount open', async () => {
    const creditor = await creditorWith({ payment })
    await addClaims(bench, creditor, [claimOf('1', { email: EMAIL }, { issuedOn: '2027-01-02' as LocalDate, dueOn: '2027-01-15' as LocalDate, original: 10_001, open: 10_001 })])
    await paid(creditor, '2027-02-02', 9_801)
    expect(await bench.database.query('select state, open_cents as open from claim where creditor_id = $1', [creditor.id])).toEqual([{ state: 'open', open: 200 }])
    await paid(creditor, '2027-02-03', -9_801)
    await paid(creditor, '2027-01-31', 9_800)
    expect(await bench.database.query('select state, open_cents as open from claim where creditor_id = $1', [creditor.id])).toEqual([{ state: 'open', open: 201 }])
  })
})
