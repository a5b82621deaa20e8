/** Calls over the API, as agents' screens make them: each debtor by one agent, none after the facts forbid it, and none again by itself. */
import { sweep, tellOutcome } from '#pipeline'
import type { Creditor } from '#store'
import { openCaller, type ApiAnswer, type ApiCaller } from '../support/api'
import { endCarriers } from '../support/carrier'
import { agentsOf, deskOf, openCalls, setDesk, type Desk } from '../support/agent-desk'
import { addCreditor, after, HOUR, openBench, pay, rest, type PipeBench } from '../support/pipe'
import { attempts, handOvers, openTasks } from '../support/pipe-records'

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
const post = <T = Record<string, unknown>>(path: string, body: object, idempotencyKey?: string): Promise<ApiAnswer<T>> =>
  desk.post<T>(path, body, idempotencyKey)
const { claim, held, on, stateOf } = agentsOf(() => desk)
const open = (count: number): Promise<void> => openCalls(bench, creditor, count)
/** As long as a lease lasts, on the database's clock. */
const leasesEnd = async (): Promise<void> => {
  for (const table of ['call_task', 'contact_attempt'])
    await bench.database.query(`update ${table} set lease_until = clock_timestamp() - interval '1 second' where lease_until is not null`)
  await sweep(bench.pipe, bench.now)
}

test('twenty agents at once work a queue off: every debtor is called once, by one of them, most at stake first', async () => {
  const count = 60
  await setDesk(bench, creditor, { callTries: 1 })
  await open(count)
  const listed = await get<{ items: { id: string }[]; next: string | null }>('/call-tasks?limit=40')
  const rests = await get<{ items: { id: string }[]; next: string | null }>(`/call-tasks?limit=40&cursor=${listed.next ?? ''}`)
  const order = [...listed.items, ...rests.items].map(({ id }) => id)
  expect([new Set(order).size, rests.next]).toEqual([count, null])
  const work = async (agent: string): Promise<string[]> => {
    const own: string[] = []
    for (let call = await claim(agent); call; call = await claim(agent)) {
      own.push(call.id)
      expect((await on(call, 'dial')).status).toBe(200)
      expect((await on(call, 'outcome', { kind: 'no-answer' })).status).toBe(200)
    }
    return own
  }
  const worked = await Promise.all(Array.from({ length: 20 }, (_, agent) => work(`agent-${agent}`)))
  expect(worked.flat().sort()).toEqual([...order].sort())
  for (const own of worked) expect(own).toEqual(order.filter((id) => own.includes(id)))
  expect(worked.filter((own) => own.length > 0).length).toBeGreaterThan(1)
  expect((await handOvers(bench, creditor)).map(({ state }) => state)).toEqual(Array.from({ length: count }, () => 'accepted'))
  expect(
    (
      await bench.database.query<{ weight: number }>('select distinct weight from contact_attempt where creditor_id = $1', [creditor.id])
    ).map(({ weight }) => weight),
  ).toEqual([0.5])
})

test('one agent in two windows has one call, and has it until it is over', async () => {
  await open(3)
  const both = await Promise.all([held('anna'), held('anna')])
  expect([both[0].id, both[0].token]).toEqual([both[1].id, both[1].token])
  expect((await on(both[0], 'dial')).status).toBe(200)
  expect((await held('anna')).token).toBe(both[0].token)
  expect((await held('bram')).id).not.toBe(both[0].id)
  expect(
    (await get<{ items: { agent: string; state: string }[] }>('/call-tasks?state=claimed')).items.map(
      ({ agent, state }) => `${agent} ${state}`,
    ),
  ).toEqual(['anna talking', 'bram reserved'])
})

test("a lease is kept by heartbeats; without them the call is another agent's, and the old token does nothing any more", async () => {
  await open(1)
  const lost = await held('anna')
  const kept = await on(lost, 'lease')
  expect(Date.parse(String(kept.body.expiresAt))).toBeGreaterThan(0)
  await leasesEnd()
  for (const [act, body] of [
    ['lease', {}],
    ['dial', {}],
    ['release', {}],
    ['interruption', {}],
    ['outcome', { kind: 'no-answer' }],
  ] as const)
    expect([act, (await on(lost, act, body)).status]).toEqual([act, 409])
  const taken = await held('bram')
  expect(taken.id).toBe(lost.id)
  expect((await on(lost, 'dial')).status).toBe(409)
  expect((await on(taken, 'dial')).status).toBe(200)
  expect((await on(lost, 'outcome', { kind: 'no-answer' })).status).toBe(409)
  expect(await stateOf(taken)).toBe('talking')
  expect(await handOvers(bench, creditor)).toHaveLength(1)
})

