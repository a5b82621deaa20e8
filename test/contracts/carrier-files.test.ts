/** Files that people send by MMS and WhatsApp, fetched from where the carrier keeps them: whole, within limits, and our credentials go nowhere else. */
import { twilioSms, whatsappCloudApi, type MessageDriver } from '#channels'
import { startCloudSimulator, type CloudSimulator } from '../support/carriers/cloud-simulator'
import { ACCOUNT_SID, AUTH_TOKEN, CARRIERS, PUBLIC_URL, SMS_FROM } from '../support/carriers/settings'
import { startTwilioSimulator, type TwilioSimulator } from '../support/carriers/twilio-simulator'

let twilio: TwilioSimulator
let meta: CloudSimulator
let [sms, whatsapp]: MessageDriver[] = []
beforeAll(async () => {
  ;[twilio, meta] = await Promise.all([startTwilioSimulator(), startCloudSimulator()])
  sms = twilioSms({
    url: twilio.url,
    accountSid: ACCOUNT_SID,
    authToken: AUTH_TOKEN,
    from: { address: SMS_FROM },
    publicUrl: PUBLIC_URL,
    timeoutMs: 30_000,
    connections: 2,
  })
  whatsapp = whatsappCloudApi({
    url: meta.url,
    graphVersion: 'v25.0',
    phoneNumberId: CARRIERS.WHATSAPP_PHONE_NUMBER_ID,
    token: CARRIERS.WHATSAPP_TOKEN,
    timeoutMs: 30_000,
    connections: 2,
  })
})
afterAll(async () => {
  await Promise.all([sms?.close(), whatsapp?.close(), twilio.close(), meta.close()])
})

const FILE = Buffer.from('\x89PNG\r\n\x1A\n\xFF\x00', 'latin1')
const PATH = `/2010-04-01/Accounts/${ACCOUNT_SID}/Messages/MM1/Media/ME1`

test('by MMS: the resource with our credentials, the store behind it without', async () => {
  twilio.media.set(PATH, FILE)
  expect(await sms?.fetchFile?.(PATH, 1_000)).toEqual({ kind: 'file', content: FILE })
  expect(await sms?.fetchFile?.(PATH, 5)).toEqual({ kind: 'too-large' })
  expect(await sms?.fetchFile?.(PATH.replace('ME1', 'ME2'), 1_000)).toEqual({ kind: 'later' })
  expect(await sms?.fetchFile?.(PATH.replace(ACCOUNT_SID, `AC${'f'.repeat(32)}`), 1_000)).toEqual({ kind: 'later' })
  expect(twilio.violations.splice(0)).toHaveLength(1)
})

test('by WhatsApp: asked for by its id, and nothing is fetched that is too large or lies where Meta keeps no files', async () => {
  meta.media.set('media-7', FILE)
  expect(await whatsapp?.fetchFile?.('media-7', 1_000)).toEqual({ kind: 'file', content: FILE })
  expect(await whatsapp?.fetchFile?.('media-7', 5)).toEqual({ kind: 'too-large' })
  expect(await whatsapp?.fetchFile?.('media-8', 1_000)).toEqual({ kind: 'later' })
  for (const url of [
    'https://evil.example/x',
    'http://lookaside.fbsbx.com/x',
    'https://fbsbx.com.evil.example/x',
    'file:///etc/passwd',
    'x',
  ]) {
    meta.places.set('media-7', url)
    expect([url, await whatsapp?.fetchFile?.('media-7', 1_000)]).toEqual([url, { kind: 'later' }])
  }
  // What lies there is not what was sent.
  meta.places.set('media-7', `${meta.url}/files/media-9`)
  meta.media.set('media-9', Buffer.from('other'))
  expect(await whatsapp?.fetchFile?.('media-7', 1_000)).toEqual({ kind: 'later' })
})
