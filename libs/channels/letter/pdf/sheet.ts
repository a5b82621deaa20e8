/** The sheet: an A4 PDF/A-2a document with embedded fonts, and a cursor that starts a new page when a piece does not fit. */
import PDFDocument from 'pdfkit'
import type { Language } from '#domain'
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

/** An embedded font for every text: PDF/A allows no other. */
const FONT_FILES = {
  regular: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  bold: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
}
export type Face = keyof typeof FONT_FILES

const LOCALES = { nl: 'nl-NL', en: 'en-GB' } as const satisfies Record<Language, string>

export interface Sheet {
  readonly doc: Document
  readonly root: PDFKit.PDFStructureElement
  /** Where the next piece begins, in points from the top. */
  y: number
}

export function openSheet(about: { title: string; author: string; language: Language; createdAt: Date }, bodyStart: number): Sheet {
  const doc = new PDFDocument({
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
    font: FONT_FILES.regular,
  })
  doc.registerFont('regular', FONT_FILES.regular)
  doc.registerFont('bold', FONT_FILES.bold)
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
export function put(doc: Document, text: string, type: readonly [Face, number], at: readonly [number, number], options: PDFKit.Mixins.TextOptions): void {
  const [face, size] = type
  doc.font(face).fontSize(size).fillColor('black').text(text, at[0], at[1], { lineGap: LINE_GAP, ...options })
}

/** A paragraph or heading as wide as the body. */
export function paragraph(sheet: Sheet, text: string, tag: 'P' | 'H1' | 'H2', face: Face = 'regular', size: number = BODY_SIZE): void {
  const height = heightOf(sheet.doc, text, face, size, WIDTH)
  // A heading stays with the first lines that follow it.
  if (tag === 'H2') sheet.y += 4
  makeRoom(sheet, tag === 'P' ? height : height + 4 * BODY_SIZE)
  const y = sheet.y
  sheet.root.add(sheet.doc.struct(tag, {}, () => { put(sheet.doc, text, [face, size], [LEFT, y], { width: WIDTH }) }))
  sheet.y += height + (tag === 'P' ? gapAfter(text) : 3)
}

/** Items of a list stand closer together than paragraphs. */
const gapAfter = (text: string): number => (text.startsWith('•') ? 1 : PARAGRAPH_GAP)

/** Lines and boxes mean nothing to a reader of the text: artifacts. */
export function ornament(doc: Document, draw: () => void): void {
  doc.markContent('Artifact', { type: 'Layout' })
  draw()
  doc.endMarkedContent()
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

export function finish(sheet: Sheet): Promise<Buffer> {
  const chunks: Buffer[] = []
  sheet.root.end()
  return new Promise((resolve, reject) => {
    sheet.doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    sheet.doc.on('end', () => { resolve(Buffer.concat(chunks)) })
    sheet.doc.on('error', reject)
    sheet.doc.end()
  })
}
