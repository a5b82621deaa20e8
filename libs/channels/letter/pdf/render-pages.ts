/** Draws plain pages as PDF/A-2a: a title, and parts with a heading and their text. */
import type { Language } from '#domain'
import { finish, heading, numberPages, openSheet, paragraphs } from './sheet'
import { points } from './window'

export interface Pages {
  readonly title: string
  readonly author: string
  readonly language: Language
  readonly parts: readonly { readonly heading: string; readonly paragraphs: readonly string[] }[]
}

/** No page is as long as this; a text that is goes on as another paragraph. */
const LONGEST = 2_000

export async function renderPages({ title, author, language, parts }: Pages, createdAt: Date): Promise<Buffer> {
  const sheet = await openSheet({ title, author, language, createdAt }, points(25))
  heading(sheet, title, 'H1')
  for (const part of parts) {
    const texts = part.paragraphs.flatMap(pieces)
    heading(sheet, part.heading, 'H2', texts[0])
    paragraphs(sheet, texts)
  }
  numberPages(sheet.doc, language, author)
  return finish(sheet)
}

const pieces = (text: string): string[] => text.match(new RegExp(`[^]{1,${LONGEST}}`, 'gu')) ?? []
