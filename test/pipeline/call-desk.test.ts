/** Calls of agents: no debtor is ever called by two of them, and who paid or is at rest is called by nobody. */
import type { DebtorId } from '#domain'
import { dial, endCall, nextCall, recoverAfterCrash } from '#pipeline'
import { noteSkip, setSendingStopped } from '#store'
import { endCarriers } from '../support/carrier'
import {
  addClaims,
  addCreditor,
  after,
  claimOf,
  DAY,
  HOUR,
  openBench,
  pay,
  playUntil,
  rest,
  TUESDAY,
  type PipeBench,
} from '../support/pipe'
import { attempts, doubles, handOvers, openTasks } from '../support/pipe-records'

let bench: PipeBench
beforeAll(async () => {
  bench = await openBench()
})
beforeEach(() => bench.clear())
afterEach(async () => {
  await setSendingStopped(bench.database, false)
  expect(await doubles(bench)).toEqual([])
})
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

const callable = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    claimOf(String(index), { phone: `+3161230${String(1000 + index)}`, preferredChannel: 'call' }),
  )

test('agents who ask at the same time never get the same debtor', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, callable(10))
  await rest(bench)
  const asked = await Promise.all(Array.from({ length: 14 }, (_, agent) => nextCall(bench.pipe, creditor.id, `agent-${agent}`, bench.now)))
  const got = asked.filter((call) => call !== null)
  expect(got).toHaveLength(10)
  expect(new Set(got.map(({ debtorId }) => debtorId)).size).toBe(10)
})

test('agents who ask at the same time are passed by what they skipped or what another promised to do, and two windows of one agent have one call', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, callable(6))
  await rest(bench)
  const ask = (agents: readonly string[]) => Promise.all(agents.map((agent) => nextCall(bench.pipe, creditor.id, agent, bench.now)))
  const waiting = await bench.database.query<{ id: string; debtorId: DebtorId }>(
    `select id, debtor_id as "debtorId" from call_task where creditor_id = $1 and state = 'queued' order by priority desc, id`,
    [creditor.id],
  )
  const [promised, ...skipped] = waiting.map(({ debtorId }) => debtorId)
  await bench.database.query('update call_task set wanted_agent = $2, wanted_until = $3 where creditor_id = $1 and id = $4', [
    creditor.id,
    'noor',
    new Date(after(bench.now, DAY)),
    waiting[0]?.id,
  ])
  for (const debtorId of skipped.slice(0, 3))
    await noteSkip(bench.database, creditor.id, { debtorId, agent: 'sam', reason: 'x', until: after(bench.now, DAY) })

  const [sam, samAgain, kim, noor] = await ask(['sam', 'sam', 'kim', 'noor'])
  expect(samAgain).toEqual(sam)
  expect(skipped.slice(3)).toContain(sam?.debtorId)
  expect(skipped).toContain(kim?.debtorId)
  expect(noor?.debtorId).toBe(promised)
  const others = await ask(['ada', 'bo', 'cas', 'sam'])
  expect(others.at(-1)?.taskId).toBe(sam?.taskId)
  expect(new Set([sam, kim, noor, ...others].map((call) => call?.debtorId))).toEqual(new Set(waiting.map(({ debtorId }) => debtorId)))
  expect(await ask(['too late', 'later still'])).toEqual([null, null])
})

test('who paid between the claim and the dialling is not called', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, callable(1))
  await rest(bench)
  const call = await nextCall(bench.pipe, creditor.id, 'agent', bench.now)
  if (!call) throw new Error('no call')
  await pay(bench, creditor, '0', 12_500)
  expect(await dial(bench.pipe, call, bench.now)).toBeNull()
  expect(await attempts(bench, creditor)).toMatchObject([{ state: 'suppressed', reason: 'settled' }])
  expect(await nextCall(bench.pipe, creditor.id, 'agent', bench.now)).toBeNull()
})

