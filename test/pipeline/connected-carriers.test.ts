/** Twilio and SendGrid connected to the pipe: each message leaves once, with its id; what was lost on the way is told by its callback or looked up, and sent again only where nothing was taken. */
import { closeDrivers, openPipe, type Pipe } from '#pipeline'
import { readSettings } from '#settings'
import { endCarriers } from '../support/carrier'
import { callAsSendgrid, callAsTwilio } from '../support/carriers/calls'
import { CARRIERS, PUBLIC_URL } from '../support/carriers/settings'
import { startSendgridSimulator, type SendgridSimulator } from '../support/carriers/sendgrid-simulator'
import { startTwilioSimulator, type TwilioSimulator } from '../support/carriers/twilio-simulator'
import { addClaims, addCreditor, after, claimOf, DAY, HOUR, openBench, rest, TUESDAY, type PipeBench } from '../support/pipe'
import { attempts, handOvers, openTasks } from '../support/pipe-records'

let bench: PipeBench
let twilio: TwilioSimulator
let sendgrid: SendgridSimulator
let pipe: Pipe
beforeAll(async () => {
  ;[bench, twilio, sendgrid] = await Promise.all([openBench(), startTwilioSimulator(), startSendgridSimulator()])
  const settings = readSettings({
    ...CARRIERS,
    WHATSAPP_TOKEN: '',
    WHATSAPP_PHONE_NUMBER_ID: '',
    TWILIO_BASE_URL: twilio.url,
    SENDGRID_BASE_URL: `${sendgrid.url}/`,
  })
  const log = { info: () => undefined, error: () => undefined }
  pipe = openPipe({
    ...settings,
    database: bench.database,
    clock: () => bench.now,
    sandboxUrl: bench.carrier.url,
    dataFolder: bench.carrier.folder,
    answerWithinMs: 20_000,
    log,
  })
})
beforeEach(() => bench.clear())
afterAll(async () => {
  expect([...twilio.violations, ...sendgrid.violations]).toEqual([])
  await closeDrivers(pipe)
  await Promise.all([bench.close(), twilio.close(), sendgrid.close()])
  await endCarriers()
})

const told = async (): Promise<void> => {
  for (const { handOverId, reference, message } of twilio.seen) {
    const path = String(message.StatusCallback).slice(PUBLIC_URL.length)
    if (reference !== null)
      expect(await callAsTwilio(bench.api, path, { MessageSid: reference, MessageStatus: 'delivered' })).toMatchObject({ status: 200 })
    expect(path).toContain(handOverId)
  }
  const events = sendgrid.seen
    .filter(({ reference }) => reference !== null)
    .map(({ handOverId }) => ({
      event: 'delivered',
      email: 'x@voorbeeld.example',
      sg_event_id: handOverId,
      timestamp: bench.now / 1000,
      hand_over: handOverId,
    }))
  expect(await callAsSendgrid(bench.api, '/webhooks/sendgrid/events', JSON.stringify(events), bench.now)).toMatchObject({ status: 200 })
}

test('sent once each, the lost answers too, and delivered by what is called back', async () => {
  const creditor = await addCreditor(bench)
  const sms = ['00001', '99010', '99005'].map((digits) => claimOf(digits, { sms: `+316123${digits}`, preferredChannel: 'sms' }))
  const email = ['klant', 'error-accepted', 'garbled'].map((word) => claimOf(word, { email: `${word}@voorbeeld.example` }))
  await addClaims(bench, creditor, [...sms, ...email])
  await rest(bench, pipe)
  expect((await handOvers(bench, creditor)).map(({ state }) => state).sort()).toEqual([
    'accepted',
    'accepted',
    'unknown',
    'unknown',
    'unknown',
    'unknown',
  ])
  await told()
  bench.now = after(TUESDAY, 2 * HOUR)
  await rest(bench, pipe)
  expect((await attempts(bench, creditor)).map(({ state }) => state)).toEqual(Array.from({ length: 6 }, () => 'handed-over'))
  expect((await handOvers(bench, creditor)).map(({ state, receipt }) => `${state} ${receipt ?? ''}`)).toEqual(
    Array.from({ length: 6 }, () => 'accepted delivered'),
  )
  expect([twilio.seen.length, sendgrid.seen.length]).toEqual([3, 3])
})

