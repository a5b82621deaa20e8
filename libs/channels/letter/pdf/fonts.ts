/** The fonts of a letter: embedded, as PDF/A asks, and parsed once per process, since parsing costs more than the whole letter. */
import { readFileSync } from 'node:fs'
import type PDFDocument from 'pdfkit'

const FILES = {
  regular: 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
  bold: 'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf',
} as const
export type Face = keyof typeof FILES
const FACES = Object.keys(FILES) as readonly Face[]

const parsed = new Map<Face, PDFKit.Mixins.PDFFontSource>()

async function fontOf(face: Face): Promise<PDFKit.Mixins.PDFFontSource> {
  const known = parsed.get(face)
  if (known !== undefined) return known
  const { create } = await import('fontkit')
  const font = create(readFileSync(require.resolve(FILES[face])))
  parsed.set(face, font)
  return font
}

export async function registerFonts(doc: InstanceType<typeof PDFDocument>): Promise<void> {
  for (const face of FACES) doc.registerFont(face, await fontOf(face))
}