test('a call told twice has one outcome; dialled twice it is one call', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, callable(1))
  await rest(bench)
  const call = await nextCall(bench.pipe, creditor.id, 'agent', bench.now)
  if (!call) throw new Error('no call')
  const dialled = await Promise.all([dial(bench.pipe, call, bench.now), dial(bench.pipe, call, bench.now)])
  const [talking] = dialled
  expect(dialled[1]?.handOverId).toBe(talking?.handOverId)
  expect(await handOvers(bench, creditor)).toHaveLength(1)
  if (!talking) throw new Error('nobody talks')
  const result = {
    kind: 'promise' as const,
    reason: 'forgot' as const,
    note: null,
    agent: 'agent',
    promise: { payBy: '2027-01-20' as never, amount: 12_500 },
  }
  await endCall(bench.pipe, talking, result, bench.now)
  await endCall(bench.pipe, talking, result, bench.now)
  expect(await bench.database.query('select count(*)::int as n from call_outcome where creditor_id = $1', [creditor.id])).toEqual([
    { n: 1 },
  ])
  expect(await bench.database.query('select count(*)::int as n from promise_to_pay where creditor_id = $1', [creditor.id])).toEqual([
    { n: 1 },
  ])
  expect(await attempts(bench, creditor)).toMatchObject([{ state: 'handed-over' }])
})

test('an agent who vanishes before dialling gives the call back; one who vanishes while talking leaves an unknown, and nobody calls again by himself', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, callable(2))
  await rest(bench)
  const idle = await nextCall(bench.pipe, creditor.id, 'gone', bench.now)
  const talking = await nextCall(bench.pipe, creditor.id, 'talking', bench.now)
  if (!idle || !talking) throw new Error('no call')
  expect(await dial(bench.pipe, talking, bench.now)).not.toBeNull()
  await bench.database.query(`update call_task set lease_until = clock_timestamp() - interval '1 second'`)
  await rest(bench)
  expect((await nextCall(bench.pipe, creditor.id, 'next', bench.now))?.debtorId).toBe(idle.debtorId)
  await playUntil(bench, after(TUESDAY, 4 * DAY))
  const left = (await attempts(bench, creditor)).find(({ debtorId, state }) => debtorId === talking.debtorId && state === 'unknown')
  expect(left).toMatchObject({ state: 'unknown', channel: 'call' })
  expect(await openTasks(bench, creditor)).toContain('outcome-unknown')
  expect((await handOvers(bench, creditor)).filter(({ attemptId }) => attemptId === left?.id)).toHaveLength(1)
})

test('after a crash the interrupted call is unknown at once, and the agent may still tell how it went', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, callable(1))
  await rest(bench)
  const call = await nextCall(bench.pipe, creditor.id, 'agent', bench.now)
  const dialled = call && (await dial(bench.pipe, call, bench.now))
  if (!dialled) throw new Error('no call')
  await recoverAfterCrash(bench.pipe, bench.now)
  expect(await attempts(bench, creditor)).toMatchObject([{ state: 'unknown' }])
  await endCall(bench.pipe, dialled, { kind: 'other', reason: 'other', note: null, agent: 'agent' }, bench.now)
  expect(await attempts(bench, creditor)).toMatchObject([{ state: 'handed-over' }])
})

test('stop-all: no agent gets a call, and a claimed one cannot be dialled', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, callable(2))
  await rest(bench)
  const call = await nextCall(bench.pipe, creditor.id, 'agent', bench.now)
  if (!call) throw new Error('no call')
  await setSendingStopped(bench.database, true)
  expect(await dial(bench.pipe, call, bench.now)).toBeNull()
  expect(await nextCall(bench.pipe, creditor.id, 'other', bench.now)).toBeNull()
  expect(await handOvers(bench, creditor)).toEqual([])
})

test('a call that nobody made expires at the end of its day and is decided again', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, callable(1))
  await playUntil(bench, after(TUESDAY, 26 * HOUR))
  const [first, second] = await attempts(bench, creditor)
  expect(first).toMatchObject({ state: 'expired', reason: 'too-late', channel: 'call' })
  expect(second).toMatchObject({ channel: 'call' })
})
