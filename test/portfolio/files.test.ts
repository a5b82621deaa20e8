/** Files as they come: encodings, quotes, broken lines, doubled references, the shapes of JSON, and size. */
import { Readable } from 'node:stream'
import type { ImportMapping } from '#domain'
import { type ClaimLine, ImportFileError, readClaims } from '#portfolio'
import { all, shippedMapping, streamOf } from '../support/portfolio-mapping'
import { csvLine, HEAD, portfolioRows } from '../support/portfolio-generator'

const generic = shippedMapping('generic')
const json = shippedMapping('generic-json')
const HEADS = 'reference;open;dueOn;debtorReference;debtorName;description'
const row = (number: number, description = 'Contributie'): string =>
  `A-${number};62,50;15-01-2027;D-${number};C. Voorbeeldsma;${description}`
const read = (content: string | Buffer, mapping: ImportMapping = generic): Promise<ClaimLine[]> =>
  all(readClaims(streamOf(content), mapping))
const shown = (lines: readonly ClaimLine[]): unknown[] =>
  lines.map((line) => [line.line, line.kind === 'claim' ? line.claim.reference : line.errors.map((error) => error.reason).join()])
const UNCLOSED = 'a quotation mark opens a field and does not close it'

describe('CSV as packages write it', () => {
  test('with a byte-order mark, CRLF or LF, and with or without a last line end', async () => {
    for (const text of [`\uFEFF${HEADS}\r\n${row(1)}\r\n`, `${HEADS}\n${row(1)}\n`, `\uFEFF${HEADS}\n${row(1)}`]) {
      expect(shown(await read(text))).toEqual([[2, 'A-1']])
    }
  })
  test('quotes: a delimiter, a doubled quote and a line end inside a field; quotes as plain text in an unquoted one', async () => {
    const lines = await read([HEADS, row(1, '"a; ""b""\nc"'), row(2, 'Café "De Fabel"'), row(3)].join('\n'))
    expect(shown(lines)).toEqual([
      [2, 'A-1'],
      [4, 'A-2'],
      [5, 'A-3'],
    ])
    expect(lines.map((line) => line.kind === 'claim' && line.claim.description)).toEqual(['a; "b"\nc', 'Café "De Fabel"', 'Contributie'])
  })
  test('Windows-1252, also outside Latin-1; a byte-order mark says UTF-8 whatever the mapping says', async () => {
    const windows: ImportMapping = { ...generic, encoding: 'windows-1252' }
    const bytes = Buffer.concat([Buffer.from(`${HEADS}\n`), Buffer.from(row(1, 'prijs \x80 5 \x96 caf\xE9'), 'latin1')])
    for (const [content, description] of [
      [bytes, 'prijs € 5 – café'],
      [`\uFEFF${HEADS}\n${row(1, 'café €')}`, 'café €'],
    ] as const) {
      expect(await read(content, windows)).toMatchObject([{ claim: { description } }])
    }
  })
  test('Windows-1252 read as UTF-8 is noticed instead of loaded as mangled names', async () => {
    const bytes = Buffer.concat([Buffer.from(`${HEADS}\n${row(1)}\n`), Buffer.from(row(2, 'caf\xE9'), 'latin1')])
    expect(shown(await read(bytes))).toEqual([
      [2, 'A-1'],
      [3, '"description" holds a character that is not utf-8; is the mapping\'s encoding right?'],
    ])
  })
  test('a character cut in two by the chunks of the stream stays whole', async () => {
    const bytes = Buffer.from(`\uFEFF${HEADS}\r\n${row(1, '"één\r\nCafé"')}\r\n${row(2)}\r\n`)
    const single = Readable.from([...bytes].map((byte) => Buffer.from([byte])))
    const lines = await all(readClaims(single, generic))
    expect(shown(lines)).toEqual([
      [2, 'A-1'],
      [4, 'A-2'],
    ])
    expect(lines[0]).toMatchObject({ claim: { description: 'één\nCafé' } })
  })
  test('empty lines, lines of delimiters only and a delimiter too many at the end are passed over; the line numbers stay right', async () => {
    expect(shown(await read([HEADS, '', row(1), ';;;;;', `${row(2)};`].join('\n')))).toEqual([
      [3, 'A-1'],
      [5, 'A-2'],
    ])
  })
  test('heads in another case and order, with columns that are not read', async () => {
    expect(await read('DEBTORNAME; Open ;x;reference;dueon;debtorReference\nC. Voorbeeldsma;1,00;?;A-1;15-01-2027;D-1\n')).toMatchObject([
      { claim: { reference: 'A-1', open: 100 } },
    ])
  })
})

