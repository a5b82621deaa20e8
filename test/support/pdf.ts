/** Reads a PDF as others do: its text with places in millimetres, its structure for a screen reader, and its QR code as a camera sees it. */
import { createCanvas, Path2D } from '@napi-rs/canvas'
import jsQR from 'jsqr'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

const MM = 25.4 / 72

// pdf.js loads its own copy of the canvas past jest's module registry; paths must come from the copy that draws.
Object.assign(globalThis, { Path2D })

export interface Run {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}
export interface StructureElement {
  readonly role: string
  readonly alt: string | undefined
  readonly text: string
}
export interface ReadPdf {
  readonly text: string
  readonly pages: readonly { readonly runs: readonly Run[] }[]
  readonly elements: readonly StructureElement[]
}

const open = (bytes: Buffer): Promise<PDFDocumentProxy> => getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise

async function eachPage<T>(bytes: Buffer, read: (page: PDFPageProxy) => Promise<T>): Promise<T[]> {
  const document = await open(bytes)
  const results: T[] = []
  for (let number = 1; number <= document.numPages; number++) results.push(await read(await document.getPage(number)))
  await document.loadingTask.destroy()
  return results
}

export async function readPdf(bytes: Buffer): Promise<ReadPdf> {
  const pages = await eachPage(bytes, async (page) => {
    const runs = await runsOf(page)
    return { runs, elements: await elementsOf(page) }
  })
  const text = pages
    .flatMap((page) => page.runs.map((run) => run.text))
    .join(' ')
    .replace(/\s+/g, ' ')
  return { text, pages, elements: pages.flatMap((page) => page.elements) }
}

async function runsOf(page: PDFPageProxy): Promise<Run[]> {
  const height = page.view[3] ?? 0
  const { items } = await page.getTextContent()
  return items.flatMap((item) => {
    if (!('str' in item) || item.str.trim() === '') return []
    const [, , , size = 0, x = 0, y = 0] = item.transform as number[]
    // Ascent and descent of the letters, a little more than DejaVu draws.
    return [
      {
        text: item.str,
        left: x * MM,
        right: (x + item.width) * MM,
        top: (height - y - size * 0.8) * MM,
        bottom: (height - y + size * 0.25) * MM,
      },
    ]
  })
}

interface StructureNode {
  role?: string
  alt?: string
  type?: string
  id?: string
  children?: StructureNode[]
}

async function elementsOf(page: PDFPageProxy): Promise<StructureElement[]> {
  const marked = new Map<string, string>()
  let current = ''
  const { items } = await page.getTextContent({ includeMarkedContent: true })
  for (const item of items) {
    if ('str' in item) marked.set(current, `${marked.get(current) ?? ''}${item.str}${item.hasEOL ? ' ' : ''}`)
    else current = item.type === 'endMarkedContent' ? '' : item.id
  }
  const textOf = (node: StructureNode): string =>
    node.type === 'content' ? (marked.get(node.id ?? '') ?? '') : (node.children ?? []).map(textOf).join('')
  const flatten = (node: StructureNode): StructureElement[] => [
    ...(node.role ? [{ role: node.role, alt: node.alt, text: textOf(node).replace(/\s+/g, ' ').trim() }] : []),
    ...(node.children ?? []).flatMap(flatten),
  ]
  const tree = (await page.getStructTree()) as StructureNode | null
  return tree ? flatten(tree) : []
}

const SCALE = 2

export interface Picture {
  readonly png: Buffer
  readonly pixels: Uint8ClampedArray
  readonly width: number
  readonly height: number
}

/** Every page as a picture, as it comes out of a printer. */
export function pictures(bytes: Buffer): Promise<Picture[]> {
  return eachPage(bytes, async (page) => {
    const viewport = page.getViewport({ scale: SCALE })
    const [width, height] = [Math.ceil(viewport.width), Math.ceil(viewport.height)]
    const canvas = createCanvas(width, height)
    const context = canvas.getContext('2d')
    await page.render({ canvas: canvas as never, canvasContext: context as never, viewport, background: 'white' }).promise
    return { png: canvas.toBuffer('image/png'), pixels: context.getImageData(0, 0, width, height).data, width, height }
  })
}

/** What a phone reads from the first page that shows a QR code; undefined when none does. */
export async function scanQr(bytes: Buffer): Promise<string | undefined> {
  for (const { pixels, width, height } of await pictures(bytes)) {
    const code = jsQR(pixels, width, height)
    if (code) return Buffer.from(code.binaryData).toString('utf8')
  }
  return undefined
}

const isDark = ({ pixels, width }: Picture, x: number, y: number): boolean => (pixels[(y * width + x) * 4] ?? 255) < 160
const pixel = (millimetres: number): number => Math.round((millimetres / MM) * SCALE)

/** How many pixels of that box, in millimetres, are not paper. */
export function inkIn(
  page: Picture,
  box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
): number {
  let ink = 0
  for (let y = pixel(box.top); y < pixel(box.top + box.height); y++)
    for (let x = pixel(box.left); x < pixel(box.left + box.width); x++) ink += Number(isDark(page, x, y))
  return ink
}

/** Where, in millimetres, a line across the page begins to be dark. */
export function darkRuns(page: Picture, y: number, left: number, right: number): number[] {
  const begins: number[] = []
  for (let x = pixel(left); x < pixel(right); x++)
    if (isDark(page, x, pixel(y)) && !isDark(page, x - 1, pixel(y))) begins.push((x / SCALE) * MM)
  return begins
}
