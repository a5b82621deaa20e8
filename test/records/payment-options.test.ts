/** How it can be paid, through the real pipe: a link and a code that name reference and amount, and a discount for who pays in time. */
import type { ImportedPayment, LocalDate, PaymentOptions } from '#domain'
import { recordPayments, unmatchedPayments } from '#store'
import { endCarriers } from '../support/carrier'
import { addClaims, at, claimOf, HOME, openBench, playUntil, rest, type PipeBench } from '../support/pipe'
import { EMAIL, owingIn } from './owing'

let bench: PipeBench
const { creditorWith, paid, textOf } = owingIn(() => bench)
beforeAll(async () => {
  bench = await openBench()
})
beforeEach(() => bench.clear())
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

describe('how it can be paid', () => {
  const payment: PaymentOptions = {
    link: { address: 'https://betaal.example/acme/{reference}?euro={amount}', label: 'iDEAL | Wero' },
    qr: 'link',
    directDebit: 'https://betaal.example/machtigen',
    discount: { percent: 2, withinDays: 30 },
  }

  it('a link names the reference and the amount, also in the code on paper', async () => {
    const creditor = await creditorWith({ payment })
    await addClaims(bench, creditor, [claimOf('1', { online: false, address: HOME })])
    await rest(bench)
    expect(await textOf(creditor, 'reminder')).toContain('Online (iDEAL | Wero): https://betaal.example/acme/F-1?euro=125.00')
    const [row] = await bench.database.query<{ qr: string }>(
      `select content #>> '{letter,qr,payload}' as qr from message_body where creditor_id = $1`,
      [creditor.id],
    )
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
    await addClaims(bench, creditor, [
      claimOf(
        '1',
        { email: EMAIL },
        { issuedOn: '2027-01-02' as LocalDate, dueOn: '2027-01-15' as LocalDate, original: 10_001, open: 10_001 },
      ),
    ])
    await playUntil(bench, at('2027-01-13T08:30:00Z'))
    const message = await textOf(creditor, 'pre-due')
    expect(message).toContain('Met korting, uiterlijk maandag 1 februari 2027: € 98,01')
    expect(message).toContain('acme/F-1?euro=98.01')
    expect(message).toContain('machtigen')
    await paid(creditor, '2027-01-14', 9_801)
    expect(await bench.database.query('select state, open_cents as open from claim where creditor_id = $1', [creditor.id])).toEqual([
      { state: 'settled', open: 0 },
    ])
    expect(
      await bench.database.query(
        `select kind, amount_cents as amount from ledger_entry where creditor_id = $1 and kind <> 'principal' order by amount_cents`,
        [creditor.id],
      ),
    ).toEqual([
      { kind: 'payment', amount: -9_801 },
      { kind: 'discount', amount: -200 },
    ])
  })

  it('a payment that names only the invoice is known by the amount less the discount, in time and to the cent', async () => {
    const creditor = await creditorWith({ payment })
    const invoice = { issuedOn: '2027-01-02' as LocalDate, dueOn: '2027-01-15' as LocalDate, original: 10_001, open: 10_001 }
    await addClaims(
      bench,
      creditor,
      ['1', '2', '3'].map((reference) => claimOf(reference, { email: EMAIL }, invoice)),
    )
    const received = (key: string, receivedOn: string, amount: number): ImportedPayment => ({
      key,
      receivedOn: receivedOn as LocalDate,
      amount,
      currency: 'EUR',
      paymentReference: null,
      claimReference: null,
      invoiceNumber: `F-${key}`,
      description: null,
      payerIban: null,
      payerName: null,
    })
    const payments = [received('1', '2027-02-01', 9_801), received('2', '2027-02-02', 9_801), received('3', '2027-02-01', 9_800)]
    await bench.database.transaction((sql) => recordPayments(sql, creditor, null, payments, bench.now))
    expect(
      await bench.database.query('select reference, state, open_cents as open from claim where creditor_id = $1 order by reference', [
        creditor.id,
      ]),
    ).toEqual([
      { reference: '1', state: 'settled', open: 0 },
      { reference: '2', state: 'open', open: 10_001 },
      { reference: '3', state: 'open', open: 10_001 },
    ])
    expect(await unmatchedPayments(bench.database, creditor)).toHaveLength(2)
  })

  it('a payment that is a day late, or a cent short, leaves the discount open', async () => {
    const creditor = await creditorWith({ payment })
    await addClaims(bench, creditor, [
      claimOf(
        '1',
        { email: EMAIL },
        { issuedOn: '2027-01-02' as LocalDate, dueOn: '2027-01-15' as LocalDate, original: 10_001, open: 10_001 },
      ),
    ])
    await paid(creditor, '2027-02-02', 9_801)
    expect(await bench.database.query('select state, open_cents as open from claim where creditor_id = $1', [creditor.id])).toEqual([
      { state: 'open', open: 200 },
    ])
    await paid(creditor, '2027-02-03', -9_801)
    await paid(creditor, '2027-01-31', 9_800)
    expect(await bench.database.query('select state, open_cents as open from claim where creditor_id = $1', [creditor.id])).toEqual([
      { state: 'open', open: 201 },
    ])
  })
})
