/** Webhooks out: every event told at least once and signed, whoever commits late, however the receiver behaves. */
import type { ContactEventKind, CreditorId, Instant, LocalDate } from '#domain'
import { DISABLE_AFTER_MS, faultOfUrl, GIVE_UP_AFTER_MS, isPublicAddress, openWebhookWire, WebhookRounds, type WebhookWire } from '#pipeline'
import {
  appendEvent, changeWebhookEndpoint, createWebhookEndpoint, listDeliveries, readAudit, readWebhookEndpoint, recordPromise, resendDelivery, rotateWebhookSecret, type DebtorKey,
} from '#store'
import { endCarriers } from '../support/carrier'
import { addClaims, addCreditor, after, claimOf, DAY, HOUR, openBench, pay, rest, TUESDAY, type PipeBench } from '../support/pipe'
import { debtorKey } from '../support/pipe-records'
import { startReceiver, well, type Receiver } from './receiver'

let bench: PipeBench
let receiver: Receiver
let wire: WebhookWire
/** For who does not answer. */
let impatient: WebhookWire
let rounds: WebhookRounds
beforeAll(async () => {
  bench = await openBench()
  wire = openWebhookWire({ allowPrivate: true, answerWithinMs: 30_000 })
  impatient = openWebhookWire({ allowPrivate: true, answerWithinMs: 400 })
})
beforeEach(async () => {
  await bench.clear()
  receiver = await startReceiver()
  rounds = roundsOver(wire)
})
afterEach(async () => { await rounds.idle(); await receiver.close() })
afterAll(async () => { await wire.close(); await impatient.close(); await bench.close(); await endCarriers() })

const roundsOver = (over: WebhookWire): WebhookRounds => new WebhookRounds({ database: bench.database, wire: over, log: bench.pipe.log })

interface Listening {
  readonly creditor: Awaited<ReturnType<typeof addCreditor>>
  readonly debtor: DebtorKey
  readonly endpoint: string
}
async function listening(kinds: readonly ContactEventKind[] = ['payment', 'promise', 'sending', 'delivered'], to = receiver): Promise<Listening> {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('1', { email: 'klant@voorbeeld.example' })])
  const { id, secret } = await bench.database.transaction((sql) => createWebhookEndpoint(sql, creditor.id, { url: to.url, kinds, by: 'admin' }, bench.now))
  to.secret = secret
  return { creditor, debtor: await debtorKey(bench, creditor, 'D-1'), endpoint: id }
}
/** Rounds until nothing is due at this instant. */
async function tell(now: Instant = bench.now): Promise<void> {
  for (let round = 0; round < 500; round++) {
    const taken = await rounds.start(now)
    await rounds.idle()
    if (taken === 0) return
  }
  throw new Error('webhooks never come to rest')
}
const promise = (debtor: DebtorKey, cents = 100): Promise<void> => bench.database.transaction((sql) => recordPromise(sql, debtor, '2027-02-01' as LocalDate, cents, bench.now))
const log = (creditorId: CreditorId, endpoint: string) => listDeliveries(bench.database, creditorId, endpoint, null, 1_000)

test('what happens is told once, signed, with ids and links and nobody\'s name; who asked for something else hears nothing', async () => {
  const { creditor, debtor, endpoint } = await listening()
  const stranger = await startReceiver()
  await listening(['payment'], stranger)
  await pay(bench, creditor, '1', 2_500)
  await rest(bench)
  await tell()
  expect(receiver.told.map(({ type }) => type)).toEqual(expect.arrayContaining(['payment', 'sending']))
  expect(receiver.forged).toBe(0)
  expect(new Set(receiver.told.map(({ id }) => id)).size).toBe(receiver.told.length)
  expect(receiver.told[0]?.data).toMatchObject({ debtor: debtor.debtorId, links: { debtor: `/v1/debtors/${debtor.debtorId}` } })
  expect(receiver.told.map(({ body }) => body).join()).not.toMatch(/Voorbeeldsma|@|Onderhoud|D-1/)
  expect(stranger.told).toEqual([])
  expect((await log(creditor.id, endpoint)).every(({ state, tries }) => state === 'delivered' && tries.length === 1 && tries[0]?.status === 200)).toBe(true)
  await stranger.close()
})

