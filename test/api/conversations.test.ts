/** A call as it is held: who is on the line comes first, what is told then comes true, and can be taken back for a moment. */
import { sweep } from '#pipeline'
import type { Creditor } from '#store'
import { agentsOf, deskOf, openCalls, type Desk } from '../support/agent-desk'
import { openCaller, type ApiAnswer, type ApiCaller } from '../support/api'
import { endCarriers } from '../support/carrier'
import { addCreditor, after, HOUR, openBench, rest, type PipeBench } from '../support/pipe'

let bench: PipeBench
let creditor: Creditor
let caller: ApiCaller
let desk: Desk
beforeAll(async () => {
  bench = await openBench()
})
beforeEach(async () => {
  await bench.clear()
  creditor = await addCreditor(bench)
  caller = await openCaller(bench, [creditor.id])
  desk = deskOf(caller, creditor)
})
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

const get = <T = Record<string, unknown>>(path: string): Promise<T> => desk.get<T>(path)
const post = <T = Record<string, unknown>>(path: string, body: object): Promise<ApiAnswer<T>> => desk.post<T>(path, body)
const { claim, held, on, identified, stateOf } = agentsOf(() => desk)
const open = (count: number): Promise<void> => openCalls(bench, creditor, count)

test('before identity no answer holds an amount or an invoice, and nothing is agreed; after it the card does', async () => {
  await open(1)
  const call = await held('anna')
  const said: unknown[] = [await get(`/call-tasks/${call.id}`)]
  expect((await on(call, 'identity', { result: 'confirmed', methods: ['postcode-and-number', 'customer-number'] })).status).toBe(409)
  said.push(await on(call, 'dial'), await get(`/call-tasks/${call.id}`))
  for (const kind of ['promise', 'arrangement', 'dispute', 'cannot-pay', 'paid', 'will-not-pay', 'not-received']) {
    expect([kind, (await on(call, 'outcome', { kind, reason: 'forgot' })).status]).toEqual([kind, 409])
  }
  said.push(await get('/call-tasks?state=claimed'))
  expect(JSON.stringify(said)).not.toMatch(/100[.,]00|F-0/)
  expect((await on(call, 'identity', { result: 'confirmed', methods: ['customer-number'] })).status).toBe(422)
  await identified(call)
  const card = await get<{ owed: { total: string; claims: { reference: string }[] }; script: string }>(`/call-tasks/${call.id}`)
  expect([card.owed.total, card.owed.claims.map(({ reference }) => reference)]).toEqual(['100.00', ['0']])
  expect(card.script).toContain('100,00')
})

test('two wrong answers end the asking: nothing is told any more', async () => {
  await open(1)
  const call = await held('anna')
  await on(call, 'dial')
  const asked = (result: string): Promise<ApiAnswer> =>
    on(call, 'identity', { result, methods: ['postcode-and-number', 'customer-number'] })
  expect([(await asked('wrong')).status, (await asked('wrong')).status, (await asked('confirmed')).status]).toEqual([204, 204, 409])
  expect(await get(`/call-tasks/${call.id}`)).toMatchObject({ owed: null, identity: { state: 'failed', triesLeft: 0 } })
})

test("an outcome taken back within its seconds never was; the call is its agent's again and the next one is untouched", async () => {
  await open(2)
  const call = await held('anna')
  await on(call, 'dial')
  await identified(call)
  const promise = { kind: 'promise', reason: 'forgot', undoable: true, promise: { payBy: '2027-01-20', amount: '50.00' } }
  const told = await on(call, 'outcome', promise)
  expect(told).toMatchObject({ status: 200, body: { outcome: expect.any(String) as string, undoUntil: expect.any(String) as string } })
  expect((await on(call, 'outcome', promise)).status).toBe(409)
  const next = await held('anna')
  expect(next.id).not.toBe(call.id)
  const path = `/call-outcomes/${String(told.body.outcome)}/retraction`
  expect((await post(path, { agent: 'bram' })).status).toBe(409)
  expect(await post(path, { agent: 'anna' })).toMatchObject({ status: 200, body: { task: call.id } })
  expect([(await held('anna')).id, await stateOf(next)]).toEqual([call.id, 'queued'])
  expect(await get(`/debtors/${call.debtor}/promises`)).toEqual([])
  expect((await on(call, 'outcome', { ...promise, promise: { payBy: '2027-01-21', amount: '60.00' } })).status).toBe(200)
  await bench.database.query(`update held_outcome set undo_until = clock_timestamp() - interval '1 second'`)
  await sweep(bench.pipe, bench.now)
  expect(await get(`/debtors/${call.debtor}/promises`)).toMatchObject([{ payBy: '2027-01-21', amount: '60.00', state: 'open' }])
  expect(await bench.database.query('select facts from held_outcome')).toEqual([{ facts: null }])
  expect((await post(path, { agent: 'anna' })).status).toBe(409)
})

