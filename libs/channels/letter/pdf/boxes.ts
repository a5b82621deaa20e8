/** The boxes of a letter: the table of claims, and the payment block with its QR code. */
import type { LetterContent } from '#domain'
import { drawQrCode } from './qr-code'
import { BODY_SIZE, LEFT, LINE_GAP, PARAGRAPH_GAP, RIGHT, WIDTH, heightOf, makeRoom, ornament, put } from './sheet'
import type { Face } from './fonts'
import type { Sheet } from './sheet'
import { points } from './window'

const AMOUNT_WIDTH = points(32)
const LABEL_WIDTH = WIDTH - AMOUNT_WIDTH - points(4)
const ROW_GAP = 3
const PADDING = points(4)
const QR_SIDE = points(34)
const CAPTION_SIZE = 7
/** pdfkit knows `scope` and `bbox`; its types do not yet. */
interface FigureOptions extends PDFKit.Mixins.StructureElementOptions {
  readonly bbox: readonly number[]
}
const COLUMN_HEAD: PDFKit.Mixins.StructureElementOptions & { readonly scope: string } = { scope: 'Column' }

type Line = LetterContent['total']

export function drawClaims(sheet: Sheet, letter: LetterContent): void {
  const table = sheet.doc.struct('Table')
  sheet.root.add(table)
  makeRoom(sheet, 60)
  headRow(sheet, table, letter.claimsHeading)
  for (const claim of letter.claims) {
    // The head comes again on every page, so that an amount never stands without its meaning.
    if (makeRoom(sheet, rowHeight(sheet, claim, 'regular'))) headRow(sheet, table, letter.claimsHeading)
    row(sheet, table, claim, 'TD', 'regular')
  }
  if (makeRoom(sheet, rowHeight(sheet, letter.total, 'bold') + 4)) headRow(sheet, table, letter.claimsHeading)
  rule(sheet)
  row(sheet, table, letter.total, 'TD', 'bold')
  table.end()
  sheet.y += PARAGRAPH_GAP
}

function headRow(sheet: Sheet, table: PDFKit.PDFStructureElement, heading: Line): void {
  row(sheet, table, heading, 'TH', 'bold')
  rule(sheet)
}

const rowHeight = (sheet: Sheet, line: Line, face: Face): number => heightOf(sheet.doc, line.label, face, BODY_SIZE, LABEL_WIDTH) + ROW_GAP

function row(sheet: Sheet, table: PDFKit.PDFStructureElement, line: Line, tag: 'TH' | 'TD', face: Face): void {
  const { doc, y } = sheet
  const cell = (text: string, x: number, width: number, align: 'left' | 'right'): PDFKit.PDFStructureElement =>
    doc.struct(tag, tag === 'TH' ? COLUMN_HEAD : {}, () => {
      put(doc, text, [face, BODY_SIZE], [x, y], { width, align })
    })
  const height = rowHeight(sheet, line, face)
  table.add(
    doc.struct('TR', {}, [cell(line.label, LEFT, LABEL_WIDTH, 'left'), cell(line.amount, RIGHT - AMOUNT_WIDTH, AMOUNT_WIDTH, 'right')]),
  )
  sheet.y += height
}

function rule(sheet: Sheet): void {
  const y = sheet.y - 1
  ornament(sheet.doc, () => {
    sheet.doc.moveTo(LEFT, y).lineTo(RIGHT, y).lineWidth(0.5).stroke('#555555')
  })
  sheet.y += 3
}

/** Kept on one page: half a payment block is a wrong payment. */
export function drawPayment(sheet: Sheet, letter: LetterContent): void {
  const { doc } = sheet
  const hasCode = letter.qr.payload !== ''
  const captionWidth = QR_SIDE + points(8)
  const textWidth = WIDTH - 2 * PADDING - (hasCode ? captionWidth + points(4) : 0)
  const labelWidth = points(36)
  const valueWidth = textWidth - labelWidth
  const heights = letter.payment.map(
    ({ label, value }) =>
      Math.max(heightOf(doc, label, 'regular', BODY_SIZE, labelWidth - points(2)), heightOf(doc, value, 'bold', BODY_SIZE, valueWidth)) +
      ROW_GAP,
  )
  const heading = heightOf(doc, letter.paymentHeading, 'bold', 11, textWidth) + 4
  const code = hasCode ? QR_SIDE + LINE_GAP + heightOf(doc, letter.qr.caption, 'regular', CAPTION_SIZE, captionWidth) : 0
  const height = Math.max(heading + heights.reduce((sum, each) => sum + each, 0), code) + 2 * PADDING
  makeRoom(sheet, height)
  const top = sheet.y
  ornament(doc, () => {
    doc.roundedRect(LEFT, top, WIDTH, height, 4).lineWidth(1).stroke('#333333')
  })

  const block = doc.struct('Sect')
  sheet.root.add(block)
  const x = LEFT + PADDING
  let y = top + PADDING
  block.add(
    doc.struct('H2', {}, () => {
      put(doc, letter.paymentHeading, ['bold', 11], [x, y], { width: textWidth })
    }),
  )
  y += heading
  letter.payment.forEach(({ label, value }, index) => {
    block.add(
      doc.struct('P', {}, () => {
        put(doc, label, ['regular', BODY_SIZE], [x, y], { width: labelWidth - points(2) })
        put(doc, value, ['bold', BODY_SIZE], [x + labelWidth, y], { width: valueWidth })
      }),
    )
    y += heights[index] ?? 0
  })
  if (hasCode) for (const part of codeOf(sheet, letter.qr, top + PADDING, captionWidth)) block.add(part)
  block.end()
  sheet.y = top + height + PARAGRAPH_GAP + 3
}

function codeOf({ doc }: Sheet, { payload, caption }: LetterContent['qr'], top: number, width: number): PDFKit.PDFStructureElement[] {
  const column = RIGHT - PADDING - width
  const left = column + (width - QR_SIDE) / 2
  const figure: FigureOptions = { alt: caption, bbox: [left, top, left + QR_SIDE, top + QR_SIDE] }
  return [
    doc.struct('Figure', figure, () => {
      drawQrCode(doc, payload, { left, top, side: QR_SIDE })
    }),
    doc.struct('Caption', {}, () => {
      put(doc, caption, ['regular', CAPTION_SIZE], [column, top + QR_SIDE + LINE_GAP], { width, align: 'center' })
    }),
  ]
}
