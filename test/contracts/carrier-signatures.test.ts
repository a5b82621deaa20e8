/** Signatures at the carriers' doors, by vectors that were made with another program (openssl): nothing passes but what was signed. */
import { fc } from '../support/examples'
import { signedByMeta, signedBySendgrid, signedByTwilio } from '#channels'
import type { Instant } from '#domain'
import { signedBySendgrid as signAsSendgrid, MAIL_PUBLIC_KEY } from '../support/carriers/settings'

const ORIGIN = 'https://herinneringen.example'
const TOKEN = 'twilio-auth-token-1'
const STATUS = {
  url: `${ORIGIN}/webhooks/twilio/status?handOver=0192f0c1-7c1e-7a3b-8a53-3f1f0a4d9b11`,
  form: 'MessageSid=SM0123456789abcdef0123456789abcdef&MessageStatus=delivered&To=%2B31612345678&From=%2B3197010200300&AccountSid=AC0123456789abcdef0123456789abcdef',
  signature: 'aI4ZD9TPgx1Jin1s5vRyiG2auto=',
}
const REPLY = {
  url: `${ORIGIN}/webhooks/twilio/inbound`,
  form: 'To=%2B3197010200300&MessageSid=SM1&From=%2B31612345678&Body=Heb+ge%C3%AFnd%3F+%E2%82%AC+5+%26+klaar+%2B1',
  signature: 'en8RojjfnA5zJoNAVY+v57gEMxs=',
}

const twilio = ({ url, form, signature }: typeof STATUS, tokens = [TOKEN]): boolean =>
  signedByTwilio({ body: Buffer.from(form) }, url, signature, tokens)

test('Twilio: the URL with its query and every parameter, whatever their order', () => {
  expect(twilio(STATUS)).toBe(true)
  expect(twilio(REPLY)).toBe(true)
  expect(twilio({ ...STATUS, form: STATUS.form.split('&').reverse().join('&') })).toBe(true)
})

test.each<[string, Partial<typeof STATUS>]>([
  ['another hand-over in the URL', { url: STATUS.url.replace('9b11', '9b12') }],
  ['another host', { url: STATUS.url.replace('herinneringen', 'evil') }],
  ['another status', { form: STATUS.form.replace('delivered', 'failed') }],
  ['a parameter more', { form: `${STATUS.form}&ErrorCode=30005` }],
  ['a parameter less', { form: STATUS.form.replace(/&AccountSid=.*/, '') }],
  ['a parameter twice', { form: `${STATUS.form}&MessageStatus=failed` }],
  ['a parameter of every object', { form: `${STATUS.form}&__proto__=x` }],
  ['no signature', { signature: '' }],
  ['half a signature', { signature: STATUS.signature.slice(0, 10) }],
])('Twilio: %s is forged', (_what, change) => {
  expect(twilio({ ...STATUS, ...change })).toBe(false)
})

test('Twilio: either of two tokens while one is being replaced, and neither of two others', () => {
  expect(twilio(STATUS, ['twilio-auth-token-2', TOKEN])).toBe(true)
  expect(twilio(STATUS, ['twilio-auth-token-2', 'twilio-auth-token-3'])).toBe(false)
})

const KEY = 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEQ7CTKOebQfO3RuymcqtxMqB5Q6RWfSX57iawpeG/IW54iwKBGxmr2I3SGyQbKtlrmqnxO/1mUUu4yyB2/NTY7g=='
const EVENTS =
  '[{"email":"j.bakker@klant.example","event":"delivered","hand_over":"0192f0c1-7c1e-7a3b-8a53-3f1f0a4d9b11","sg_event_id":"ZXZlbnQtMQ","sg_message_id":"message-1.filter-0001.7-0","timestamp":1799742599},\r\n{"email":"j.bakker@klant.example","event":"open","sg_event_id":"ZXZlbnQtMg","timestamp":1799742600}]\r\n'
const SIGNED = {
  signature: 'MEUCIF/mR1kTVmLpT3aT5dA5WR0qsDjCfhJe75c1hLW7SASrAiEAjmBinAKU5IVmKRRQBQZpYcKVjAlLPmG1I6m3IkLyjOw=',
  timestamp: '1799742600',
}
const AT = 1_799_742_600_000 as Instant
const sendgrid = (body: string | Buffer, signed = SIGNED, keys = [KEY], now: number = AT): boolean =>
  signedBySendgrid({ body: Buffer.from(body) }, signed, keys, now as Instant)

test('SendGrid: the raw bytes with their line ends, by any of the keys', () => {
  expect(sendgrid(EVENTS)).toBe(true)
  expect(sendgrid(EVENTS, SIGNED, [MAIL_PUBLIC_KEY, KEY])).toBe(true)
  expect(sendgrid(EVENTS, SIGNED, [MAIL_PUBLIC_KEY])).toBe(false)
  expect(sendgrid(EVENTS.trimEnd())).toBe(false)
  expect(sendgrid(JSON.stringify(JSON.parse(EVENTS)))).toBe(false)
})

test('SendGrid: stale after five minutes, and a time that was changed is forged', () => {
  expect([299_000, -299_000].map((ms) => sendgrid(EVENTS, SIGNED, [KEY], AT + ms))).toEqual([true, true])
  expect([301_000, -301_000].map((ms) => sendgrid(EVENTS, SIGNED, [KEY], AT + ms))).toEqual([false, false])
  for (const timestamp of ['1799742601', '', '1e9', '-1', '1799742600.0', 'now'])
    expect([timestamp, sendgrid(EVENTS, { ...SIGNED, timestamp })]).toEqual([timestamp, false])
})

test.each(['', 'x', '====', Buffer.alloc(70).toString('base64'), 'A'.repeat(100_000)])(
  'SendGrid: no signature is an error, it is only wrong',
  (signature) => {
    expect(sendgrid(EVENTS, { ...SIGNED, signature })).toBe(false)
  },
)

const CALL = '{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"text":"ge\\u00efnd"}}]}]}'
const HEX = 'sha256=fef438473019908f82bfb8b06001f33b6269c142368070432feac5f5116ac24c'

test('Meta: the raw bytes, escapes and all, by either of two secrets', () => {
  expect(signedByMeta({ body: Buffer.from(CALL) }, HEX, ['app-secret-2', 'app-secret-1'])).toBe(true)
  expect(signedByMeta({ body: Buffer.from(CALL) }, HEX, ['app-secret-2'])).toBe(false)
  expect(signedByMeta({ body: Buffer.from(JSON.stringify(JSON.parse(CALL))) }, HEX, ['app-secret-1'])).toBe(false)
  for (const wrong of ['', HEX.slice(7), HEX.replace('sha256', 'sha1'), HEX.slice(0, -2), `${HEX}00`])
    expect(signedByMeta({ body: Buffer.from(CALL) }, wrong, ['app-secret-1'])).toBe(false)
})

test('any change of one byte breaks the signature of SendGrid, bytes that are no text among them', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 100 }), fc.nat(), fc.integer({ min: 1, max: 255 }), (raw, place, change) => {
      const signed = { timestamp: SIGNED.timestamp, signature: signAsSendgrid(SIGNED.timestamp, Buffer.from(raw)) }
      const changed = Buffer.from(raw)
      const index = place % raw.length
      changed[index] = (changed[index] ?? 0) ^ change
      return sendgrid(Buffer.from(raw), signed, [MAIL_PUBLIC_KEY]) && !sendgrid(changed, signed, [MAIL_PUBLIC_KEY])
    }),
    { numRuns: 50 },
  )
})
