/** Records through the API: what an agent's screen or another system does with them, and what it is refused. */
import { randomUUID } from 'node:crypto'
import { openClaims } from '#store'
import { agentsOf, deskOf, openCalls } from '../support/agent-desk'
import { openCaller, type ApiAnswer } from '../support/api'
import { endCarriers } from '../support/carrier'
import { addPerson, type Person } from '../support/people'
import { addClaims, addCreditor, claimOf, openBench, pay, rest, type PipeBench } from '../support/pipe'
import { debtorKey, openTasks } from '../support/pipe-records'
import { idOf, openDebtors, type DebtorsHome } from './debtors-home'

let bench: PipeBench
let { creditor, agent, home, debtor } = {} as DebtorsHome
beforeAll(async () => {
  bench = await openBench()
  ;({ creditor, agent, home, debtor } = await openDebtors(bench))
})
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

test("a promise, a dispute and a hold come and go; what is over or somebody else's is not there", async () => {
  const [one, other] = [await debtor(), await debtor()]
  const promise = await agent.call('POST', `${one.at}/promises`, { body: { payBy: '2027-02-01', amount: '62.50' } })
  expect(promise).toMatchObject({ status: 201 })
  expect(await agent.call('GET', `${one.at}/promises`)).toMatchObject({
    status: 200,
    body: [{ id: promise.body.id, amount: '62.50', state: 'open' }],
  })
  expect((await agent.call('POST', `${other.at}/promises/${idOf(promise)}/withdrawal`)).status).toBe(404)
  expect((await agent.call('POST', `${one.at}/promises/${idOf(promise)}/withdrawal`)).status).toBe(204)
  expect((await agent.call('POST', `${one.at}/promises/${idOf(promise)}/withdrawal`)).status).toBe(404)
  expect(await agent.call('POST', `${one.at}/promises`, { body: { payBy: '2027-01-11', amount: '0.00' } })).toMatchObject({ status: 422 })
  const dispute = await agent.call('POST', `${one.at}/disputes`, { body: { claim: one.claim, reason: 'not-delivered' } })
  expect(dispute.status).toBe(201)
  expect((await agent.call('POST', `${one.at}/disputes`, { body: { claim: one.claim } })).status).toBe(409)
  expect((await agent.call('POST', `${one.at}/disputes`, { body: { claim: other.claim } })).status).toBe(409)
  expect(await agent.call('GET', `${one.at}/holds`)).toMatchObject({ body: [{ kind: 'dispute', claim: one.claim, liftedAt: null }] })
  expect((await agent.call('POST', `${one.at}/disputes/${idOf(dispute)}/resolution`, { body: { outcome: 'rejected' } })).status).toBe(204)
  const again = await agent.call('POST', `${one.at}/disputes`, { body: { claim: one.claim } })
  expect((await agent.call('POST', `${one.at}/disputes/${idOf(again)}/resolution`, { body: { outcome: 'upheld' } })).status).toBe(204)
  expect(await agent.call('GET', `${one.at.replace(/\/debtors\/.*/, '')}/claims/${one.claim}`)).toMatchObject({
    status: 200,
    body: { state: 'withdrawn', open: '0.00' },
  })
  const hold = await agent.call('POST', `${one.at}/holds`, { body: { kind: 'manual', until: '2027-02-01T09:00:00Z', note: 'belt terug' } })
  expect((await agent.call('POST', `${one.at}/holds`, { body: { kind: 'manual', claim: other.claim } })).status).toBe(422)
  expect((await agent.call('POST', `${one.at}/holds/${idOf(hold)}/lifting`)).status).toBe(204)
  expect((await agent.call('POST', `${one.at}/holds/${idOf(hold)}/lifting`)).status).toBe(404)
})

