/** The doors of the real carriers: what is not signed changes nothing, and each is open only for a carrier that is connected. */
import { endCarriers } from '../support/carrier'
import { callAsMeta, callAsSendgrid, callAsTwilio, mailForm, post } from '../support/carriers/calls'
import { CARRIERS } from '../support/carriers/settings'
import { openBench, type PipeBench } from '../support/pipe'
import { doorsApart } from '../support/doors-apart'

let bench: PipeBench
beforeAll(async () => {
  bench = await openBench()
})
beforeEach(() => bench.clear())
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

const rawCalls = (): Promise<{ source: string; done: boolean; fault: string | null }[]> =>
  bench.database.query('select source, done, fault from raw_call order by received_at, id')

const EMAIL = 'klant@voorbeeld.example'
const NUMBER = '+31612300001'

const statusPath = (handOverId: string): string => `/webhooks/twilio/status?handOver=${handOverId}`
const delivered = { MessageSid: 'SM1', MessageStatus: 'delivered', To: NUMBER, From: '+3110' }

describe('what is not signed changes nothing', () => {
  const cases: readonly [string, () => Promise<{ status: number }>, number][] = [
    ['Twilio without a signature', () => callAsTwilio(bench.api, statusPath('x'), delivered, {}), 401],
    [
      'Twilio for another URL',
      () => callAsTwilio(bench.api, statusPath('x'), delivered, { 'x-twilio-signature': 'aI4ZD9TPgx1Jin1s5vRyiG2auto=' }),
      403,
    ],
    ['SendGrid without a signature', () => callAsSendgrid(bench.api, '/webhooks/sendgrid/events', '[]', bench.now, { headers: {} }), 401],
    ['SendGrid an hour ago', () => callAsSendgrid(bench.api, '/webhooks/sendgrid/events', '[]', bench.now - 3_600_000), 403],
    ['SendGrid too large', () => callAsSendgrid(bench.api, '/webhooks/sendgrid/events', Buffer.alloc(10_000_000, 32), bench.now), 413],
    [
      'a mail too large',
      () =>
        callAsSendgrid(bench.api, '/webhooks/sendgrid/inbound', Buffer.alloc(31_000_001, 32), bench.now, {
          type: 'multipart/form-data; boundary=x',
        }),
      413,
    ],
    ['Meta without a signature', () => callAsMeta(bench.api, '{}', {}), 401],
    ['Meta by another secret', () => callAsMeta(bench.api, '{}', { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }), 403],
  ]
  test.each(cases)('%s', async (_what, call, status) => {
    expect((await call()).status).toBe(status)
    expect(await rawCalls()).toEqual([])
  })
})

test('the doors on their own take the same calls, and one whose carrier is not connected is not there', async () => {
  const app = await doorsApart(bench, { ...CARRIERS, WHATSAPP_APP_SECRET: '', WHATSAPP_VERIFY_TOKEN: '' })
  const origin = await app.getUrl()
  const mail = mailForm(EMAIL, 'rekening@voorbeeld.example', 'foto', 2_000_000)
  expect([
    (await callAsTwilio(origin, statusPath('x'), delivered)).status,
    (await callAsTwilio(origin, '/webhooks/twilio/inbound', delivered)).text,
    (await callAsSendgrid(origin, '/webhooks/sendgrid/inbound', mail.body, bench.now, { type: mail.type })).status,
    (await callAsSendgrid(origin, '/webhooks/sendgrid/inbound', Buffer.alloc(31_000_001, 32), bench.now, { type: mail.type })).status,
    (await callAsMeta(origin, '{}')).status,
    (await post(`${origin}/webhooks/twilio/status`, '', {})).status,
  ]).toEqual([200, '<Response/>', 200, 413, 404, 401])
  // Of a call that comes in byte by byte; Fastify's own is none.
  expect(app.getHttpServer().requestTimeout).toBe(60_000)
  await app.close()
})
