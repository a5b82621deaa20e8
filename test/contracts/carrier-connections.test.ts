/** What is proven unsent because there was no connection: it may go again at once, whatever the error was called. */
import { once } from 'node:events'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { sendgridEmail, twilioSms, whatsappCloudApi, type MessageDriver } from '#channels'
import { ACCOUNT_SID, AUTH_TOKEN, MAIL_FROM, MAIL_KEY, PUBLIC_URL, SMS_FROM } from '../support/carriers/settings'
import { deliveryTo, recipient, type MessageChannel } from '../support/deliveries'

/** Takes the connection and ends it before the TLS handshake is done. */
let deaf: Server
beforeAll(async () => {
  deaf = createServer((socket) => socket.on('error', () => undefined).once('data', () => socket.resetAndDestroy())).listen(0, '127.0.0.1')
  await once(deaf, 'listening')
})
afterAll(() => void deaf.close())

const limits = { timeoutMs: 30_000, connections: 2 }
const DRIVERS: readonly [MessageChannel, (url: string) => MessageDriver][] = [
  [
    'sms',
    (url) =>
      twilioSms({ url, accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, from: { address: SMS_FROM }, publicUrl: PUBLIC_URL, ...limits }),
  ],
  ['email', (url) => sendgridEmail({ url, apiKey: MAIL_KEY, from: MAIL_FROM, ...limits })],
  [
    'whatsapp',
    (url) => whatsappCloudApi({ url, graphVersion: 'v25.0', phoneNumberId: '106540352242922', token: 'EAAtoken-0123', ...limits }),
  ],
]

describe.each(DRIVERS)('%s', (channel, open) => {
  test.each([
    ['a TLS handshake that is reset', () => `https://127.0.0.1:${(deaf.address() as AddressInfo).port}`],
    ['a name that nobody knows', () => 'https://carrier.invalid'],
  ])('%s', async (_what, url) => {
    const driver = open(url())
    expect(await driver.deliver(deliveryTo(channel, recipient(channel, ['ok', '00001'])))).toMatchObject({
      kind: 'later',
      failure: 'transient',
    })
    await driver.close()
  })
})
