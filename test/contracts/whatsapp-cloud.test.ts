/** What the Cloud API gets to see: the request as Meta's reference has it, and nothing about us but the hand-over id. */
import { whatsappCloudApi, type MessageDriver } from '#channels'
import { deliveryTo, recipient } from '../support/deliveries'
import { cloudRefusal, startCloudSimulator, type CloudSimulator } from '../support/carriers/cloud-simulator'
import { CARRIERS } from '../support/carriers/settings'

let meta: CloudSimulator
let driver: MessageDriver
beforeAll(async () => {
  meta = await startCloudSimulator()
  driver = whatsappCloudApi({
    url: `${meta.url}/`,
    graphVersion: 'v25.0',
    phoneNumberId: CARRIERS.WHATSAPP_PHONE_NUMBER_ID,
    token: CARRIERS.WHATSAPP_TOKEN,
    timeoutMs: 30_000,
    connections: 2,
  })
})
afterEach(() => {
  meta.answerAll(null)
})
afterAll(async () => {
  await driver.close()
  await meta.close()
  expect(meta.violations).toEqual([])
})

const somebody = recipient('whatsapp', ['ok', '00001'])

test('outside the window: the approved template with its parameters', async () => {
  const delivery = deliveryTo('whatsapp', somebody)
  expect(await driver.deliver(delivery)).toEqual({ kind: 'accepted', carrierReference: meta.seen.at(-1)?.reference })
  expect(meta.seen.at(-1)?.message).toEqual({
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to: somebody.slice(1),
    biz_opaque_callback_data: delivery.handOverId,
    type: 'template',
    template: {
      name: 'reminder_nl',
      language: { policy: 'deterministic', code: 'nl' },
      components: [
        {
          type: 'body',
          parameters: [
            { type: 'text', text: 'J. Bakker' },
            { type: 'text', text: 'F-1001' },
          ],
        },
      ],
    },
  })
})

test('a PDF is uploaded first, and stands above the words of the template that has room for it; an upload that fails sends nothing, and may go again', async () => {
  const delivery = deliveryTo('whatsapp', somebody)
  const content = Buffer.from('%PDF-1.7 \xFF\r\n--geen grens', 'latin1')
  const withPdf = { ...delivery, documents: [{ name: 'F-1001.pdf', type: 'application/pdf', content }] }
  expect(await driver.deliver(withPdf)).toMatchObject({ kind: 'accepted' })
  const [[id, kept]] = [...meta.media] as [[string, Buffer]]
  expect(kept).toEqual(content)
  expect(meta.seen.at(-1)?.message).toMatchObject({
    template: {
      components: [{ type: 'header', parameters: [{ type: 'document', document: { id, filename: 'F-1001.pdf' } }] }, { type: 'body' }],
    },
  })
  const before = meta.seen.length
  expect(
    await driver.deliver({ ...withPdf, documents: [{ name: 'x.pdf', type: 'application/pdf', content: Buffer.from('MZ') }] }),
  ).toMatchObject({ kind: 'refused', failure: 'permanent', code: '100' })
  meta.answerAll(cloudRefusal(500))
  expect(await driver.deliver(withPdf)).toMatchObject({ kind: 'later', failure: 'transient', code: 'http-500' })
  meta.answerAll(cloudRefusal(401, 190))
  expect(await driver.deliver(withPdf)).toMatchObject({ kind: 'refused', failure: 'account', code: '190' })
  expect(meta.seen).toHaveLength(before)
})

test('a parameter that Meta would refuse is put on one line', async () => {
  const delivery = deliveryTo('whatsapp', somebody)
  const content = {
    channel: 'whatsapp',
    kind: 'template',
    template: 'reminder_nl',
    parameters: ['Beheer\r\n\tVvE', 'a      b'],
    text: '',
  } as const
  await driver.deliver({ ...delivery, message: { ...delivery.message, content } })
  expect(meta.seen.at(-1)?.message).toMatchObject({
    template: { components: [{ parameters: [{ text: 'Beheer VvE' }, { text: 'a   b' }] }] },
  })
})

test('somebody without a number is written to by the id that Meta gives them', async () => {
  await driver.deliver(deliveryTo('whatsapp', 'NL.13491208655302741918'))
  expect(meta.seen.at(-1)?.message).toMatchObject({ recipient: 'NL.13491208655302741918' })
  expect(meta.seen.at(-1)?.message).not.toHaveProperty('to')
})

test('inside the window: the text as it was worded, without a preview of its links', async () => {
  const delivery = deliveryTo('whatsapp', somebody)
  await driver.deliver({
    ...delivery,
    message: { ...delivery.message, content: { channel: 'whatsapp', kind: 'text', text: 'Beste J. Bakker' } },
  })
  expect(meta.seen.at(-1)?.message).toMatchObject({ type: 'text', text: { preview_url: false, body: 'Beste J. Bakker' } })
})

test.each([
  ['a limit that comes as 400', cloudRefusal(400, 80007), { kind: 'later', failure: 'rate-limit', code: '80007' }],
  [
    'a 429 without a code',
    cloudRefusal(429, undefined, { 'retry-after': '30' }),
    { kind: 'later', failure: 'rate-limit', code: 'http-429', retryAfterSeconds: 30 },
  ],
  ['too many to this one number', cloudRefusal(400, 131056), { kind: 'later', failure: 'transient', code: '131056' }],
  ['a permission that is missing', cloudRefusal(403, 230), { kind: 'refused', failure: 'account', code: '230' }],
  ['a template that is paused', cloudRefusal(400, 132015), { kind: 'refused', failure: 'window-or-template', code: '132015' }],
  ['a code nobody knows', cloudRefusal(400, 999999), { kind: 'refused', failure: 'window-or-template', code: '999999', unfamiliar: true }],
  ['trouble on their side', cloudRefusal(503, 2), { kind: 'unknown', code: 'http-503' }],
])('%s', async (_what, answer, expected) => {
  meta.answerAll(answer)
  const before = meta.seen.length
  expect(await driver.deliver(deliveryTo('whatsapp', somebody))).toEqual(expected)
  expect(meta.seen).toHaveLength(before + 1)
})
