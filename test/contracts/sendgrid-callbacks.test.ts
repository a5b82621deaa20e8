/** What is read of the calls of SendGrid: each event of a batch, and a reply by e-mail in whatever charset, markup or company of files. */
import { AT, HAND_OVER, NOW, read } from '../support/carriers/reading-calls'

const event = (fields: object): object => ({
  email: 'j.bakker@klant.example',
  timestamp: NOW / 1000,
  sg_event_id: 'e1',
  sg_message_id: 'message-1.filter-1.7-0',
  hand_over: HAND_OVER,
  ...fields,
})

test.each<[object, object]>([
  [{ event: 'processed' }, { status: 'accepted', carrierReference: 'message-1' }],
  [{ event: 'deferred', response: '451 later' }, { status: 'accepted' }],
  [{ event: 'delivered' }, { status: 'delivered' }],
  [
    { event: 'bounce', type: 'bounce', status: '5.1.1', reason: '550 no j.bakker@klant.example' },
    { status: 'failed', failure: 'permanent', code: '5.1.1' },
  ],
  [
    { event: 'bounce', type: 'blocked', status: '4.2.2 full' },
    { status: 'failed', failure: 'transient', code: 'blocked' },
  ],
  [
    { event: 'bounce', type: 'bounce', sg_message_id: undefined },
    { status: 'failed', carrierReference: null, code: 'bounce' },
  ],
  [
    { event: 'dropped', reason: 'Bounced Address' },
    { status: 'failed', failure: 'permanent', code: 'dropped' },
  ],
  [
    { event: 'dropped', reason: 'Spam Reporting Address' },
    { status: 'failed', failure: 'opt-out' },
  ],
  [
    { event: 'dropped', reason: 'Recipient List over Package Quota' },
    { status: 'failed', failure: 'account' },
  ],
  [{ event: 'unsubscribe' }, { kind: 'opt-out' }],
  [{ event: 'group_unsubscribe' }, { kind: 'opt-out' }],
  [{ event: 'spamreport' }, { kind: 'opt-out' }],
])('SendGrid %j', (fields, expected) => {
  expect(read('sendgrid-events', [event(fields)])).toMatchObject([{ key: 'sendgrid e1', handOverId: HAND_OVER, at: AT, ...expected }])
})

test('SendGrid: an event that cannot be read, or changes nothing, does not hold up its batch', () => {
  const batch = [
    null,
    7,
    {},
    [],
    event({ event: 'open' }),
    event({ event: 'delivered', sg_event_id: undefined }),
    event({ event: 'delivered', timestamp: 'x' }),
    event({ event: 'delivered' }),
  ]
  expect(read('sendgrid-events', batch)).toHaveLength(1)
})

