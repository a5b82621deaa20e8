/** What a mail server gets to see, and what its replies, or its silence, prove. */
import { smtpEmail, type MessageDriver } from '#channels'
import { deliveryTo, recipient } from '../support/deliveries'
import { startSmtpServer, type SmtpServer } from '../support/carriers/smtp-server'

let server: SmtpServer
let driver: MessageDriver
const opened: MessageDriver[] = []
const open = (url = server.url, timeoutMs = 30_000): MessageDriver => {
  const one = smtpEmail({ url, timeoutMs, connections: 2 })
  opened.push(one)
  return one
}
beforeAll(async () => {
  server = await startSmtpServer()
  driver = open()
})
afterAll(async () => {
  for (const one of opened) await one.close()
  await server.close()
})

const seenOf = (handOverId: string): boolean[] => server.seen.filter((one) => one.handOverId === handOverId).map(({ accepted }) => accepted)

test('from the creditor, text before HTML, under a message id that holds ours', async () => {
  const delivery = deliveryTo('email', recipient('email', ['ok', '00001']))
  expect(await driver.deliver(delivery)).toEqual({ kind: 'accepted', carrierReference: `<${delivery.handOverId}@devries.example>` })
  const { from, to, words } = server.seen.at(-1)!
  expect([from, to]).toEqual(['rekening@devries.example', delivery.to])
  expect(words).toMatch(/^From: Fietsen De Vries <rekening@devries.example>$/m)
  expect(words).toMatch(/^Auto-Submitted: auto-generated$/m)
  expect(words.indexOf('text/plain')).toBeLessThan(words.indexOf('text/html'))
})

test('a line end in a subject or an address makes no header of its own', async () => {
  const delivery = deliveryTo('email', recipient('email', ['ok', '00001']))
  const content = {
    channel: 'email',
    subject: 'Uw factuur\r\nBcc: iedereen@elders.example',
    preheader: '',
    html: '<p>x</p>',
    text: 'x',
  } as const
  await driver.deliver({ ...delivery, message: { ...delivery.message, content } })
  expect(server.seen.at(-1)!.words).not.toMatch(/^Bcc:/im)
})

test.each([
  ['refused', { kind: 'refused', failure: 'permanent', code: '5.1.1' }, []],
  ['unauthorized', { kind: 'refused', failure: 'account', code: '5.7.1' }, []],
  ['busy', { kind: 'later', failure: 'transient', code: '4.2.0' }, []],
  ['template', { kind: 'refused', failure: 'window-or-template', code: '5.6.0' }, [false]],
  ['full', { kind: 'later', failure: 'transient', code: '4.3.1' }, [false]],
])('%s: a negative reply is proof', async (word, expected, seen) => {
  const delivery = deliveryTo('email', recipient('email', [word, '']))
  expect(await driver.deliver(delivery)).toEqual(expected)
  expect(seenOf(delivery.handOverId)).toEqual(seen)
})

test('the connection is cut, or nothing is answered, accepted or not: unknown, and the words are not written again', async () => {
  const impatient = open(server.url, 800)
  const unknown = async (word: string, accepted: boolean): Promise<void> => {
    const delivery = deliveryTo('email', recipient('email', [word, '']))
    expect([word, await (word.startsWith('silent') ? impatient : open()).deliver(delivery)]).toMatchObject([word, { kind: 'unknown' }])
    expect([word, seenOf(delivery.handOverId)]).toEqual([word, [accepted]])
  }
  await Promise.all([
    unknown('reset', true),
    unknown('reset-unaccepted', false),
    unknown('silent', false),
    unknown('silent-accepted', true),
  ])
})

test('nobody listens, or the password is wrong: nothing was written', async () => {
  const delivery = deliveryTo('email', recipient('email', ['ok', '']))
  expect(await open('smtp://127.0.0.1:1').deliver(delivery)).toMatchObject({ kind: 'later', failure: 'transient' })
  const wrong = open(server.url.replace(server.password, 'iets-anders'))
  expect(await wrong.deliver(delivery)).toEqual({ kind: 'refused', failure: 'account', code: '5.7.8' })
  expect([await wrong.check?.(), await driver.check?.()]).toMatchObject([{ failure: 'account' }, { kind: 'accepted' }])
  expect(seenOf(delivery.handOverId)).toEqual([])
})
