/** Makes the folder of a batch: one PDF per letter, the manifest, and `batch.json`; the folder appears whole or not at all. */
import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { HandOverId, Language, LetterBatchId, PostalAddress } from '#domain'
import type { LetterBatch, LetterToPrint } from '../driver'
import { manifestCsv, manifestRow, sheetsOf, type PrintedLetter } from './manifest'
import { renderLetter, type WindowPosition } from './pdf'

/** `batch.json`. */
export interface BatchSummary {
  readonly batch: LetterBatchId
  readonly created: string
  readonly letters: number
  readonly pages: number
  readonly sheets: number
  readonly registered: number
  readonly manifestSha256: string
  readonly files: readonly BatchFile[]
  /** Letters that could not be drawn, and are not in the batch. */
  readonly unprintable: readonly HandOverId[]
}

export interface BatchFile {
  readonly handOverId: HandOverId
  readonly sequence: number
  readonly file: string
  readonly sha256: string
  readonly address: PostalAddress
  readonly language: Language
}

interface Drawn {
  readonly letter: LetterToPrint
  readonly printed: PrintedLetter
}

/** A batch that was made before is taken as it lies: it is immutable. */
export async function makeBatch(batch: LetterBatch, folder: string, window: WindowPosition): Promise<BatchSummary> {
  const place = join(folder, batch.id)
  const made = await readSummary(place)
  if (made) return made
  // Written under another name and renamed last: what a kill leaves behind is never taken for a batch.
  const temporary = join(folder, `.${batch.id}.part`)
  await rm(temporary, { recursive: true, force: true })
  await mkdir(temporary, { recursive: true })
  const summary = await fill(temporary, batch, window)
  await rename(temporary, place)
  return summary
}

async function fill(place: string, batch: LetterBatch, window: WindowPosition): Promise<BatchSummary> {
  const drawn: Drawn[] = []
  const unprintable: HandOverId[] = []
  // One at a time: a batch of thousands of letters must not stand in memory.
  for (const letter of batch.letters) {
    const printed = await draw(place, letter, drawn.length + 1, batch, window)
    if (printed) drawn.push({ letter, printed })
    else unprintable.push(letter.handOverId)
  }
  const manifest = manifestCsv(drawn.map(({ letter, printed }) => manifestRow(letter, printed, window)))
  const summary: BatchSummary = {
    batch: batch.id, created: new Date(batch.createdAt).toISOString(), letters: drawn.length,
    pages: drawn.reduce((sum, { printed }) => sum + printed.pages, 0),
    sheets: drawn.reduce((sum, { printed }) => sum + sheetsOf(printed.pages), 0),
    registered: drawn.filter(({ letter }) => letter.registered).length,
    manifestSha256: sha256(manifest),
    files: drawn.map(({ letter: { handOverId, letter: { address, language } }, printed: { sequence, file, sha256: hash } }) =>
      ({ handOverId, sequence, file, sha256: hash, address, language })),
    unprintable,
  }
  await writeFile(join(place, 'manifest.csv'), manifest)
  await writeFile(join(place, 'batch.json'), `${JSON.stringify(summary, null, 2)}\n`)
  return summary
}

async function draw(place: string, { handOverId, letter }: LetterToPrint, sequence: number, batch: LetterBatch, window: WindowPosition): Promise<PrintedLetter | undefined> {
  const file = `${String(sequence).padStart(6, '0')}-${handOverId}.pdf`
  const pdf = await renderLetter(letter, { window, createdAt: new Date(batch.createdAt) }).catch(() => undefined)
  if (!pdf) return undefined
  await writeFile(join(place, file), pdf)
  return { sequence, file, sha256: sha256(pdf), bytes: pdf.length, pages: pagesOf(pdf) }
}

/** pdfkit writes its page objects in plain text. */
const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0

const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex')

async function readSummary(place: string): Promise<BatchSummary | undefined> {
  const text = await readFile(join(place, 'batch.json'), 'utf8').catch((error: unknown) => {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  })
  return text === undefined ? undefined : JSON.parse(text) as BatchSummary
}
