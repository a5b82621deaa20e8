/** Draws a statement of what is owed as PDF/A-2a: its heading, and a table of what each line is and what it comes to. */
import type { Language, StatementPage } from '#domain'
import type { Face } from './fonts'
import { BODY_SIZE, finish, heading, heightOf, LEFT, makeRoom, numberPages, openSheet, put, WIDTH, type Sheet } from './sheet'
import { points } from './window'

export interface StatementOptions {
  readonly author: string
  readonly language: Language
  readonly createdAt: Date
}

const GAP = points(4)
const LABEL_WIDTH = WIDTH * 0.55
const VALUE_WIDTH = WIDTH - LABEL_WIDTH - GAP
const ROW_GAP = 4
/** `scope` is known to pdfkit, and not yet to its types. */
const ROW_HEAD: PDFKit.Mixins.StructureElementOptions & { readonly scope: string } = { scope: 'Row' }

export async function renderStatement(
  { heading: title, rows }: StatementPage,
  { author, language, createdAt }: StatementOptions,
): Promise<Buffer> {
  const sheet = await openSheet({ title, author, language, createdAt }, points(25))
  heading(sheet, title, 'H1')
  const table = sheet.doc.struct('Table')
  sheet.root.add(table)
  rows.forEach((row, index) => {
    drawRow(sheet, table, row, index === rows.length - 1 ? 'bold' : 'regular')
  })
  table.end()
  numberPages(sheet.doc, language, author)
  return finish(sheet)
}

/** The last line is the sum. */
function drawRow(sheet: Sheet, table: PDFKit.PDFStructureElement, { label, value }: StatementPage['rows'][number], face: Face): void {
  const { doc } = sheet
  const height = Math.max(heightOf(doc, label, face, BODY_SIZE, LABEL_WIDTH), heightOf(doc, value, face, BODY_SIZE, VALUE_WIDTH)) + ROW_GAP
  makeRoom(sheet, height)
  const { y } = sheet
  table.add(
    doc.struct('TR', {}, [
      doc.struct('TH', ROW_HEAD, () => {
        put(doc, label, [face, BODY_SIZE], [LEFT, y], { width: LABEL_WIDTH })
      }),
      doc.struct('TD', {}, () => {
        put(doc, value, [face, BODY_SIZE], [LEFT + LABEL_WIDTH + GAP, y], { width: VALUE_WIDTH })
      }),
    ]),
  )
  sheet.y += height
}