describe('a broken line costs itself and nothing else', () => {
  test('too few or too many cells', async () => {
    const lines = await read([HEADS, row(1), 'A-2;62,50;15-01-2027', `${row(3)};meer`, row(4)].join('\n'))
    expect(shown(lines)).toEqual([
      [2, 'A-1'],
      [3, 'the line has 3 cells, the head has 6'],
      [4, 'the line has 7 cells, the head has 6'],
      [5, 'A-4'],
    ])
    expect(lines[1]).toMatchObject({ raw: { reference: 'A-2', open: '62,50', debtorName: '', unreadable: 'A-2;62,50;15-01-2027' } })
  })
  test('a quote that is never closed, at the start, in the middle and at the end of a file', async () => {
    for (const place of [1, 150, 300]) {
      const rows = Array.from({ length: 300 }, (_, index) => row(index + 1, index + 1 === place ? '"Contributie' : undefined))
      const lines = await read([HEADS, ...rows].join('\n'))
      expect(lines).toHaveLength(300)
      expect(shown(lines.filter((line) => line.kind === 'error'))).toEqual([[place + 1, UNCLOSED]])
    }
  })
  test('a quote that is closed by the quote of a later line: the lines between them still load', async () => {
    const lines = await read([HEADS, row(1, '"Contributie'), row(2), row(3, '"netjes"'), row(4)].join('\n'))
    expect(shown(lines)).toEqual([
      [2, UNCLOSED],
      [3, 'A-2'],
      [4, 'A-3'],
      [5, 'A-4'],
    ])
  })
  test('two forgotten quotes that together look like one field', async () => {
    const lines = await read([HEADS, row(1, '"Contributie'), row(2), row(3, 'tot slot"'), row(4)].join('\n'))
    expect(shown(lines)).toEqual([
      [2, UNCLOSED],
      [3, 'A-2'],
      [4, 'A-3'],
      [5, 'A-4'],
    ])
  })
  test('a file of nothing but broken lines', async () => {
    const lines = await read([HEADS, ...Array.from({ length: 500 }, () => '"')].join('\n'))
    expect(lines.map((line) => line.line)).toEqual(Array.from({ length: 500 }, (_, index) => index + 2))
  })
})

describe('the same reference twice', () => {
  test('the second is refused with the line of the first', async () => {
    expect(shown(await read([HEADS, row(1), row(2), row(1), row(1)].join('\n')))).toEqual([
      [2, 'A-1'],
      [3, 'A-2'],
      [4, '"reference" was already on line 2'],
      [5, '"reference" was already on line 2'],
    ])
  })
  test('also far apart in a long file, and nothing else is taken for it', async () => {
    const rows = Array.from({ length: 4_000 }, (_, index) => row(index + 1))
    const lines = shown(await read([HEADS, ...rows, ...rows].join('\n')))
    expect(lines.slice(0, 4_000)).toEqual(rows.map((_, index) => [index + 2, `A-${index + 1}`]))
    expect(lines.slice(4_000)).toEqual(rows.map((_, index) => [index + 4_002, `"reference" was already on line ${index + 2}`]))
  })
  test('a refused row does not take its reference', async () => {
    expect(shown(await read([HEADS, row(1).replace('62,50', '?'), row(1)].join('\n')))).toEqual([
      [2, '"open" is not an amount such as 1234,50'],
      [3, 'A-1'],
    ])
  })
})

