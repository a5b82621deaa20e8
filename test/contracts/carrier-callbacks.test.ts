/** What is read of the calls of Twilio, SendGrid and Meta: the closed set of callbacks, from batches that hold anything. */
import { fc } from '../support/examples'
import { packCall, readCall, type CallSource } from '#channels'
import type { CarrierCallback, Instant } from '#domain'

const HAND_OVER = '0192f0c1-7c1e-7a3b-8a53-3f1f0a4d9b11'
const NOW = Date.parse('2027-01-12T08:30:00Z') as Instant
const AT = '2027-01-12T08:30:00.000Z'

function read(source: CallSource, body: string | Buffer | object, { query = '', contentType = '' } = {}): CarrierCallback[] {
  const bytes = typeof body === 'string' || Buffer.isBuffer(body) ? Buffer.from(body) : Buffer.from(JSON.stringify(body))
  return readCall(source, packCall({ query, contentType, body: bytes }), NOW)
}

const status = (form: Record<string, string>, query = `?handOver=${HAND_OVER}`): CarrierCallback[] =>
  read('twilio-status', new URLSearchParams({ MessageSid: 'SM1', AccountSid: 'AC1', SomethingNew: 'x', ...form }).toString(), { query })

test.each([
  ['queued', 'accepted'], ['sending', 'accepted'], ['sent', 'sent'], ['delivered', 'delivered'], ['read', 'read'],
])('Twilio %s is %s', (word, expected) => {
  expect(status({ MessageStatus: word })).toEqual([{ kind: 'receipt', key: `twilio SM1 ${word}`, handOverId: HAND_OVER, carrierReference: 'SM1', status: expected, failure: null, code: null, at: AT }])
})

test.each([
  ['undelivered', '30005', 'permanent'], ['undelivered', '30003', 'transient'], ['failed', '21610', 'opt-out'], ['failed', '30007', 'account'], ['failed', '30001', 'rate-limit'],
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
  const inbound = { kind: 'inbound', key: 'twilio SM2', channel: 'sms', from: '+31612345678', to: '+3197010200300', text: 'Genoeg 😀', at: AT }
  expect(read('twilio-inbound', new URLSearchParams(form).toString())).toEqual([inbound])
  expect(read('twilio-inbound', new URLSearchParams({ ...form, OptOutType: 'STOP' }).toString())).toEqual([{ ...inbound, stops: true }])
})

test('Twilio: what came with an MMS is named by its path, wherever it is said to lie; what is no path of theirs is left out', () => {
  const path = `/2010-04-01/Accounts/AC${'0'.repeat(32)}/Messages/MM1/Media/ME1`
  const form = { MessageSid: 'MM1', From: '+31612345678', To: '+3197010200300', NumMedia: '3', MediaUrl0: `https://api.twilio.com${path}`, MediaContentType0: 'image/jpeg', MediaUrl1: `http://127.0.0.1:5432/x`, MediaUrl2: `https://proxy.example/twilio${path}` }
  expect(read('twilio-inbound', new URLSearchParams(form).toString())).toMatchObject([{ text: '', media: [{ reference: path, name: 'mms-1.jpeg', type: 'image/jpeg' }, { reference: path, name: 'mms-3', type: '' }] }])
  expect(read('twilio-inbound', new URLSearchParams({ ...form, NumMedia: '1e9' }).toString())).toMatchObject([{ kind: 'inbound' }])
})

const event = (fields: object): object => ({ email: 'j.bakker@klant.example', timestamp: NOW / 1000, sg_event_id: 'e1', sg_message_id: 'message-1.filter-1.7-0', hand_over: HAND_OVER, ...fields })

test.each<[object, object]>([
  [{ event: 'processed' }, { status: 'accepted', carrierReference: 'message-1' }], [{ event: 'deferred', response: '451 later' }, { status: 'accepted' }], [{ event: 'delivered' }, { status: 'delivered' }],
  [{ event: 'bounce', type: 'bounce', status: '5.1.1', reason: '550 no j.bakker@klant.example' }, { status: 'failed', failure: 'permanent', code: '5.1.1' }],
  [{ event: 'bounce', type: 'blocked', status: '4.2.2 full' }, { status: 'failed', failure: 'transient', code: 'blocked' }],
  [{ event: 'bounce', type: 'bounce', sg_message_id: undefined }, { status: 'failed', carrierReference: null, code: 'bounce' }],
  [{ event: 'dropped', reason: 'Bounced Address' }, { status: 'failed', failure: 'permanent', code: 'dropped' }],
  [{ event: 'dropped', reason: 'Spam Reporting Address' }, { status: 'failed', failure: 'opt-out' }], [{ event: 'dropped', reason: 'Recipient List over Package Quota' }, { status: 'failed', failure: 'account' }],
  [{ event: 'unsubscribe' }, { kind: 'opt-out' }], [{ event: 'group_unsubscribe' }, { kind: 'opt-out' }], [{ event: 'spamreport' }, { kind: 'opt-out' }],
])('SendGrid %j', (fields, expected) => {
  expect(read('sendgrid-events', [event(fields)])).toMatchObject([{ key: 'sendgrid e1', handOverId: HAND_OVER, at: AT, ...expected }])
})