test('an arrangement is proposed, confirmed, seen with what came in, and cancelled; two agents at once confirm it once', async () => {
  const one = await debtor()
  const body = {
    claims: [one.claim],
    instalments: [
      { dueOn: '2027-02-01', amount: '100.00' },
      { dueOn: '2027-03-01', amount: '25.00' },
    ],
  }
  expect(await agent.call('POST', `${one.at}/arrangements`, { body: { ...body, instalments: body.instalments.slice(1) } })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/instalments' }] },
  })
  const proposed = await agent.call('POST', `${one.at}/arrangements`, { body })
  expect((await agent.call('POST', `${one.at}/arrangements`, { body })).status).toBe(409)
  const answers = await Promise.all([0, 1, 2].map(() => agent.call('POST', `${one.at}/arrangements/${idOf(proposed)}/confirmation`)))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409, 409])
  await pay(bench, creditor, one.reference, 11_000)
  await rest(bench)
  expect(await agent.call('GET', `${one.at}/arrangements/${idOf(proposed)}`)).toMatchObject({
    status: 200,
    body: { state: 'active', amount: '125.00', confirmedBy: agent.keyId, instalments: [{ paid: '100.00' }, { number: 2, paid: '10.00' }] },
  })
  expect((await agent.call('POST', `${one.at}/arrangements/${idOf(proposed)}/cancellation`)).status).toBe(204)
  expect((await agent.call('POST', `${one.at}/arrangements/${randomUUID()}/cancellation`)).status).toBe(404)
})

test('an opt-out is noted, and goes only with a proof', async () => {
  const one = await debtor()
  expect((await agent.call('POST', `${one.at}/opt-outs`, { body: { channel: 'sms' } })).status).toBe(204)
  expect(await agent.call('GET', `${one.at}/opt-outs`)).toMatchObject({ body: [{ channel: 'sms', source: 'api' }] })
  expect(
    (await agent.call('POST', `${one.at}/opt-outs/removal`, { body: { channel: 'sms', proof: 'said so himself, on the phone' } })).status,
  ).toBe(422)
  expect((await agent.call('POST', `${one.at}/opt-outs/removal`, { body: { channel: 'sms', proof: 'call:0192' } })).status).toBe(204)
  expect(await agent.call('GET', `${one.at}/opt-outs`)).toMatchObject({ body: [] })
})

test('tasks are listed page by page and closed once', async () => {
  const [one, other] = [await debtor(), await debtor()]
  for (const { at, claim } of [one, other]) await agent.call('POST', `${at}/disputes`, { body: { claim } })
  type Tasks = { items: { id: string; debtor: string }[]; next: string | null }
  const first = await agent.call<Tasks>('GET', `${home}/tasks?limit=1`)
  const second = await agent.call<Tasks>('GET', `${home}/tasks?limit=200&cursor=${first.body.next ?? ''}`)
  const tasks = [...first.body.items, ...second.body.items]
  expect(tasks.map((task) => task.debtor)).toEqual(expect.arrayContaining([one.id, other.id]))
  const task = tasks.find((found) => found.debtor === one.id)?.id ?? ''
  expect((await agent.call('POST', `${home}/tasks/${task}/closing`, { body: { as: 'done' } })).status).toBe(200)
  expect((await agent.call('POST', `${home}/tasks/${task}/closing`, { body: { as: 'done' } })).status).toBe(404)
  expect((await openTasks(bench, creditor)).length).toBe(tasks.length - 1)
})

test('a merged debtor says where it went, and comes back', async () => {
  const [one, other] = [await debtor(), await debtor()]
  expect((await agent.call('POST', `${home}/debtor-merges`, { body: { merged: one.id, into: one.id } })).status).toBe(409)
  expect((await agent.call('POST', `${home}/debtor-merges`, { body: { merged: one.id, into: randomUUID() } })).status).toBe(404)
  const merge = await agent.call('POST', `${home}/debtor-merges`, { body: { merged: one.id, into: other.id } })
  expect(merge.status).toBe(201)
  expect(await agent.call('GET', `${one.at}/holds`)).toMatchObject({
    status: 409,
    body: { type: 'urn:tijdig:problem:merged', detail: expect.stringContaining(other.id) as unknown },
  })
  expect((await agent.call('GET', one.at)).body).toMatchObject({ mergedInto: other.id })
  expect((await agent.call('POST', `${home}/debtor-merges/${idOf(merge)}/undoing`)).status).toBe(204)
  expect((await agent.call('GET', one.at)).body).toMatchObject({ mergedInto: null })
  expect(await agent.call('GET', `${home}/debtor-merges/${idOf(merge)}`)).toMatchObject({
    body: { merged: one.id, into: other.id, undoneBy: agent.keyId },
  })
  expect((await agent.call('GET', `${one.at}/holds`)).status).toBe(200)
})

