/** PDFs of invoices that go with an e-mail, by SendGrid and by a mail server: as they are when it leaves, as the dossier says, and nothing that is another's. */
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { closeDrivers, dossierData, openPipe, tellTimeline, type Pipe } from '#pipeline'
import { readSettings } from '#settings'
import { readDossier, readTimeline, type DebtorKey } from '#store'
import { endCarriers } from '../support/carrier'
import { bounceForm, callAsSendgrid } from '../support/carriers/calls'
import { CARRIERS } from '../support/carriers/settings'
import { startSendgridSimulator, type SendgridSimulator } from '../support/carriers/sendgrid-simulator'
import { startSmtpServer } from '../support/carriers/smtp-server'
import { addClaims, addCreditor, after, claimOf, HOUR, openBench, rest, type PipeBench } from '../support/pipe'
import { attempts, handOvers, openTasks } from '../support/pipe-records'

let bench: PipeBench
let sendgrid: SendgridSimulator
let pipe: Pipe
beforeAll(async () => {
  ;[bench, sendgrid] = await Promise.all([openBench(), startSendgridSimulator()])
  const settings = readSettings({ ...CARRIERS, WHATSAPP_TOKEN: '', WHATSAPP_PHONE_NUMBER_ID: '', SENDGRID_BASE_URL: `${sendgrid.url}/` })
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
  expect(sendgrid.violations).toEqual([])
  await closeDrivers(pipe)
  await Promise.all([bench.close(), sendgrid.close()])
  await endCarriers()
})

const put = async (file: string, content: string): Promise<void> => {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, content)
}

test("the PDFs of its invoices go with an e-mail and are in the dossier; what is none, is too large, or is another's, does not, and the timeline says so", async () => {
  const [creditor, other] = [await addCreditor(bench), await addCreditor(bench)]
  const [folder, secret] = [join(pipe.documentsFolder, creditor.code), join(pipe.documentsFolder, other.code, 'a.pdf')]
  await put(join(folder, '2027/een.pdf'), '%PDF-1.7 één')
  await put(join(folder, 'programma.pdf'), 'MZ')
  await put(join(folder, 'groot.pdf'), `%PDF-${'x'.repeat(10 * 1024 * 1024)}`)
  await put(secret, '%PDF-1.7 van een ander')
  await symlink(secret, join(folder, 'schakel.pdf'))
  const documents = [
    '2027\\een.pdf',
    '2027/een.pdf',
    'programma.pdf',
    'groot.pdf',
    'schakel.pdf',
    `../${other.code}/a.pdf`,
    '2027',
    'weg.pdf',
    null,
  ]
  await addClaims(
    bench,
    creditor,
    documents.map((invoiceDocument, index) =>
      claimOf(`X ${index}`, { reference: 'D-1', email: 'met@voorbeeld.example' }, { invoiceDocument }),
    ),
  )
  const before = sendgrid.seen.length
  await rest(bench, pipe)
  const sha256 = createHash('sha256').update('%PDF-1.7 één').digest('hex')
  const sent = (name: string): object => ({
    content: Buffer.from('%PDF-1.7 één').toString('base64'),
    filename: name,
    type: 'application/pdf',
    disposition: 'attachment',
  })
  expect(sendgrid.seen.slice(before).map(({ message }) => message.attachments)).toEqual([[sent('F-X-0.pdf')]])
  const [attempt] = await attempts(bench, creditor)
  const key: DebtorKey = { creditorId: creditor.id, debtorId: attempt!.debtorId }
  const dossier = await readDossier(bench.database, key, bench.now)
  const [sending] = dossier?.contacts[0]?.sendings ?? []
  expect(sending).toMatchObject({
    intact: true,
    message: { documents: [{ name: 'F-X-0.pdf', bytes: 14, sha256 }], documentsMissing: [2, 3, 4, 5, 6, 7].map((nth) => `F-X-${nth}.pdf`) },
  })
  expect(JSON.stringify(dossierData(dossier!))).toContain(sha256)
  const told = tellTimeline((await readTimeline(bench.database, creditor.id, 'D-1'))!, 'nl', 'Europe/Amsterdam').map(({ what }) => what)
  expect(told).toContainEqual(expect.stringContaining('op weg (bijlagen: 1, niet gevonden of te groot: 6)'))
})

