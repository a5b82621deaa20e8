/** The fonts of a letter: embedded, as PDF/A asks, and parsed once per process, since parsing costs more than the whole letter. */
import { readFileSync } from 'node:fs'
import { create } from 'fontkit'
import type PDFDocument from 'pdfkit'

const FILES = {
  regular: 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
  bold: 'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf',
} as const
export type Face = keyof typeof FILES
const FACES = Object.keys(FILES) as readonly Face[]

const parsed = new Map<Face, PDFKit.Mixins.PDFFontSource>()

function fontOf(face: Face): PDFKit.Mixins.PDFFontSource {
  const known = parsed.get(face)
  if (known !== undefined) return known
  const font = create(readFileSync(require.resolve(FILES[face])))
  parsed.set(face, font)
  return font
}

export function registerFonts(doc: InstanceType<typeof PDFDocument>): void {
  for (const face of FACES) doc.registerFont(face, fontOf(face))
}
