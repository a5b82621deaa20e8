/** Payments load with what they can be matched by, and keep their keys when a file is read again. */
import { readPayments } from '#portfolio'
import { all, sample, shippedMapping, streamOf } from '../support/portfolio-mapping'

const mapping = shippedMapping('payments-generic')
const read = () => all(readPayments(sample('payments-generic.csv'), mapping))

test('payments load with what they can be matched by', async () => {
  expect((await read()).slice(0, 4)).toMatchObject([
    {
      line: 2,
      kind: 'payment',
      payment: {
        key: 'T-1',
        receivedOn: '2027-01-05',
        amount: 6_250,
        paymentReference: '5010002167010010',
        claimReference: null,
        payerIban: 'NL91ABNA0417164300',
        payerName: 'C. Voorbeeldsma',
      },
    },
    { payment: { amount: 100_000, invoiceNumber: '2027-2', description: 'Factuur 2027-2' } },
    { payment: { amount: 100_000 } },
    { payment: { key: 'T-4', amount: -2_500, claimReference: 'A-1' } },
  ])
})

test('faulty payments are refused with their reasons', async () => {
  expect((await read()).slice(4)).toMatchObject([
    { line: 6, errors: [{ field: 'transactionId', reason: '"transactionId" was already on line 2' }] },
    {
      line: 7,
      errors: [
        { field: 'receivedOn', reason: '"receivedOn" is not an existing date as dd-mm-yyyy (31-01-2027)' },
        { field: 'amount', reason: '"amount" is missing' },
        { field: 'currency', reason: '"currency" is not EUR, the only currency so far' },
        { field: 'payerIban', reason: '"payerIban" is not a valid IBAN' },
      ],
    },
  ])
})

describe("a payment without the bank's own id", () => {
  const keysOf = async (rows: readonly string[]) =>
    (await all(readPayments(streamOf(['receivedOn;amount;description', ...rows].join('\n')), mapping))).map(
      (line) => line.kind === 'payment' && line.payment.key,
    )

  test('keeps its key when the file is read again, and two equal ones stay two', async () => {
    const rows = ['05-01-2027;10,00;contributie', '05-01-2027;10,00;contributie', '05-01-2027;10,00;anders']
    const keys = await keysOf(rows)
    expect(new Set(keys).size).toBe(3)
    expect(await keysOf(rows)).toEqual(keys)
  })
  test('keeps its key when other rows come before it', async () => {
    const [key] = await keysOf(['05-01-2027;10,00;contributie'])
    expect(await keysOf(['04-01-2027;9,00;ouder', '05-01-2027;10,00;contributie'])).toContain(key)
  })
})

test('a broken line among payments costs itself', async () => {
  const lines = await all(readPayments(streamOf('receivedOn;amount\n05-01-2027\n05-01-2027;1,00\n'), mapping))
  expect(lines.map((line) => line.kind)).toEqual(['error', 'payment'])
})
