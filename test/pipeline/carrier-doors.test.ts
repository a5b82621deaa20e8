/** The doors of the real carriers: what is not signed changes nothing, and each is open only for a carrier that is connected. */
import { connect } from 'node:net'
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

/** As many as they say that they are, and then nothing more. */
async function beginMail(origin: string, bytes: number, signed: boolean): Promise<Stranger> {
  const { hostname, port } = new URL(origin)
  const socket = connect({ host: hostname, port: Number(port), localAddress: '127.0.0.2' })
  const lines = [
    'POST /webhooks/sendgrid/inbound HTTP/1.1',
    'host: x',
    'content-type: multipart/form-data; boundary=grens',
    `content-length: ${bytes + 1}`,
    ...(signed ? ['x-twilio-email-event-webhook-signature: AAAA', 'x-twilio-email-event-webhook-timestamp: 1'] : []),
  ]
  const answered = new Promise<string>((resolve) => {
    socket.once('data', (said: Buffer) => resolve(said.toString('latin1', 9, 12)))
    socket.once('error', () => resolve('cut'))
  })
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  await new Promise((resolve) => socket.write(Buffer.alloc(bytes, 32), resolve))
  return { answered, leave: () => socket.destroy() }
}

interface Stranger {
  readonly answered: Promise<string>
  leave(): void
}

test('mails of strangers that never end give way: a real one with 25 MB of files comes in amid them, and who signs nothing is not read', async () => {
  const app = await doorsApart(bench, CARRIERS)
  const origin = await app.getUrl()
  const unsigned = await beginMail(origin, 1_000_000, false)
  expect(await unsigned.answered).toBe('401')
  const strangers = await Promise.all(Array.from({ length: 4 }, () => beginMail(origin, 30_000_000, true)))
  expect(['503', 'cut']).toContain(await Promise.race(strangers.map(({ answered }) => answered)))
  const mail = mailForm(EMAIL, 'rekening@voorbeeld.example', 'foto', 25_000_000)
  expect((await callAsSendgrid(origin, '/webhooks/sendgrid/inbound', mail.body, bench.now, { type: mail.type })).status).toBe(200)
  const [kept] = await bench.database.query<{ mail: Buffer }>('select body as mail from raw_call')
  expect(kept?.mail.subarray(-mail.body.length).equals(mail.body)).toBe(true)
  for (const stranger of strangers) stranger.leave()
  await app.close()
})

test('who keeps calling with signatures that do not fit is not listened to for a minute; where a carrier called rightly, it goes on being heard', async () => {
  const proxy = { ...CARRIERS, TRUSTED_PROXIES: '127.0.0.1' }
  const app = await doorsApart(bench, proxy)
  const origin = await app.getUrl()
  const wrong = (from: string): Promise<number> =>
    callAsMeta(origin, '{}', { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}`, 'x-forwarded-for': from }).then(({ status }) => status)
  const many = async (from: (call: number) => string): Promise<number[]> => {
    const told: number[] = []
    for (let call = 0; call < 62; call++) told.push(await wrong(from(call)))
    return [...new Set(told)]
  }
  expect(await many((call) => `2001:db8:1:1::${call}`)).toEqual([403, 429])
  expect(await wrong('2001:db8:1:2::1')).toBe(403)
  expect((await callAsMeta(origin, '{}')).status).toBe(200)
  expect(await many(() => '127.0.0.1')).toEqual([403])
  await app.close()
})