test('a webhook endpoint shows its secret once, changes only as it was read, and shows its log', async () => {
  const idempotencyKey = randomUUID()
  const body = { url: 'http://127.0.0.1:9/hook', kinds: ['promise'] }
  const added = await agent.call<{ id: string; secret: string }>('POST', `${home}/webhook-endpoints`, { body, idempotencyKey })
  expect(added.body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  expect(await agent.call('POST', `${home}/webhook-endpoints`, { body, idempotencyKey })).toMatchObject({
    body: { id: added.body.id, secret: null },
  })
  expect((await agent.call('POST', `${home}/webhook-endpoints`, { body: { ...body, kinds: [] } })).status).toBe(422)
  expect((await agent.call('POST', `${home}/webhook-endpoints`, { body: { ...body, url: 'ftp://example.nl' } })).status).toBe(422)
  const at = `${home}/webhook-endpoints/${added.body.id}`
  const read = await agent.call('GET', at)
  const etag = read.headers.get('etag') ?? ''
  expect(JSON.stringify(read.body)).not.toContain('secret')
  expect((await agent.call('PATCH', at, { body: { state: 'disabled' } })).status).toBe(428)
  expect(await agent.call('PATCH', at, { body: { kinds: ['promise', 'payment'] }, ifMatch: etag })).toMatchObject({
    status: 200,
    body: { kinds: ['promise', 'payment'] },
  })
  expect((await agent.call('PATCH', at, { body: { state: 'disabled' }, ifMatch: etag })).status).toBe(412)
  expect((await agent.call<{ secret: string }>('POST', `${at}/secret`)).body.secret).not.toBe(added.body.secret)
  const one = await debtor()
  await agent.call('POST', `${one.at}/promises`, { body: { payBy: '2027-02-01', amount: '1.00' } })
  const deliveries = await agent.call<{ items: { event: string; state: string }[] }>('GET', `${at}/deliveries`)
  expect(deliveries.body.items).toMatchObject([{ kind: 'promise', state: 'due', tries: [] }])
  expect((await agent.call('POST', `${at}/deliveries/${deliveries.body.items[0]?.event ?? ''}/resending`)).status).toBe(202)
  expect((await agent.call('POST', `${at}/deliveries/${randomUUID()}/resending`)).status).toBe(404)
})

test('an arrangement beyond the limits is a proposal: its claims rest for some days, and an approver who did not make it decides', async () => {
  const strict = await addCreditor(bench, { desk: { arrangementMonths: 2, proposalDays: 5 } })
  await openCalls(bench, strict, 2)
  const { get } = deskOf(await openCaller(bench, [strict.id]), strict)
  const [agent, approver, other] = [
    await addPerson(bench, { [strict.id]: 'agent' }),
    await addPerson(bench, { [strict.id]: 'approver' }),
    await addPerson(bench, { [strict.id]: 'approver' }),
  ]
  const as = (person: Person): ReturnType<typeof agentsOf> => agentsOf(() => deskOf(person, strict))
  const propose = async (person: Person): Promise<string> => {
    const { held: take, on: act } = as(person)
    const call = await take('anna')
    await act(call, 'dial')
    expect((await act(call, 'identity', { result: 'confirmed', methods: ['postcode-and-number', 'customer-number'] })).status).toBe(204)
    const {
      owed: { total, claims },
    } = await deskOf(person, strict).get<{ owed: { total: string; claims: { id: string }[] } }>(`/call-tasks/${call.id}`)
    const arrangement = {
      claims: claims.map(({ id }) => id),
      instalments: [
        { dueOn: '2027-01-25', amount: '50.00' },
        { dueOn: '2027-04-25', amount: (Number(total) - 50).toFixed(2) },
      ],
    }
    expect((await act(call, 'outcome', { kind: 'arrangement', reason: 'cannot-pay', arrangement })).status).toBe(200)
    return call.debtor
  }
  const [accepted, refused] = [await propose(agent), await propose(approver)]
  const standing = async (debtor: string): Promise<unknown> => [
    await get(`/debtors/${debtor}/arrangements`),
    await get(`/debtors/${debtor}/holds`),
  ]
  expect(await standing(accepted)).toMatchObject([
    [{ state: 'proposed', approvalUntil: '2027-01-17T08:30:00.000Z' }],
    [{ kind: 'arrangement', until: '2027-01-17T08:30:00.000Z', liftedAt: null }],
  ])
  const [one] = await get<{ id: string }[]>(`/debtors/${accepted}/arrangements`)
  const [task, own] = (await get<{ items: { id: string; kind: string }[] }>('/tasks?kind=approval')).items.map(({ id }) => id)
  const close = (person: Person, id: string | undefined, end: string): Promise<ApiAnswer> =>
    person.call('POST', `/v1/creditors/${strict.id}/tasks/${id ?? ''}/closing`, { body: { as: end } })
  expect((await person(agent, 'POST', `/tasks/${task ?? ''}/claim`, {})).status).toBe(200)
  expect((await person(agent, 'POST', `/debtors/${accepted}/arrangements/${one?.id ?? ''}/confirmation`)).status).toBe(403)
  expect((await close(agent, task, 'approved')).status).toBe(403)
  expect((await person(agent, 'POST', `/tasks/${task ?? ''}/rest`, {})).status).toBe(204)
  expect([(await close(approver, own, 'approved')).status, (await close(approver, task, 'done')).status]).toEqual([403, 422])
  expect([(await close(approver, task, 'approved')).status, (await close(other, own, 'rejected')).status]).toEqual([200, 200])
  expect(await standing(accepted)).toMatchObject([
    [{ state: 'active', confirmedBy: approver.id }],
    expect.arrayContaining([expect.objectContaining({ kind: 'arrangement', until: null, liftedAt: null })]),
  ])
  expect((await get<{ liftedAt: string | null }[]>(`/debtors/${accepted}/holds`)).filter(({ liftedAt }) => liftedAt === null)).toHaveLength(
    1,
  )
  expect(await standing(refused)).toMatchObject([[{ state: 'cancelled' }], [{ liftedAt: expect.any(String) as string }]])
  expect((await get<{ items: { kind: string; debtor: string }[] }>('/tasks')).items.map(({ kind, debtor }) => [kind, debtor])).toEqual([
    ['reply', refused],
  ])

  async function person(who: Person, method: string, path: string, body: object = {}): Promise<ApiAnswer> {
    return who.call(method, `/v1/creditors/${strict.id}${path}`, { body })
  }
})

test('of two proposals that wait for an approver, deciding about one leaves the task for the other', async () => {
  const strict = await addCreditor(bench, { desk: { arrangementMonths: 1 } })
  await addClaims(
    bench,
    strict,
    ['1', '2'].map((reference) => claimOf(reference, { reference: 'D' })),
  )
  const [one, approver] = [await openCaller(bench, [strict.id]), await openCaller(bench, [strict.id])]
  const key = await debtorKey(bench, strict, 'D')
  const at = `/v1/creditors/${strict.id}/debtors/${key.debtorId}/arrangements`
  const proposed = await Promise.all(
    (await openClaims(bench.database, key)).map(({ id }) =>
      one.call('POST', at, { body: { claims: [id], instalments: [{ dueOn: '2027-04-25', amount: '125.00' }] } }),
    ),
  )
  expect(await openTasks(bench, strict)).toEqual(['approval'])
  const [first, second] = proposed.map(idOf)
  expect((await approver.call('POST', `${at}/${first}/confirmation`)).status).toBe(204)
  expect(await openTasks(bench, strict)).toEqual(['approval'])
  expect((await one.call('POST', `${at}/${second}/cancellation`)).status).toBe(204)
  expect(await openTasks(bench, strict)).toEqual([])
})
