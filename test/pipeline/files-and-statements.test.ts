/** What goes along with a message and what comes with a reply: invoices and statements as PDF, pictures that lie at the carrier. */
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { closeDrivers, openPipe, type Pipe } from '#pipeline'
import { readSettings } from '#settings'
import { filesOfMessage, readFileOf, seedConfiguration } from '#store'
import { endCarriers } from '../support/carrier'
import { callAsMeta, callAsTwilio } from '../support/carriers/calls'
import { startCloudSimulator, type CloudSimulator } from '../support/carriers/cloud-simulator'
import { ACCOUNT_SID, CARRIERS } from '../support/carriers/settings'
import { startSendgridSimulator, type SendgridSimulator } from '../support/carriers/sendgrid-simulator'
import { startTwilioSimulator, type TwilioSimulator } from '../support/carriers/twilio-simulator'
import { readPdf } from '../support/pdf'
import { addClaims, addCreditor, after, claimOf, DAY, HOUR, openBench, rest, TUESDAY, type PipeBench } from '../support/pipe'
import { attempts } from '../support/pipe-records'

let bench: PipeBench
let twilio: TwilioSimulator
let sendgrid: SendgridSimulator
let meta: CloudSimulator
let pipe: Pipe
beforeAll(async () => {
  ;[bench, twilio, sendgrid, meta] = await Promise.all([
    openBench(),
    startTwilioSimulator(),
    startSendgridSimulator(),
    startCloudSimulator(),
  ])
  const settings = readSettings({ ...CARRIERS, TWILIO_BASE_URL: twilio.url, SENDGRID_BASE_URL: sendgrid.url, WHATSAPP_BASE_URL: meta.url })
  const log = { info: () => undefined, error: () => undefined }
  pipe = openPipe({
    ...settings,
    database: bench.database,
    clock: () => bench.now,
    sandboxUrl: bench.carrier.url,
    dataFolder: bench.carrier.folder,
    answerWithinMs: 20_000,
    log,
  })
})
beforeEach(() => bench.clear())
afterAll(async () => {
  expect([...sendgrid.violations, ...meta.violations]).toEqual([])
  await closeDrivers(pipe)
  await Promise.all([bench.close(), twilio.close(), sendgrid.close(), meta.close()])
  await endCarriers()
})

const consented = (number: string) => ({ whatsapp: { number, consentedOn: '2026-06-01' as never } })

test('by WhatsApp the PDF of the one invoice stands above the words, in the template that has room for it; of several none is chosen', async () => {
  const [seeded] = await bench.database.query<{ definition: { whatsapp: object } }>(
    `select definition from configuration_version where kind = 'template' and name = 'whatsapp/reminder.nl' order by version desc limit 1`,
  )
  const whatsapp = { ...seeded?.definition.whatsapp, withDocument: 'payment_reminder_pdf_nl' }
  await seedConfiguration(
    bench.database,
    [{ kind: 'template', name: 'whatsapp/reminder.nl', hash: randomUUID(), definition: { ...seeded?.definition, whatsapp } }],
    bench.now,
  )
  pipe.templates.forget()
  const creditor = await addCreditor(bench)
  await mkdir(join(pipe.documentsFolder, creditor.code), { recursive: true })
  await writeFile(join(pipe.documentsFolder, creditor.code, '1.pdf'), '%PDF-1.7 een')
  const invoice = (name: string, debtor: object, invoiceDocument: string) => claimOf(name, debtor, { invoiceDocument })
  await addClaims(bench, creditor, [
    invoice('1', { reference: 'D-1', ...consented('+31612300001') }, '1.pdf'),
    invoice('2', { reference: 'D-2', ...consented('+31612300002') }, 'weg.pdf'),
    invoice('3', { reference: 'D-3', ...consented('+31612300003') }, '1.pdf'),
    invoice('4', { reference: 'D-3', ...consented('+31612300003') }, '1.pdf'),
  ])
  await rest(bench, pipe)
  const sent = meta.seen.map(({ message: { to, template } }) => [
    to,
    (template as { name: string }).name,
    (template as { components: { type: string }[] }).components.map(({ type }) => type),
  ])
  expect(sent.sort()).toEqual([
    ['31612300001', 'payment_reminder_pdf_nl', ['header', 'body']],
    ['31612300002', 'payment_reminder_nl', ['body']],
    ['31612300003', 'payment_reminder_nl', ['body']],
  ])
  expect([...meta.media.values()]).toEqual([Buffer.from('%PDF-1.7 een')])
})

