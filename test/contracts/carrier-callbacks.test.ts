/** What is read of the calls of Twilio and Meta, and of whatever any carrier calls with: the closed set of callbacks, from batches that hold anything. */
import { fc } from '../support/examples'
import type { CallSource } from '#channels'
import type { CarrierCallback } from '#domain'
import { AT, HAND_OVER, NOW, read } from '../support/carriers/reading-calls'

const status = (form: Record<string, string>, query = `?handOver=${HAND_OVER}`): CarrierCallback[] =>
  read('twilio-status', new URLSearchParams({ MessageSid: 'SM1', AccountSid: 'AC1', SomethingNew: 'x', ...form }).toString(), { query })

test.each([
  ['queued', 'accepted'],
  ['sending', 'accepted'],
  ['sent', 'sent'],
  ['delivered', 'delivered'],
  ['read', 'read'],
])('Twilio %s is %s', (word, expected) => {
  expect(status({ MessageStatus: word })).toEqual([
    {
      kind: 'receipt',
      key: `twilio SM1 ${word}`,
      handOverId: HAND_OVER,
      carrierReference: 'SM1',
      status: expected,
      failure: null,
      code: null,
      at: AT,
    },
  ])
})

test.each([
  ['undelivered', '30005', 'permanent'],
  ['undelivered', '30003', 'transient'],
  ['failed', '21610', 'opt-out'],
  ['failed', '30007', 'account'],
  ['failed', '30001', 'rate-limit'],
  ['failed', '99999', 'window-or-template'],
])('Twilio %s with %s is %s', (word, code, failure) => {
  expect(status({ MessageStatus: word, ErrorCode: code })).toMatchObject([{ status: 'failed', failure, code }])
})

test('a code that nobody has sorted is said to be so; a failure without a code is not', () => {
  expect(status({ MessageStatus: 'failed', ErrorCode: '99999' })).toMatchObject([{ unfamiliar: true }])
  for (const code of ['30005', '']) expect(status({ MessageStatus: 'failed', ErrorCode: code })).not.toMatchObject([{ unfamiliar: true }])
})

test('Twilio: a status that is new changes nothing, and a call without our id is of nobody', () => {
  expect(status({ MessageStatus: 'teleported' })).toEqual([])
  expect(status({ MessageStatus: 'constructor' })).toEqual([])
  expect(status({ MessageStatus: 'sent' }, '')).toMatchObject([{ handOverId: null }])
  expect(status({ MessageStatus: 'sent' }, '?handOver=geheim')).toMatchObject([{ handOverId: null }])
})

test('Twilio: what somebody wrote, and the stop that Twilio saw in it', () => {
  const form = { MessageSid: 'SM2', From: '+31612345678', To: '+3197010200300', Body: 'Genoeg 😀', NumMedia: '0' }
  const inbound = {
    kind: 'inbound',
    key: 'twilio SM2',
    channel: 'sms',
    from: '+31612345678',
    to: '+3197010200300',
    text: 'Genoeg 😀',
    at: AT,
  }
  expect(read('twilio-inbound', new URLSearchParams(form).toString())).toEqual([inbound])
  expect(read('twilio-inbound', new URLSearchParams({ ...form, OptOutType: 'STOP' }).toString())).toEqual([{ ...inbound, stops: true }])
})

test('Twilio: what came with an MMS is named by its path, wherever it is said to lie; what is no path of theirs is left out', () => {
  const path = `/2010-04-01/Accounts/AC${'0'.repeat(32)}/Messages/MM1/Media/ME1`
  const form = {
    MessageSid: 'MM1',
    From: '+31612345678',
    To: '+3197010200300',
    NumMedia: '3',
    MediaUrl0: `https://api.twilio.com${path}`,
    MediaContentType0: 'image/jpeg',
    MediaUrl1: `http://127.0.0.1:5432/x`,
    MediaUrl2: `https://proxy.example/twilio${path}`,
  }
  expect(read('twilio-inbound', new URLSearchParams(form).toString())).toMatchObject([
    {
      text: '',
      media: [
        { reference: path, name: 'mms-1.jpeg', type: 'image/jpeg' },
        { reference: path, name: 'mms-3', type: '' },
      ],
    },
  ])
  expect(read('twilio-inbound', new URLSearchParams({ ...form, NumMedia: '1e9' }).toString())).toMatchObject([{ kind: 'inbound' }])
})

const meta = (value: object): object => ({
  object: 'whatsapp_business_account',
  entry: [{ id: '1', changes: [{ field: 'messages', value: { metadata: { display_phone_number: '+31 20 123 4567' }, ...value } }] }],
})