describe('JSON in its three shapes', () => {
  const item = (number: number) => ({
    reference: `A-${number}`,
    open: 62.5,
    dueOn: '2027-01-15',
    debtor: { reference: 'D', name: 'C. Voorbeeldsma' },
  })
  const items = [item(1), item(2), { ...item(3), open: 'x' }, item(4)]
  const expected = [
    [1, 'A-1'],
    [2, 'A-2'],
    [3, '"open" is not an amount such as 1234.50'],
    [4, 'A-4'],
  ]
  test.each<[string, string]>([
    ['a list', JSON.stringify(items)],
    ['a list over many lines', JSON.stringify(items, null, 2)],
    ['an object that holds the list', JSON.stringify({ made: { on: '2027-01-04' }, claims: items })],
    ['the same over many lines', JSON.stringify({ claims: items, more: [] }, null, 2)],
    ['an object per line', items.map((value) => JSON.stringify(value)).join('\n')],
    ['with a byte-order mark', `\uFEFF${JSON.stringify(items)}`],
  ])('%s', async (_, text) => {
    expect(shown(await read(text, json))).toEqual(expected)
  })
  test('a damaged line among objects per line costs itself', async () => {
    const text = [JSON.stringify(item(1)), '{"reference": "A-2", ', JSON.stringify(item(3))].join('\n')
    expect(shown(await read(text, json))).toEqual([
      [1, 'A-1'],
      [2, 'the line is not valid JSON'],
      [3, 'A-3'],
    ])
  })
  test.each([
    '[{"reference": "A-1"}, {"reference": ',
    '[{"reference": "A-1"} {"reference": "A-2"}]',
    '{"claims": [{"reference": "A-1"},,]\n}',
  ])('a document that breaks off is not taken for a whole export: %s', async (text) => {
    await expect(read(text, json)).rejects.toThrow(ImportFileError)
  })
  test('a file that can be read no further is not taken for a broken one', async () => {
    function* bytes(): Generator<Buffer> {
      yield Buffer.from('[')
      for (let number = 1; number < 5_000; number++) yield Buffer.from(`${JSON.stringify(item(number))},`)
      throw new Error('the disk is gone')
    }
    await expect(all(readClaims(Readable.from(bytes()), json))).rejects.toThrow(/^the disk is gone$/)
  })
  test('an item without an end is not held whole: the file is refused', async () => {
    const pieces = ['[[', ...Array.from({ length: 5 }, () => '0,'.repeat(500_000)), '0]]']
    const read = all(readClaims(Readable.from(pieces.map((piece) => Buffer.from(piece))), shippedMapping('generic-json')))
    await expect(read).rejects.toThrow('item 1 is longer than any claim or payment')
    await expect(read).rejects.toThrow(ImportFileError)
  })

  test('an item that is no object is an error of its own', async () => {
    expect(shown(await read(JSON.stringify([item(1), 'A-2', item(3)]), json))).toEqual([
      [1, 'A-1'],
      [2, 'the item is not an object'],
      [3, 'A-3'],
    ])
  })
  test('an object without the list is refused', async () => {
    await expect(read(JSON.stringify({ rows: [] }, null, 1), json)).rejects.toThrow('holds no list named "claims"')
  })
})

describe('a large file', () => {
  function* bytes(debtors: number, made: { count: number }): Generator<Buffer> {
    yield Buffer.from(HEAD)
    for (const generated of portfolioRows({ debtors, seed: 1 })) {
      made.count++
      yield Buffer.from(csvLine(generated))
    }
  }
  test('is read only as far as its reader asks', async () => {
    const made = { count: 0 }
    const lines = readClaims(Readable.from(bytes(50_000, made)), shippedMapping('demo-open-items'))
    for (let taken = 0; taken < 10; taken++) expect((await lines.next()).value).toMatchObject({ kind: 'claim' })
    expect(made.count).toBeLessThan(2_000)
    await lines.return(undefined)
  })
  test('of 6,000 rows loads whole, with few rows held at a time', async () => {
    const made = { count: 0 }
    let read = 0
    let held = 0
    for await (const line of readClaims(Readable.from(bytes(5_000, made)), shippedMapping('demo-open-items'))) {
      read += line.kind === 'claim' ? 1 : 0
      held = Math.max(held, made.count - read)
    }
    expect(read).toBeGreaterThan(6_000)
    expect(read).toBe(made.count)
    expect(held).toBeLessThan(2_000)
  })
  test('closes its input when the reader stops', async () => {
    const input = Readable.from(bytes(1_000, { count: 0 }))
    for await (const line of readClaims(input, shippedMapping('demo-open-items'))) if (line.line > 5) break
    expect(input.destroyed).toBe(true)
  })
})