test('SendGrid: an event that cannot be read, or changes nothing, does not hold up its batch', () => {
  const batch = [null, 7, {}, [], event({ event: 'open' }), event({ event: 'delivered', sg_event_id: undefined }), event({ event: 'delivered', timestamp: 'x' }), event({ event: 'delivered' })]
  expect(read('sendgrid-events', batch)).toHaveLength(1)
})

function form(fields: Record<string, string | Buffer>, boundary = 'xYzZY'): Buffer {
  const parts = Object.entries(fields).map(([name, value]) => Buffer.concat([Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`), Buffer.from(value), Buffer.from('\r\n')]))
  return Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)])
}

test('SendGrid: a reply by e-mail, by its envelope, each field in the charset that it names', () => {
  const body = form({
    headers: 'Received: x\nMessage-ID: <abc@klant.example>\n', from: '"Bakker, J." <j.bakker@klant.example>', to: 'rekening@devries.example', subject: 'Re: factuur',
    text: Buffer.from('Heb geïnd\r\n--geen grens\r\n', 'latin1'), charsets: '{"text":"iso-8859-1","subject":"UTF-8"}',
    envelope: '{"to":["rekening@devries.example"],"from":"j.bakker@klant.example"}',
  })
  expect(read('sendgrid-inbound', body, { contentType: 'multipart/form-data; boundary=xYzZY' })).toEqual([
    { kind: 'inbound', key: 'sendgrid abc@klant.example', channel: 'email', from: 'j.bakker@klant.example', to: 'rekening@devries.example', subject: 'Re: factuur', text: 'Heb geïnd\r\n--geen grens\r\n', at: AT },
  ])
})

test('SendGrid: HTML alone is read as words, files come by their bytes, and headers say what is answered and whether a machine wrote', () => {
  const fields = {
    headers: 'Message-ID: <x@klant.example>\nIn-Reply-To:\n <LRzXl_NHStOGhQ4kofSm_A@geopod.example>\nAuto-Submitted: auto-replied\n', from: 'j.bakker@klant.example', to: 'rekening@devries.example', subject: 'Afwezig',
    html: '<html><head><style>p {x}</style></head><body><p>Ik betaal<br>vrijdag &amp; zaterdag</p><script>stop()</script><blockquote>Klacht</blockquote>En maandag de rest</body></html>',
    envelope: '{"to":["rekening@devries.example"],"from":"j.bakker@klant.example"}',
  }
  const file = Buffer.from('--xYzZY\r\nContent-Disposition: form-data; name="attachment1"; filename="../be\u00e9.pdf"\r\nContent-Type: text/html\r\n\r\n%PDF-1.7 \xFF\x00\r\n', 'latin1')
  const [message] = read('sendgrid-inbound', Buffer.concat([file, form(fields)]), { contentType: 'multipart/form-data; boundary=xYzZY' })
  expect(message).toMatchObject({
    text: 'Ik betaal\nvrijdag & zaterdag\n> Klacht\nEn maandag de rest', automatic: 'reply', answers: ['LRzXl_NHStOGhQ4kofSm_A@geopod.example', '<LRzXl_NHStOGhQ4kofSm_A@geopod.example>', 'LRzXl_NHStOGhQ4kofSm_A'],
    files: [{ content: Buffer.from('%PDF-1.7 \xFF\x00', 'latin1') }],
  })
  const [turkish] = read('sendgrid-inbound', form({ ...fields, html: `<p>${'İ'.repeat(9)}</p><P>Ik betaal &#8217;s avonds&#x20AC;&#99999999;</P><SCRIPT>stop()</SCRIPT>einde` }), { contentType: 'multipart/form-data; boundary=xYzZY' })
  expect(turkish).toMatchObject({ text: 'İİİİİİİİİ\nIk betaal ’s avonds€&#99999999;\neinde' })
  const long = `<p>${'woord '.repeat(40_000)}</p>${'<i> '.repeat(50_000)}einde${'<'.repeat(100_000)}`
  const [whole] = read('sendgrid-inbound', form({ ...fields, html: long }), { contentType: 'multipart/form-data; boundary=xYzZY' }) as { text: string }[]
  expect([whole?.text.slice(0, 11), (whole?.text.length ?? 0) > 200_000, whole?.text.slice(-5)]).toEqual(['woord woord', true, 'einde'])
  expect(read('sendgrid-inbound', form({ ...fields, headers: '', envelope: '{"to":["rekening@devries.example"],"from":""}', from: 'MAILER-DAEMON@mx.example' }), { contentType: 'multipart/form-data; boundary=xYzZY' })).toMatchObject([{ automatic: 'bounce' }])
})

test.each([['an unknown charset', { charsets: '{"text":"x-unknown"}' }], ['charsets that are no JSON', { charsets: '{' }], ['no envelope', { envelope: '' }]])('SendGrid: %s is no reason to lose a reply', (_what, fields) => {
  const body = form({ from: 'J. Bakker <j.bakker@klant.example>', to: 'rekening@devries.example', text: 'geïnd', envelope: '{"to":["rekening@devries.example"],"from":"j.bakker@klant.example"}', ...fields })
  expect(read('sendgrid-inbound', body, { contentType: 'multipart/form-data; boundary="xYzZY"' })).toMatchObject([{ from: 'j.bakker@klant.example', to: 'rekening@devries.example', text: 'geïnd' }])
})

const meta = (value: object): object => ({ object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ field: 'messages', value: { metadata: { display_phone_number: '+31 20 123 4567' }, ...value } }] }] })

