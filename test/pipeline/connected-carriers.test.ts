/** Twilio, SendGrid and a mail server connected to the pipe: each message leaves once, with its id; what was lost on the way is told by its callback or looked up, and sent again only where nothing was taken. */
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { closeDrivers, dossierData, openPipe, tellTimeline, type Pipe } from '#pipeline'
import { readSettings } from '#settings'
import { readDossier, readTimeline, type DebtorKey } from '#store'
import { endCarriers } from '../support/carrier'
import { bounceForm, callAsSendgrid, callAsTwilio } from '../support/carriers/calls'
import { CARRIERS, PUBLIC_URL } from '../support/carriers/settings'
import { startSendgridSimulator, type SendgridSimulator } from '../support/carriers/sendgrid-simulator'
import { startSmtpServer } from '../support/carriers/smtp-server'
import { startTwilioSimulator, type TwilioSimulator } from '../support/carriers/twilio-simulator'
import { addClaims, addCreditor, after, claimOf, DAY, HOUR, openBench, rest, TUESDAY, type PipeBench } from '../support/pipe'
import { attempts, handOvers, openTasks } from '../support/pipe-records'

let bench: PipeBench
let twilio: TwilioSimulator
let sendgrid: SendgridSimulator
let pipe: Pipe
beforeAll(async () => {
  [bench, twilio, sendgrid] = await Promise.all([openBench(), startTwilioSimulator(), startSendgridSimulator()])
  const settings = readSettings({ ...CARRIERS, WHATSAPP_TOKEN: '', WHATSAPP_PHONE_NUMBER_ID: '', TWILIO_BASE_URL: twilio.url, SENDGRID_BASE_URL: `${sendgrid.url}/` })
  const log = { info: () => undefined, error: () => undefined }
  pipe = openPipe({ ...settings, database: bench.database, clock: () => bench.now, sandboxUrl: bench.carrier.url, dataFolder: bench.carrier.folder, answerWithinMs: 20_000, log })
})
beforeEach(() => bench.clear())
afterAll(async () => {
  expect([...twilio.violations, ...sendgrid.violations]).toEqual([])
  await closeDrivers(pipe)
  await Promise.all([bench.close(), twilio.close(), sendgrid.close()])
  await endCarriers()
})

const told = async (): Promise<void> => {
  for (const { handOverId, reference, message } of twilio.seen) {
    const path = String(message.StatusCallback).slice(PUBLIC_URL.length)
    if (reference !== null) expect(await callAsTwilio(bench.api, path, { MessageSid: reference, MessageStatus: 'delivered' })).toMatchObject({ status: 200 })
    expect(path).toContain(handOverId)
  }
  const events = sendgrid.seen.filter(({ reference }) => reference !== null).map(({ handOverId }) =>
    ({ event: 'delivered', email: 'x@voorbeeld.example', sg_event_id: handOverId, timestamp: bench.now / 1000, hand_over: handOverId }))
  expect(await callAsSendgrid(bench.api, '/webhooks/sendgrid/events', JSON.stringify(events), bench.now)).toMatchObject({ status: 200 })
}

test('sent once each, the lost answers too, and delivered by what is called back', async () => {
  const creditor = await addCreditor(bench)
  const sms = ['00001', '99010', '99005'].map((digits) => claimOf(digits, { sms: `+316123${digits}`, preferredChannel: 'sms' }))
  const email = ['klant', 'error-accepted', 'garbled'].map((word) => claimOf(word, { email: `${word}@voorbeeld.example` }))
  await addClaims(bench, creditor, [...sms, ...email])
  await rest(bench, pipe)
  expect((await handOvers(bench, creditor)).map(({ state }) => state).sort()).toEqual(['accepted', 'accepted', 'unknown', 'unknown', 'unknown', 'unknown'])
  await told()
  bench.now = after(TUESDAY, 2 * HOUR)
  await rest(bench, pipe)
  expect((await attempts(bench, creditor)).map(({ state }) => state)).toEqual(Array.from({ length: 6 }, () => 'handed-over'))
  expect((await handOvers(bench, creditor)).map(({ state, receipt }) => `${state} ${receipt ?? ''}`)).toEqual(Array.from({ length: 6 }, () => 'accepted delivered'))
  expect([twilio.seen.length, sendgrid.seen.length]).toEqual([3, 3])
})

