/** Tasks as agents take, put off and close them, and take back what they closed; and what somebody is writing, which is theirs alone. */
import type { DebtorId } from '#domain'
import { sweep } from '#pipeline'
import { openTask, type Creditor } from '#store'
import { agentsOf, deskOf, openCalls, type Desk, type Held } from '../support/agent-desk'
import type { ApiAnswer } from '../support/api'
import { endCarriers } from '../support/carrier'
import { addPerson, type Person } from '../support/people'
import { addCreditor, after, HOUR, openBench, type PipeBench } from '../support/pipe'

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

const { calledIn } = agentsOf(() => desk)
const callsIn = (): Promise<Held> => calledIn(debtor)
const statusOf = async (path: string, person: Person = noor): Promise<number> =>
  (await person.call('GET', `/v1/creditors/${creditor.id}${path}`)).status

test("work is listed by kind, taken by one at a time, put off and closed by who has it; a hand-over to collection is an approver's to close", async () => {
  const debtors = await bench.database.query<{ id: DebtorId }>('select id from debtor where creditor_id = $1 order by id', [creditor.id])
  for (const { id: debtorId } of debtors) await openTask(bench.database, { creditorId: creditor.id, debtorId }, 'reply', {}, bench.now)
  await openTask(bench.database, { creditorId: creditor.id, debtorId: debtor as DebtorId }, 'escalation', {}, bench.now)
  interface Listed {
    readonly items: readonly { readonly id: string; readonly name: string; readonly debtor: string; readonly restsUntil: string | null }[]
    readonly next: string | null
  }
  const [sanne, boss] = [await addPerson(bench, { [creditor.id]: 'agent' }), await addPerson(bench, { [creditor.id]: 'approver' })]
  const as = (person: Person, task: string, act: string, body: object = {}): Promise<ApiAnswer> =>
    person.call('POST', `/v1/creditors/${creditor.id}/tasks/${task}/${act}`, { body })
  const counted = async (kind: string): Promise<unknown> =>
    (await desk.get<{ kinds: { kind: string }[] }>('/tasks/counts')).kinds.find((one) => one.kind === kind)
  const first = await desk.get<Listed>('/tasks?kind=reply&limit=1')
  const second = await desk.get<Listed>(`/tasks?kind=reply&limit=1&cursor=${first.next ?? ''}`)
  expect([...first.items, ...second.items].map((task) => [task.name, task.debtor])).toEqual(
    debtors.map(({ id }) => ['A. Voorbeeldsma', id]),
  )
  expect([second.next, await counted('reply')]).toEqual([null, { kind: 'reply', waiting: 2, resting: 0, nextAt: null }])
  const [task] = first.items
  if (!task) throw new Error('no task')
  expect([(await as(noor, task.id, 'closing', { as: 'done' })).status, await statusOf(`/debtors/${task.debtor}/claims`)]).toEqual([
    409, 403,
  ])
  expect([
    (await as(noor, task.id, 'claim')).status,
    (await as(sanne, task.id, 'claim')).status,
    (await as(sanne, task.id, 'rest')).status,
  ]).toEqual([200, 409, 409])
  expect(await statusOf(`/debtors/${task.debtor}/claims`)).toBe(200)
  expect((await as(noor, task.id, 'rest', { until: new Date(after(bench.now, -HOUR)).toISOString() })).status).toBe(422)
  expect((await as(noor, task.id, 'rest', { until: new Date(after(bench.now, HOUR)).toISOString() })).status).toBe(204)
  expect([
    (await desk.get<Listed>('/tasks?kind=reply')).items.length,
    (await desk.get<Listed>('/tasks?kind=reply&resting=true')).items.map(({ id }) => id),
  ]).toEqual([1, [task.id]])
  expect(await counted('reply')).toEqual({ kind: 'reply', waiting: 1, resting: 1, nextAt: new Date(after(bench.now, HOUR)).toISOString() })
  bench.now = after(bench.now, 2 * HOUR)
  expect((await desk.get<Listed>('/tasks?kind=reply')).items).toHaveLength(2)
  expect([
    (await as(sanne, task.id, 'claim')).status,
    (await as(sanne, task.id, 'closing', { as: 'done' })).status,
    (await as(sanne, task.id, 'closing', { as: 'done' })).status,
  ]).toEqual([200, 200, 404])
  const [escalation] = (await desk.get<Listed>('/tasks?kind=escalation')).items
  expect((await as(noor, escalation?.id ?? '', 'claim')).status).toBe(200)
  expect([
    (await as(noor, escalation?.id ?? '', 'closing', { as: 'approved' })).status,
    (await as(noor, escalation?.id ?? '', 'rest')).status,
    (await as(boss, escalation?.id ?? '', 'closing', { as: 'approved', undoable: true })).status,
  ]).toEqual([403, 204, 422])
  expect((await as(boss, escalation?.id ?? '', 'closing', { as: 'approved' })).body).toMatchObject({ outcome: null })

  const [left] = (await desk.get<Listed>('/tasks?kind=reply')).items
  if (!left) throw new Error('no task')
  const about = { creditorId: creditor.id, debtorId: left.debtor as DebtorId }
  const facts = async (): Promise<unknown> =>
    bench.database.query(
      `select (select version from debtor where creditor_id = $1 and id = $2), (select count(*)::int from contact_event where creditor_id = $1 and debtor_id = $2) as events,
       (select count(*)::int from task where creditor_id = $1 and debtor_id = $2 and kind = 'reply' and closed_at is null) as open`,
      [about.creditorId, about.debtorId],
    )
  const ended = (person: Person): Promise<ApiAnswer<{ outcome: string }>> =>
    as(person, left.id, 'closing', { as: 'no-action', note: 'Belt morgen zelf', undoable: true }) as Promise<ApiAnswer<{ outcome: string }>>
  const takenBack = (person: Person, outcome: string): Promise<ApiAnswer> =>
    person.call('POST', `/v1/creditors/${creditor.id}/tasks/outcomes/${outcome}/retraction`, { body: {} })
  const secondsAreOver = (): Promise<unknown> =>
    bench.database.query(`update held_outcome set undo_until = clock_timestamp() where retracted_at is null`)
  await as(noor, left.id, 'claim')
  const before = await facts()
  const twice = await Promise.all([ended(noor), ended(noor)])
  expect(twice.map(({ status }) => status).sort()).toEqual([200, 404])
  const told = twice.find(({ status }) => status === 200)?.body.outcome ?? ''
  expect([
    await facts(),
    await counted('reply'),
    (await as(sanne, left.id, 'claim')).status,
    (await takenBack(sanne, told)).status,
  ]).toEqual([before, { kind: 'reply', waiting: 0, resting: 0, nextAt: null }, 404, 409])
  expect((await takenBack(noor, told)).body).toMatchObject({
    as: 'no-action',
    note: 'Belt morgen zelf',
    task: { id: left.id, claimedBy: noor.id },
  })
  expect([(await takenBack(noor, told)).status, (await as(sanne, left.id, 'claim')).status, await facts()]).toEqual([409, 409, before])
  expect(await bench.database.query('select agent, facts from held_outcome where closes = $1', [left.id])).toEqual([
    { agent: noor.id, facts: null },
  ])
  // What comes in while it can be taken back is new work, and stays when the old one is over.
  const again = (await ended(noor)).body.outcome
  await openTask(bench.database, about, 'reply', {}, bench.now)
  await secondsAreOver()
  expect((await takenBack(noor, again)).status).toBe(409)
  // An older one that can never be counted holds up no other.
  const [broken] = await bench.database.query<{ id: string }>(
    `insert into held_outcome (creditor_id, id, closes, agent, facts, told_at, undo_until)
     select creditor_id, gen_random_uuid(), id, 'x', 'null', opened_at, clock_timestamp() - interval '1 hour' from task where closed_at is null and id <> $1 limit 1 returning id`,
    [left.id],
  )
  await sweep(bench.pipe, bench.now)
  expect(await bench.database.query('delete from held_outcome where retracted_at is null returning id')).toEqual([broken])
  const [anew] = (await desk.get<Listed>('/tasks?kind=reply')).items
  expect([anew?.debtor, anew?.id === left.id]).toEqual([left.debtor, false])
  expect(
    await bench.database.query(
      `select k.closed_as as "as", n.text, n.author from task k join conversation_note n using (creditor_id, debtor_id) where k.id = $1`,
      [left.id],
    ),
  ).toEqual([{ as: 'no-action', text: 'Belt morgen zelf', author: noor.id }])
  expect((await takenBack(noor, again)).status).toBe(409)
  const audited = await bench.database.query<{ action: string }>(
    `select action from audit_entry where creditor_id = $1 and action in ('closeTask', 'reopenTask') and actor like '%' || $2`,
    [creditor.id, noor.id],
  )
  expect(audited.map(({ action }) => action).sort()).toEqual(['closeTask', 'closeTask', 'reopenTask'])
})

