/** A debtor who calls in: found by what they say, known before anything is told, helped like anybody who was called, and never weighed against them. */
import type { Creditor } from '#store'
import { agentsOf, deskOf, openCalls, type Desk, type Held, type Taken } from '../support/agent-desk'
import { openCaller } from '../support/api'
import { readDocument, routesOf } from '../support/api-document'
import { endCarriers } from '../support/carrier'
import { addPerson, type Person } from '../support/people'
import { addCreditor, openBench, rest, type PipeBench } from '../support/pipe'

let bench: PipeBench
let creditor: Creditor
let noor: Person
let desk: Desk
let debtor: string
beforeAll(async () => {
  bench = await openBench()
})
beforeEach(async () => {
  await bench.clear()
  creditor = await addCreditor(bench)
  await openCalls(bench, creditor, 2)
  noor = await addPerson(bench, { [creditor.id]: 'agent' })
  desk = deskOf(noor, creditor)
  debtor = (await desk.post<{ items: { id: string }[] }>('/debtors/search', { invoice: 'F-1' })).body.items[0]?.id ?? 'nobody'
})
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

const { on, identified, held, calledIn } = agentsOf(() => desk)
const callsIn = (): Promise<Held> => calledIn(debtor)
const statusOf = async (path: string, person: Person = noor): Promise<number> =>
  (await person.call('GET', `/v1/creditors/${creditor.id}${path}`)).status

/** Everything that an agent can read, of this debtor where it is about one. */
async function everyAnswer(): Promise<string> {
  const [contact] = await bench.database.query<{ id: string }>('select id from contact_attempt where debtor_id = $1', [debtor])
  const [claim] = await bench.database.query<{ id: string }>('select id from claim where debtor_id = $1', [debtor])
  const ids: Readonly<Record<string, string>> = { creditor: creditor.id, debtor, contact: contact?.id ?? '', claim: claim?.id ?? '' }
  const reads = routesOf(await readDocument(bench)).filter(
    ({ method, path }) => method === 'GET' && path.startsWith('/v1/creditors/{creditor}/'),
  )
  expect(reads.length).toBeGreaterThan(40)
  const answers = await Promise.all(
    reads.map(async ({ path }) => {
      const { status, body } = await noor.call(
        'GET',
        path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? debtor),
      )
      return `${path} ${status} ${JSON.stringify(body)}`
    }),
  )
  const searched = await Promise.all(
    [{ invoice: 'F-1' }, { name: 'A. Voorbeeld' }, { phone: '+31612301001' }].map((body) => desk.post('/debtors/search', body)),
  )
  return [...answers, ...searched.map(({ body }) => JSON.stringify(body))].join('\n')
}

test('nothing that an agent can ask tells what is owed, until who calls in is known; then the dossier is open, for this debtor alone', async () => {
  expect(await everyAnswer()).not.toMatch(/100[.,]01|F-1/)
  const call = await callsIn()
  expect(await everyAnswer()).not.toMatch(/100[.,]01|F-1/)
  expect([await statusOf(`/debtors/${debtor}`), await statusOf(`/debtors/${debtor}/claims`)]).toEqual([200, 403])
  expect((await desk.post(`/debtors/${debtor}/opening`, { reason: 'correction' })).status).toBe(204)
  expect(await statusOf(`/debtors/${debtor}/claims`)).toBe(403)
  expect((await on(call, 'outcome', { kind: 'promise', reason: 'forgot', promise: { payBy: '2027-01-20', amount: '50.00' } })).status).toBe(
    409,
  )
  await identified(call)
  expect(JSON.stringify(await desk.get(`/debtors/${debtor}/claims`))).toContain('100.01')
  expect(await desk.get(`/debtors/${debtor}`)).toMatchObject({ open: '100.01' })
  const [other] = (await desk.post<{ items: { id: string }[] }>('/debtors/search', { invoice: 'F-0' })).body.items
  expect(await statusOf(`/debtors/${other?.id ?? ''}/claims`)).toBe(403)
})

test('a call that comes in takes the place of the one we meant to make, gets its outcome, and weighs nothing', async () => {
  const [planned] = await bench.database.query<{ id: string }>('select id from contact_attempt where debtor_id = $1', [debtor])
  const call = await callsIn()
  expect((await desk.post<Taken>(`/debtors/${debtor}/called-in`, {})).body.task.id).toBe(call.id)
  expect((await held('ignored')).id).toBe(call.id)
  await identified(call)
  expect((await on(call, 'outcome', { kind: 'no-answer' })).status).toBe(422)
  expect(
    (await on(call, 'outcome', { kind: 'promise', reason: 'forgot', promise: { payBy: '2027-01-20', amount: '100.01' } })).status,
  ).toBe(200)
  expect(await desk.get(`/debtors/${debtor}/promises`)).toMatchObject([{ payBy: '2027-01-20', amount: '100.01' }])
  expect(
    await bench.database.query('select id, state, weight::float from contact_attempt where debtor_id = $1 order by id', [debtor]),
  ).toEqual([
    { id: planned?.id, state: 'suppressed', weight: 0 },
    { id: call.contact, state: 'handed-over', weight: 0 },
  ])
  const told = (await desk.get<{ items: { kind: string; contact: { id: string } | null }[] }>(`/debtors/${debtor}/timeline`)).items
  expect(
    told
      .filter(({ contact }) => contact?.id === call.contact)
      .map(({ kind }) => kind)
      .sort(),
  ).toEqual(['call-outcome', 'called-in', 'promise'])
  await rest(bench)
  expect(
    await bench.database.query(`select state from call_task where debtor_id = $1 and state in ('queued', 'claimed')`, [debtor]),
  ).toEqual([])
})