test('lost, and nobody calls back: Twilio is asked, and only what it never took leaves again; at SendGrid it is a person who finds out', async () => {
  const creditor = await addCreditor(bench)
  const sms = ['99005', '99006'].map((digits) => claimOf(digits, { sms: `+316124${digits}`, preferredChannel: 'sms' }))
  await addClaims(bench, creditor, [...sms, claimOf('reset', { email: 'reset@voorbeeld.example' })])
  await rest(bench, pipe)
  expect((await attempts(bench, creditor)).map(({ state }) => state)).toEqual(['unknown', 'unknown', 'unknown'])
  const before = [twilio.seen.length, sendgrid.seen.length]
  bench.now = after(TUESDAY, HOUR / 20)
  await rest(bench, pipe)
  expect((await attempts(bench, creditor)).map(({ state }) => state).sort()).toEqual(['handed-over', 'unknown', 'unknown'])
  // The second of them leaves again under an id of its own, and is lost again.
  expect((await handOvers(bench, creditor)).map(({ state }) => state).sort()).toEqual(['accepted', 'not-accepted', 'unknown', 'unknown'])
  expect([twilio.seen.length, sendgrid.seen.length]).toEqual([before[0]! + 1, before[1]])
  for (let hour = 1; hour <= 26; hour += 1) {
    bench.now = after(TUESDAY, hour * HOUR)
    await rest(bench, pipe)
  }
  expect(sendgrid.seen.length).toBe(before[1])
  expect(await openTasks(bench, creditor)).toContain('outcome-unknown')
})

test('a receipt that has lost our id is known by the one the carrier gave', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('s', { sms: '+31612500001', preferredChannel: 'sms' }), claimOf('e', { email: 'zonder@voorbeeld.example' })])
  await rest(bench, pipe)
  const [sid, id] = [twilio.seen.at(-1)?.reference ?? '', sendgrid.seen.at(-1)?.reference ?? '']
  await callAsTwilio(bench.api, '/webhooks/twilio/status', { MessageSid: sid, MessageStatus: 'undelivered', ErrorCode: '39999' })
  await callAsSendgrid(bench.api, '/webhooks/sendgrid/events', JSON.stringify([{ event: 'delivered', sg_event_id: 'e1', sg_message_id: `${id}.filter-1`, timestamp: bench.now / 1000 }]), bench.now)
  await rest(bench, pipe)
  expect((await handOvers(bench, creditor)).map(({ channel, receipt, code }) => [channel, receipt, code]).sort()).toEqual([['email', 'delivered', null], ['sms', 'failed', '39999']])
  // Somebody has to look up what it means; the second of its kind is only counted.
  expect((await openTasks(bench, creditor)).filter((kind) => kind === 'carrier-code')).toHaveLength(1)
  await callAsTwilio(bench.api, '/webhooks/twilio/status', { MessageSid: sid, MessageStatus: 'failed', ErrorCode: '39999' })
  await rest(bench, pipe)
  expect((await openTasks(bench, creditor)).filter((kind) => kind === 'carrier-code')).toHaveLength(1)
  expect((await (await fetch(`${bench.api}/health`)).json() as { unfamiliarCodes: unknown }).unfamiliarCodes).toMatchObject([{ carrier: 'twilio', code: '39999', times: 2 }])
  expect(await (await fetch(`${bench.api}/metrics`)).text()).toContain('tijdig_unfamiliar_codes{carrier="twilio",code="39999"} 2')
  // A code that nobody knows says nothing against the number, and nothing goes to it a second time.
  expect(await bench.database.query('select usable from contact_point where creditor_id = $1', [creditor.id])).toEqual([{ usable: true }, { usable: true }])
  bench.now = after(TUESDAY, DAY)
  await rest(bench, pipe)
  expect(twilio.seen.at(-1)?.reference).toBe(sid)
})

test('a status by the carrier\'s id alone that comes before our own commit finds its hand-over later; of what is not ours nothing is left after a day', async () => {
  const creditor = await addCreditor(bench)
  const sid = `SM${String(twilio.seen.length + 1).padStart(32, '0')}`
  for (const reference of [sid, 'SMofsomebodyelse']) await callAsTwilio(bench.api, '/webhooks/twilio/status', { MessageSid: reference, MessageStatus: 'delivered' })
  await rest(bench, pipe)
  await addClaims(bench, creditor, [claimOf('vroeg', { sms: '+31612500007', preferredChannel: 'sms' })])
  await rest(bench, pipe)
  expect((await handOvers(bench, creditor)).map(({ receipt }) => receipt)).toEqual([null])
  bench.now = after(TUESDAY, 11_000)
  await rest(bench, pipe)
  expect((await handOvers(bench, creditor)).map(({ receipt }) => receipt)).toEqual(['delivered'])
  expect(await bench.database.query('select reference from early_receipt')).toEqual([{ reference: 'SMofsomebodyelse' }])
  for (let hours = 1; hours < 60; hours += 6) {
    bench.now = after(TUESDAY, hours * HOUR)
    await rest(bench, pipe)
  }
  expect(await bench.database.query('select from early_receipt')).toEqual([])
})

const put = async (file: string, content: string): Promise<void> => {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, content)
}

