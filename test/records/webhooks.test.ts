/** Webhooks out: every event told at least once and signed, whoever commits late, and only to who stands outside. */
import { faultOfUrl, isPublicAddress, openWebhookWire, tellTimeline, type WebhookRounds, type WebhookWire } from '#pipeline'
import { appendEvent, openClaims, readTimeline, rotateWebhookSecret } from '#store'
import { endCarriers } from '../support/carrier'
import { openCaller } from '../support/api'
import { after, at, DAY, HOUR, openBench, pay, playUntil, rest, TUESDAY, type PipeBench } from '../support/pipe'
import { arrangingIn, terms } from './arranging'
import { startReceiver, type Receiver } from './receiver'
import { listenersIn } from './webhook-listeners'

let bench: PipeBench
let receiver: Receiver
let wire: WebhookWire
let rounds: WebhookRounds
const { roundsOver, listening, tell, promise, log } = listenersIn(
  () => bench,
  () => receiver,
  () => rounds,
)
const { arrange } = arrangingIn(() => bench)
beforeAll(async () => {
  bench = await openBench()
  wire = openWebhookWire({ allowPrivate: true, answerWithinMs: 30_000 })
})
beforeEach(async () => {
  await bench.clear()
  receiver = await startReceiver()
  rounds = roundsOver(wire)
})
afterEach(async () => {
  await rounds.idle()
  await receiver.close()
})
afterAll(async () => {
  await wire.close()
  await bench.close()
  await endCarriers()
})

test("what happens is told once, signed, with ids and links and nobody's name; who asked for something else hears nothing", async () => {
  const { creditor, endpoint } = await listening()
  const stranger = await startReceiver()
  await listening(['payment'], stranger)
  await pay(bench, creditor, '1', 2_500)
  await rest(bench)
  await tell()
  expect(receiver.told.map(({ type }) => type)).toEqual(expect.arrayContaining(['payment', 'sending']))
  expect(receiver.forged).toBe(0)
  expect(new Set(receiver.told.map(({ id }) => id)).size).toBe(receiver.told.length)
  const caller = await openCaller(bench, [creditor.id])
  const links = new Set(receiver.told.flatMap(({ data }) => Object.values(data.links)))
  expect([...links].map((link) => link.split('/').at(-2)).sort()).toEqual(['claims', 'contacts', 'debtors'])
  for (const link of links) expect(await caller.call('GET', link)).toMatchObject({ status: 200, body: { id: link.split('/').at(-1) } })
  expect(receiver.told.map(({ body }) => body).join()).not.toMatch(/Voorbeeldsma|@|Onderhoud|D-1/)
  expect(stranger.told).toEqual([])
  expect(
    (await log(creditor.id, endpoint)).every(({ state, tries }) => state === 'delivered' && tries.length === 1 && tries[0]?.status === 200),
  ).toBe(true)
  await stranger.close()
})

test('a promise that is broken is told, with which one it was', async () => {
  const { debtor } = await listening(['promise', 'promise-broken'])
  await promise(debtor)
  await playUntil(bench, at('2027-02-05T12:00:00Z'))
  await tell()
  expect(receiver.told.map(({ type }) => type)).toEqual(['promise', 'promise-broken'])
  expect(receiver.told[1]?.data.detail).toEqual(receiver.told[0]?.data.detail)
})

test('a promise that another or an arrangement takes the place of is told to be over, with what came instead', async () => {
  const { creditor, debtor } = await listening(['promise', 'promise-withdrawn'])
  await promise(debtor)
  await promise(debtor)
  const claims = (await openClaims(bench.database, debtor)).map(({ id }) => id)
  await arrange(debtor, claims, terms(['2027-02-01', 12_500]))
  await tell()
  const told = (kind: string) =>
    receiver.told.filter(({ type }) => type === kind).map(({ data }) => data.detail as Readonly<Record<string, string>>)
  const replaced = told('promise-withdrawn')
  expect(replaced.map(({ replacedBy }) => replacedBy).sort()).toEqual(['arrangement', 'promise'])
  expect(replaced.map((one) => one.promise).sort()).toEqual(
    told('promise')
      .map((one) => one.promise)
      .sort(),
  )
  const timeline = await readTimeline(bench.database, creditor.id, 'D-1')
  if (!timeline) throw new Error('nobody of that reference')
  expect(tellTimeline(timeline, 'en', 'Europe/Amsterdam').map(({ what }) => what)).toEqual(
    expect.arrayContaining(['promise withdrawn (replaced by a new one)', 'promise withdrawn (replaced by an arrangement)']),
  )
})