test('pictures that come by WhatsApp and MMS are in the reply once they were fetched; what cannot be had is said, and a voice is not asked for', async () => {
  const creditor = await addCreditor(bench)
  const [app] = await bench.database.query<{ address: string }>(
    `select address from sender where creditor_id = $1 and channel = 'whatsapp'`,
    [creditor.id],
  )
  const [text] = await bench.database.query<{ address: string }>(`select address from sender where creditor_id = $1 and channel = 'sms'`, [
    creditor.id,
  ])
  const png = Buffer.from('\x89PNG\r\n\x1A\nfoto', 'latin1')
  meta.media.set('media-20', png)
  const path = `/2010-04-01/Accounts/${ACCOUNT_SID}/Messages/MM1/Media/ME1`
  const message = (id: string, type: string, part: object): object => ({
    id,
    from: '31612399999',
    timestamp: String(bench.now / 1000),
    type,
    [type]: part,
  })
  const messages = [
    message('w1', 'image', { id: 'media-20', mime_type: 'image/png' }),
    message('w2', 'document', { id: 'media-21', filename: '../x.pdf', mime_type: 'application/pdf' }),
    message('w3', 'audio', { id: 'media-20', mime_type: 'audio/ogg' }),
  ]
  const value = { metadata: { display_phone_number: app?.address }, messages }
  expect((await callAsMeta(bench.api, JSON.stringify({ entry: [{ changes: [{ field: 'messages', value }] }] }))).status).toBe(200)
  expect(
    (
      await callAsTwilio(bench.api, '/webhooks/twilio/inbound', {
        MessageSid: 'MM1',
        From: '+31612399998',
        To: text?.address ?? '',
        Body: '',
        NumMedia: '1',
        MediaUrl0: `https://api.twilio.com${path}`,
        MediaContentType0: 'image/png',
      })
    ).status,
  ).toBe(200)
  const files = async (): Promise<unknown> => {
    await rest(bench, pipe)
    await pipe.files.idle()
    return bench.database.query('select f.name, f.type, f.refused from inbound_file f order by f.name')
  }
  const [picture, voice] = [
    { name: 'image.png', type: 'image/png', refused: null },
    { name: 'audio.ogg', type: null, refused: 'type' },
  ]
  expect(await files()).toEqual([voice, picture])
  // The other carrier has it by now.
  twilio.media.set(path, png)
  bench.now = after(TUESDAY, HOUR / 30)
  expect(await files()).toEqual([voice, picture, { name: 'mms-1.png', type: 'image/png', refused: null }])
  for (let hours = 1; hours < 30; hours += 4) {
    bench.now = after(TUESDAY, hours * HOUR)
    await files()
  }
  expect(await files()).toContainEqual({ name: 'x.pdf', type: null, refused: 'not-fetched' })
  expect(await bench.database.query('select from inbound_media')).toEqual([])
  const [kept] = await bench.database.query<{ id: string; message: string }>(
    `select id, message_id as message from inbound_file where name = 'image.png'`,
  )
  expect((await readFileOf(bench.database, creditor.id, kept?.message ?? '', kept?.id ?? ''))?.content).toEqual(png)
  expect(await filesOfMessage(bench.database, creditor.id, kept?.message ?? '')).toHaveLength(1)
})

test('what is owed goes with a formal notice by e-mail as a page of its own, in the words of the message, and is in the dossier by its checksum', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('1', { email: 'anna@klant.example' })])
  for (
    let day = 0;
    day < 60 && !(await attempts(bench, creditor)).some(({ step, channel }) => step.includes('formal') && channel === 'email');
    day += 1
  ) {
    await rest(bench, pipe)
    bench.now = after(bench.now, DAY)
  }
  await rest(bench, pipe)
  const mails = sendgrid.seen.map(
    ({ message }) => message as { subject: string; content: { value: string }[]; attachments?: { filename: string; content: string }[] },
  )
  const notice = mails.find(({ subject }) => subject.startsWith('Aanmaning'))
  expect(mails.filter(({ attachments }) => attachments).map(({ subject }) => subject.split(':')[0])).toEqual(['Aanmaning'])
  const [page] = notice?.attachments ?? []
  expect(page?.filename).toMatch(/^specificatie-[\w-]+\.pdf$/)
  const bytes = Buffer.from(page?.content ?? '', 'base64')
  const { text, elements } = await readPdf(bytes)
  const [, statement = ''] = notice?.content[0]?.value.split('Zo is het bedrag opgebouwd') ?? []
  expect(text).toContain('Zo is het bedrag opgebouwd')
  for (const line of ['Nog open van factuur', 'Samen'])
    expect([line, text.includes(line), statement.includes(line)]).toEqual([line, true, true])
  expect(elements.filter(({ role }) => role === 'TR').length).toBeGreaterThanOrEqual(5)
  const recorded = await bench.database.query<{ hash: string }>(
    `select content #>> '{documents,0,sha256}' as hash from message_body where creditor_id = $1 and content ? 'documents'`,
    [creditor.id],
  )
  expect(recorded).toEqual([{ hash: createHash('sha256').update(bytes).digest('hex') }])
})
