/** A careless integrator: what cannot be meant is refused with the reason, not guessed at, and nothing of it is kept. */
import { openCaller, type ApiCaller } from '../support/api'
import { endCarriers } from '../support/carrier'
import { addClaims, addCreditor, claimOf, openBench, type PipeBench } from '../support/pipe'

let bench: PipeBench
let caller: ApiCaller
let home: string
let debtor: string
let other: string
beforeAll(async () => {
  bench = await openBench()
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('1', { email: 'een@voorbeeld.example' }), claimOf('2', { email: 'twee@voorbeeld.example' })])
  caller = await openCaller(bench, [creditor.id])
  home = `/v1/creditors/${creditor.id}`
  const [row, second] = await bench.database.query<{ id: string }>('select id from debtor where creditor_id = $1 order by reference', [
    creditor.id,
  ])
  debtor = `${home}/debtors/${row?.id}`
  other = second?.id ?? ''
})
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

const ID = '01a20a58-3993-7306-8ab2-5e51d55ad610'
const forged = (...values: unknown[]): string => Buffer.from(JSON.stringify(values)).toString('base64url')
const post = (path: string, body: unknown): Promise<{ status: number; body: Record<string, unknown> }> =>
  caller.call('POST', path, { body })

test('a cursor of a day that is none, or of a time before all times, is refused', async () => {
  for (const [list, cursor] of [
    ['payments/unmatched', forged('2027-02-30', ID)],
    ['payments/unmatched', forged('0000-01-01', ID)],
    ['inbox', forged(-8e14, ID)],
  ])
    expect(await caller.call('GET', `${home}/${list}?cursor=${cursor}`)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: 'cursor' }] },
    })
})

test('an instant on 30 February is refused, and not taken for one in March', async () => {
  for (const until of ['2027-02-30T10:00:00Z', '2027-04-31T10:00:00+02:00'])
    expect(await post(`${debtor}/holds`, { kind: 'manual', until })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/until' }] },
    })
  expect((await post(`${debtor}/holds`, { kind: 'manual', until: '2027-02-28T10:00:00Z' })).status).toBe(201)
})

test('a body in another encoding, a name of spaces and a mandate signed tomorrow are refused', async () => {
  const named = (name: string): object => ({ reference: 'D-2', kind: 'consumer', name })
  const answer = await fetch(`${bench.api}${home}/debtors`, {
    method: 'POST',
    headers: { authorization: `Bearer ${caller.token}`, 'content-type': 'application/json', 'idempotency-key': 'in-latin-1' },
    body: Buffer.from(JSON.stringify(named('José')), 'latin1'),
  })
  expect(answer.status).toBe(400)
  expect(await post(`${home}/debtors`, named('   '))).toMatchObject({ status: 422, body: { errors: [{ pointer: '/name' }] } })
  const mandate = (signedOn: string): ReturnType<ApiCaller['call']> =>
    caller.call('PUT', `${debtor}/mandate`, { body: { reference: 'M-1', signedOn, collectOn: '20' } })
  expect(await mandate('2027-01-13')).toMatchObject({ status: 422, body: { errors: [{ pointer: '/signedOn' }] } })
  expect((await mandate('2027-01-12')).status).toBe(204)
})

test('a refusal is told in whole words; a payment of nothing, and a claim that is due before its invoice, are refused', async () => {
  const told = (message: string): object => ({ status: 422, body: { errors: [expect.objectContaining({ message })] } })
  expect(await post(`${debtor}/promises`, { payBy: '2027-02-01', amount: '1e3' })).toMatchObject(told('must be an amount such as 62.50'))
  const payment = { key: 'B-0', receivedOn: '2027-01-11', amount: '-0.00', claimReference: '1' }
  expect(await post(`${home}/payments`, { payments: [payment] })).toMatchObject(told('is nothing'))
  const claim = { debtorId: debtor.split('/').at(-1), reference: 'F-9', issuedOn: '2027-01-20', dueOn: '2027-01-10', original: '10.00' }
  expect(await post(`${home}/claims`, claim)).toMatchObject(told('lies before the date of the invoice'))
})

test('a debtor that was merged is changed under the name it has now, and not unseen', async () => {
  expect((await post(`${home}/debtor-merges`, { merged: other, into: debtor.split('/').at(-1) })).status).toBe(201)
  expect(await caller.call('PATCH', `${home}/debtors/${other}`, { body: { name: 'Nieuw' }, ifMatch: '*' })).toMatchObject({ status: 409 })
})

test('payments cannot have been read through a day that is still to come: reminders would go without them from then on', async () => {
  const read = (readThrough: string): ReturnType<typeof post> =>
    post(`${home}/payments`, { payments: [{ key: 'B-1', receivedOn: '2027-01-11', amount: '1.00' }], readThrough })
  expect(await read('2027-01-13')).toMatchObject({ status: 422, body: { errors: [{ pointer: '/readThrough' }] } })
  expect((await read('2027-01-12')).status).toBe(200)
})

test('an address that cannot be read is a problem like others; a slash too many finds nothing, and is not said to be the wrong method', async () => {
  expect(await caller.call('GET', `${home}/debtors/%E0%A4%A`)).toMatchObject({
    status: 400,
    body: { type: 'urn:tijdig:problem:malformed' },
  })
  expect((await caller.call('GET', `${home}/debtors/`)).status).toBe(404)
})