test('what somebody is writing is theirs alone, the latest stays until they save it or log out, and neither it nor a heartbeat stands in the audit', async () => {
  const home = `/v1/creditors/${creditor.id}`
  const [sanne, auditor, other] = [
    await addPerson(bench, { [creditor.id]: 'agent' }),
    await addPerson(bench, { [creditor.id]: 'auditor' }),
    await addCreditor(bench),
  ]
  const key = `note.${debtor}`
  const put = async (person: Person, text: string, seq: number, at = key): Promise<number> =>
    (await person.call('PUT', `${home}/drafts/${at}`, { body: { text, seq } })).status
  const read = async (person: Person): Promise<unknown> => (await person.call('GET', `${home}/drafts/${key}`)).body
  expect([
    await put(noor, 'Belt terug', 2),
    await put(noor, 'Belt', 1),
    await put(sanne, 'Anders', 1),
    await put(auditor, 'Mag niet', 1),
  ]).toEqual([204, 409, 204, 403])
  expect([await read(noor), await read(sanne)]).toEqual([
    { text: 'Belt terug', seq: 2 },
    { text: 'Anders', seq: 1 },
  ])
  // Saved where it belongs: what was on its way comes too late.
  expect([await put(noor, '', 4), await put(noor, 'Belt terug', 3), await read(noor)]).toEqual([204, 409, { text: '', seq: 4 }])
  expect([
    await put(noor, 'x'.repeat(100_001), 5),
    await put(noor, 'x'.repeat(1_100_000), 5),
    await put(noor, 'x', 5, 'no-key'),
    await put(noor, 'x', 5, `note.${'é'.repeat(36)}`),
  ]).toEqual([422, 413, 404, 404])
  expect((await noor.call('PUT', `/v1/creditors/${other.id}/drafts/${key}`, { body: { text: 'x', seq: 1 } })).status).toBe(404)
  await bench.database.query(
    `insert into own_draft select $1, $2, 'note.' || gen_random_uuid(), 'x', 1, clock_timestamp() from generate_series(1, 500)`,
    [creditor.id, noor.id],
  )
  expect([await put(noor, 'Nog een', 6), await put(noor, '', 6)]).toEqual([409, 204])
  expect((await noor.call('DELETE', '/v1/drafts')).status).toBe(204)
  expect(await bench.database.query('select author from own_draft')).toEqual([{ author: sanne.id }])

  const call = await callsIn()
  const on = (act: string, method: string, body: object): Promise<ApiAnswer> =>
    noor.call(method, `${home}/call-tasks/${call.id}/${act}`, { body })
  expect([
    (await on('lease', 'POST', { token: call.token })).status,
    (await on('note', 'PUT', { text: 'Belt in', seq: 1 })).status,
  ]).toEqual([200, 204])
  await on('identity', 'POST', { token: call.token, result: 'confirmed', methods: ['postcode-and-number', 'customer-number'] })
  expect((await noor.call('PUT', `${home}/threads/${debtor}/draft`, { body: { text: 'Dag', seq: 1 } })).status).toBe(204)
  const audited = await bench.database.query<{ action: string }>(
    'select action from audit_entry where creditor_id = $1 and actor like $2',
    [creditor.id, `%${noor.id}`],
  )
  expect(audited.map(({ action }) => action)).toEqual(expect.arrayContaining(['searchDebtors', 'takeCallIn']))
  expect(audited.filter(({ action }) => /draft|keepNote|lease/i.test(action))).toEqual([])
})
