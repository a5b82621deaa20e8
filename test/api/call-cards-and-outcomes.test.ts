/** What a call's card tells before it is made, what its outcome says after it, and when a call nobody answered is made again. */
import type { Instant, LocalDate } from '#domain'
import { sweep } from '#pipeline'
import type { Creditor } from '#store'
import { openCaller, type ApiAnswer, type ApiCaller } from '../support/api'
import { endCarriers } from '../support/carrier'
import { agentsOf, deskOf, openCalls, setDesk, type Desk } from '../support/agent-desk'
import { publishPolicy } from '../support/own-policy'
import { addClaims, addCreditor, after, claimOf, HOUR, openBench, pay, rest, type PipeBench } from '../support/pipe'
import { attempts } from '../support/pipe-records'

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
const { claim, held, on, identified, stateOf } = agentsOf(() => desk)
const open = (count: number): Promise<void> => openCalls(bench, creditor, count)

interface Prospect {
  readonly tasks: { kind: string }[]
  readonly nextTry: { number: number; of: number; at: string } | null
  readonly callBacks: string[]
}

test('an outcome is told once, with what follows from it; what does not fit is refused and changes nothing', async () => {
  await open(1)
  const call = await held('anna')
  await on(call, 'dial')
  await identified(call)
  for (const [body, pointer] of [
    [{ kind: 'promise' }, '/promise'],
    [{ kind: 'promise', promise: { payBy: '2027-01-11', amount: '1.00' } }, '/promise/payBy'],
    [{ kind: 'promise', promise: { payBy: '2027-01-20', amount: '0.00' } }, '/promise/amount'],
    [{ kind: 'cannot-pay', reason: 'cannot-pay', on: '2027-02-01' }, '/detail'],
    [{ kind: 'cannot-pay', reason: 'cannot-pay', detail: 'short', on: '2027-01-12' }, '/on'],
    [{ kind: 'cannot-pay', detail: 'short', on: '2027-02-01' }, '/reason'],
    [{ kind: 'paid', reason: 'forgot', on: '2027-01-13' }, '/on'],
    [{ kind: 'paid', reason: 'forgot', on: '2027-01-11', detail: 'short' }, '/detail'],
    [{ kind: 'deceased' }, '/detail'],
    [{ kind: 'other', note: 'kort' }, '/note'],
    [{ kind: 'dispute' }, '/claim'],
    [{ kind: 'dispute', claim: call.id }, '/claim'],
    [{ kind: 'paid', promise: { payBy: '2027-01-20', amount: '1.00' } }, '/promise'],
    [{ kind: 'fine' }, '/kind'],
  ] as const)
    expect(await on(call, 'outcome', body)).toMatchObject({ status: 422, body: { errors: [{ pointer }] } })
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
  expect(await bench.database.query('select state, weight::float8 as weight from contact_attempt where id = $1', [call.contact])).toEqual([
    { state: 'handed-over', weight: 1 },
  ])
  expect(await get(`/call-tasks/${call.id}/contacts?limit=1`)).toMatchObject({ items: [{ channel: 'call', outcome: 'no-answer' }] })
})

test('a call nobody answered, and nobody made again in its time, was made all the same: it weighs, and its step is not called anew', async () => {
  await setDesk(bench, creditor, { callTries: 3 })
  await open(1)
  const call = await held('anna')
  await on(call, 'dial')
  const { nextTry } = await get<Prospect>(`/call-tasks/${call.id}/prospect`)
  expect((await on(call, 'outcome', { kind: 'no-answer' })).status).toBe(200)
  expect(
    (await get<{ items: { kind: string; what: string }[] }>(`/debtors/${call.debtor}/timeline?language=nl`)).items.find(
      ({ kind }) => kind === 'later',
    )?.what,
  ).toContain('geen gehoor')
  bench.now = after(Date.parse(nextTry?.at ?? '') as Instant, 24 * HOUR)
  await sweep(bench.pipe, bench.now)
  expect(await bench.database.query('select state, weight::float8 as weight from contact_attempt where id = $1', [call.contact])).toEqual([
    { state: 'handed-over', weight: 0.5 },
  ])
  expect(await bench.database.query('select state, code, failure from hand_over where attempt_id = $1', [call.contact])).toEqual([
    { state: 'accepted', code: 'no-answer', failure: null },
  ])
  await rest(bench)
  expect((await attempts(bench, creditor)).filter(({ step, channel }) => channel === 'call' && step === 'reminder')).toHaveLength(1)
})