function form(fields: Record<string, string | Buffer>, boundary = 'xYzZY'): Buffer {
  const parts = Object.entries(fields).map(([name, value]) =>
    Buffer.concat([
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`),
      Buffer.from(value),
      Buffer.from('\r\n'),
    ]),
  )
  return Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)])
}

test('SendGrid: a reply by e-mail, by its envelope, each field in the charset that it names', () => {
  const body = form({
    headers: 'Received: x\nMessage-ID: <abc@klant.example>\n',
    from: '"Bakker, J." <j.bakker@klant.example>',
    to: 'rekening@devries.example',
    subject: 'Re: factuur',
    text: Buffer.from('Heb geïnd\r\n--geen grens\r\n', 'latin1'),
    charsets: '{"text":"iso-8859-1","subject":"UTF-8"}',
    envelope: '{"to":["rekening@devries.example"],"from":"j.bakker@klant.example"}',
  })
  expect(read('sendgrid-inbound', body, { contentType: 'multipart/form-data; boundary=xYzZY' })).toEqual([
    {
      kind: 'inbound',
      key: 'sendgrid abc@klant.example',
      channel: 'email',
      from: 'j.bakker@klant.example',
      to: 'rekening@devries.example',
      subject: 'Re: factuur',
      text: 'Heb geïnd\r\n--geen grens\r\n',
      at: AT,
    },
  ])
})

// So long that a pattern which looks at every place from every other would not end today.
test.each(['x'.repeat(4_000_000), `<${'@'.repeat(4_000_000)}`])(
  'SendGrid: a header without an end is no address, and keeps nobody waiting',
  (from) => {
    const body = form({
      headers: 'Message-ID: <y@klant.example>\n',
      from,
      to: 'a@b.example',
      text: 'x',
      envelope: '{"to":["a@b.example"],"from":""}',
    })
    expect(() => read('sendgrid-inbound', body, { contentType: 'multipart/form-data; boundary=xYzZY' })).toThrow('from or to is missing')
  },
)

test('SendGrid: HTML alone is read as words, files come by their bytes, and headers say what is answered and whether a machine wrote', () => {
  const fields = {
    headers: 'Message-ID: <x@klant.example>\nIn-Reply-To:\n <LRzXl_NHStOGhQ4kofSm_A@geopod.example>\nAuto-Submitted: auto-replied\n',
    from: 'j.bakker@klant.example',
    to: 'rekening@devries.example',
    subject: 'Afwezig',
    html: '<html><head><style>p {x}</style></head><body><p>Ik betaal<br>vrijdag &amp; zaterdag</p><script>stop()</script><blockquote>Klacht</blockquote>En maandag de rest</body></html>',
    envelope: '{"to":["rekening@devries.example"],"from":"j.bakker@klant.example"}',
  }
  const file = Buffer.from(
    '--xYzZY\r\nContent-Disposition: form-data; name="attachment1"; filename="../be\u00e9.pdf"\r\nContent-Type: text/html\r\n\r\n%PDF-1.7 \xFF\x00\r\n',
    'latin1',
  )
  const [message] = read('sendgrid-inbound', Buffer.concat([file, form(fields)]), { contentType: 'multipart/form-data; boundary=xYzZY' })
  expect(message).toMatchObject({
    text: 'Ik betaal\nvrijdag & zaterdag\n> Klacht\nEn maandag de rest',
    automatic: 'reply',
    answers: ['LRzXl_NHStOGhQ4kofSm_A@geopod.example', '<LRzXl_NHStOGhQ4kofSm_A@geopod.example>', 'LRzXl_NHStOGhQ4kofSm_A'],
    files: [{ content: Buffer.from('%PDF-1.7 \xFF\x00', 'latin1') }],
  })
  const [turkish] = read(
    'sendgrid-inbound',
    form({ ...fields, html: `<p>${'İ'.repeat(9)}</p><P>Ik betaal &#8217;s avonds&#x20AC;&#99999999;</P><SCRIPT>stop()</SCRIPT>einde` }),
    { contentType: 'multipart/form-data; boundary=xYzZY' },
  )
  expect(turkish).toMatchObject({ text: 'İİİİİİİİİ\nIk betaal ’s avonds€&#99999999;\neinde' })
  const long = `<p>${'woord '.repeat(40_000)}</p>${'<i> '.repeat(50_000)}einde${'<'.repeat(100_000)}`
  const [whole] = read('sendgrid-inbound', form({ ...fields, html: long }), { contentType: 'multipart/form-data; boundary=xYzZY' }) as {
    text: string
  }[]
  expect([whole?.text.slice(0, 11), (whole?.text.length ?? 0) > 200_000, whole?.text.slice(-5)]).toEqual(['woord woord', true, 'einde'])
  expect(
    read(
      'sendgrid-inbound',
      form({ ...fields, headers: '', envelope: '{"to":["rekening@devries.example"],"from":""}', from: 'MAILER-DAEMON@mx.example' }),
      { contentType: 'multipart/form-data; boundary=xYzZY' },
    ),
  ).toMatchObject([{ automatic: 'bounce' }])
})

test.each([
  ['an unknown charset', { charsets: '{"text":"x-unknown"}' }],
  ['charsets that are no JSON', { charsets: '{' }],
  ['no envelope', { envelope: '' }],
])('SendGrid: %s is no reason to lose a reply', (_what, fields) => {
  const body = form({
    from: 'J. Bakker <j.bakker@klant.example>',
    to: 'rekening@devries.example',
    text: 'geïnd',
    envelope: '{"to":["rekening@devries.example"],"from":"j.bakker@klant.example"}',
    ...fields,
  })
  expect(read('sendgrid-inbound', body, { contentType: 'multipart/form-data; boundary="xYzZY"' })).toMatchObject([
    { from: 'j.bakker@klant.example', to: 'rekening@devries.example', text: 'geïnd' },
  ])
})
