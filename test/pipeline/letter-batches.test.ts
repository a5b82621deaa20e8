/** Letter batches: people check and release them, nobody who paid gets a letter, and no term is a day short. */
import { createHash } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { unzipSync } from 'fflate'
import type { LocalDate } from '#domain'
import { checkBatch, notePosted, releaseLetters, takeOut, previewLetter, sweep } from '#pipeline'
import { editCreditor, getCreditor, readBatch, type Creditor } from '#store'
import { endCarriers } from '../support/carrier'
import { openCaller } from '../support/api'
import { readPdf } from '../support/pdf'
import { addClaims, addCreditor, after, claimOf, DAY, HOUR, openBench, pay, rest, type PipeBench } from '../support/pipe'
import { attempts, debtorKey, handOvers } from '../support/pipe-records'
import { batchedLettersIn, LATE, offline, WEDNESDAY } from './batched-letters'

let bench: PipeBench
const { batchesOf, lettersIn, batchesAddUp } = batchedLettersIn(() => bench)
beforeAll(async () => {
  bench = await openBench()
})
afterAll(async () => {
  await bench.close()
  await endCarriers()
})
beforeEach(() => bench.clear())
afterEach(() => batchesAddUp())

async function byHand(): Promise<Creditor> {
  const creditor = await addCreditor(bench)
  await editCreditor(bench.database, creditor.id, { profile: { ...creditor.profile, letters: { release: 'by-hand' } } })
  return getCreditor(bench.database, creditor.id)
}

test('assembled, checked, released by a second person, exported, posted: who paid or was taken out stays at home, and a notice posted late is made again', async () => {
  const creditor = await byHand()
  const notice = claimOf('4', offline('D. Vier'), LATE)
  await addClaims(bench, creditor, [
    claimOf('1', offline('A. Een')),
    claimOf('2', offline('B. Twee')),
    claimOf('3', offline('C. Drie')),
    notice,
  ])
  await rest(bench)
  const [batch] = await batchesOf(creditor)
  if (!batch) throw new Error('no batch')
  expect(batch).toMatchObject({ state: 'assembled', day: '2027-01-12' })
  const key = { creditorId: creditor.id, batchId: batch.id }
  expect(await handOvers(bench, creditor)).toEqual([])

  await expect(releaseLetters(bench.pipe, key, 'bert', bench.now)).rejects.toMatchObject({ code: 'not-checked' })
  await checkBatch(bench.pipe, key, 'anna', bench.now)
  const letters = await lettersIn(key)
  expect(letters.map(({ claim, pages, out }) => [claim, pages !== null, out])).toEqual(
    ['1', '2', '3', '4'].map((claim) => [claim, true, null]),
  )
  const preview = await previewLetter(bench.pipe, key, letters[3]?.attempt ?? '', bench.now)
  expect((await readPdf(preview!)).text).toContain('Klantnummer: D-4')

  await pay(bench, creditor, '2', 12_500)
  await takeOut(bench.pipe, key, letters[2]?.attempt ?? '', 'anna', bench.now)
  await expect(releaseLetters(bench.pipe, key, 'anna', bench.now)).rejects.toMatchObject({ code: 'second-person' })
  expect(await releaseLetters(bench.pipe, key, 'bert', bench.now)).toBe(2)
  expect((await lettersIn(key)).map(({ claim, out }) => `${claim} ${out}`)).toEqual([
    '1 null',
    '2 settled',
    '3 stopped-by-operator',
    '4 null',
  ])
  await expect(releaseLetters(bench.pipe, key, 'bert', bench.now)).rejects.toMatchObject({ code: 'not-open' })
  await rest(bench)
  expect((await batchesOf(creditor)).map(({ state }) => state)).toEqual(['exported'])
  expect((await handOvers(bench, creditor)).map(({ state }) => state)).toEqual(['accepted', 'accepted'])

  await expect(notePosted(bench.pipe, key, '2027-01-13' as LocalDate, 'anna', bench.now)).rejects.toMatchObject({ code: 'not-yet' })
  bench.now = WEDNESDAY
  await expect(notePosted(bench.pipe, key, '2027-01-11' as LocalDate, 'anna', bench.now)).rejects.toMatchObject({ code: 'too-early' })
  const ends = (): Promise<{ end: string }[]> =>
    bench.database.query(
      `select legal_end::text as end from contact_attempt where creditor_id = $1 and phase = 'formal-notice' order by created_at`,
      [creditor.id],
    )
  expect(await notePosted(bench.pipe, key, '2027-01-13' as LocalDate, 'anna', bench.now)).toEqual({ posted: 1, madeAgain: 1 })
  expect(await notePosted(bench.pipe, key, '2027-01-13' as LocalDate, 'anna', bench.now)).toEqual({ posted: 0, madeAgain: 0 })
  await rest(bench)
  expect((await attempts(bench, creditor)).filter(({ claims }) => claims[0] === '4')).toMatchObject([
    { state: 'suppressed', reason: 'superseded' },
    { state: 'queued' },
  ])
  const [first, second] = await ends()
  expect(second!.end > first!.end).toBe(true)
  expect((await batchesOf(creditor)).map(({ state }) => state)).toEqual(['posted', 'assembled'])

  const again = { creditorId: creditor.id, batchId: (await batchesOf(creditor))[1]!.id }
  await checkBatch(bench.pipe, again, 'anna', bench.now)
  await expect(releaseLetters(bench.pipe, again, 'bert', after(WEDNESDAY, 3 * HOUR))).rejects.toMatchObject({ code: 'cut-off-passed' })
  // A day later the term that it names would be short: it does not leave, and is decided with a whole one.
  expect(await releaseLetters(bench.pipe, again, 'bert', after(WEDNESDAY, DAY))).toBe(0)

  // Nobody looks after the next one: its letters lapse, and are shown as what they are.
  bench.now = after(WEDNESDAY, DAY)
  await rest(bench)
  bench.now = after(WEDNESDAY, 9 * DAY)
  await sweep(bench.pipe, bench.now)
  const forgotten = (await batchesOf(creditor)).at(-1)!
  expect(forgotten.state).toBe('assembled')
  expect(await readBatch(bench.database, { creditorId: creditor.id, batchId: forgotten.id })).toMatchObject({ counts: { withdrawn: 1 } })
})

