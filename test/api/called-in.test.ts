/** A debtor who calls in: found by what they say, known before anything is told, helped like anybody who was called, and never weighed against them. */
import type { DebtorId } from '#domain'
import { sweep } from '#pipeline'
import { openTask, type Creditor } from '#store'
import { agentsOf, deskOf, openCalls, type Desk } from '../support/agent-desk'
import { openCaller, type ApiAnswer } from '../support/api'
import { readDocument, routesOf } from '../support/api-document'
import { endCarriers } from '../support/carrier'
import { addPerson, type Person } from '../support/people'
import { addCreditor, after, HOUR, openBench, rest, type PipeBench } from '../support/pipe'

let bench: PipeBench
let creditor: Creditor
let noor: Person
let desk: Desk
let debtor: string
beforeAll(async () => { bench = await openBench() })
beforeEach(async () => {
  await bench.clear()
  creditor = await addCreditor(bench)
  await openCalls(bench, creditor, 2)
  noor = await addPerson(bench, { [creditor.id]: 'agent' })
  desk = deskOf(noor, creditor)
  debtor = (await desk.post<{ items: { id: string }[] }>('/debtors/search', { invoice: 'F-1' })).body.items[0]?.id ?? 'nobody'
})
afterAll(async () => { await bench.close(); await endCarriers() })

interface Taken { readonly task: { readonly id: string; readonly contact: string }; readonly lease: { readonly token: string } }
const callsIn = async (): Promise<{ id: string; contact: string; token: string; debtor: string }> => {
  const { status, body: { task, lease } } = await desk.post<Taken>(`/debtors/${debtor}/called-in`, {})
  expect(status).toBe(200)
  return { id: task.id, contact: task.contact, token: lease.token, debtor }
}
const { on, identified, held } = agentsOf(() => desk)
const statusOf = async (path: string, person: Person = noor): Promise<number> => (await person.call('GET', `/v1/creditors/${creditor.id}${path}`)).status

/** Everything that an agent can read, of this debtor where it is about one. */
async function everyAnswer(): Promise<string> {
  const [contact] = await bench.database.query<{ id: string }>('select id from contact_attempt where debtor_id = $1', [debtor])
  const [claim] = await bench.database.query<{ id: string }>('select id from claim where debtor_id = $1', [debtor])
  const ids: Readonly<Record<string, string>> = { creditor: creditor.id, debtor, contact: contact?.id ?? '', claim: claim?.id ?? '' }
  const reads = routesOf(await readDocument(bench)).filter(({ method, path }) => method === 'GET' && path.startsWith('/v1/creditors/{creditor}/'))
  expect(reads.length).toBeGreaterThan(40)
  const answers = await Promise.all(reads.map(async ({ path }) => {
    const { status, body } = await noor.call('GET', path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? debtor))
    return `${path} ${status} ${JSON.stringify(body)}`
  }))
  const searched = await Promise.all([{ invoice: 'F-1' }, { name: 'A. Voorbeeld' }, { phone: '+31612301001' }].map((body) => desk.post('/debtors/search', body)))
  return [...answers, ...searched.map(({ body }) => JSON.stringify(body))].join('\n')
}