test('lost, and nobody calls back: Twilio is asked, and only what it never took leaves again; at SendGrid it is a person who finds out', async () => {
  const creditor = await addCreditor(bench)
  const sms = ['99005', '99006'].map((digits) => claimOf(digits, { sms: `+316124${digits}`, preferredChannel: 'sms' }))
  await addClaims(bench, creditor, [...sms, claimOf('reset', { email: 'reset@voorbeeld.example' })])
  await rest(bench, pipe)
  expect((await attempts(bench, creditor)).map(({ state }) => state)).toEqual(['unknown', 'unknown', 'unknown'])
  const before = [twilio.seen.length, sendgrid.seen.length]
  bench.now = after(TUESDAY, HOUR / 20)
  await rest(bench, pipe)
  expect((await attempts(bench, creditor)).map(({ state }) => state).sort()).toEqual(['handed-over', 'unknown', 'unknown'])
  // The second of them leaves again under an id of its own, and is lost again.
  expect((await handOvers(bench, creditor)).map(({ state }) => state).sort()).toEqual(['accepted', 'not-accepted', 'unknown', 'unknown'])
  expect([twilio.seen.length, sendgrid.seen.length]).toEqual([before[0]! + 1, before[1]])
  for (let hour = 1; hour <= 26; hour += 1) {
    bench.now = after(TUESDAY, hour * HOUR)
    await rest(bench, pipe)
  }
  expect(sendgrid.seen.length).toBe(before[1])
  expect(await openTasks(bench, creditor)).toContain('outcome-unknown')
})

test('a receipt that has lost our id is known by the one the carrier gave', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [
    claimOf('s', { sms: '+31612500001', preferredChannel: 'sms' }),
    claimOf('e', { email: 'zonder@voorbeeld.example' }),
  ])
  await rest(bench, pipe)
  const [sid, id] = [twilio.seen.at(-1)?.reference ?? '', sendgrid.seen.at(-1)?.reference ?? '']
  await callAsTwilio(bench.api, '/webhooks/twilio/status', { MessageSid: sid, MessageStatus: 'undelivered', ErrorCode: '39999' })
  await callAsSendgrid(
    bench.api,
    '/webhooks/sendgrid/events',
    JSON.stringify([{ event: 'delivered', sg_event_id: 'e1', sg_message_id: `${id}.filter-1`, timestamp: bench.now / 1000 }]),
    bench.now,
  )
  await rest(bench, pipe)
  expect((await handOvers(bench, creditor)).map(({ channel, receipt, code }) => [channel, receipt, code]).sort()).toEqual([
    ['email', 'delivered', null],
    ['sms', 'failed', '39999'],
  ])
  // Somebody has to look up what it means; the second of its kind is only counted.
  expect((await openTasks(bench, creditor)).filter((kind) => kind === 'carrier-code')).toHaveLength(1)
  await callAsTwilio(bench.api, '/webhooks/twilio/status', { MessageSid: sid, MessageStatus: 'failed', ErrorCode: '39999' })
  await rest(bench, pipe)
  expect((await openTasks(bench, creditor)).filter((kind) => kind === 'carrier-code')).toHaveLength(1)
  expect(((await (await fetch(`${bench.api}/health`)).json()) as { unfamiliarCodes: unknown }).unfamiliarCodes).toMatchObject([
    { carrier: 'twilio', code: '39999', times: 2 },
  ])
  expect(await (await fetch(`${bench.api}/metrics`)).text()).toContain('tijdig_unfamiliar_codes{carrier="twilio",code="39999"} 2')
  // A code that nobody knows says nothing against the number, and nothing goes to it a second time.
  expect(await bench.database.query('select usable from contact_point where creditor_id = $1', [creditor.id])).toEqual([
    { usable: true },
    { usable: true },
  ])
  bench.now = after(TUESDAY, DAY)
  await rest(bench, pipe)
  expect(twilio.seen.at(-1)?.reference).toBe(sid)
})

test("a status by the carrier's id alone that comes before our own commit finds its hand-over later; of what is not ours nothing is left after a day", async () => {
  const creditor = await addCreditor(bench)
  const sid = `SM${String(twilio.seen.length + 1).padStart(32, '0')}`
  for (const reference of [sid, 'SMofsomebodyelse'])
    await callAsTwilio(bench.api, '/webhooks/twilio/status', { MessageSid: reference, MessageStatus: 'delivered' })
  await rest(bench, pipe)
  await addClaims(bench, creditor, [claimOf('vroeg', { sms: '+31612500007', preferredChannel: 'sms' })])
  await rest(bench, pipe)
  expect((await handOvers(bench, creditor)).map(({ receipt }) => receipt)).toEqual([null])
  bench.now = after(TUESDAY, 11_000)
  await rest(bench, pipe)
  expect((await handOvers(bench, creditor)).map(({ receipt }) => receipt)).toEqual(['delivered'])
  expect(await bench.database.query('select reference from early_receipt')).toEqual([{ reference: 'SMofsomebodyelse' }])
  for (let hours = 1; hours < 60; hours += 6) {
    bench.now = after(TUESDAY, hours * HOUR)
    await rest(bench, pipe)
  }
  expect(await bench.database.query('select from early_receipt')).toEqual([])
})
