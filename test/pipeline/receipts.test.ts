/** What carriers call back: each receipt is one fact, forward only, and what failed takes the next channel until a person is asked. */
import { applyReceipt } from '#store'
import { endCarriers } from '../support/carrier'
import {
  addClaims,
  addCreditor,
  after,
  callBack,
  claimOf,
  HOME,
  HOUR,
  openBench,
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
  expect(await doubles(bench)).toEqual([])
})
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

const kinds = async (): Promise<string[]> =>
  (await bench.database.query<{ kind: string }>('select kind from contact_event order by recorded_at')).map(({ kind }) => kind)

test('callbacks twice and delivered before sent: one story, forward only', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('1', { email: 'twice+1@voorbeeld.example' })])
  await playUntil(bench, after(TUESDAY, 24 * HOUR))
  expect(await handOvers(bench, creditor)).toMatchObject([{ state: 'accepted', receipt: 'delivered' }])
  expect((await kinds()).filter((kind) => kind === 'delivered')).toHaveLength(1)
})

test('a receipt that comes before our own commit counts, and our commit does not undo it', async () => {
  const creditor = await addCreditor(bench)
  // The carrier never answers, so the hand-over is still `sending` when its callback comes.
  await addClaims(bench, creditor, [claimOf('1', { email: 'silent-accepted+9@voorbeeld.example' })])
  const resting = rest(bench, await bench.another({ answerWithinMs: 3_000 }))
  const sending = await eventually(async () => (await handOvers(bench, creditor)).find(({ state }) => state === 'sending'))
  await applyReceipt(
    bench.database,
    { ...receipt(sending.id, 'delivered'), handOverId: sending.id as never, at: TUESDAY, failure: null, code: null },
    TUESDAY,
  )
  await resting
  expect(await handOvers(bench, creditor)).toMatchObject([{ state: 'accepted', receipt: 'delivered' }])
  expect(await attempts(bench, creditor)).toMatchObject([{ state: 'handed-over' }])
  expect(await kinds()).not.toContain('unknown')
})

test('a bounce makes the address unusable, and the next channel carries the same attempt as hand-over 2', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('1', { email: 'bounce+1@voorbeeld.example', sms: '+31612300001' })])
  await playUntil(bench, after(TUESDAY, 72 * HOUR))
  expect(await attempts(bench, creditor)).toMatchObject([{ state: 'handed-over', channel: 'sms' }])
  const [first, second] = await handOvers(bench, creditor)
  expect(first).toMatchObject({ number: 1, channel: 'email', state: 'failed' })
  expect(second).toMatchObject({ number: 2, channel: 'sms', state: 'accepted' })
  expect(
    await bench.database.query(
      `select usable, unusable_code is not null as why from contact_point where creditor_id = $1 and channel = 'email'`,
      [creditor.id],
    ),
  ).toEqual([{ usable: false, why: true }])
  // A delivery report for what was replaced comes late, and changes nothing.
  expect(await callBack(bench, receipt(first?.id ?? '', 'delivered'))).toBe(204)
  await rest(bench)
  expect((await handOvers(bench, creditor)).map(({ state }) => state)).toEqual(['failed', 'accepted'])
  expect(await attempts(bench, creditor)).toMatchObject([{ state: 'handed-over', channel: 'sms' }])
})

test('failed may follow delivered, delivered never follows failed', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('1', { email: 'klant+4@voorbeeld.example' })])
  await playUntil(bench, after(TUESDAY, HOUR))
  const [sent] = await handOvers(bench, creditor)
  await callBack(bench, receipt(sent?.id ?? '', 'failed', 'transient'))
  await callBack(bench, { ...receipt(sent?.id ?? '', 'read'), key: 'late read' })
  await rest(bench)
  expect(await handOvers(bench, creditor)).toMatchObject([{ state: 'failed', receipt: 'failed' }])
})

test('when every channel fails a person is asked for an address, once', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [
    claimOf('1', { email: 'bounce+2@voorbeeld.example', sms: '+31612399021', address: { ...HOME, city: 'refused' } }),
  ])
  await playUntil(bench, after(TUESDAY, 10 * 24 * HOUR))
  expect(await openTasks(bench, creditor)).toEqual(['address'])
  const tried = await handOvers(bench, creditor)
  expect(tried.map(({ channel }) => channel).sort()).toEqual(['email', 'letter', 'sms'])
  const decisions = await bench.database.query<{ n: number }>('select count(*)::int as n from decision where creditor_id = $1', [
    creditor.id,
  ])
  expect(decisions[0]?.n).toBeLessThan(15)
})

test('the carrier refuses because the person opted out: kept by sender and address, and not tried again', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('1', { email: 'unsubscribed+1@voorbeeld.example', sms: '+31612300002' })])
  await playUntil(bench, after(TUESDAY, 72 * HOUR))
  expect((await handOvers(bench, creditor)).map(({ channel, state }) => `${channel} ${state}`)).toEqual(['email refused', 'sms accepted'])
  expect(await bench.database.query('select channel, source from opt_out where creditor_id = $1', [creditor.id])).toEqual([
    { channel: 'email', source: 'carrier' },
  ])
})

function receipt(handOverId: string, status: 'delivered' | 'failed' | 'read', failure: 'transient' | null = null) {
  return {
    kind: 'receipt' as const,
    key: `${handOverId}:${status}:test`,
    handOverId,
    carrierReference: 'ref',
    status,
    failure,
    code: failure,
    at: new Date(bench.now).toISOString(),
  }
}

async function eventually<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
  }
}