test('nothing that an agent can ask tells what is owed, until who calls in is known; then the dossier is open, for this debtor alone', async () => {
  expect(await everyAnswer()).not.toMatch(/100[.,]01|F-1/)
  const call = await callsIn()
  expect(await everyAnswer()).not.toMatch(/100[.,]01|F-1/)
  expect([await statusOf(`/debtors/${debtor}`), await statusOf(`/debtors/${debtor}/claims`)]).toEqual([200, 403])
  expect((await desk.post(`/debtors/${debtor}/opening`, { reason: 'correction' })).status).toBe(204)
  expect(await statusOf(`/debtors/${debtor}/claims`)).toBe(403)
  expect((await on(call, 'outcome', { kind: 'promise', reason: 'forgot', promise: { payBy: '2027-01-20', amount: '50.00' } })).status).toBe(409)
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
  expect((await on(call, 'outcome', { kind: 'promise', reason: 'forgot', promise: { payBy: '2027-01-20', amount: '100.01' } })).status).toBe(200)
  expect(await desk.get(`/debtors/${debtor}/promises`)).toMatchObject([{ payBy: '2027-01-20', amount: '100.01' }])
  expect(await bench.database.query('select id, state, weight::float from contact_attempt where debtor_id = $1 order by id', [debtor])).toEqual([
    { id: planned?.id, state: 'suppressed', weight: 0 }, { id: call.contact, state: 'handed-over', weight: 0 },
  ])
  const told = (await desk.get<{ items: { kind: string; contact: { id: string } | null }[] }>(`/debtors/${debtor}/timeline`)).items
  expect(told.filter(({ contact }) => contact?.id === call.contact).map(({ kind }) => kind).sort()).toEqual(['call-outcome', 'called-in', 'promise'])
  await rest(bench)
  expect(await bench.database.query(`select state from call_task where debtor_id = $1 and state in ('queued', 'claimed')`, [debtor])).toEqual([])
})

test('a debtor is on the line with one agent, and an agent with one debtor; one that breaks off is nobody\'s to make again', async () => {
  const sanne = await addPerson(bench, { [creditor.id]: 'agent' })
  const call = await callsIn()
  const hers = deskOf(sanne, creditor)
  expect((await hers.post(`/debtors/${debtor}/called-in`, {})).status).toBe(409)
  await identified(call)
  expect([(await desk.get<{ owed: unknown }>(`/call-tasks/${call.id}`)).owed === null, (await hers.get<{ owed: unknown }>(`/call-tasks/${call.id}`)).owed]).toEqual([false, null])
  const [other] = (await desk.post<{ items: { id: string }[] }>('/debtors/search', { invoice: 'F-0' })).body.items
  expect((await desk.post(`/debtors/${other?.id ?? ''}/called-in`, {})).status).toBe(409)
  expect((await on(call, 'interruption')).status).toBe(204)
  expect(await desk.get(`/call-tasks/${call.id}`)).toMatchObject({ state: 'interrupted', calledIn: true })
  expect((await on({ ...call, token: '' }, 'outcome', { kind: 'other', note: 'De verbinding viel weg.', token: undefined })).status).toBe(200)
})

test('who asks for the payment link on the line gets it at once, by the way that is open to them, and no amount with it', async () => {
  await bench.database.query(`update creditor set profile = jsonb_set(profile, '{payment}', '{"link": {"address": "https://betalen.example/{reference}"}}')`)
  const key = await openCaller(bench, [creditor.id])
  expect((await key.call('POST', `/v1/creditors/${creditor.id}/debtors/${debtor}/contact-points`, { body: { channel: 'sms', address: '+31612301001' } })).status).toBe(201)
  const call = await callsIn()
  expect((await on(call, 'payment-link', { channel: 'sms' })).body.type).toBe('urn:tijdig:problem:identity-first')
  await identified(call)
  expect(await on(call, 'payment-link', { channel: 'email' })).toMatchObject({ status: 409, body: { detail: expect.stringMatching(/e-mail/i) as string } })
  const sent = await on(call, 'payment-link', { channel: 'sms' })
  expect(sent.status).toBe(201)
  await rest(bench)
  const [message] = await desk.get<{ content: { text: string } }[]>(`/contacts/${String(sent.body.contact)}/messages`)
  expect(message?.content.text).toContain('https://betalen.example/F-1')
  expect(message?.content.text).not.toMatch(/100[.,]01/)
  expect((await desk.get<{ items: { contact: { id: string; channel: string } | null }[] }>(`/debtors/${debtor}/timeline`)).items.some(({ contact }) => contact?.id === sent.body.contact && contact?.channel === 'sms')).toBe(true)
  await bench.database.query(`update creditor set profile = jsonb_set(profile, '{payment,link,address}', '"https://betalen.example/{reference}/{amount}"')`)
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
  expect((await auditor.call('GET', `/v1/creditors/${creditor.id}/audit?entity=${debtor}`)).body).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ action: 'openDebtor', detail: { reason: 'colleague' } })]) as unknown })
  await bench.database.query(`update debtor_opening set until_at = clock_timestamp() - interval '1 second'`)
  expect(await statusOf(`/debtors/${debtor}/claims`)).toBe(403)
  const key = await openCaller(bench, [creditor.id], { scopes: ['debtors:read'] })
  expect((await key.call('GET', `/v1/creditors/${creditor.id}/debtors/${debtor}/claims`)).status).toBe(200)
})

