/** The contract of the letter driver: a batch folder that a print house can take, uploaded once, one outcome per letter. */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { createSandboxDrivers, type LetterBatch, type LetterDriver } from '#channels'
import { layoutOf, type HandOverOutcome } from '#domain'
import { endCarriers, startCarrier, type RunningCarrier } from '../support/carrier'
import { batchOf, letterTo } from '../support/deliveries'
import { readPdf } from '../support/pdf'

let carrier: RunningCarrier
let driver: LetterDriver
let folder: string
const closers: (() => Promise<void>)[] = []
beforeAll(async () => {
  carrier = await startCarrier({ clock: 'driven', now: '2027-01-19T09:00:00.000Z' })
  folder = join(carrier.folder, 'batches')
  driver = driverFor(carrier.url, folder)
})
afterAll(async () => {
  for (const close of closers) await close()
  await endCarriers()
})

function driverFor(url: string, place: string): LetterDriver {
  const drivers = createSandboxDrivers({ url, folder: place, timeoutMs: 30_000 })
  closers.push(...Object.values(drivers).map((each: { close(): Promise<void> }) => () => each.close()))
  return drivers.letter
}
const kinds = (outcomes: Map<string, HandOverOutcome>): string[] => [...outcomes.values()].map(({ kind }) => kind)
const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex')
const bytesIn = async (place: string): Promise<Record<string, string>> =>
  Object.fromEntries(
    await Promise.all((await readdir(place)).sort().map(async (name) => [name, sha256(await readFile(join(place, name)))] as const)),
  )
const rowsOf = async (batch: LetterBatch): Promise<Record<string, string>[]> =>
  parse(await readFile(join(folder, batch.id, 'manifest.csv')), { columns: true, delimiter: ';' })

test('the folder holds numbered PDFs, a manifest that describes them and runs no formula, and a batch.json that closes over the manifest', async () => {
  const formula = '=HYPERLINK("https://x.example";"Smit")'
  const [short, long] = [letterTo('J. Bakker'), letterTo(formula, '@SUM(1)')]
  const claims = Array.from({ length: 90 }, (_, index) => ({ label: `F-${index}`, amount: '€ 1,00' }))
  const batch = batchOf([short, { ...long, registered: true, letter: { ...long.letter, claims } }])
  expect(kinds(await driver.printBatch(batch))).toEqual(['accepted', 'accepted'])

  const place = join(folder, batch.id)
  const [first, second] = batch.letters.map(({ handOverId }, index) => `00000${index + 1}-${handOverId}.pdf`)
  expect((await readdir(place)).sort()).toEqual([first, second, 'batch.json', 'manifest.csv'])
  expect((await readFile(join(place, first ?? ''))).subarray(0, 5).toString()).toBe('%PDF-')

  const rows = await rowsOf(batch)
  expect(rows[0]).toMatchObject({
    sequence: '1',
    letter_id: batch.letters[0]?.handOverId,
    file: first,
    pages: '1',
    sheets: '1',
    document_type: 'formal-notice',
    service: 'normal',
    name: 'J. Bakker',
    street: 'Dorpsstraat',
    house_number: '12',
    addition: 'A',
    postcode: '3511 AB',
    city: 'Utrecht',
    country: 'NL',
    kix: '3511AB12XA',
  })
  for (const row of rows) {
    expect(row.sha256).toBe(sha256(await readFile(join(place, row.file ?? ''))))
    expect(Number(row.bytes)).toBe((await stat(join(place, row.file ?? ''))).size)
  }
  // To a spreadsheet it is text; whoever looks into the window reads the name as it is.
  expect(rows[1]).toMatchObject({ name: `'${formula}`, city: "'@SUM(1)" })
  const drawn = (await readPdf(await readFile(join(place, second ?? '')))).text
  for (const name of [formula, '@SUM(1)']) expect(drawn).toContain(name)
  expect(drawn).not.toContain("'=")
  const pages = Number(rows[1]?.pages)
  expect(pages).toBeGreaterThan(2)
  expect(rows[1]).toMatchObject({ service: 'registered', sheets: String(Math.ceil(pages / 2)) })

  const summary = JSON.parse(await readFile(join(place, 'batch.json'), 'utf8')) as Record<string, unknown>
  // Nothing about people: who they are is in the manifest alone.
  expect(summary).toEqual({
    batch: batch.id,
    created: '2027-01-19T09:00:00.000Z',
    letters: 2,
    pages: pages + 1,
    sheets: Math.ceil(pages / 2) + 1,
    registered: 1,
    manifestSha256: sha256(await readFile(join(place, 'manifest.csv'))),
  })
})

test('the print house has the same files, and the same batch made elsewhere is the same bytes', async () => {
  const batch = batchOf([letterTo('J. Bakker'), letterTo('P. Smit')])
  await driver.printBatch(batch)
  const made = await bytesIn(join(folder, batch.id))
  expect(await bytesIn(join(carrier.folder, 'outbox/letters', batch.id))).toEqual(made)

  const elsewhere = join(carrier.folder, 'elsewhere')
  await driverFor(carrier.url, elsewhere).printBatch(batch)
  expect(await bytesIn(join(elsewhere, batch.id))).toEqual(made)
})