test('through the API: two people, the PDF, the ZIP that is the same each time, and the return file', async () => {
  const creditor = await byHand()
  await addClaims(bench, creditor, [claimOf('1', offline('A. Een')), claimOf('2', offline('B. Twee'), LATE)])
  await rest(bench)
  const home = `/v1/creditors/${creditor.id}`
  const [anna, bert, reader] = [
    await openCaller(bench, [creditor.id], { scopes: ['letters:read', 'letters:write', 'messages:read'] }),
    await openCaller(bench, [creditor.id]),
    await openCaller(bench, [creditor.id], { scopes: ['letters:read'] }),
  ]
  expect(await anna.call('POST', `${home}/letter-batches`)).toMatchObject({ status: 409 })
  const list = await reader.call<{ items: { id: string }[] }>('GET', `${home}/letter-batches`)
  expect(list).toMatchObject({
    status: 200,
    body: { items: [{ state: 'assembled', assembledBy: 'tijdig', legal: true, letters: 2, pages: 0 }] },
  })
  const at = `${home}/letter-batches/${list.body.items[0]?.id}`
  expect(await reader.call('POST', `${at}/check`)).toMatchObject({ status: 403 })
  expect(await anna.call('GET', `${at}/export`)).toMatchObject({ status: 409 })
  expect(await anna.call('POST', `${at}/check`)).toMatchObject({
    status: 200,
    body: { state: 'checked', counts: [{ state: 'checked', letters: 2 }] },
  })
  const letters = (await anna.call<{ items: { id: string; letterId: string; sequence: number; pages: number }[] }>('GET', `${at}/letters`))
    .body.items
  expect(letters).toMatchObject([
    { state: 'checked', debtorReference: 'D-1', phase: 'reminder' },
    { phase: 'formal-notice', debtorReference: 'D-2', legalEnd: expect.any(String) as string },
  ])
  const pdf = await anna.call<string>('GET', `${at}/letters/${letters[0]?.id}/pdf`)
  expect([pdf.status, pdf.headers.get('content-type'), pdf.body.slice(0, 5)]).toEqual([200, 'application/pdf', '%PDF-'])
  expect(await anna.call('POST', `${at}/release`)).toMatchObject({ status: 409, body: { type: 'urn:tijdig:problem:second-person' } })
  expect(await bert.call('POST', `${at}/release`)).toMatchObject({ status: 200, body: { letters: 2 } })
  await rest(bench)

  const zip = async (): Promise<{ name: string | null; bytes: Buffer }> => {
    const answer = await fetch(`${bench.api}${at}/export`, { headers: { authorization: `Bearer ${anna.token}` } })
    return { name: answer.headers.get('content-disposition'), bytes: Buffer.from(await answer.arrayBuffer()) }
  }
  const [first, second] = [await zip(), await zip()]
  expect(second.bytes.equals(first.bytes)).toBe(true)
  expect([first.name, second.name].map((name) => name?.includes('-copy'))).toEqual([false, true])
  const files = Object.fromEntries(
    Object.entries(unzipSync(first.bytes)).map(([name, bytes]) => [name.split('/')[1] ?? '', Buffer.from(bytes)]),
  )
  const rows: Record<string, string>[] = parse(files['manifest.csv'] ?? '', { columns: true, delimiter: ';' })
  expect(rows.map(({ document_type, not_after }) => [document_type, not_after])).toEqual([
    ['formal-notice', '2027-01-12'],
    ['reminder', ''],
  ])
  for (const { file, sha256 } of rows)
    expect(
      createHash('sha256')
        .update(files[file ?? ''] ?? '')
        .digest('hex'),
    ).toBe(sha256)

  const told = `batch;letter_id;event;at;barcode;reason\n${rows.map(({ letter_id }) => `${list.body.items[0]?.id};${letter_id};posted;2027-01-12;;`).join('\n')}\n`
  const returns = (body: string): Promise<unknown> =>
    anna.call('POST', `${home}/letter-returns`, { body, headers: { 'content-type': 'text/csv' } })
  expect(await returns(told)).toMatchObject({ status: 200, body: { lines: 2, told: 2, quarantined: 0 } })
  expect(await returns('name;amount\n')).toMatchObject({ status: 422 })
  expect((await anna.call('GET', at)).body).toMatchObject({ state: 'posted', downloads: 2, counts: [{ state: 'posted', letters: 2 }] })
  expect(await anna.call('POST', `${at}/letters/${letters[0]?.id}/removal`)).toMatchObject({ status: 409 })

  const debtor = (await debtorKey(bench, creditor, 'D-2')).debtorId
  const dossier = await anna.call('GET', `${home}/debtors/${debtor}/dossier`)
  expect(dossier).toMatchObject({
    status: 200,
    body: {
      debtor: { reference: 'D-2' },
      contacts: [
        {
          phase: 'formal-notice',
          amount: '125.00',
          postedOn: '2027-01-12',
          sendings: [{ intact: true, receipt: 'sent', hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string }],
        },
      ],
    },
  })
  const pages = await fetch(`${bench.api}${home}/debtors/${debtor}/dossier?as=pdf`, { headers: { authorization: `Bearer ${anna.token}` } })
  const said = (await readPdf(Buffer.from(await pages.arrayBuffer()))).text
  for (const text of [
    'Dossier D-2: B. Twee',
    'aanmaning, brief',
    'Betaal € 125,00 binnen veertien dagen',
    'de tekst klopt met het controlegetal',
    'gepost op',
    'besloten (',
    'op weg',
    'verstuurd',
  ])
    expect(said).toContain(text)
  expect(said).not.toMatch(/queued|\{"/)
  expect(await reader.call('GET', `${home}/debtors/${debtor}/dossier`)).toMatchObject({ status: 403 })
  await bench.database.query(
    `update message_body set content = jsonb_set(content, '{text}', '"anders"') where creditor_id = $1 and debtor_id = $2`,
    [creditor.id, debtor],
  )
  expect(await anna.call('GET', `${home}/debtors/${debtor}/dossier`)).toMatchObject({
    body: { contacts: [{ sendings: [{ intact: false }] }] },
  })
})