test('who dials the next call has done with the last one; what cannot stand is refused when it is told', async () => {
  await open(2)
  const call = await held('anna')
  await on(call, 'dial')
  await identified(call)
  const claims = (await get<{ owed: { claims: { id: string }[] } }>(`/call-tasks/${call.id}`)).owed.claims.map(({ id }) => id)
  const agreed = (amount: string): object => ({
    kind: 'arrangement',
    reason: 'cannot-pay',
    undoable: true,
    arrangement: {
      claims,
      instalments: [
        { dueOn: '2027-01-25', amount: '50.00' },
        { dueOn: '2027-02-25', amount },
      ],
    },
  })
  expect((await on(call, 'outcome', agreed('50.01'))).status).toBe(200)
  const next = await held('anna')
  expect((await on(next, 'dial')).status).toBe(200)
  expect(await get(`/debtors/${call.debtor}/arrangements`)).toMatchObject([
    { state: 'active', amount: '100.01', instalments: [{ amount: '50.00' }, { amount: '50.01' }] },
  ])
})

test('what an outcome says comes true: rest until the day, opt-outs of what they named, numbers that are not theirs, and a task for who looks on', async () => {
  await open(5)
  const told = async (outcome: object): Promise<string> => {
    const call = await held('anna')
    await on(call, 'dial')
    await identified(call)
    expect((await on(call, 'outcome', outcome)).status).toBe(200)
    return `/debtors/${call.debtor}`
  }
  expect(await get(`${await told({ kind: 'paid', reason: 'forgot', on: '2027-01-11' })}/holds`)).toMatchObject([
    { kind: 'payment-said', until: null },
  ])
  expect(await get(`${await told({ kind: 'cannot-pay', reason: 'cannot-pay', detail: 'short', on: '2027-02-01' })}/holds`)).toMatchObject([
    { kind: 'manual', until: '2027-01-31T23:00:00.000Z' },
  ])
  expect(await get(`${await told({ kind: 'no-more-calls', detail: 'all-but-letters' })}/opt-outs`)).toMatchObject([{ channel: 'call' }])
  expect(await get(`${await told({ kind: 'wrong-number', detail: 'all' })}/contact-points`)).toMatchObject([
    { channel: 'call', usable: false },
  ])
  await told({ kind: 'not-received', detail: 'address-wrong' })
  expect((await get<{ items: { kind: string }[] }>('/tasks')).items.map(({ kind }) => kind).sort()).toEqual(['address', 'reply', 'reply'])
  expect(await bench.database.query(`select details from call_outcome where kind = 'cannot-pay'`)).toEqual([
    { details: { detail: 'short', on: '2027-02-01' } },
  ])
})

test('a call-back is the same contact, offered to its agent first and to anybody after half an hour', async () => {
  await open(1)
  const call = await held('anna')
  await on(call, 'dial')
  expect((await on(call, 'outcome', { kind: 'call-back', callBackAt: new Date(after(bench.now, -HOUR)).toISOString() })).status).toBe(422)
  expect((await on(call, 'outcome', { kind: 'call-back', callBackAt: new Date(after(bench.now, HOUR)).toISOString() })).status).toBe(200)
  await rest(bench)
  expect([await claim('anna'), await claim('bram')]).toEqual([null, null])
  bench.now = after(bench.now, HOUR)
  expect(await claim('bram')).toBeNull()
  bench.now = after(bench.now, HOUR / 2)
  const again = await held('bram')
  expect([again.id, again.contact]).toEqual([call.id, call.contact])
  expect((await on(again, 'dial')).status).toBe(200)
  expect(await get(`/call-tasks/${call.id}`)).toMatchObject({ owed: null, identity: { state: null } })
})