test('legal letters come first, or letters in the order of their postcodes; the same whoever names them in what order', async () => {
  const place = (letter: ReturnType<typeof letterTo>, postcode: string): typeof letter => ({
    ...letter,
    letter: { ...letter.letter, address: { ...letter.letter.address, postcode } },
  })
  const [far, near, reminder] = [
    place(letterTo('Ver'), '9999 ZZ'),
    place(letterTo('Dichtbij'), '1000 AA'),
    { ...place(letterTo('Herinnering'), '0900 AA'), documentType: 'reminder' as const },
  ]
  const named = async (batch: LetterBatch): Promise<(string | undefined)[]> => {
    await driver.printBatch(batch)
    return (await rowsOf(batch)).map(({ name }) => name)
  }
  expect(await named(batchOf([reminder, near, far]))).toEqual(['Ver', 'Dichtbij', 'Herinnering'])
  const byPostcode = batchOf([far, reminder, near])
  expect(await named({ ...byPostcode, layout: layoutOf({ order: 'postcode' }) })).toEqual(['Herinnering', 'Dichtbij', 'Ver'])
})

test('a name that a spreadsheet would run as a formula is neutralised, and separators are quoted', async () => {
  const batch = batchOf([letterTo('=HYPERLINK("http://x.example";"klik")'), letterTo('@SUM(A1)'), letterTo('Bakker; "De Oven"')])
  await driver.printBatch(batch)
  expect((await rowsOf(batch)).map(({ name }) => name)).toEqual([
    '\'=HYPERLINK("http://x.example";"klik")',
    "'@SUM(A1)",
    'Bakker; "De Oven"',
  ])
})

test('the same batch again: the same outcomes, no second print, and a letter that came too late is not in it', async () => {
  const batch = batchOf([letterTo('J. Bakker'), letterTo('A. Nee', 'refused')])
  const before = await carrier.stats()
  const first = await driver.printBatch(batch)
  expect([...first.values()]).toEqual([
    { kind: 'accepted', carrierReference: expect.any(String) as string },
    { kind: 'refused', failure: 'permanent', code: 'bad-address' },
  ])
  const late = letterTo('T. Laat')
  const again = await driver.printBatch({ ...batch, letters: [...batch.letters, late] })
  expect(again).toEqual(new Map([...first, [late.handOverId, { kind: 'later', failure: 'transient', code: 'not-in-batch' }]]))
  expect(await carrier.stats()).toMatchObject({ accepted: before.accepted + 1, doubles: before.doubles })
  const printed = (await readdir(join(carrier.folder, 'outbox/letters', batch.id))).filter((name) => name.endsWith('.pdf'))
  expect(printed).toEqual([`000001-${batch.letters[0]?.handOverId}.pdf`])
})

test('what a kill left half made is made again', async () => {
  const batch = batchOf([letterTo('J. Bakker')])
  await mkdir(join(folder, `.${batch.id}.part`), { recursive: true })
  await writeFile(join(folder, `.${batch.id}.part`, '000009-stale.pdf'), 'half')
  expect(kinds(await driver.printBatch(batch))).toEqual(['accepted'])
  expect(await readdir(join(folder, batch.id))).toHaveLength(3)
  expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([])
})

test('a letter that cannot be drawn is refused by itself, and the rest goes', async () => {
  const broken = letterTo('Q. Fout')
  const batch = batchOf([
    letterTo('J. Bakker'),
    { ...broken, letter: { ...broken.letter, qr: { payload: 'x'.repeat(5_000), caption: '' } } },
    letterTo('P. Smit'),
  ])
  const outcomes = await driver.printBatch(batch)
  expect([...outcomes.values()]).toMatchObject([
    { kind: 'accepted' },
    { kind: 'refused', failure: 'permanent', code: 'unprintable' },
    { kind: 'accepted' },
  ])
  expect((await rowsOf(batch)).map(({ sequence }) => sequence)).toEqual(['1', '2'])
  expect(await driver.printBatch(batch)).toEqual(outcomes)
})

test('a file that was damaged on the way is rejected by the print house', async () => {
  const batch = batchOf([letterTo('J. Bakker')])
  const nobody = driverFor('http://127.0.0.1:9', folder)
  expect([...(await nobody.printBatch(batch)).values()]).toEqual([{ kind: 'later', failure: 'transient', code: 'ECONNREFUSED' }])
  await writeFile(join(folder, batch.id, `000001-${batch.letters[0]?.handOverId}.pdf`), 'not what the manifest says')
  expect([...(await driver.printBatch(batch)).values()]).toEqual([{ kind: 'refused', failure: 'account', code: 'damaged-file' }])
})

test('a folder that cannot be written: nothing has left, so it may go later', async () => {
  const file = join(carrier.folder, 'a-file')
  await writeFile(file, '')
  const batch = batchOf([letterTo('J. Bakker')])
  expect([...(await driverFor(carrier.url, file).printBatch(batch)).values()]).toEqual([
    { kind: 'later', failure: 'transient', code: 'batch-not-made' },
  ])
  expect((await carrier.log()).filter(({ handOverId }) => handOverId === batch.letters[0]?.handOverId)).toEqual([])
  await rm(file)
})
