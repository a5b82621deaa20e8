/** Webhooks out, however the receiver behaves: tried again ever more seldom, given up in the end, sent again by hand, and nobody else waits for it. */
import { DISABLE_AFTER_MS, GIVE_UP_AFTER_MS, openWebhookWire, type WebhookRounds, type WebhookWire } from '#pipeline'
import { changeWebhookEndpoint, readAudit, readWebhookEndpoint, resendDelivery } from '#store'
import { endCarriers } from '../support/carrier'
import { after, DAY, HOUR, openBench, rest, TUESDAY, type PipeBench } from '../support/pipe'
import { startReceiver, well, type Receiver } from './receiver'
import { listenersIn } from './webhook-listeners'

let bench: PipeBench
let receiver: Receiver
let wire: WebhookWire
/** For who does not answer. */
let impatient: WebhookWire
let rounds: WebhookRounds
const { roundsOver, listening, tell, promise, log } = listenersIn(
  () => bench,
  () => receiver,
  () => rounds,
)
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
afterEach(async () => {
  await rounds.idle()
  await receiver.close()
})
afterAll(async () => {
  await wire.close()
  await impatient.close()
  await bench.close()
  await endCarriers()
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
  expect((await readAudit(bench.database, creditor.id, endpoint, 5))[0]).toMatchObject({
    actor: 'tijdig',
    action: 'webhook-endpoint.disable',
  })
  // Disabled hears nothing of what happens now; active again it is told what it was to be told, and the one that was given up on request.
  await promise(debtor)
  receiver.behave = well
  receiver.told.length = 0
  const version = (await readWebhookEndpoint(bench.database, creditor.id, endpoint))?.version ?? 0
  await bench.database.transaction((sql) =>
    changeWebhookEndpoint(sql, { creditorId: creditor.id, id: endpoint, version }, { state: 'active' }, 'admin', bench.now),
  )
  expect(await resendDelivery(bench.database, creditor.id, endpoint, given?.eventId ?? '')).toBe(true)
  await tell(after(TUESDAY, DISABLE_AFTER_MS + DAY))
  expect(receiver.told.map(({ id }) => id)).toContain(given?.eventId)
  expect(receiver.told).toHaveLength(2)
})

test.each<[string, Receiver['behave'], string, number | null]>([
  ['no answer', () => undefined, 'timeout', null],
  [
    'a redirect, which is not followed',
    (answer) => void answer.writeHead(302, { location: 'http://169.254.169.254/latest' }).end(),
    'redirect',
    302,
  ],
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