test("a debtor is on the line with one agent, and an agent with one debtor; one that breaks off is nobody's to make again", async () => {
  const sanne = await addPerson(bench, { [creditor.id]: 'agent' })
  const call = await callsIn()
  const hers = deskOf(sanne, creditor)
  expect((await hers.post(`/debtors/${debtor}/called-in`, {})).status).toBe(409)
  await identified(call)
  expect([
    (await desk.get<{ owed: unknown }>(`/call-tasks/${call.id}`)).owed === null,
    (await hers.get<{ owed: unknown }>(`/call-tasks/${call.id}`)).owed,
  ]).toEqual([false, null])
  const [other] = (await desk.post<{ items: { id: string }[] }>('/debtors/search', { invoice: 'F-0' })).body.items
  expect((await desk.post(`/debtors/${other?.id ?? ''}/called-in`, {})).status).toBe(409)
  expect((await on(call, 'interruption')).status).toBe(204)
  expect(await desk.get(`/call-tasks/${call.id}`)).toMatchObject({ state: 'interrupted', calledIn: true })
  expect((await on({ ...call, token: '' }, 'outcome', { kind: 'other', note: 'De verbinding viel weg.', token: undefined })).status).toBe(
    200,
  )
})

test('who asks for the payment link on the line gets it at once, by the way that is open to them, and no amount with it', async () => {
  await bench.database.query(
    `update creditor set profile = jsonb_set(profile, '{payment}', '{"link": {"address": "https://betalen.example/{reference}"}}')`,
  )
  const key = await openCaller(bench, [creditor.id])
  expect(
    (
      await key.call('POST', `/v1/creditors/${creditor.id}/debtors/${debtor}/contact-points`, {
        body: { channel: 'sms', address: '+31612301001' },
      })
    ).status,
  ).toBe(201)
  const call = await callsIn()
  expect((await on(call, 'payment-link', { channel: 'sms' })).body.type).toBe('urn:tijdig:problem:identity-first')
  await identified(call)
  expect(await on(call, 'payment-link', { channel: 'email' })).toMatchObject({
    status: 409,
    body: { detail: expect.stringMatching(/e-mail/i) as string },
  })
  const sent = await on(call, 'payment-link', { channel: 'sms' })
  expect(sent.status).toBe(201)
  await rest(bench)
  const [message] = await desk.get<{ content: { text: string } }[]>(`/contacts/${String(sent.body.contact)}/messages`)
  expect(message?.content.text).toContain('https://betalen.example/F-1')
  expect(message?.content.text).not.toMatch(/100[.,]01/)
  expect(
    (await desk.get<{ items: { contact: { id: string; channel: string } | null }[] }>(`/debtors/${debtor}/timeline`)).items.some(
      ({ contact }) => contact?.id === sent.body.contact && contact?.channel === 'sms',
    ),
  ).toBe(true)
  await bench.database.query(
    `update creditor set profile = jsonb_set(profile, '{payment,link,address}', '"https://betalen.example/{reference}/{amount}"')`,
  )
  expect((await on(call, 'payment-link', { channel: 'sms' })).body.type).toBe('urn:tijdig:problem:no-link')
  expect((await on({ ...call, token: call.id }, 'payment-link', { channel: 'sms' })).status).toBe(409)
})

test('with nobody on the line an agent says why, which the audit keeps; who reads the figures need not', async () => {
  const supervisor = await addPerson(bench, { [creditor.id]: 'supervisor' })
  expect([await statusOf(`/debtors/${debtor}/claims`), await statusOf(`/debtors/${debtor}/claims`, supervisor)]).toEqual([403, 200])
  expect((await desk.post(`/debtors/${debtor}/opening`, { reason: 'because' })).status).toBe(422)
  expect((await desk.post(`/debtors/${debtor}/opening`, { reason: 'colleague' })).status).toBe(204)
  expect(await statusOf(`/debtors/${debtor}/claims`)).toBe(200)
  const auditor = await addPerson(bench, { [creditor.id]: 'auditor' })
  expect((await auditor.call('GET', `/v1/creditors/${creditor.id}/audit?entity=${debtor}`)).body).toMatchObject({
    items: expect.arrayContaining([expect.objectContaining({ action: 'openDebtor', detail: { reason: 'colleague' } })]) as unknown,
  })
  await bench.database.query(`update debtor_opening set until_at = clock_timestamp() - interval '1 second'`)
  expect(await statusOf(`/debtors/${debtor}/claims`)).toBe(403)
  const key = await openCaller(bench, [creditor.id], { scopes: ['debtors:read'] })
  expect((await key.call('GET', `/v1/creditors/${creditor.id}/debtors/${debtor}/claims`)).status).toBe(200)
})