test('by a mail server the invoice goes along too, and a mail that comes back fails its contact, but not one that is only late; a PDF that changed on the way leaves as it is now, and as the dossier says', async () => {
  let change = (): void => undefined
  const server = await startSmtpServer(() => {
    change()
  })
  const smtp = openPipe({
    redirectAllTo: null,
    smtp: { url: server.url },
    database: bench.database,
    clock: () => bench.now,
    sandboxUrl: bench.carrier.url,
    dataFolder: bench.carrier.folder,
    answerWithinMs: 20_000,
    log: { info: () => undefined, error: () => undefined },
  })
  const creditor = await addCreditor(bench)
  await put(join(smtp.documentsFolder, creditor.code, '1.pdf'), '%PDF-1.7 mee')
  await addClaims(bench, creditor, [claimOf('1', { email: 'weg@voorbeeld.example' }, { invoiceDocument: '1.pdf' })])
  await rest(bench, smtp)
  const { words, handOverId, from } = server.seen[0]!
  expect(words).toContain(Buffer.from('%PDF-1.7 mee').toString('base64'))
  const bounce = async (action: string, status: string): Promise<unknown> => {
    const mail = bounceForm(from, `<${handOverId}@voorbeeld.example>`, action, status)
    await callAsSendgrid(bench.api, '/webhooks/sendgrid/inbound', mail.body, bench.now, { type: mail.type })
    await rest(bench, smtp)
    const [sent] = await handOvers(bench, creditor)
    return [
      sent?.state,
      sent?.code,
      ...(await bench.database.query('select usable from contact_point where creditor_id = $1', [creditor.id])),
    ]
  }
  expect(await bounce('delayed', '4.4.1')).toEqual(['accepted', null, { usable: true }])
  expect(await bounce('failed', '5.1.1')).toEqual(['failed', '5.1.1', { usable: false }])
  expect(
    await bench.database.query(`select matched_by as by from inbound_message where creditor_id = $1 order by received_at, id`, [
      creditor.id,
    ]),
  ).toEqual([{ by: null }, { by: 'attempt' }])
  expect(await openTasks(bench, creditor)).not.toContain('reply')

  // Worded together, and sent one after the other: the second PDF changes before the first is answered.
  const slow = await addCreditor(bench, { pacePerSecond: 1 })
  const file = join(smtp.documentsFolder, slow.code, '1.pdf')
  await put(file, '%PDF-1.7 oud')
  change = () => {
    writeFileSync(file, '%PDF-1.7 new')
  }
  await addClaims(
    bench,
    slow,
    ['a', 'b'].map((name) => claimOf(name, { email: `${name}@voorbeeld.example` }, { invoiceDocument: '1.pdf' })),
  )
  await rest(bench, smtp)
  bench.now = after(bench.now, HOUR / 60)
  await rest(bench, smtp)
  expect(
    server.seen
      .slice(1)
      .map(({ words: mail }) => ['oud', 'new'].filter((word) => mail.includes(Buffer.from(`%PDF-1.7 ${word}`).toString('base64')))),
  ).toEqual([['oud'], ['new']])
  const recorded = await bench.database.query<{ hash: string }>(
    `select m.content #>> '{documents,0,sha256}' as hash from hand_over h join message_body m on m.creditor_id = h.creditor_id and m.hand_over_id = h.id
     where h.creditor_id = $1 and h.state = 'accepted' order by h.ended_at, h.id`,
    [slow.id],
  )
  expect(recorded.map(({ hash }) => hash)).toEqual(
    ['oud', 'new'].map((word) => createHash('sha256').update(`%PDF-1.7 ${word}`).digest('hex')),
  )
  await closeDrivers(smtp)
  await server.close()
})