test('what commits late is not passed by, and what is rolled back is not told', async () => {
  const { debtor } = await listening(['promise'])
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => { release = resolve })
  const late = bench.database.transaction(async (sql) => {
    await appendEvent(sql, { ...debtor, kind: 'promise', at: bench.now, detail: { promise: 'late' } })
    await held
  })
  const undone = bench.database.transaction(async (sql) => {
    await appendEvent(sql, { ...debtor, kind: 'promise', at: bench.now, detail: { promise: 'undone' } })
    throw new Error('rolled back')
  }).catch(() => undefined)
  await undone
  await bench.database.transaction((sql) => appendEvent(sql, { ...debtor, kind: 'promise', at: after(bench.now, 1), detail: { promise: 'soon' } }))
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

test('down for a day: tried ever more seldom, told in the end, and nothing is lost', async () => {
  const { creditor, debtor, endpoint } = await listening(['promise'])
  receiver.behave = (answer) => void answer.writeHead(503).end()
  for (let index = 0; index < 30; index++) await promise(debtor)
  for (let hour = 0; hour < 24; hour++) await tell(after(TUESDAY, hour * HOUR))
  const tries = (await log(creditor.id, endpoint)).flatMap((delivery) => delivery.tries)
  // One at a time while it fails, however much waits.
  expect(tries.length).toBeLessThan(24 * 3)
  expect(new Set(tries.map(({ code }) => code))).toEqual(new Set(['http-503']))
  expect((await readWebhookEndpoint(bench.database, creditor.id, endpoint))?.failingSince).toBe(TUESDAY)
  receiver.behave = well
  receiver.told.length = 0
  for (let hour = 24; hour < 60; hour += 2) await tell(after(TUESDAY, hour * HOUR))
  expect(new Set(receiver.told.map(({ id }) => id)).size).toBe(30)
  expect(await readWebhookEndpoint(bench.database, creditor.id, endpoint)).toMatchObject({ state: 'active', failingSince: null })
})

test('given up after three days, sent again by hand; an endpoint that takes nothing for five days is disabled, and that is on record', async () => {
  const { creditor, debtor, endpoint } = await listening(['promise'])
  receiver.behave = (answer) => void answer.writeHead(500).end()
  await promise(debtor)
  for (let at = 0; at <= GIVE_UP_AFTER_MS + 12 * HOUR; at += 6 * HOUR) await tell(after(TUESDAY, at))
  const [given] = await log(creditor.id, endpoint)
  expect(given?.state).toBe('given-up')
  await promise(debtor)
  await tell(after(TUESDAY, DISABLE_AFTER_MS + HOUR))
  expect(await readWebhookEndpoint(bench.database, creditor.id, endpoint)).toMatchObject({ state: 'disabled' })
  expect((await readAudit(bench.database, creditor.id, endpoint, 5))[0]).toMatchObject({ actor: 'tijdig', action: 'webhook-endpoint.disable' })
  // Disabled hears nothing of what happens now; active again it is told what it was to be told, and the one that was given up on request.
  await promise(debtor)
  receiver.behave = well
  receiver.told.length = 0
  const version = (await readWebhookEndpoint(bench.database, creditor.id, endpoint))?.version ?? 0
  await bench.database.transaction((sql) => changeWebhookEndpoint(sql, { creditorId: creditor.id, id: endpoint, version }, { state: 'active' }, 'admin', bench.now))
  expect(await resendDelivery(bench.database, creditor.id, endpoint, given?.eventId ?? '')).toBe(true)
  await tell(after(TUESDAY, DISABLE_AFTER_MS + DAY))
  expect(receiver.told.map(({ id }) => id)).toContain(given?.eventId)
  expect(receiver.told).toHaveLength(2)
})

test.each<[string, Receiver['behave'], string, number | null]>([
  ['no answer', () => undefined, 'timeout', null],
  ['a redirect, which is not followed', (answer) => void answer.writeHead(302, { location: 'http://169.254.169.254/latest' }).end(), 'redirect', 302],
  ['a connection cut', (answer) => void answer.socket?.destroy(), 'und-err-socket', null],
])('%s is a failed try with its code', async (_what, behave, code, status) => {
  const { creditor, debtor, endpoint } = await listening(['promise'])
  receiver.behave = behave
  if (code === 'timeout') rounds = roundsOver(impatient)
  await promise(debtor)
  await tell()
  expect(await log(creditor.id, endpoint)).toMatchObject([{ state: 'due', tries: [{ number: 1, code, status }] }])
})

test('an answer without end is taken by its status, and its body is not read', async () => {
  const { creditor, debtor, endpoint } = await listening(['promise'])
  let written = 0
  receiver.behave = (answer) => {
    answer.writeHead(200)
    const pour = (): void => {
      while (!answer.destroyed && answer.write(Buffer.alloc(65_536))) written += 65_536
    }
    answer.on('drain', pour)
    pour()
  }
  await promise(debtor)
  await tell()
  expect(await log(creditor.id, endpoint)).toMatchObject([{ state: 'delivered', tries: [{ status: 200, code: 'ok' }] }])
  expect(written).toBeLessThan(64 * 1_048_576)
})

test('a receiver that is slow delays nobody: neither another endpoint nor the pipe', async () => {
  const fast = await startReceiver()
  const slow = await listening(['promise'])
  const quick = await listening(['promise'], fast)
  receiver.behave = () => undefined
  rounds = roundsOver(impatient)
  await promise(slow.debtor)
  await rounds.start(bench.now)
  await promise(slow.debtor)
  await promise(quick.debtor)
  // The slow one is busy; the round of the other begins all the same.
  expect(await rounds.start(bench.now)).toBe(1)
  await rest(bench)
  await rounds.idle()
  expect(fast.told).toHaveLength(1)
  await fast.close()
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
  const inside = ['10.0.0.1', '127.0.0.1', '127.8.8.8', '169.254.169.254', '172.31.0.1', '192.168.1.1', '100.64.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '::', '::1', 'fe80::1', 'fc00::1', 'ff02::1', '::ffff:10.0.0.1', '64:ff9b::a00:1', '2002:a00:1::', 'localhost']
  expect(inside.filter(isPublicAddress)).toEqual([])
  expect(['93.184.215.14', '2606:2800:21f::1'].every(isPublicAddress)).toBe(true)
  for (const [url, fault] of [
    ['nonsense', 'not-a-url'], ['http://example.com/x', 'not-https'], ['file:///etc/passwd', 'not-https'], ['https://user:secret@example.com', 'has-credentials'], ['https://127.0.0.1/x', 'private-address'],
    ['https://0x7f000001/x', 'private-address'], ['https://2130706433/x', 'private-address'], ['https://[::ffff:127.0.0.1]/x', 'private-address'], ['https://localhost/x', 'private-address'], ['https://no-such-host.invalid/x', 'unknown-host'],
  ] as const) expect([url, await faultOfUrl(url, false)]).toEqual([url, fault])
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