test('what commits late is not passed by, and what is rolled back is not told', async () => {
  const { debtor } = await listening(['promise'])
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const late = bench.database.transaction(async (sql) => {
    await appendEvent(sql, { ...debtor, kind: 'promise', at: bench.now, detail: { promise: 'late' } })
    await held
  })
  const undone = bench.database
    .transaction(async (sql) => {
      await appendEvent(sql, { ...debtor, kind: 'promise', at: bench.now, detail: { promise: 'undone' } })
      throw new Error('rolled back')
    })
    .catch(() => undefined)
  await undone
  await bench.database.transaction((sql) =>
    appendEvent(sql, { ...debtor, kind: 'promise', at: after(bench.now, 1), detail: { promise: 'soon' } }),
  )
  await tell(after(bench.now, HOUR))
  expect(receiver.told.map(({ data }) => (data.detail as { promise: string }).promise)).toEqual(['soon'])
  release()
  await late
  await tell(after(bench.now, HOUR))
  expect(receiver.told.map(({ data }) => (data.detail as { promise: string }).promise)).toEqual(['soon', 'late'])
})

test('many writers and two senders at once: every event told, none twice', async () => {
  const { creditor, debtor, endpoint } = await listening(['promise'])
  const other = roundsOver(wire)
  const writing = Promise.all(Array.from({ length: 60 }, () => promise(debtor)))
  const sending = (async () => {
    for (let round = 0; round < 20; round++) {
      await Promise.all([rounds.start(bench.now), other.start(bench.now)])
      await Promise.all([rounds.idle(), other.idle()])
    }
  })()
  await Promise.all([writing, sending])
  await tell()
  await other.idle()
  expect(receiver.told).toHaveLength(60)
  expect(new Set(receiver.told.map(({ id }) => id)).size).toBe(60)
  expect((await log(creditor.id, endpoint)).filter(({ state }) => state === 'delivered')).toHaveLength(60)
})

test('after a rotation both secrets are good for a day, then only the new one', async () => {
  const { creditor, debtor, endpoint } = await listening(['promise'])
  const old = receiver.secret
  const fresh = await bench.database.transaction((sql) => rotateWebhookSecret(sql, creditor.id, endpoint, 'admin', bench.now))
  await promise(debtor)
  await tell()
  receiver.secret = fresh ?? ''
  await promise(debtor)
  await tell()
  expect([receiver.told.length, receiver.forged]).toEqual([2, 0])
  receiver.secret = old
  await promise(debtor)
  await tell(after(TUESDAY, 2 * DAY))
  expect([receiver.told.length, receiver.forged]).toEqual([2, 1])
})

test('nothing goes into the network that Tijdig stands in: not at creation, not at the connection', async () => {
  const inside = [
    '10.0.0.1',
    '127.0.0.1',
    '127.8.8.8',
    '169.254.169.254',
    '172.31.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1',
    'fc00::1',
    'ff02::1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    'localhost',
  ]
  expect(inside.filter(isPublicAddress)).toEqual([])
  expect(['93.184.215.14', '2606:2800:21f::1'].every(isPublicAddress)).toBe(true)
  for (const [url, fault] of [
    ['nonsense', 'not-a-url'],
    ['http://example.com/x', 'not-https'],
    ['file:///etc/passwd', 'not-https'],
    ['https://user:secret@example.com', 'has-credentials'],
    ['https://127.0.0.1/x', 'private-address'],
    ['https://0x7f000001/x', 'private-address'],
    ['https://2130706433/x', 'private-address'],
    ['https://[::ffff:127.0.0.1]/x', 'private-address'],
    ['https://localhost/x', 'private-address'],
    ['https://no-such-host.invalid/x', 'unknown-host'],
  ] as const)
    expect([url, await faultOfUrl(url, false)]).toEqual([url, fault])
  expect(await faultOfUrl(receiver.url, true)).toBeNull()
  const careful = openWebhookWire({ allowPrivate: false })
  const { creditor, debtor, endpoint } = await listening(['promise'])
  await promise(debtor)
  for (const url of [receiver.url, receiver.url.replace('127.0.0.1', 'localhost')]) {
    await bench.database.query('update webhook_endpoint set url = $1, rests_until = null', [url])
    await bench.database.query(`update webhook_delivery set due_at = '-infinity'`)
    const guarded = roundsOver(careful)
    await guarded.start(bench.now)
    await guarded.idle()
  }
  expect((await log(creditor.id, endpoint))[0]?.tries.map(({ code }) => code)).toEqual(['private-address', 'private-address'])
  expect(receiver.told).toEqual([])
  await careful.close()
})
