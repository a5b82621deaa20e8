/** The head of page one: the address inside the window with the return line above it, the sender and the date outside. */
import type { LetterContent, LetterLayout, WindowPosition } from '#domain'
import { addressLines } from './address-lines'
import { drawKix, KIX_HEIGHT, kixOf, kixWidth } from './kix'
import { heightOf, put } from './sheet'
import type { Document, Sheet } from './sheet'
import { A4, WINDOW_TOLERANCE, points } from './window'

/** The body begins below the first fold, a third of the sheet down. */
const FIRST_FOLD = 99
const RETURN_SIZE = 6.5
const LEAST_RETURN_SIZE = 4.5
/** Closer than in the text: the window is small, and sorting machines like a compact block. */
const ADDRESS_GAP = 1
const ADDRESS_SIZES = [10, 9, 8, 7.5, 7] as const

export const bodyStart = (window: WindowPosition): number =>
  points(Math.max(FIRST_FOLD + 2, window.top + window.height + WINDOW_TOLERANCE + 5))

export function drawHead(sheet: Sheet, letter: LetterContent, { window, kix }: Pick<LetterLayout, 'window' | 'kix'>): void {
  // Read aloud, a letter begins with who writes; the window is only about folding.
  drawSender(sheet, letter, window)
  drawAddress(sheet, letter, window, kix === 'ours' ? kixOf(letter.address) : '')
}

function drawAddress(sheet: Sheet, letter: LetterContent, window: WindowPosition, kix: string): void {
  const { doc } = sheet
  const inset = WINDOW_TOLERANCE + 2
  const box = {
    x: points(window.left + inset),
    y: points(window.top + inset),
    width: points(window.width - 2 * inset),
    height: points(window.height - 2 * inset),
  }
  const lines = addressLines(letter.address, letter.language)
  const back = returnLine(doc, letter.returnAddress, box.width)
  const gap = points(2.5)
  const sizeLeaving = (room: number): number | undefined =>
    ADDRESS_SIZES.find((each) => back.height + gap + addressHeight(doc, lines, each, box.width) + room <= box.height)
  // A line of its own height stays blank above the code. Where there is no room for it the letter goes without, and costs a little more.
  const sizeWithCode = kix !== '' && kixWidth(kix) <= box.width ? sizeLeaving(2 * KIX_HEIGHT) : undefined
  const size = sizeWithCode ?? sizeLeaving(0)
  if (size === undefined) throw new RangeError('the address does not fit the window of the envelope')

  line(sheet, letter.returnAddress, back.size, box)
  let y = box.y + back.height + gap
  for (const text of lines) {
    line(sheet, text, size, { ...box, y })
    y += addressHeight(doc, [text], size, box.width)
  }
  if (sizeWithCode !== undefined) drawKix(doc, kix, { x: box.x, y: box.y + box.height - KIX_HEIGHT })
}

/** Each line is an element of its own: lines of one paragraph are read out glued together. */
function line(sheet: Sheet, text: string, size: number, at: { readonly x: number; readonly y: number; readonly width: number }): void {
  sheet.root.add(
    sheet.doc.struct('P', {}, () => {
      put(sheet.doc, text, ['regular', size], [at.x, at.y], { width: at.width, lineGap: ADDRESS_GAP })
    }),
  )
}

function addressHeight(doc: Document, lines: readonly string[], size: number, width: number): number {
  doc.font('regular').fontSize(size)
  return lines.reduce((sum, text) => sum + doc.heightOfString(text, { width, lineGap: ADDRESS_GAP }), 0)
}

/** On one line as long as it can be read there; a creditor with a long name gets a second one. */
function returnLine(doc: Document, text: string, width: number): { size: number; height: number } {
  const wide = doc.font('regular').fontSize(RETURN_SIZE).widthOfString(text)
  const size = wide <= width ? RETURN_SIZE : (RETURN_SIZE * width) / wide - 0.05
  if (size >= LEAST_RETURN_SIZE) return { size, height: size }
  return { size: LEAST_RETURN_SIZE, height: addressHeight(doc, [text], LEAST_RETURN_SIZE, width) }
}

/** Sender, date and references stand in the column beside the window, whichever side that is. */
function drawSender(sheet: Sheet, letter: LetterContent, window: WindowPosition): void {
  const { doc } = sheet
  const windowRight = window.left + window.width
  const onRight = A4.width - windowRight >= window.left
  const x = points(onRight ? Math.max(windowRight + WINDOW_TOLERANCE + 4, 125) : 20)
  const end = points(onRight ? A4.width - 15 : Math.min(window.left - WINDOW_TOLERANCE - 4, 85))
  const width = end - x
  let y = points(15)
  const write = (text: string, face: 'regular' | 'bold', size: number): void => {
    const top = y
    sheet.root.add(
      doc.struct('P', {}, () => {
        put(doc, text, [face, size], [x, top], { width })
      }),
    )
    y += heightOf(doc, text, face, size, width)
  }
  for (const [index, text] of letter.sender.split('\n').entries()) write(text, index === 0 ? 'bold' : 'regular', index === 0 ? 10 : 8)
  y = Math.max(y + 8, points(66))
  write(letter.date, 'regular', 8)
  for (const { label, value } of letter.references ?? []) write(`${label}: ${value}`, 'regular', 8)
  if (y > bodyStart(window)) sheet.y = y + 8
}
