/** The sheet: an A4 PDF/A-2a document with embedded fonts, and a cursor that starts a new page when a piece does not fit. */
import type PDFDocument from 'pdfkit'
import type { Language } from '#domain'
import { registerFonts } from './fonts'
import type { Face } from './fonts'
import { A4, points } from './window'

export type Document = InstanceType<typeof PDFDocument>

export const LEFT = points(25)
export const RIGHT = points(A4.width - 20)
export const WIDTH = RIGHT - LEFT
const TOP = points(25)
const BOTTOM = points(A4.height - 25)

export const BODY_SIZE = 9.5
export const LINE_GAP = 2.5
export const PARAGRAPH_GAP = 7

const LOCALES = { nl: 'nl-NL', en: 'en-GB' } as const satisfies Record<Language, string>

export interface Sheet {
  readonly doc: Document
  readonly root: PDFKit.PDFStructureElement
  /** Where the next piece begins, in points from the top. */
  y: number
}

/** What draws is loaded when something is drawn: it takes as much memory as all that a worker of messages does. */
export async function openSheet(
  about: { title: string; author: string; language: Language; createdAt: Date },
  bodyStart: number,
): Promise<Sheet> {
  const { default: Drawing } = await import('pdfkit')
  const doc = new Drawing({
    size: 'A4',
    margins: { top: TOP, bottom: 0, left: LEFT, right: points(20) },
    subset: 'PDF/A-2a',
    pdfVersion: '1.7',
    tagged: true,
    lang: LOCALES[about.language],
    displayTitle: true,
    bufferPages: true,
    // The dates are the caller's, so that the same letter is the same file, byte for byte.
    info: { Title: about.title, Author: about.author, CreationDate: about.createdAt, ModDate: about.createdAt },
    // No font to begin with: the usual one would not be embedded.
    font: '',
  })
  await registerFonts(doc)
  const root = doc.struct('Document')
  doc.addStructure(root)
  return { doc, root, y: bodyStart }
}

/** Makes room for a piece of that height; returns true when it began a new page. */
export function makeRoom(sheet: Sheet, height: number): boolean {
  if (sheet.y + height <= BOTTOM) return false
  sheet.doc.addPage()
  sheet.y = TOP
  return true
}

export function heightOf(doc: Document, text: string, face: Face, size: number, width: number): number {
  return doc.font(face).fontSize(size).heightOfString(text, { width, lineGap: LINE_GAP })
}

/** One text in its place, not moving the cursor. */
export function put(
  doc: Document,
  text: string,
  type: readonly [Face, number],
  at: readonly [number, number],
  options: PDFKit.Mixins.TextOptions,
): void {
  const [face, size] = type
  doc
    .font(face)
    .fontSize(size)
    .fillColor('black')
    .text(text, at[0], at[1], { lineGap: LINE_GAP, ...options })
}

export function paragraphs(sheet: Sheet, texts: readonly string[]): void {
  texts.forEach((text, index) => {
    const followed = isItem(text) && isItem(texts[index + 1] ?? '')
    textBlock(sheet, text, { tag: 'P', face: 'regular', size: BODY_SIZE, gap: followed ? 1 : PARAGRAPH_GAP })
  })
}

/** A heading stays on the page of the text that it heads. */
export function heading(sheet: Sheet, text: string, level: 'H1' | 'H2', firstText = ''): void {
  const [size, above] = level === 'H1' ? [12, 0] : [BODY_SIZE, 4]
  sheet.y += above
  const following = firstText === '' ? 0 : heightOf(sheet.doc, firstText, 'regular', BODY_SIZE, WIDTH)
  makeRoom(sheet, heightOf(sheet.doc, text, 'bold', size, WIDTH) + following + PARAGRAPH_GAP)
  textBlock(sheet, text, { tag: level, face: 'bold', size, gap: level === 'H1' ? PARAGRAPH_GAP : 3 })
}

/** Items of a list stand closer together than paragraphs. */
const isItem = (text: string): boolean => text.startsWith('•')

interface TextBlock {
  readonly tag: 'P' | 'H1' | 'H2'
  readonly face: Face
  readonly size: number
  readonly gap: number
}

function textBlock(sheet: Sheet, text: string, { tag, face, size, gap }: TextBlock): void {
  const height = heightOf(sheet.doc, text, face, size, WIDTH)
  makeRoom(sheet, height)
  const y = sheet.y
  sheet.root.add(
    sheet.doc.struct(tag, {}, () => {
      put(sheet.doc, text, [face, size], [LEFT, y], { width: WIDTH })
    }),
  )
  sheet.y += height + gap
}

/** Lines and boxes mean nothing to a reader of the text: artifacts. */
export function ornament(doc: Document, draw: () => void): void {
  doc.markContent('Artifact', { type: 'Layout' })
  draw()
  doc.endMarkedContent()
}

/** Of the first page, folded in three for an envelope of 110 by 220 mm; 5 mm from the edge, where every printer prints. */
const FOLDS = [99, 198] as const

export function markFolds(doc: Document): void {
  ornament(doc, () => {
    for (const fold of FOLDS) doc.moveTo(points(5), points(fold)).lineTo(points(9), points(fold)).lineWidth(0.4).stroke('#777777')
  })
}

const PAGE_OF = {
  nl: (page: number, pages: number) => `Pagina ${page} van ${pages}`,
  en: (page: number, pages: number) => `Page ${page} of ${pages}`,
} satisfies Record<Language, (page: number, pages: number) => string>

export function numberPages(doc: Document, language: Language, footer: string): void {
  const { start, count } = doc.bufferedPageRange()
  for (let index = 0; index < count; index++) {
    doc.switchToPage(start + index)
    doc.markContent('Artifact', { type: 'Pagination' })
    const y = points(A4.height - 16)
    put(doc, footer, ['regular', 7.5], [LEFT, y], { width: WIDTH * 0.75, lineBreak: false })
    put(doc, PAGE_OF[language](index + 1, count), ['regular', 7.5], [LEFT, y], { width: WIDTH, align: 'right' })
    doc.endMarkedContent()
  }
}

/** pdfkit puts title and author into the XML of the metadata as they are; by then the properties have them already. */
function escapeMetadata(doc: Document): void {
  const write = doc.endMetadata.bind(doc)
  doc.endMetadata = () => {
    Object.assign(doc.info, { Title: escapeXml(doc.info.Title ?? ''), Author: escapeXml(doc.info.Author ?? '') })
    write()
  }
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const escapeXml = (text: string): string => text.replace(/[&<>]/g, (mark) => ENTITIES[mark] ?? mark).replace(/\p{Cc}+/gu, ' ')

export function finish(sheet: Sheet): Promise<Buffer> {
  const chunks: Buffer[] = []
  escapeMetadata(sheet.doc)
  sheet.root.end()
  return new Promise((resolve, reject) => {
    sheet.doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    sheet.doc.on('end', () => {
      resolve(Buffer.concat(chunks))
    })
    sheet.doc.on('error', reject)
    sheet.doc.end()
  })
}
