/** Row errors: the file a person gets back says what is wrong, is safe to open in a spreadsheet, and imports again once mended. */
import { mkdtempSync, readFileSync, rmSync, existsSync, createReadStream } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { ImportMapping } from '#domain'
import { csvWriter, neutralise, readClaims, writeRowErrors } from '#portfolio'
import { all, shippedMapping, streamOf } from '../support/portfolio-mapping'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'row-errors-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

/** Imports a file as the stage does: what loads, and the file of what did not. */
async function load(content: string | Buffer, mapping: ImportMapping, name: string) {
  const path = join(folder, name)
  const errors = writeRowErrors(path, mapping)
  const loaded: string[] = []
  for (const line of await all(readClaims(streamOf(content), mapping))) {
    if (line.kind === 'claim') loaded.push(line.claim.reference)
    else await errors.write(line)
  }
  await errors.close()
  return { loaded, path, written: errors.written }
}

const generic = shippedMapping('generic')
const HEADS = 'reference;open;dueOn;debtorReference;debtorName;phone;extra'

test('the error file names line, field and reason before the original columns, one line per row', async () => {
  const { path, written } = await load(`${HEADS}\nA-1;x;y;D-1;Zoë;0101000001;e\nA-2;1,00;15-01-2027;D-2;Jan;;\n`, generic, 'errors.csv')
  expect(written).toBe(1)
  expect(readFileSync(path, 'utf8')).toBe(
    '\uFEFFline;field;reason;reference;open;dueOn;debtorReference;debtorName;phone;extra;unreadable\r\n' +
      '2;dueOn, open;"""dueOn"" is not an existing date as dd-mm-yyyy (31-01-2027); ""open"" is not an amount such as 1234,50";' +
      'A-1;x;y;D-1;Zoë;0101000001;e;\r\n',
  )
})

test('the mended error file imports with the same mapping, and nothing but the mended rows is in it', async () => {
  const first = await load(
    `${HEADS}\nA-1;?;15-01-2027;D-1;Zoë;+31612340001;e\nA-2;1,00;15-01-2027;D-2;Jan;;\nA-3;-2,00;?;D-3;=Piet;;\n`,
    generic,
    '1.csv',
  )
  expect(first.loaded).toEqual(['A-2'])
  const mended = readFileSync(first.path, 'utf8').replace('A-1;?', 'A-1;3,00')
  const second = await load(mended, generic, '2.csv')
  expect(second).toMatchObject({ loaded: ['A-1'], written: 1 })
  const again = readFileSync(second.path, 'utf8')
  expect(again.split('\r\n')[0]).toBe(readFileSync(first.path, 'utf8').split('\r\n')[0])
  const third = await all(readClaims(streamOf(again.replace(';?;', ';15-01-2027;')), generic))
  expect(third).toMatchObject([{ claim: { reference: 'A-3', open: -200, debtor: { name: '=Piet' } } }])
  expect((await all(readClaims(streamOf(mended), generic)))[0]).toMatchObject({ claim: { debtor: { name: 'Zoë', phone: '+31612340001' } } })
})

test.each(['generic-json', 'afas-open-items'])(
  'an import in another form gives an error file that imports with the same mapping (%s)',
  async (name) => {
    const mapping = shippedMapping(name)
    const content =
      name === 'generic-json'
        ? JSON.stringify([{ reference: 'A-1', open: 12.5, dueOn: 'morgen', debtor: { reference: 'D', name: 'Zoë' } }])
        : Buffer.from('Titel\nDatum\nFactuurnr.;Openstaand bedrag;Vervaldatum;Debiteurnr.;Naam\nA-1;12,50;morgen;D;Zo\xEB\n', 'latin1')
    const { path } = await load(content, mapping, 'errors.csv')
    const mended = readFileSync(path, 'utf8').replace(
      `${mapping.delimiter}morgen${mapping.delimiter}`,
      `${mapping.delimiter}${name === 'generic-json' ? '2027-01-15' : '15-1-2027'}${mapping.delimiter}`,
    )
    expect(await all(readClaims(streamOf(mended), mapping))).toMatchObject([
      { claim: { reference: 'A-1', open: 1_250, dueOn: '2027-01-15', debtor: { name: 'Zoë' } } },
    ])
  },
)

test('a line that could not be taken apart comes back in its own text', async () => {
  const { path } = await load(`${HEADS}\nA-1;1,00;15-01-2027\n`, generic, 'errors.csv')
  expect(readFileSync(path, 'utf8')).toContain('"A-1;1,00;15-01-2027"\r\n')
})

test('without errors there is no file', async () => {
  const { path } = await load(`${HEADS}\nA-1;1,00;15-01-2027;D-1;Jan;;\n`, generic, 'errors.csv')
  expect(existsSync(path)).toBe(false)
})

test('a folder that is not there fails the writer instead of ending the process', async () => {
  const errors = writeRowErrors(join(folder, 'nowhere', 'errors.csv'), generic)
  await errors.write({ line: 2, kind: 'error', errors: [], reference: null, raw: { reference: 'A-1' } }).catch(() => undefined)
  await expect(errors.close()).rejects.toThrow('ENOENT')
})

test.each(['=1+1', '+31', '-5', '@SUM(A1)', '\tcmd', '\rcmd', '＝1+1'])(
  'a cell that a spreadsheet would run is neutralised: %j',
  async (cell) => {
    const output = new PassThrough()
    const written = text(output)
    const writer = csvWriter(output, { columns: ['a', cell] })
    writer.write([cell, 'plain'])
    writer.end()
    const cells = (await written)
      .replace('\uFEFF', '')
      .split('\r\n')
      .flatMap((line) => line.split(';'))
      .map((each) => each.replace(/^"|"$/g, ''))
    expect(cells).toContain(`'${cell}`)
    expect(cells).not.toContain(cell)
  },
)

test('an ordinary cell is left alone', () => {
  for (const cell of ['Jan', "'s-Hertogenbosch", '12,50', '', ' =1']) expect(neutralise(cell)).toBe(cell)
})

test('a neutralised file on disk reads back as it was', async () => {
  const { path } = await load(`${HEADS}\nA-1;-1,00;?;D-1;-Jan;+31612340001;\n`, generic, 'errors.csv')
  const [line] = await all(readClaims(createReadStream(path), generic))
  expect(line).toMatchObject({ raw: { open: '-1,00', debtorName: '-Jan', phone: '+31612340001' } })
})
