/** What carriers answer, call back and leave unsaid: nothing is sent twice, and nothing is lost. */
import { tellOutcome } from '#pipeline'
import { applyReceipt, type DebtorKey } from '#store'
import { endCarriers } from '../support/carrier'
import { addClaims, addCreditor, after, callBack, claimOf, HOME, HOUR, openBench, playUntil, rest, TUESDAY, type PipeBench } from '../support/pipe'
import { acceptances, attempts, doubles, handOvers, openTasks } from '../support/pipe-records'

let bench: PipeBench
beforeAll(async () => { bench = await openBench({ answerWithinMs: 1_000 }) })
beforeEach(() => bench.clear())
afterEach(async () => { expect(await doubles(bench)).toEqual([]) })
afterAll(async () => { await bench.close(); await endCarriers() })

const kinds = async (): Promise<string[]> => (await bench.database.query<{ kind: string }>('select kind from contact_event order by recorded_at')).map(({ kind }) => kind)

test('an e-mail is accepted, delivered, and that is all there is', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('1', { email: 'klant@voorbeeld.example' })])
  await playUntil(bench, after(TUESDAY, 24 * HOUR))
  expect(await attempts(bench, creditor)).toMatchObject([{ state: 'handed-over', channel: 'email', step: 'reminder' }])
  expect(await handOvers(bench, creditor)).toMatchObject([{ state: 'accepted', receipt: 'delivered', number: 1 }])
})

test.each([
  ['the connection is cut after acceptance', 'reset'],
  ['no answer after acceptance', 'silent-accepted'],
  ['an error after acceptance', 'error-accepted'],
  ['an answer that cannot be read', 'garbled'],
])('%s: unknown, then found accepted, never sent again', async (_what, word) => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('1', { email: `${word}+1@voorbeeld.example` })])
  await playUntil(bench, after(TUESDAY, HOUR))
  const sent = await handOvers(bench, creditor)
  expect(sent).toMatchObject([{ state: 'accepted', number: 1 }])
  expect(await attempts(bench, creditor)).toMatchObject([{ state: 'handed-over' }])
  expect(await acceptances(bench, sent)).toBe(1)
  expect(await kinds()).toContain('unknown')
})

test.each([
  ['the connection is cut before acceptance', 'reset-unaccepted'],
  ['no answer and no acceptance', 'silent'],
  ['an error and no acceptance', 'error'],
])('%s: sent again only with proof, each time as a hand-over of its own', async (_what, word) => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('1', { email: `${word}+2@voorbeeld.example` })])
  await rest(bench)
  expect(await handOvers(bench, creditor)).toMatchObject([{ state: 'unknown', number: 1 }])
  bench.now = after(TUESDAY, 119_000)
  await rest(bench)
  expect(await handOvers(bench, creditor)).toHaveLength(1)
  bench.now = after(TUESDAY, 121_000)
  await rest(bench)
  expect(await handOvers(bench, creditor)).toMatchObject([{ state: 'not-accepted', number: 1 }, { state: 'unknown', number: 2 }])
  expect(await acceptances(bench, await handOvers(bench, creditor))).toBe(0)
})

test('WhatsApp has no look-up: unknown stays unknown, becomes a person\'s task after a day, and is never sent again', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('1', { whatsapp: { number: '+31612399009', consentedOn: '2026-06-01' as never }, preferredChannel: 'whatsapp' })])
  await playUntil(bench, after(TUESDAY, 23 * HOUR))
  expect(await openTasks(bench, creditor)).toEqual([])
  await playUntil(bench, after(TUESDAY, 96 * HOUR))
  expect(await openTasks(bench, creditor)).toEqual(['outcome-unknown'])
  expect(await handOvers(bench, creditor)).toMatchObject([{ state: 'unknown', number: 1 }])
  expect(await attempts(bench, creditor)).toMatchObject([{ state: 'unknown' }])
})

test('WhatsApp unknown, and a receipt tells: handed over after all, and the person\'s task is done', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('1', { whatsapp: { number: '+31612399009', consentedOn: '2026-06-01' as never }, preferredChannel: 'whatsapp' })])
  await playUntil(bench, after(TUESDAY, 30 * HOUR))
  const [unknown] = await handOvers(bench, creditor)
  expect(await callBack(bench, receipt(unknown?.id ?? '', 'delivered'))).toBe(204)
  await rest(bench)
  expect(await attempts(bench, creditor)).toMatchObject([{ state: 'handed-over' }])
  expect(await openTasks(bench, creditor)).toEqual([])
})