test('the PDFs of its invoices go with an e-mail and are in the dossier; what is none, is too large, or is another\'s, does not, and the timeline says so', async () => {
  const [creditor, other] = [await addCreditor(bench), await addCreditor(bench)]
  const [folder, secret] = [join(pipe.documentsFolder, creditor.code), join(pipe.documentsFolder, other.code, 'a.pdf')]
  await put(join(folder, '2027/een.pdf'), '%PDF-1.7 één')
  await put(join(folder, 'programma.pdf'), 'MZ')
  await put(join(folder, 'groot.pdf'), `%PDF-${'x'.repeat(10 * 1024 * 1024)}`)
  await put(secret, '%PDF-1.7 van een ander')
  await symlink(secret, join(folder, 'schakel.pdf'))
  const documents = ['2027\\een.pdf', '2027/een.pdf', 'programma.pdf', 'groot.pdf', 'schakel.pdf', `../${other.code}/a.pdf`, '2027', 'weg.pdf', null]
  await addClaims(bench, creditor, documents.map((invoiceDocument, index) => claimOf(`X ${index}`, { reference: 'D-1', email: 'met@voorbeeld.example' }, { invoiceDocument })))
  const before = sendgrid.seen.length
  await rest(bench, pipe)
  const sha256 = createHash('sha256').update('%PDF-1.7 één').digest('hex')
  const sent = (name: string): object => ({ content: Buffer.from('%PDF-1.7 één').toString('base64'), filename: name, type: 'application/pdf', disposition: 'attachment' })
  expect(sendgrid.seen.slice(before).map(({ message }) => message.attachments)).toEqual([[sent('F-X-0.pdf')]])
  const [attempt] = await attempts(bench, creditor)
  const key: DebtorKey = { creditorId: creditor.id, debtorId: attempt!.debtorId }
  const dossier = await readDossier(bench.database, key, bench.now)
  const [sending] = dossier?.contacts[0]?.sendings ?? []
  expect(sending).toMatchObject({ intact: true, message: { documents: [{ name: 'F-X-0.pdf', bytes: 14, sha256 }], documentsMissing: [2, 3, 4, 5, 6, 7].map((nth) => `F-X-${nth}.pdf`) } })
  expect(JSON.stringify(dossierData(dossier!))).toContain(sha256)
  const told = tellTimeline((await readTimeline(bench.database, creditor.id, 'D-1'))!, 'nl', 'Europe/Amsterdam').map(({ what }) => what)
  expect(told).toContainEqual(expect.stringContaining('op weg (bijlagen: 1, niet gevonden of te groot: 6)'))
})

test('by a mail server the invoice goes along too, and a mail that comes back fails its contact, but not one that is only late; a PDF that changed on the way leaves as it is now, and as the dossier says', async () => {
  let change = (): void => undefined
  const server = await startSmtpServer(() => { change() })
  const smtp = openPipe({
    redirectAllTo: null, smtp: { url: server.url }, database: bench.database, clock: () => bench.now, sandboxUrl: bench.carrier.url, dataFolder: bench.carrier.folder, answerWithinMs: 20_000,
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
    return [sent?.state, sent?.code, ...await bench.database.query('select usable from contact_point where creditor_id = $1', [creditor.id])]
  }
  expect(await bounce('delayed', '4.4.1')).toEqual(['accepted', null, { usable: true }])
  expect(await bounce('failed', '5.1.1')).toEqual(['failed', '5.1.1', { usable: false }])
  expect(await bench.database.query(`select matched_by as by from inbound_message where creditor_id = $1 order by received_at, id`, [creditor.id])).toEqual([{ by: null }, { by: 'attempt' }])
  expect(await openTasks(bench, creditor)).not.toContain('reply')

  // Worded together, and sent one after the other: the second PDF changes before the first is answered.
  const slow = await addCreditor(bench, { pacePerSecond: 1 })
  const file = join(smtp.documentsFolder, slow.code, '1.pdf')
  await put(file, '%PDF-1.7 oud')
  change = () => { writeFileSync(file, '%PDF-1.7 new') }
  await addClaims(bench, slow, ['a', 'b'].map((name) => claimOf(name, { email: `${name}@voorbeeld.example` }, { invoiceDocument: '1.pdf' })))
  await rest(bench, smtp)
  bench.now = after(bench.now, HOUR / 60)
  await rest(bench, smtp)
  expect(server.seen.slice(1).map(({ words: mail }) => ['oud', 'new'].filter((word) => mail.includes(Buffer.from(`%PDF-1.7 ${word}`).toString('base64'))))).toEqual([['oud'], ['new']])
  const recorded = await bench.database.query<{ hash: string }>(
    `select m.content #>> '{documents,0,sha256}' as hash from hand_over h join message_body m on m.creditor_id = h.creditor_id and m.hand_over_id = h.id
     where h.creditor_id = $1 and h.state = 'accepted' order by h.ended_at, h.id`, [slow.id])
  expect(recorded.map(({ hash }) => hash)).toEqual(['oud', 'new'].map((word) => createHash('sha256').update(`%PDF-1.7 ${word}`).digest('hex')))
  await closeDrivers(smtp)
  await server.close()
})