test('Meta: statuses and messages of one batch, by number or by user id', () => {
  const told = { id: 'wamid.1', timestamp: String(NOW / 1000), biz_opaque_callback_data: HAND_OVER, recipient_user_id: 'NL.1' }
  const said = { timestamp: String(NOW / 1000), type: 'text', text: { body: 'Ik betaal morgen' } }
  expect(read('whatsapp', meta({
    statuses: [{ ...told, status: 'delivered' }, { ...told, status: 'failed', errors: [{ code: 131047 }] }, { ...told, status: 'shredded' }],
    messages: [
      { ...said, id: 'wamid.2', from: '31612345678' }, { ...said, id: 'wamid.3', from_user_id: 'NL.13579', type: 'button', button: { text: 'Stop' } },
      { ...said, id: 'wamid.4', from: '31612345678', type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: '1', title: 'Ja' } } }, { id: 'wamid.5' },
    ],
  }))).toEqual([
    { kind: 'receipt', key: 'whatsapp wamid.1 delivered', handOverId: HAND_OVER, carrierReference: 'wamid.1', status: 'delivered', failure: null, code: null, at: AT },
    { kind: 'receipt', key: 'whatsapp wamid.1 failed', handOverId: HAND_OVER, carrierReference: 'wamid.1', status: 'failed', failure: 'window-or-template', code: '131047', at: AT },
    { kind: 'inbound', key: 'whatsapp wamid.2', channel: 'whatsapp', from: '+31612345678', to: '+31201234567', text: 'Ik betaal morgen', at: AT },
    { kind: 'inbound', key: 'whatsapp wamid.3', channel: 'whatsapp', from: 'NL.13579', to: '+31201234567', text: 'Stop', at: AT },
    { kind: 'inbound', key: 'whatsapp wamid.4', channel: 'whatsapp', from: '+31612345678', to: '+31201234567', text: 'Ja', at: AT },
  ])
})

test('Meta: what people send along is named by its id, with the words under it', () => {
  const said = { timestamp: String(NOW / 1000), from: '31612345678' }
  expect(read('whatsapp', meta({
    messages: [
      { ...said, id: 'wamid.6', type: 'document', document: { id: '77', filename: 'bewijs.pdf', mime_type: 'application/pdf', caption: 'Heb betaald' } },
      { ...said, id: 'wamid.7', type: 'image', image: { id: '78', mime_type: 'image/jpeg', sha256: 'x' } }, { ...said, id: 'wamid.8', type: 'image', image: { mime_type: 'image/jpeg' } },
    ],
  }))).toMatchObject([
    { text: 'Heb betaald', media: [{ reference: '77', name: 'bewijs.pdf', type: 'application/pdf' }] }, { text: '', media: [{ reference: '78', name: 'image.jpeg', type: 'image/jpeg' }] },
    { key: 'whatsapp wamid.8' },
  ])
})

test.each<[CallSource, string]>([
  ['twilio-status', 'geheim'], ['twilio-inbound', 'Body=geheim'], ['sendgrid-events', '{"geheim"'], ['sendgrid-events', '{"geheim":1}'], ['sendgrid-inbound', 'geheim'], ['whatsapp', 'geheim'],
])('%s of %j: a refusal that does not repeat what was in it', (source, body) => {
  expect(() => read(source, body)).toThrow(/^(twilio|sendgrid|whatsapp)/)
  expect(() => read(source, body)).not.toThrow(/geheim/)
})

test('whatever JSON comes in, nothing but callbacks or one of our own refusals comes out', () => {
  fc.assert(fc.property(fc.constantFrom<CallSource>('sendgrid-events', 'whatsapp'), fc.jsonValue(), (source, value) => {
    try {
      return read(source, source === 'whatsapp' ? meta({ statuses: [value], messages: [value] }) : [value]).every(({ kind }) => ['receipt', 'inbound', 'opt-out'].includes(kind))
    } catch (fault) {
      return /^Error: (sendgrid|whatsapp)/.test(String(fault))
    }
  }))
})
