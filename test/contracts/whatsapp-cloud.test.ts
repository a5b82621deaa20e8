/** What the Cloud API gets to see: the request as Meta's reference has it, and nothing about us but the hand-over id. */
import { whatsappCloudApi, type MessageDriver } from '#channels'
import { deliveryTo, recipient } from '../support/deliveries'
import { startWhatsappStub, WHATSAPP_NUMBER_ID, WHATSAPP_TOKEN, type WhatsappStub } from '../support/whatsapp-stub'

let stub: WhatsappStub
let driver: MessageDriver
beforeAll(async () => {
  stub = await startWhatsappStub()
  driver = whatsappCloudApi({ url: `${stub.url}/`, graphVersion: 'v25.0', phoneNumberId: WHATSAPP_NUMBER_ID, token: WHATSAPP_TOKEN, timeoutMs: 2_000, connections: 2 })
})
afterEach(() => { stub.answerAll(null) })
afterAll(async () => {
  await driver.close()
  await stub.close()
})

const somebody = recipient('whatsapp', ['ok', '00001'])

test('outside the window: the approved template with its parameters', async () => {
  const delivery = deliveryTo('whatsapp', somebody)
  expect(await driver.deliver(delivery)).toEqual({ kind: 'accepted', carrierReference: stub.seen.at(-1)?.reference })
  expect(stub.seen.at(-1)).toMatchObject({
    path: `/v25.0/${WHATSAPP_NUMBER_ID}/messages`, authorization: `Bearer ${WHATSAPP_TOKEN}`,
    body: {
      messaging_product: 'whatsapp', recipient_type: 'individual', to: somebody.slice(1), biz_opaque_callback_data: delivery.handOverId, type: 'template',
      template: {
        name: 'reminder_nl', language: { policy: 'deterministic', code: 'nl' },
        components: [{ type: 'body', parameters: [{ type: 'text', text: 'J. Bakker' }, { type: 'text', text: 'F-1001' }] }],
      },
    },
  })
})

test('a parameter that Meta would refuse is put on one line', async () => {
  const delivery = deliveryTo('whatsapp', somebody)
  const content = { channel: 'whatsapp', kind: 'template', template: 'reminder_nl', parameters: ['Beheer\r\n\tVvE', 'a      b'], text: '' } as const
  await driver.deliver({ ...delivery, message: { ...delivery.message, content } })
  expect(stub.seen.at(-1)?.body).toMatchObject({ template: { components: [{ parameters: [{ text: 'Beheer VvE' }, { text: 'a   b' }] }] } })
})

test('somebody without a number is written to by the id that Meta gives them', async () => {
  await driver.deliver(deliveryTo('whatsapp', 'NL.13491208655302741918'))
  expect(stub.seen.at(-1)?.body).toMatchObject({ recipient: 'NL.13491208655302741918' })
  expect(stub.seen.at(-1)?.body).not.toHaveProperty('to')
})

test('inside the window: the text as it was worded, without a preview of its links', async () => {
  const delivery = deliveryTo('whatsapp', somebody)
  await driver.deliver({ ...delivery, message: { ...delivery.message, content: { channel: 'whatsapp', kind: 'text', text: 'Beste J. Bakker' } } })
  expect(stub.seen.at(-1)?.body).toMatchObject({ type: 'text', text: { preview_url: false, body: 'Beste J. Bakker' } })
})

test.each([
  ['a limit that comes as 400', { status: 400, code: 80007 }, { kind: 'later', failure: 'rate-limit', code: '80007' }],
  ['a 429 without a code', { status: 429, retryAfter: '30' }, { kind: 'later', failure: 'rate-limit', code: 'http-429', retryAfterSeconds: 30 }],
  ['too many to this one number', { status: 400, code: 131056 }, { kind: 'later', failure: 'transient', code: '131056' }],
  ['a permission that is missing', { status: 403, code: 230 }, { kind: 'refused', failure: 'account', code: '230' }],
  ['a template that is paused', { status: 400, code: 132015 }, { kind: 'refused', failure: 'window-or-template', code: '132015' }],
  ['a code nobody knows', { status: 400, code: 999999 }, { kind: 'refused', failure: 'window-or-template', code: '999999' }],
  ['trouble on their side', { status: 503, code: 2 }, { kind: 'unknown', code: 'http-503' }],
])('%s', async (_what, answer, expected) => {
  stub.answerAll(answer)
  const before = stub.seen.length
  expect(await driver.deliver(deliveryTo('whatsapp', somebody))).toEqual(expected)
  expect(stub.seen).toHaveLength(before + 1)
})