test('work is listed by kind, taken by one at a time, put off and closed by who has it; a hand-over to collection is an approver\'s to close', async () => {
  const debtors = await bench.database.query<{ id: DebtorId }>('select id from debtor where creditor_id = $1 order by id', [creditor.id])
  for (const { id: debtorId } of debtors) await openTask(bench.database, { creditorId: creditor.id, debtorId }, 'reply', {}, bench.now)
  await openTask(bench.database, { creditorId: creditor.id, debtorId: debtor as DebtorId }, 'escalation', {}, bench.now)
  interface Listed { readonly items: readonly { readonly id: string; readonly name: string; readonly debtor: string; readonly restsUntil: string | null }[]; readonly next: string | null }
  const [sanne, boss] = [await addPerson(bench, { [creditor.id]: 'agent' }), await addPerson(bench, { [creditor.id]: 'approver' })]
  const as = (person: Person, task: string, act: string, body: object = {}): Promise<ApiAnswer> => person.call('POST', `/v1/creditors/${creditor.id}/tasks/${task}/${act}`, { body })
  const counted = async (kind: string): Promise<unknown> => (await desk.get<{ kinds: { kind: string }[] }>('/tasks/counts')).kinds.find((one) => one.kind === kind)
  const first = await desk.get<Listed>('/tasks?kind=reply&limit=1')
  const second = await desk.get<Listed>(`/tasks?kind=reply&limit=1&cursor=${first.next ?? ''}`)
  expect([...first.items, ...second.items].map((task) => [task.name, task.debtor])).toEqual(debtors.map(({ id }) => ['A. Voorbeeldsma', id]))
  expect([second.next, await counted('reply')]).toEqual([null, { kind: 'reply', waiting: 2, resting: 0, nextAt: null }])
  const [task] = first.items
  if (!task) throw new Error('no task')
  expect([(await as(noor, task.id, 'closing', { as: 'done' })).status, await statusOf(`/debtors/${task.debtor}/claims`)]).toEqual([409, 403])
  expect([(await as(noor, task.id, 'claim')).status, (await as(sanne, task.id, 'claim')).status, (await as(sanne, task.id, 'rest')).status]).toEqual([200, 409, 409])
  expect(await statusOf(`/debtors/${task.debtor}/claims`)).toBe(200)
  expect((await as(noor, task.id, 'rest', { until: new Date(after(bench.now, -HOUR)).toISOString() })).status).toBe(422)
  expect((await as(noor, task.id, 'rest', { until: new Date(after(bench.now, HOUR)).toISOString() })).status).toBe(204)
  expect([(await desk.get<Listed>('/tasks?kind=reply')).items.length, (await desk.get<Listed>('/tasks?kind=reply&resting=true')).items.map(({ id }) => id)]).toEqual([1, [task.id]])
  expect(await counted('reply')).toEqual({ kind: 'reply', waiting: 1, resting: 1, nextAt: new Date(after(bench.now, HOUR)).toISOString() })
  bench.now = after(bench.now, 2 * HOUR)
  expect((await desk.get<Listed>('/tasks?kind=reply')).items).toHaveLength(2)
  expect([(await as(sanne, task.id, 'claim')).status, (await as(sanne, task.id, 'closing', { as: 'done' })).status, (await as(sanne, task.id, 'closing', { as: 'done' })).status]).toEqual([200, 200, 404])
  const [escalation] = (await desk.get<Listed>('/tasks?kind=escalation')).items
  expect((await as(noor, escalation?.id ?? '', 'claim')).status).toBe(200)
  expect([(await as(noor, escalation?.id ?? '', 'closing', { as: 'approved' })).status, (await as(noor, escalation?.id ?? '', 'rest')).status, (await as(boss, escalation?.id ?? '', 'closing', { as: 'approved', undoable: true })).status]).toEqual([403, 204, 422])
  expect((await as(boss, escalation?.id ?? '', 'closing', { as: 'approved' })).body).toMatchObject({ outcome: null })

  const [left] = (await desk.get<Listed>('/tasks?kind=reply')).items
  if (!left) throw new Error('no task')
  const about = { creditorId: creditor.id, debtorId: left.debtor as DebtorId }
  const facts = async (): Promise<unknown> => bench.database.query(
    `select (select version from debtor where creditor_id = $1 and id = $2), (select count(*)::int from contact_event where creditor_id = $1 and debtor_id = $2) as events,
       (select count(*)::int from task where creditor_id = $1 and debtor_id = $2 and kind = 'reply' and closed_at is null) as open`, [about.creditorId, about.debtorId])
  const ended = (person: Person): Promise<ApiAnswer<{ outcome: string }>> => as(person, left.id, 'closing', { as: 'no-action', note: 'Belt morgen zelf', undoable: true }) as Promise<ApiAnswer<{ outcome: string }>>
  const takenBack = (person: Person, outcome: string): Promise<ApiAnswer> => person.call('POST', `/v1/creditors/${creditor.id}/tasks/outcomes/${outcome}/retraction`, { body: {} })
  const secondsAreOver = (): Promise<unknown> => bench.database.query(`update held_outcome set undo_until = clock_timestamp() where retracted_at is null`)
  await as(noor, left.id, 'claim')
  const before = await facts()
  const twice = await Promise.all([ended(noor), ended(noor)])
  expect(twice.map(({ status }) => status).sort()).toEqual([200, 404])
  const told = twice.find(({ status }) => status === 200)?.body.outcome ?? ''
  expect([await facts(), await counted('reply'), (await as(sanne, left.id, 'claim')).status, (await takenBack(sanne, told)).status]).toEqual([before, { kind: 'reply', waiting: 0, resting: 0, nextAt: null }, 404, 409])
  expect((await takenBack(noor, told)).body).toMatchObject({ as: 'no-action', note: 'Belt morgen zelf', task: { id: left.id, claimedBy: noor.id } })
  expect([(await takenBack(noor, told)).status, (await as(sanne, left.id, 'claim')).status, await facts()]).toEqual([409, 409, before])
  expect(await bench.database.query('select agent, facts from held_outcome where closes = $1', [left.id])).toEqual([{ agent: noor.id, facts: null }])
  // What comes in while it can be taken back is new work, and stays when the old one is over.
  const again = (await ended(noor)).body.outcome
  await openTask(bench.database, about, 'reply', {}, bench.now)
  await secondsAreOver()
  expect((await takenBack(noor, again)).status).toBe(409)
  // An older one that can never be counted holds up no other.
  const [broken] = await bench.database.query<{ id: string }>(
    `insert into held_outcome (creditor_id, id, closes, agent, facts, told_at, undo_until)
     select creditor_id, gen_random_uuid(), id, 'x', 'null', opened_at, clock_timestamp() - interval '1 hour' from task where closed_at is null and id <> $1 limit 1 returning id`, [left.id])
  await sweep(bench.pipe, bench.now)
  expect(await bench.database.query('delete from held_outcome where retracted_at is null returning id')).toEqual([broken])
  const [anew] = (await desk.get<Listed>('/tasks?kind=reply')).items
  expect([anew?.debtor, anew?.id === left.id]).toEqual([left.debtor, false])
  expect(await bench.database.query(`select k.closed_as as "as", n.text, n.author from task k join conversation_note n using (creditor_id, debtor_id) where k.id = $1`, [left.id]))
    .toEqual([{ as: 'no-action', text: 'Belt morgen zelf', author: noor.id }])
  expect((await takenBack(noor, again)).status).toBe(409)
  const audited = await bench.database.query<{ action: string }>(`select action from audit_entry where creditor_id = $1 and action in ('closeTask', 'reopenTask') and actor like '%' || $2`, [creditor.id, noor.id])
  expect(audited.map(({ action }) => action).sort()).toEqual(['closeTask', 'closeTask', 'reopenTask'])
})

