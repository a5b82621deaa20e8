/** The desk of those who call: who passes over and rests, who leads it, closes it or gives a call to another, and its seconds, numbers and words. */
import type { Creditor } from '#store'
import { agentsOf, deskOf, openCalls, type Desk } from '../support/agent-desk'
import { openCaller, type ApiAnswer, type ApiCaller } from '../support/api'
import { endCarriers } from '../support/carrier'
import { addCreditor, after, HOUR, openBench, type PipeBench } from '../support/pipe'

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
const { claim, held, on, stateOf } = agentsOf(() => desk)
const open = (count: number): Promise<void> => openCalls(bench, creditor, count)

test('who passes a debtor over is not offered them again for two hours; three in a row and they rest', async () => {
  await open(4)
  const skipped: string[] = []
  for (const rests of [false, false, true]) {
    const call = await held('anna')
    skipped.push(call.id)
    expect((await on(call, 'skip', { reason: 'wrong-moment' })).body).toEqual({ rests })
  }
  expect(new Set(skipped).size).toBe(3)
  expect(
    (await post<{ emptyBecause: { code: string }[] }>('/call-tasks/claim', { agent: 'anna' })).body.emptyBecause.map(({ code }) => code),
  ).toContain('resting')
  expect((await get<{ agents: { agent: string; state: string }[] }>('/call-desk')).agents).toMatchObject([
    { agent: 'anna', state: 'resting' },
  ])
  expect((await post('/call-desk/resumption', { agent: 'anna' })).status).toBe(204)
  const last = await held('anna')
  expect(skipped).not.toContain(last.id)
  expect(skipped).toContain((await held('bram')).id)
})

test('who leads the desk sees who is on which call, gives pauses, and takes a call from who is not there; one that runs ends first', async () => {
  await open(3)
  const [reserved, talking] = [await held('anna'), await held('bram')]
  await on(talking, 'dial')
  const release = async ({ id }: { id: string }): Promise<number> =>
    (await post(`/call-desk/call-tasks/${id}/release`, { reason: 'not-there' })).status
  const agents = async (): Promise<Record<string, string>> =>
    Object.fromEntries(
      (await get<{ agents: { agent: string; state: string; since: string | null }[] }>('/call-desk')).agents.map(
        ({ agent, state, since }) => [agent, `${state}${since === null ? '' : ' since'}`],
      ),
    )
  expect(await agents()).toEqual({ anna: 'reserved since', bram: 'talking since' })
  expect([await release(reserved), await release(talking)]).toEqual([204, 409])
  expect(await get(`/call-tasks/${reserved.id}`)).toMatchObject({ agent: null, takenBack: { by: 'test', reason: 'Medewerker is er niet' } })
  expect(
    await bench.database.query(
      `select subject, detail ->> 'agent' as agent, detail ->> 'reason' as reason from audit_entry where action = 'takeBackCall'`,
    ),
  ).toEqual([{ subject: reserved.debtor, agent: 'anna', reason: 'not-there' }])
  expect((await post(`/call-desk/call-tasks/${talking.id}/release`, { reason: 'just-so' })).status).toBe(422)
  expect((await post('/call-desk/pause', { agent: 'anna', reason: 'training' })).status).toBe(204)
  expect(await agents()).toEqual({ anna: 'resting since', bram: 'talking since' })
  await bench.database.query(`update call_task set lease_until = clock_timestamp() + interval '10 minutes' where id = $1`, [talking.id])
  expect([await release(talking), await stateOf(talking), await stateOf(reserved)]).toEqual([204, 'interrupted', 'queued'])
  expect(await get('/call-desk')).toMatchObject({
    interrupted: [{ id: talking.id, name: expect.stringContaining('Voorbeeld') as unknown }],
  })
  expect((await post(`/call-tasks/${talking.id}/outcome`, { kind: 'no-answer', agent: 'carla' })).status).toBe(200)
  expect(await get('/call-desk')).toMatchObject({ toldLastHour: 1, interrupted: [] })
})