test('dialling is a contact: the number once, the words as its message, nothing of what is owed before; again it is the same call', async () => {
  await open(1)
  const call = await held('anna')
  expect((await on(call, 'outcome', { kind: 'no-answer' })).status).toBe(409)
  const card = await get(`/call-tasks/${call.id}`)
  expect(card).toMatchObject({ reference: 'D-0', name: 'A. Voorbeeldsma', language: 'nl', state: 'reserved', owed: null })
  expect(JSON.stringify(card)).not.toMatch(/100[.,]00|F-0/)
  const [first, second] = await Promise.all([on(call, 'dial'), on(call, 'dial')])
  expect([first, second]).toMatchObject([
    { status: 200, body: { contact: call.contact, number: '+31612301000' } },
    { status: 200, body: { number: '+31612301000' } },
  ])
  expect(await get(`/contacts/${call.contact}`)).toMatchObject({ state: 'sending', handOvers: [{ state: 'sending' }] })
  expect(JSON.stringify(await get(`/contacts/${call.contact}/messages`))).toContain('100,00')
  const kept = await bench.database.query<{ answer: unknown }>('select answer from idempotent_request')
  expect(JSON.stringify(kept)).not.toMatch(/\+316|Voorbeeldsma/)
})

test('who paid between the claim and the dialling is not called, and the contact tells why', async () => {
  await open(1)
  const call = await held('anna')
  await pay(bench, creditor, '0', 10_000)
  expect(await on(call, 'dial')).toMatchObject({ status: 409, body: { type: 'urn:tijdig:problem:not-to-be-called' } })
  expect(await get(`/contacts/${call.contact}`)).toMatchObject({ state: 'suppressed', endReasons: [{ code: 'settled' }], handOvers: [] })
  expect(await claim('anna')).toBeNull()
})

test('a call that broke off, or whose agent went silent, is unknown: nobody calls again by himself, and anybody may tell its outcome', async () => {
  await open(2)
  const [broken, silent] = [await held('anna'), await held('bram')]
  for (const call of [broken, silent]) await on(call, 'dial')
  expect((await on(broken, 'interruption')).status).toBe(204)
  await leasesEnd()
  expect([await stateOf(broken), await stateOf(silent)]).toEqual(['interrupted', 'interrupted'])
  await rest(bench)
  expect([await claim('anna'), await claim('carla')]).toEqual([null, null])
  expect((await on(broken, 'dial')).status).toBe(409)
  expect((await post(`/call-tasks/${silent.id}/outcome`, { kind: 'wrong-number', detail: 'dialled', agent: 'carla' })).status).toBe(200)
  expect(await get(`/debtors/${silent.debtor}/contact-points`)).toMatchObject([{ channel: 'call', usable: false }])
  // Told elsewhere that the call was made: the task is over too, so that the debtor can be called another day.
  await tellOutcome(bench.database, { creditorId: creditor.id, debtorId: broken.debtor as never }, 'accepted', bench.now)
  await leasesEnd()
  expect([await stateOf(broken), await stateOf(silent)]).toEqual(['done', 'done'])
  expect((await attempts(bench, creditor)).filter(({ channel }) => channel === 'call').map(({ state }) => state)).toEqual([
    'handed-over',
    'handed-over',
  ])
  expect(await openTasks(bench, creditor)).not.toContain('outcome-unknown')
})

test('a call given back goes to another agent, or waits until it is asked for', async () => {
  await open(1)
  const call = await held('anna')
  expect((await on(call, 'release')).status).toBe(204)
  const taken = await held('bram')
  expect(taken.id).toBe(call.id)
  expect((await on(taken, 'release', { notBefore: new Date(after(bench.now, HOUR)).toISOString() })).status).toBe(204)
  expect(await claim('carla')).toBeNull()
  bench.now = after(bench.now, HOUR)
  expect((await held('carla')).id).toBe(call.id)
})

test("a key without the scope calls nobody, and another creditor's call is not there", async () => {
  await open(1)
  const call = await held('anna')
  const reader = await openCaller(bench, [creditor.id], { scopes: ['debtors:read', 'debtors:write'] })
  expect((await reader.call('POST', `/v1/creditors/${creditor.id}/call-tasks/claim`, { body: { agent: 'x' } })).status).toBe(403)
  const other = await addCreditor(bench)
  const stranger = await openCaller(bench, [other.id])
  for (const act of ['lease', 'dial', 'release', 'interruption']) {
    expect(
      (await stranger.call('POST', `/v1/creditors/${other.id}/call-tasks/${call.id}/${act}`, { body: { token: call.token } })).status,
    ).toBe(404)
  }
  expect((await stranger.call('POST', `/v1/creditors/${other.id}/call-tasks/claim`, { body: { agent: 'anna' } })).body).toMatchObject({
    task: null,
    lease: null,
  })
  expect(await stateOf(call)).toBe('reserved')
})
