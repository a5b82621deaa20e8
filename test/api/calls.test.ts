/** Calls over the API, as agents' screens make them: each debtor by one agent, none after the facts forbid it, and every call ends in an outcome. */
import type { Instant } from '#domain'
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
beforeAll(async () => { bench = await openBench() })
beforeEach(async () => {
  await bench.clear()
  creditor = await addCreditor(bench)
  caller = await openCaller(bench, [creditor.id])
  desk = deskOf(caller, creditor)
})
afterAll(async () => { await bench.close(); await endCarriers() })

const get = <T = Record<string, unknown>>(path: string): Promise<T> => desk.get<T>(path)
const post = <T = Record<string, unknown>>(path: string, body: object, idempotencyKey?: string): Promise<ApiAnswer<T>> => desk.post<T>(path, body, idempotencyKey)
const { claim, held, on, identified, stateOf } = agentsOf(() => desk)
const open = (count: number): Promise<void> => openCalls(bench, creditor, count)
/** As long as a lease lasts, on the database's clock. */
const leasesEnd = async (): Promise<void> => {
  for (const table of ['call_task', 'contact_attempt']) await bench.database.query(`update ${table} set lease_until = clock_timestamp() - interval '1 second' where lease_until is not null`)
  await sweep(bench.pipe, bench.now)
}

test('twenty agents at once work a queue off: every debtor is called once, by one of them, most at stake first', async () => {
  const count = 60
  await setDesk(bench, creditor, { callTries: 1 })
  await open(count)
  const listed = (await get<{ items: { id: string }[]; next: string | null }>('/call-tasks?limit=40'))
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
  expect((await bench.database.query<{ weight: number }>('select distinct weight from contact_attempt where creditor_id = $1', [creditor.id])).map(({ weight }) => weight)).toEqual([0.5])
})

test('one agent in two windows has one call, and has it until it is over', async () => {
  await open(3)
  const both = await Promise.all([held('anna'), held('anna')])
  expect([both[0].id, both[0].token]).toEqual([both[1].id, both[1].token])
  expect((await on(both[0], 'dial')).status).toBe(200)
  expect((await held('anna')).token).toBe(both[0].token)
  expect((await held('bram')).id).not.toBe(both[0].id)
  expect((await get<{ items: { agent: string; state: string }[] }>('/call-tasks?state=claimed')).items.map(({ agent, state }) => `${agent} ${state}`)).toEqual(['anna talking', 'bram reserved'])
})