test('a closed queue offers nothing and says who closed it and why; a call that runs ends first, and what was not dialled goes back', async () => {
  await open(3)
  const [reserved, talking] = [await held('anna'), await held('bram')]
  await on(talking, 'dial')
  const close = (reason: string): Promise<ApiAnswer> => post('/call-desk/closing', { reason })
  expect([(await close('Storing bij de telefonie')).status, (await close('Nog eens')).status]).toEqual([204, 409])
  expect(await stateOf(reserved)).toBe('queued')
  expect((await on(reserved, 'dial')).status).toBe(409)
  const closed = { reason: 'Storing bij de telefonie', by: 'test' }
  expect((await post('/call-tasks/claim', { agent: 'anna' })).body).toMatchObject({
    task: null,
    emptyBecause: [{ code: 'closed', count: 1 }, { code: 'with-agents' }],
    closed,
  })
  expect(await get('/call-desk')).toMatchObject({ closed, ready: 2, oldestAt: expect.any(String) as string })
  // Taken in the moment of the closing: it goes back as it is dialled.
  await bench.database.query(`delete from call_queue_closing`)
  const late = await held('anna')
  await bench.database.query(`insert into call_queue_closing (creditor_id, reason, closed_by, closed_at) values ($1, 'x', 'tijdig', $2)`, [
    creditor.id,
    new Date(bench.now),
  ])
  expect(await on(late, 'dial')).toMatchObject({ status: 409, body: { type: 'urn:tijdig:problem:queue-closed' } })
  expect(await stateOf(late)).toBe('queued')
  expect((await held('bram')).id).toBe(talking.id)
  expect((await on(talking, 'outcome', { kind: 'no-answer' })).status).toBe(200)
  expect(await claim('bram')).toBeNull()
  expect([(await post('/call-desk/opening', {})).status, (await post('/call-desk/opening', {})).status]).toEqual([204, 409])
  expect((await held('anna')).token).not.toBe(reserved.token)
})

test('a call-back is given to another agent, whose alone it is then; who only reads or calls steers nothing', async () => {
  await open(1)
  const call = await held('anna')
  await on(call, 'dial')
  const at = after(bench.now, HOUR)
  expect((await on(call, 'outcome', { kind: 'call-back', callBackAt: new Date(at).toISOString() })).status).toBe(200)
  expect(await claim('bram')).toBeNull()
  expect((await get<{ callBacks: unknown[] }>('/call-desk')).callBacks).toMatchObject([
    { id: call.id, wantedBy: 'anna', opensAt: new Date(at).toISOString() },
  ])
  const give = async (agent: string): Promise<number> => (await post(`/call-desk/call-backs/${call.id}/agent`, { agent })).status
  expect([await give('nobody-here'), await give('bram')]).toEqual([422, 204])
  bench.now = after(at, 1)
  expect(await claim('anna')).toBeNull()
  expect((await held('bram')).id).toBe(call.id)
  expect(await give('anna')).toBe(409)
  const agent = await openCaller(bench, [creditor.id], { scopes: ['calls:write'] })
  const reader = await openCaller(bench, [creditor.id], { scopes: ['figures:read'] })
  for (const caller of [agent, reader]) {
    for (const [path, body] of [
      ['closing', { reason: 'x' }],
      ['opening', {}],
      [`call-tasks/${call.id}/release`, { reason: 'not-there' }],
      [`call-backs/${call.id}/agent`, { agent: 'bram' }],
    ] as const) {
      expect([path, (await caller.call('POST', `/v1/creditors/${creditor.id}/call-desk/${path}`, { body })).status]).toEqual([path, 403])
    }
  }
})

test("the seconds, numbers and words of the desk are the creditor's own, given with its profile", async () => {
  await open(2)
  const { profile } = await get<{ profile: object }>('')
  const keeper = await openCaller(bench, [creditor.id])
  const { headers } = await keeper.call('GET', `/v1/creditors/${creditor.id}`)
  const change = (desk: object): Promise<ApiAnswer> =>
    keeper.call('PATCH', `/v1/creditors/${creditor.id}`, { body: { profile: { ...profile, desk } }, ifMatch: headers.get('etag') ?? '' })
  expect((await change({ undoSeconds: 3600 })).status).toBe(422)
  expect(
    (
      await change({
        reservedSeconds: 4,
        undoSeconds: 3,
        identityProofs: 1,
        identityTries: 1,
        skipReasons: [{ code: 'too-loud', nl: 'Te veel lawaai', en: 'Too noisy' }],
      })
    ).status,
  ).toBe(200)
  expect(await get('/call-desk/settings')).toMatchObject({ undoSeconds: 3, coolingOffMinutes: 120, skipReasons: [{ code: 'too-loud' }] })
  const skipped = await held('anna')
  expect(
    await bench.database.query(`select lease_until < clock_timestamp() + interval '5 seconds' as short from call_task where id = $1`, [
      skipped.id,
    ]),
  ).toEqual([{ short: true }])
  expect([
    (await on(skipped, 'skip', { reason: 'wrong-moment' })).status,
    (await on(skipped, 'skip', { reason: 'too-loud' })).status,
  ]).toEqual([422, 200])
  const call = await held('anna')
  await on(call, 'dial')
  expect((await on(call, 'identity', { result: 'confirmed', methods: ['customer-number'] })).status).toBe(204)
  expect(await on(call, 'outcome', { kind: 'no-answer', undoable: true })).toMatchObject({ body: { undoSeconds: 3 } })
})