test('the card tells how to address somebody, that they are vulnerable, and where else they are reached; a call-back lies within the hours', async () => {
  await open(1)
  const call = await held('anna')
  const { body: debtor, headers } = await caller.call<object>('GET', `/v1/creditors/${creditor.id}/debtors/${call.debtor}`)
  expect(debtor).toMatchObject({ salutation: null, vulnerable: null })
  expect(
    (
      await caller.call('PATCH', `/v1/creditors/${creditor.id}/debtors/${call.debtor}`, {
        body: { salutation: 'mevrouw De Wit' },
        ifMatch: headers.get('etag') ?? '',
      })
    ).status,
  ).toBe(200)
  expect(
    (
      await caller.call('PUT', `/v1/creditors/${creditor.id}/debtors/${call.debtor}/vulnerability`, {
        body: { note: 'Bel samen met haar zoon' },
      })
    ).status,
  ).toBe(200)
  expect((await post(`/debtors/${call.debtor}/contact-points`, { channel: 'sms', address: '+31612309999' })).status).toBe(201)
  expect(await get(`/call-tasks/${call.id}`)).toMatchObject({
    salutation: 'mevrouw De Wit',
    vulnerable: { note: 'Bel samen met haar zoon' },
    callUsAt: expect.stringMatching(/^\+31/) as string,
  })
  const { callBacks, ...prospect } = await get<Prospect>(`/call-tasks/${call.id}/prospect`)
  expect(prospect).toMatchObject({ otherNumbers: [{ channel: 'sms', number: '+316 •• •• 99', usable: true }], bestHour: null })
  expect(callBacks).toEqual(['2027-01-12T09:30:00.000Z', '2027-01-12T15:00:00.000Z', '2027-01-13T09:00:00.000Z'])
  await on(call, 'dial')
  expect(await on(call, 'outcome', { kind: 'call-back', callBackAt: '2027-01-12T20:00:00.000Z' })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/callBackAt' }] },
  })
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
  expect(await get(`/call-tasks/${call.id}`)).toMatchObject({
    state: 'reserved',
    identity: { state: null },
    owed: { total: '100.00', costs: '0.00', claims: [{ interest: expect.any(String) as string, costs: null }] },
  })
  const seen = await bench.database.query(
    `select subject from audit_entry where creditor_id = $1 and action = 'owed.show-before-identity'`,
    [creditor.id],
  )
  expect(seen).toEqual([{ subject: call.debtor }])
  await on(call, 'dial')
  expect((await on(call, 'outcome', { kind: 'paid', reason: 'forgot', on: '2027-01-11' })).status).toBe(409)
  await on(call, 'identity', { result: 'other-person', methods: [] })
  expect(await get(`/call-tasks/${call.id}`)).toMatchObject({ owed: null, script: null })
})

test('the card says what who is called counts as by how they paid, and nothing of those invoices before anybody knows who answers', async () => {
  await publishPolicy(bench, creditor, {
    segmentByBehaviour: [{ segment: 'notorious', paidLate: { from: 1 } }],
    channelMatrix: [{ segments: ['notorious'], channels: ['call'] }],
  })
  const debtor = { reference: 'D-1', email: 'klant@voorbeeld.example', phone: '+31612345678' }
  const longAgo = { issuedOn: '2026-10-01' as LocalDate, dueOn: '2026-11-01' as LocalDate }
  await addClaims(bench, creditor, [claimOf('1', debtor), claimOf('old', debtor, longAgo)])
  await pay(bench, creditor, 'old', 12_500)
  await rest(bench)
  const call = await held('anna')
  const card = await get<{ segment: string; why: string[] }>(`/call-tasks/${call.id}`)
  expect(card.segment).toBe('notorious')
  expect(card.why.join(' ')).not.toMatch(/factu|1 /)
  expect(await get(`/contacts/${call.contact}`)).toMatchObject({
    reasons: expect.arrayContaining([expect.objectContaining({ code: 'behaved-before', parameters: { paidLate: 1 } })]) as unknown,
  })
})