test('what somebody is writing is theirs alone, the latest stays until they save it or log out, and neither it nor a heartbeat stands in the audit', async () => {
  const home = `/v1/creditors/${creditor.id}`
  const [sanne, auditor, other] = [await addPerson(bench, { [creditor.id]: 'agent' }), await addPerson(bench, { [creditor.id]: 'auditor' }), await addCreditor(bench)]
  const key = `note.${debtor}`
  const put = async (person: Person, text: string, seq: number, at = key): Promise<number> => (await person.call('PUT', `${home}/drafts/${at}`, { body: { text, seq } })).status
  const read = async (person: Person): Promise<unknown> => (await person.call('GET', `${home}/drafts/${key}`)).body
  expect([await put(noor, 'Belt terug', 2), await put(noor, 'Belt', 1), await put(sanne, 'Anders', 1), await put(auditor, 'Mag niet', 1)]).toEqual([204, 409, 204, 403])
  expect([await read(noor), await read(sanne)]).toEqual([{ text: 'Belt terug', seq: 2 }, { text: 'Anders', seq: 1 }])
  // Saved where it belongs: what was on its way comes too late.
  expect([await put(noor, '', 4), await put(noor, 'Belt terug', 3), await read(noor)]).toEqual([204, 409, { text: '', seq: 4 }])
  expect([await put(noor, 'x'.repeat(100_001), 5), await put(noor, 'x'.repeat(1_100_000), 5), await put(noor, 'x', 5, 'no-key'), await put(noor, 'x', 5, `note.${'é'.repeat(36)}`)]).toEqual([422, 413, 404, 404])
  expect((await noor.call('PUT', `/v1/creditors/${other.id}/drafts/${key}`, { body: { text: 'x', seq: 1 } })).status).toBe(404)
  await bench.database.query(`insert into own_draft select $1, $2, 'note.' || gen_random_uuid(), 'x', 1, clock_timestamp() from generate_series(1, 500)`, [creditor.id, noor.id])
  expect([await put(noor, 'Nog een', 6), await put(noor, '', 6)]).toEqual([409, 204])
  expect((await noor.call('DELETE', '/v1/drafts')).status).toBe(204)
  expect(await bench.database.query('select author from own_draft')).toEqual([{ author: sanne.id }])

  const call = await callsIn()
  const on = (act: string, method: string, body: object): Promise<ApiAnswer> => noor.call(method, `${home}/call-tasks/${call.id}/${act}`, { body })
  expect([(await on('lease', 'POST', { token: call.token })).status, (await on('note', 'PUT', { text: 'Belt in', seq: 1 })).status]).toEqual([200, 204])
  await on('identity', 'POST', { token: call.token, result: 'confirmed', methods: ['postcode-and-number', 'customer-number'] })
  expect((await noor.call('PUT', `${home}/threads/${debtor}/draft`, { body: { text: 'Dag', seq: 1 } })).status).toBe(204)
  const audited = await bench.database.query<{ action: string }>('select action from audit_entry where creditor_id = $1 and actor like $2', [creditor.id, `%${noor.id}`])
  expect(audited.map(({ action }) => action)).toEqual(expect.arrayContaining(['searchDebtors', 'takeCallIn']))
  expect(audited.filter(({ action }) => /draft|keepNote|lease/i.test(action))).toEqual([])
})