test('Meta: statuses and messages of one batch, by number or by user id', () => {
  const told = { id: 'wamid.1', timestamp: String(NOW / 1000), biz_opaque_callback_data: HAND_OVER, recipient_user_id: 'NL.1' }
  const said = { timestamp: String(NOW / 1000), type: 'text', text: { body: 'Ik betaal morgen' } }
  expect(
    read(
      'whatsapp',
      meta({
        statuses: [
          { ...told, status: 'delivered' },
          { ...told, status: 'failed', errors: [{ code: 131047 }] },
          { ...told, status: 'shredded' },
        ],
        messages: [
          { ...said, id: 'wamid.2', from: '31612345678' },
          { ...said, id: 'wamid.3', from_user_id: 'NL.13579', type: 'button', button: { text: 'Stop' } },
          {
            ...said,
            id: 'wamid.4',
            from: '31612345678',
            type: 'interactive',
            interactive: { type: 'button_reply', button_reply: { id: '1', title: 'Ja' } },
          },
          { id: 'wamid.5' },
        ],
      }),
    ),
  ).toEqual([
    {
      kind: 'receipt',
      key: 'whatsapp wamid.1 delivered',
      handOverId: HAND_OVER,
      carrierReference: 'wamid.1',
      status: 'delivered',
      failure: null,
      code: null,
      at: AT,
    },
    {
      kind: 'receipt',
      key: 'whatsapp wamid.1 failed',
      handOverId: HAND_OVER,
      carrierReference: 'wamid.1',
      status: 'failed',
      failure: 'window-or-template',
      code: '131047',
      at: AT,
    },
    {
      kind: 'inbound',
      key: 'whatsapp wamid.2',
      channel: 'whatsapp',
      from: '+31612345678',
      to: '+31201234567',
      text: 'Ik betaal morgen',
      at: AT,
    },
    { kind: 'inbound', key: 'whatsapp wamid.3', channel: 'whatsapp', from: 'NL.13579', to: '+31201234567', text: 'Stop', at: AT },
    { kind: 'inbound', key: 'whatsapp wamid.4', channel: 'whatsapp', from: '+31612345678', to: '+31201234567', text: 'Ja', at: AT },
  ])
})

test('Meta: what people send along is named by its id, with the words under it', () => {
  const said = { timestamp: String(NOW / 1000), from: '31612345678' }
  expect(
    read(
      'whatsapp',
      meta({
        messages: [
          {
            ...said,
            id: 'wamid.6',
            type: 'document',
            document: { id: '77', filename: 'bewijs.pdf', mime_type: 'application/pdf', caption: 'Heb betaald' },
          },
          { ...said, id: 'wamid.7', type: 'image', image: { id: '78', mime_type: 'image/jpeg', sha256: 'x' } },
          { ...said, id: 'wamid.8', type: 'image', image: { mime_type: 'image/jpeg' } },
        ],
      }),
    ),
  ).toMatchObject([
    { text: 'Heb betaald', media: [{ reference: '77', name: 'bewijs.pdf', type: 'application/pdf' }] },
    { text: '', media: [{ reference: '78', name: 'image.jpeg', type: 'image/jpeg' }] },
    { key: 'whatsapp wamid.8' },
  ])
})

test.each<[CallSource, string]>([
  ['twilio-status', 'geheim'],
  ['twilio-inbound', 'Body=geheim'],
  ['sendgrid-events', '{"geheim"'],
  ['sendgrid-events', '{"geheim":1}'],
  ['sendgrid-inbound', 'geheim'],
  ['whatsapp', 'geheim'],
])('%s of %j: a refusal that does not repeat what was in it', (source, body) => {
  expect(() => read(source, body)).toThrow(/^(twilio|sendgrid|whatsapp)/)
  expect(() => read(source, body)).not.toThrow(/geheim/)
})

test('whatever JSON comes in, nothing but callbacks or one of our own refusals comes out', () => {
  fc.assert(
    fc.property(fc.constantFrom<CallSource>('sendgrid-events', 'whatsapp'), fc.jsonValue(), (source, value) => {
      try {
        return read(source, source === 'whatsapp' ? meta({ statuses: [value], messages: [value] }) : [value]).every(({ kind }) =>
          ['receipt', 'inbound', 'opt-out'].includes(kind),
        )
      } catch (fault) {
        return /^Error: (sendgrid|whatsapp)/.test(String(fault))
      }
    }),
  )
})
