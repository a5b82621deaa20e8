/** Draws a letter as PDF/A-2a: head, text, claims, payment block, help, closing, page numbers. */
import type { LetterContent, LetterLayout } from '#domain'
import { drawClaims, drawPayment } from './boxes'
import { bodyStart, drawHead } from './head'
import { finish, heading, markFolds, numberPages, openSheet, paragraphs } from './sheet'
import { checkWindow } from './window'

export interface LetterOptions {
  readonly layout: Pick<LetterLayout, 'window' | 'foldMarks' | 'kix'>
  /** Written into the file; the same letter and instant give the same bytes. */
  readonly createdAt: Date
}

/** Throws a RangeError when the address does not fit the window: such a letter must not be folded into an envelope. */
export async function renderLetter(letter: LetterContent, { layout, createdAt }: LetterOptions): Promise<Buffer> {
  checkWindow(layout.window)
  const sheet = await openSheet(
    { title: letter.title, author: firstLine(letter.sender), language: letter.language, createdAt },
    bodyStart(layout.window),
  )
  drawHead(sheet, letter, layout)
  if (layout.foldMarks) markFolds(sheet.doc)
  heading(sheet, letter.title, 'H1')
  paragraphs(sheet, letter.paragraphs)
  if (letter.claims.length > 0) {
    drawClaims(sheet, letter)
    drawPayment(sheet, letter)
  }
  for (const section of letter.sections ?? []) {
    heading(sheet, section.heading, 'H2', section.paragraphs[0])
    paragraphs(sheet, section.paragraphs)
  }
  paragraphs(sheet, letter.closing)
  numberPages(sheet.doc, letter.language, letter.returnAddress)
  return finish(sheet)
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? text