test.each([
  ['accepted', { state: 'handed-over' }, 1],
  ['not-accepted', { state: 'unknown' }, 2],
] as const)('WhatsApp unknown, and a person says %s: that ends their task', async (outcome, attempt, sendings) => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('1', { whatsapp: { number: '+31612399009', consentedOn: '2026-06-01' as never }, preferredChannel: 'whatsapp' })])
  await playUntil(bench, after(TUESDAY, 30 * HOUR))
  const [debtor] = await bench.database.query<DebtorKey>('select creditor_id as "creditorId", debtor_id as "debtorId" from task where closed_at is null')
  if (!debtor) throw new Error('no task')
  expect(await tellOutcome(bench.database, debtor, outcome, bench.now)).toBe(1)
  await rest(bench)
  expect(await openTasks(bench, creditor)).toEqual([])
  bench.now = after(TUESDAY, 48 * HOUR)
  await rest(bench)
  // A day later the old attempt is too late: what goes again is decided anew.
  expect((await attempts(bench, creditor)).at(-1)).toMatchObject(attempt)
  expect(await handOvers(bench, creditor)).toHaveLength(sendings)
})

test('429: tried again after its time, never before, and expired at the lateness limit', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('1', { email: 'busy+1@voorbeeld.example' })])
  await rest(bench)
  const [attempt] = await attempts(bench, creditor)
  expect(attempt).toMatchObject({ state: 'queued', dueAt: after(TUESDAY, 7_000) })
  // The sender is quiet for everyone by the database's clock, which runs by itself; here only the clock of business moves.
  const pass = (): Promise<unknown> => bench.database.query(`update sender set slowed_until = '-infinity' where slowed_until > clock_timestamp()`)
  await pass()
  bench.now = after(TUESDAY, 6_000)
  await rest(bench)
  expect(await handOvers(bench, creditor)).toHaveLength(1)
  bench.now = after(TUESDAY, 7_000)
  await rest(bench)
  expect(await handOvers(bench, creditor)).toHaveLength(2)
  await pass()
  bench.now = after(TUESDAY, 24 * HOUR)
  await rest(bench)
  const [first, second] = await attempts(bench, creditor)
  expect(first).toMatchObject({ state: 'expired', reason: 'too-late' })
  // What was too late is decided again, and tried again from there.
  expect(second).toMatchObject({ state: 'queued', step: 'reminder' })
})

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
  const resting = rest(bench)
  const sending = await eventually(async () => (await handOvers(bench, creditor)).find(({ state }) => state === 'sending'))
  await applyReceipt(bench.database, { ...receipt(sending.id, 'delivered'), handOverId: sending.id as never, at: TUESDAY, failure: null, code: null }, TUESDAY)
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
  expect(await bench.database.query(`select usable, unusable_code is not null as why from contact_point where creditor_id = $1 and channel = 'email'`, [creditor.id]))
    .toEqual([{ usable: false, why: true }])
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
  await addClaims(bench, creditor, [claimOf('1', { email: 'bounce+2@voorbeeld.example', sms: '+31612399021', address: { ...HOME, city: 'refused' } })])
  await playUntil(bench, after(TUESDAY, 10 * 24 * HOUR))
  expect(await openTasks(bench, creditor)).toEqual(['address'])
  const tried = await handOvers(bench, creditor)
  expect(tried.map(({ channel }) => channel).sort()).toEqual(['email', 'letter', 'sms'])
  const decisions = await bench.database.query<{ n: number }>('select count(*)::int as n from decision where creditor_id = $1', [creditor.id])
  expect(decisions[0]?.n).toBeLessThan(15)
})

test('the carrier refuses because the person opted out: kept by sender and address, and not tried again', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('1', { email: 'unsubscribed+1@voorbeeld.example', sms: '+31612300002' })])
  await playUntil(bench, after(TUESDAY, 72 * HOUR))
  expect((await handOvers(bench, creditor)).map(({ channel, state }) => `${channel} ${state}`)).toEqual(['email refused', 'sms accepted'])
  expect(await bench.database.query('select channel, source from opt_out where creditor_id = $1', [creditor.id])).toEqual([{ channel: 'email', source: 'carrier' }])
})

function receipt(handOverId: string, status: 'delivered' | 'failed' | 'read', failure: 'transient' | null = null) {
  return { kind: 'receipt' as const, key: `${handOverId}:${status}:test`, handOverId, carrierReference: 'ref', status, failure, code: failure, at: new Date(bench.now).toISOString() }
}

async function eventually<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let looks = 0; looks < 2_000; looks++) {
    const found = await look()
    if (found !== undefined) return found
  }
  throw new Error('never came')
}
