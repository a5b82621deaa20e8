/** PDF/A-2a, point by point as far as a test can see it (ISO 19005-2): of a letter, of a statement and of a dossier's pages alike. */
import { inflateSync } from 'node:zlib'
import { renderLetter, renderPages, renderStatement } from '#channels'
import { layoutOf } from '#domain'
import { letterTo } from '../support/deliveries'

const createdAt = new Date('2027-01-19T08:00:00Z')
const about = { author: 'Fietsen <De Vries> & Zn', language: 'nl', createdAt } as const
const rows = Array.from({ length: 70 }, (_, line) => ({ label: `Factuur ${line}`, value: '€ 1,00' }))
const KINDS: Readonly<Record<string, () => Promise<Buffer>>> = {
  letter: () => renderLetter(letterTo('Ørsted & Zonen').letter, { layout: { ...layoutOf({}), foldMarks: true, kix: 'ours' }, createdAt }),
  statement: () => renderStatement({ heading: 'Zo is het bedrag opgebouwd', rows }, about),
  pages: () => renderPages({ ...about, title: 'Dossier', parts: [{ heading: 'Één', paragraphs: ['a', 'b'.repeat(9_000)] }] }, createdAt),
}

interface Opened {
  readonly raw: string
  /** By number: the words of an object without its stream, and its stream. */
  readonly objects: ReadonlyMap<string, { readonly words: string; readonly stream: Buffer | null }>
}

function open(pdf: Buffer): Opened {
  const raw = pdf.toString('latin1')
  const objects = [...raw.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, number = '', text = '']) => {
    const [words = '', stream] = text.split(/\nstream\r?\n/)
    return [number, { words, stream: stream === undefined ? null : Buffer.from(stream.replace(/\r?\nendstream$/, ''), 'latin1') }] as const
  })
  return { raw, objects: new Map(objects) }
}

const named = ({ objects }: Opened, pattern: RegExp): string[] =>
  [...objects.values()].flatMap(({ words }) => (pattern.test(words) ? [words] : []))
const contents = ({ objects }: Opened): string[] =>
  [...objects.values()].flatMap(({ words }) => {
    const number = /\/Type \/Page\n[\s\S]*\/Contents (\d+) 0 R/.exec(words)?.[1]
    const stream = number === undefined ? null : objects.get(number)?.stream
    return stream ? [inflateSync(stream).toString('latin1')] : []
  })

/** What is painted outside of every mark: a reader of the text cannot know whether it means anything. */
function unmarked(content: string): string[] {
  let depth = 0
  return content
    .replace(/<[0-9a-fA-F\s]*>|\((?:\\.|[^()\\])*\)/g, '_')
    .split(/\s+/)
    .filter((word) => {
      if (word === 'BDC' || word === 'BMC') depth += 1
      if (word === 'EMC') depth -= 1
      return depth === 0 && ['Tj', 'TJ', 'S', 's', 'f', 'f*', 'F', 'B', 'b', 'Do', 'sh'].includes(word)
    })
}

describe.each(Object.entries(KINDS))('a %s', (_kind, render) => {
  let pdf: Opened
  beforeAll(async () => {
    pdf = open(await render())
  })

  test('says what it is, in its metadata as in its properties, and can be told from its other versions', () => {
    expect(pdf.raw).toMatch(/^%PDF-1\.7\n%[\x80-\xFF]{4}/)
    expect(pdf.raw).toMatch(/\/ID \[<[0-9a-f]{32}> <[0-9a-f]{32}>\]/i)
    const [xmp] = [...pdf.objects.values()].flatMap(({ words, stream }) =>
      /\/Type \/Metadata/.test(words) ? [[words, stream?.toString('utf8') ?? ''] as const] : [],
    )
    expect(xmp?.[0]).not.toMatch(/\/Filter/)
    for (const said of [
      '<pdfaid:part>2</pdfaid:part>',
      '<pdfaid:conformance>A</pdfaid:conformance>',
      '<xmp:CreateDate>2027-01-19T08:00:00',
      '<dc:title>',
    ])
      expect(xmp?.[1]).toContain(said)
    expect(xmp?.[1]).not.toMatch(/&(?!amp;|lt;|gt;|quot;|apos;|#)|<De Vries>/)
    expect(pdf.raw).toContain('/DisplayDocTitle true')
    expect(pdf.raw).toContain('(D:20270119080000Z)')
    const [catalog = ''] = named(pdf, /\/Type \/Catalog/)
    for (const part of ['/Metadata ', '/StructTreeRoot ', '/MarkInfo ', '/Lang (nl-NL)', '/OutputIntents ']) expect(catalog).toContain(part)
  })

  test('is seen in the colours that it was made in, and nothing shines through', () => {
    const [intent = ''] = named(pdf, /\/Type \/OutputIntent/)
    expect(intent).toMatch(/\/S \/GTS_PDFA1/)
    const profile = pdf.objects.get(/\/DestOutputProfile (\d+) 0 R/.exec(intent)?.[1] ?? '')
    expect([/\/N 3/.test(profile?.words ?? ''), inflateSync(profile?.stream ?? Buffer.alloc(0)).toString('latin1', 36, 40)]).toEqual([
      true,
      'acsp',
    ])
    expect(named(pdf, /\/SMask (?!\/None)|\/S \/Transparency|\/BM \/(?!Normal)|\/(ca|CA) 0?\.\d|\/Interpolate true/)).toEqual([])
    for (const content of contents(pdf)) expect(content).not.toMatch(/(^|\s)(k|K)(\s|$)/)
  })

  test('brings every letter that it shows, each with what it stands for', () => {
    const fonts = named(pdf, /\/Type \/Font\n/)
    const whole = fonts.filter((words) => /\/Subtype \/Type0/.test(words))
    expect(whole.length).toBeGreaterThan(0)
    expect(fonts.filter((words) => !/\/Subtype \/(Type0|CIDFontType2)/.test(words))).toEqual([])
    for (const words of whole) expect(words).toMatch(/\/Encoding \/Identity-H[\s\S]*\/ToUnicode \d+ 0 R/)
    for (const words of fonts.filter((font) => !whole.includes(font))) expect(words).toMatch(/\/CIDToGIDMap \/Identity/)
    for (const words of named(pdf, /\/Type \/FontDescriptor/)) expect(words).toMatch(/\/FontFile2 \d+ 0 R/)
  })

  test('is all in its structure or marked as an ornament, page by page', () => {
    const pages = named(pdf, /\/Type \/Page\n/)
    expect(contents(pdf)).toHaveLength(pages.length)
    for (const page of pages) expect(page).toMatch(/\/StructParents \d+/)
    expect(contents(pdf).flatMap(unmarked)).toEqual([])
    const roles = new Set([...pdf.raw.matchAll(/\n\/S \/(\w+)\n\/P /g)].map(([, role]) => role))
    expect(
      [...roles].filter(
        (role) => !['Document', 'Sect', 'P', 'H1', 'H2', 'Table', 'TR', 'TH', 'TD', 'Figure', 'Caption'].includes(role ?? ''),
      ),
    ).toEqual([])
    for (const figure of named(pdf, /\/S \/Figure/)) expect(figure).toMatch(/\/Alt /)
  })

  test('holds nothing that runs, opens, is hidden, locked or lies elsewhere', () => {
    expect(pdf.raw).not.toMatch(/\/(Encrypt|JavaScript|JS|AA|OpenAction|Launch|EmbeddedFiles|AcroForm|RichMedia|LZWDecode|XFA)\b/)
    expect(named(pdf, /\/F \(|\/FFilter|\/Type \/Annot/)).toEqual([])
  })
})
