/** The sandbox carrier's outbox: everything accepted is a file that a person can open, named and dated by the carrier's clock. */
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { endCarriers } from '../support/carrier'
import { endPlays, startPlay, type Play } from '../support/carrier-play'
import { deliveryTo, type MessageChannel } from '../support/deliveries'

const START = '2027-01-19T09:00:00.000Z'
const play = (): Promise<Play> => startPlay({ now: START })
afterEach(endPlays)
afterAll(endCarriers)

test('an e-mail is a MIME file with the text, the HTML, what goes with it, and the virtual date', async () => {
  const { carrier, drivers } = await play()
  const delivery = deliveryTo('email', 'j.bakker@klant.example')
  await drivers.email.deliver({
    ...delivery,
    documents: [{ name: 'F-1001.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1.7 mee') }],
  })
  const [name = ''] = await readdir(join(carrier.folder, 'outbox/email'))
  expect(name).toBe(`2027-01-19-000001-${delivery.handOverId.slice(-8)}.eml`)
  const path = join(carrier.folder, 'outbox/email', name)
  const mail = await readFile(path, 'utf8')
  expect(mail).toMatch(
    /^From: Fietsen De Vries <rekening@devries\.example>\r\nTo: j\.bakker@klant\.example\r\nSubject: Herinnering: uw factuur F-1001\r\n/m,
  )
  expect(mail).toContain('Date: Tue, 19 Jan 2027 09:00:00 +0000')
  expect(mail).toContain('Content-Type: text/plain; charset=utf-8')
  expect(mail).toContain('<p>Goedemorgen, =C3=A9=C3=A9n factuur staat nog open.</p>')
  expect(mail).toContain('Content-Disposition: attachment; filename=F-1001.pdf')
  expect(mail).toContain(Buffer.from('%PDF-1.7 mee').toString('base64'))
  expect((await stat(path)).mtime.toISOString()).toBe(START)
})

test.each<[MessageChannel, string]>([
  ['sms', 'From: +31970123456\nTo: +31612300001\nTime: 2027-01-19T10:00:00+01:00\nSegments: 1\n\nFietsen De Vries: er is nieuws'],
  [
    'whatsapp',
    'From: +31201234567\nTo: +31612300001\nTime: 2027-01-19T10:00:00+01:00\nTemplate: reminder_nl (J. Bakker | F-1001)\n\nBeste J. Bakker',
  ],
])('%s is a text file that says from whom, to whom and when', async (channel, head) => {
  const { carrier, drivers } = await play()
  await drivers[channel].deliver(deliveryTo(channel, '+31612300001'))
  const [name = ''] = await readdir(join(carrier.folder, 'outbox', channel))
  expect(await readFile(join(carrier.folder, 'outbox', channel, name), 'utf8')).toContain(head)
})

test('whoever else works on this machine reads none of it', async () => {
  const { carrier } = await play()
  for (const name of ['outbox', 'accepted.jsonl']) expect((await stat(join(carrier.folder, name))).mode & 0o077).toBe(0)
})

test('what was not accepted is not there', async () => {
  const { carrier, drivers } = await play()
  await drivers.email.deliver(deliveryTo('email', 'refused@klant.example'))
  await drivers.email.deliver(deliveryTo('email', 'error@klant.example'))
  expect(await readdir(join(carrier.folder, 'outbox/email'))).toEqual([])
})