test('a lease is kept by heartbeats; without them the call is another agent\'s, and the old token does nothing any more', async () => {
  await open(1)
  const lost = await held('anna')
  const kept = await on(lost, 'lease')
  expect(Date.parse(String(kept.body.expiresAt))).toBeGreaterThan(0)
  await leasesEnd()
  for (const [act, body] of [['lease', {}], ['dial', {}], ['release', {}], ['interruption', {}], ['outcome', { kind: 'no-answer' }]] as const) expect([act, (await on(lost, act, body)).status]).toEqual([act, 409])
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
  expect([first, second]).toMatchObject([{ status: 200, body: { contact: call.contact, number: '+31612301000' } }, { status: 200, body: { number: '+31612301000' } }])
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

test('an outcome is told once, with what follows from it; what does not fit is refused and changes nothing', async () => {
  await open(1)
  const call = await held('anna')
  await on(call, 'dial')
  await identified(call)
  for (const [body, pointer] of [
    [{ kind: 'promise' }, '/promise'], [{ kind: 'promise', promise: { payBy: '2027-01-11', amount: '1.00' } }, '/promise/payBy'], [{ kind: 'promise', promise: { payBy: '2027-01-20', amount: '0.00' } }, '/promise/amount'],
    [{ kind: 'cannot-pay', reason: 'cannot-pay', on: '2027-02-01' }, '/detail'], [{ kind: 'cannot-pay', reason: 'cannot-pay', detail: 'short', on: '2027-01-12' }, '/on'], [{ kind: 'cannot-pay', detail: 'short', on: '2027-02-01' }, '/reason'],
    [{ kind: 'paid', reason: 'forgot', on: '2027-01-13' }, '/on'], [{ kind: 'paid', reason: 'forgot', on: '2027-01-11', detail: 'short' }, '/detail'], [{ kind: 'deceased' }, '/detail'], [{ kind: 'other', note: 'kort' }, '/note'],
    [{ kind: 'dispute' }, '/claim'], [{ kind: 'dispute', claim: call.id }, '/claim'], [{ kind: 'paid', promise: { payBy: '2027-01-20', amount: '1.00' } }, '/promise'], [{ kind: 'fine' }, '/kind'],
  ] as const) expect(await on(call, 'outcome', body)).toMatchObject({ status: 422, body: { errors: [{ pointer }] } })
  expect(await stateOf(call)).toBe('talking')
  const promise = { token: call.token, kind: 'promise', reason: 'forgot', promise: { payBy: '2027-01-20', amount: '100.00' } }
  const tell = (key: string): Promise<ApiAnswer> => post(`/call-tasks/${call.id}/outcome`, promise, key)
  expect((await tell('told-just-once')).status).toBe(200)
  expect((await tell('told-just-once')).status).toBe(200)
  expect((await tell('told-another')).status).toBe(409)
  expect(await get(`/debtors/${call.debtor}/promises`)).toMatchObject([{ payBy: '2027-01-20', amount: '100.00', state: 'open' }])
  expect(await get(`/contacts/${call.contact}`)).toMatchObject({ state: 'handed-over' })
  expect(await stateOf(call)).toBe('done')
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
  expect((await attempts(bench, creditor)).filter(({ channel }) => channel === 'call').map(({ state }) => state)).toEqual(['handed-over', 'handed-over'])
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

test('a key without the scope calls nobody, and another creditor\'s call is not there', async () => {
  await open(1)
  const call = await held('anna')
  const reader = await openCaller(bench, [creditor.id], { scopes: ['debtors:read', 'debtors:write'] })
  expect((await reader.call('POST', `/v1/creditors/${creditor.id}/call-tasks/claim`, { body: { agent: 'x' } })).status).toBe(403)
  const other = await addCreditor(bench)
  const stranger = await openCaller(bench, [other.id])
  for (const act of ['lease', 'dial', 'release', 'interruption']) {
    expect((await stranger.call('POST', `/v1/creditors/${other.id}/call-tasks/${call.id}/${act}`, { body: { token: call.token } })).status).toBe(404)
  }
  expect((await stranger.call('POST', `/v1/creditors/${other.id}/call-tasks/claim`, { body: { agent: 'anna' } })).body).toMatchObject({ task: null, lease: null })
  expect(await stateOf(call)).toBe('reserved')
})

interface Prospect { readonly tasks: { kind: string }[]; readonly nextTry: { number: number; of: number; at: string } | null; readonly callBacks: string[] }

test('a call nobody answers is made again when its card said, on another day and in the other half of it, and weighs half each time', async () => {
  await setDesk(bench, creditor, { callTries: 2 })
  await open(1)
  const call = await held('anna')
  await on(call, 'dial')
  const { nextTry, ...ahead } = await get<Prospect>(`/call-tasks/${call.id}/prospect`)
  expect(nextTry).toEqual({ number: 2, of: 2, at: '2027-01-13T14:00:00.000Z' })
  expect(ahead.tasks.map(({ kind }) => kind)).toContain('address')
  expect(JSON.stringify(ahead)).not.toMatch(/100[.,]00|F-0/)
  expect((await on(call, 'outcome', { kind: 'no-answer', detail: 'voicemail' })).status).toBe(200)
  await rest(bench)
  expect(await claim('bram')).toBeNull()
  bench.now = Date.parse(nextTry?.at ?? '') as Instant
  const again = await held('bram')
  expect([again.id, again.contact]).toEqual([call.id, call.contact])
  expect((await on(again, 'dial')).status).toBe(200)
  expect(await get(`/call-tasks/${call.id}/prospect`)).toMatchObject({ nextTry: null })
  expect((await get<{ lastContacts: unknown[] }>(`/call-tasks/${call.id}`)).lastContacts).toEqual([])
  expect((await on(again, 'outcome', { kind: 'no-answer' })).status).toBe(200)
  expect(await bench.database.query('select state, weight::float8 as weight from contact_attempt where id = $1', [call.contact])).toEqual([{ state: 'handed-over', weight: 1 }])
  expect(await get(`/call-tasks/${call.id}/contacts?limit=1`)).toMatchObject({ items: [{ channel: 'call', outcome: 'no-answer' }] })
})

test('a call nobody answered, and nobody made again in its time, was made all the same: it weighs, and its step is not called anew', async () => {
  await setDesk(bench, creditor, { callTries: 3 })
  await open(1)
  const call = await held('anna')
  await on(call, 'dial')
  const { nextTry } = await get<Prospect>(`/call-tasks/${call.id}/prospect`)
  expect((await on(call, 'outcome', { kind: 'no-answer' })).status).toBe(200)
  expect((await get<{ items: { kind: string; what: string }[] }>(`/debtors/${call.debtor}/timeline?language=nl`)).items.find(({ kind }) => kind === 'later')?.what).toContain('geen gehoor')
  bench.now = after(Date.parse(nextTry?.at ?? '') as Instant, 24 * HOUR)
  await sweep(bench.pipe, bench.now)
  expect(await bench.database.query('select state, weight::float8 as weight from contact_attempt where id = $1', [call.contact])).toEqual([{ state: 'handed-over', weight: 0.5 }])
  expect(await bench.database.query('select state, code, failure from hand_over where attempt_id = $1', [call.contact])).toEqual([{ state: 'accepted', code: 'no-answer', failure: null }])
  await rest(bench)
  expect((await attempts(bench, creditor)).filter(({ step, channel }) => channel === 'call' && step === 'reminder')).toHaveLength(1)
})

test('the card tells how to address somebody, that they are vulnerable, and where else they are reached; a call-back lies within the hours', async () => {
  await open(1)
  const call = await held('anna')
  const { body: debtor, headers } = await caller.call<object>('GET', `/v1/creditors/${creditor.id}/debtors/${call.debtor}`)
  expect(debtor).toMatchObject({ salutation: null, vulnerable: null })
  expect((await caller.call('PATCH', `/v1/creditors/${creditor.id}/debtors/${call.debtor}`, { body: { salutation: 'mevrouw De Wit' }, ifMatch: headers.get('etag') ?? '' })).status).toBe(200)
  expect((await caller.call('PUT', `/v1/creditors/${creditor.id}/debtors/${call.debtor}/vulnerability`, { body: { note: 'Bel samen met haar zoon' } })).status).toBe(200)
  expect((await post(`/debtors/${call.debtor}/contact-points`, { channel: 'sms', address: '+31612309999' })).status).toBe(201)
  expect(await get(`/call-tasks/${call.id}`)).toMatchObject({ salutation: 'mevrouw De Wit', vulnerable: { note: 'Bel samen met haar zoon' }, callUsAt: expect.stringMatching(/^\+31/) as string })
  const { callBacks, ...prospect } = await get<Prospect>(`/call-tasks/${call.id}/prospect`)
  expect(prospect).toMatchObject({ otherNumbers: [{ channel: 'sms', number: '+316 •• •• 99', usable: true }], bestHour: null })
  expect(callBacks).toEqual(['2027-01-12T09:30:00.000Z', '2027-01-12T15:00:00.000Z', '2027-01-13T09:00:00.000Z'])
  await on(call, 'dial')
  expect(await on(call, 'outcome', { kind: 'call-back', callBackAt: '2027-01-12T20:00:00.000Z' })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/callBackAt' }] } })
  expect((await on(call, 'outcome', { kind: 'call-back', callBackAt: callBacks[2] })).status).toBe(200)
  bench.now = Date.parse(callBacks[2] ?? '') as Instant
  expect((await on(await held('anna'), 'dial')).status).toBe(200)
  expect((await caller.call('DELETE', `/v1/creditors/${creditor.id}/debtors/${call.debtor}/vulnerability`)).status).toBe(204)
  expect(await get(`/call-tasks/${call.id}`)).toMatchObject({ vulnerable: null })
})

test('a creditor may show what is owed before anybody answers, and the audit tells who saw it', async () => {
  await setDesk(bench, creditor, { amountsBeforeDialling: true })
  await open(1)
  const call = await held('anna')
  expect(await get(`/call-tasks/${call.id}`)).toMatchObject({ state: 'reserved', identity: { state: null }, owed: { total: '100.00', costs: '0.00', claims: [{ interest: expect.any(String) as string, costs: null }] } })
  const seen = await bench.database.query(`select subject from audit_entry where creditor_id = $1 and action = 'owed.show-before-identity'`, [creditor.id])
  expect(seen).toEqual([{ subject: call.debtor }])
  await on(call, 'dial')
  expect((await on(call, 'outcome', { kind: 'paid', reason: 'forgot', on: '2027-01-11' })).status).toBe(409)
  await on(call, 'identity', { result: 'other-person', methods: [] })
  expect(await get(`/call-tasks/${call.id}`)).toMatchObject({ owed: null, script: null })
})
