/** Makes the folder of a batch: one PDF per letter, the manifest, and `batch.json`; the folder appears whole or not at all. */
import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LEGAL_PHASES, type HandOverId, type Language, type LetterLayout, type PostalAddress } from '#domain'
import type { LetterBatch, LetterToPrint } from '../driver'
import { manifestCsv, manifestRow, sheetsOf, type PrintedLetter } from './manifest'
import { renderLetter } from './pdf'

/** What we know of a batch beside what the print house is told. */
export interface MadeBatch {
  readonly files: readonly BatchFile[]
  /** Letters that could not be drawn, and are not in the batch. */
  readonly unprintable: readonly HandOverId[]
}

export interface BatchFile {
  readonly handOverId: HandOverId
  readonly sequence: number
  readonly file: string
  readonly sha256: string
  readonly pages: number
  readonly address: PostalAddress
  readonly language: Language
}

interface Drawn {
  readonly letter: LetterToPrint
  readonly printed: PrintedLetter
}

/** A batch that was made before is taken as it lies: it is immutable. */
export async function makeBatch(batch: LetterBatch, folder: string): Promise<MadeBatch> {
  const place = join(folder, batch.id)
  const made = await readMade(place)
  if (made) return made
  // Written under another name and renamed last: what a kill leaves behind is never taken for a batch.
  const temporary = join(folder, `.${batch.id}.part`)
  await rm(temporary, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await mkdir(temporary)
  const filled = await fill(temporary, batch)
  await writeFile(madeFile(place), JSON.stringify(filled))
  await rm(place, { recursive: true, force: true })
  await rename(temporary, place)
  return filled
}

async function fill(place: string, batch: LetterBatch): Promise<MadeBatch> {
  const drawn: Drawn[] = []
  const unprintable: HandOverId[] = []
  // One at a time: a batch of thousands of letters must not stand in memory.
  for (const letter of inOrder(batch.letters, batch.layout.order)) {
    const printed = await draw(place, letter, drawn.length + 1, batch)
    if (printed) drawn.push({ letter, printed })
    else unprintable.push(letter.handOverId)
  }
  const manifest = manifestCsv(drawn.map(({ letter, printed }) => manifestRow(letter, printed, batch.layout)))
  const summary = {
    batch: batch.id,
    created: new Date(batch.createdAt).toISOString(),
    letters: drawn.length,
    pages: drawn.reduce((sum, { printed }) => sum + printed.pages, 0),
    sheets: drawn.reduce((sum, { printed }) => sum + sheetsOf(printed.pages), 0),
    registered: drawn.filter(({ letter }) => letter.registered).length,
    manifestSha256: sha256(manifest),
  }
  await writeFile(join(place, 'manifest.csv'), manifest)
  await writeFile(join(place, 'batch.json'), `${JSON.stringify(summary, null, 2)}\n`)
  const files = drawn.map(
    ({
      letter: {
        handOverId,
        letter: { address, language },
      },
      printed: { sequence, file, sha256: hash, pages },
    }) => ({ handOverId, sequence, file, sha256: hash, pages, address, language }),
  )
  return { files, unprintable }
}

/** Of equal rank by id, so that the order never depends on who asks. */
function inOrder(letters: readonly LetterToPrint[], order: LetterLayout['order']): LetterToPrint[] {
  const rank = ({ documentType, letter }: LetterToPrint): string =>
    order === 'postcode'
      ? `${letter.address.country} ${letter.address.postcode.replace(/\s/g, '').toUpperCase()}`
      : LEGAL_PHASES.includes(documentType)
        ? '0'
        : '1'
  const key = (letter: LetterToPrint): string => `${rank(letter)} ${letter.handOverId}`
  return [...letters].sort((a, b) => (key(a) < key(b) ? -1 : 1))
}

async function draw(
  place: string,
  { handOverId, letter }: LetterToPrint,
  sequence: number,
  { layout, createdAt }: LetterBatch,
): Promise<PrintedLetter | undefined> {
  const file = `${String(sequence).padStart(6, '0')}-${handOverId}.pdf`
  const pdf = await renderLetter(letter, { layout, createdAt: new Date(createdAt) }).catch(() => undefined)
  if (!pdf) return undefined
  await writeFile(join(place, file), pdf)
  return { sequence, file, sha256: sha256(pdf), bytes: pdf.length, pages: pagesOf(pdf) }
}

/** pdfkit writes its page objects in plain text. */
export const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0

const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex')

/** Beside the folder, which holds nothing but what the print house takes. */
const madeFile = (place: string): string => `${place}.json`

async function readMade(place: string): Promise<MadeBatch | undefined> {
  // Written before the rename: only together with the folder it means anything.
  const [manifest, text] = [
    await orNothing(readFile(join(place, 'manifest.csv'), 'utf8')),
    await orNothing(readFile(madeFile(place), 'utf8')),
  ]
  return manifest === undefined || text === undefined ? undefined : (JSON.parse(text) as MadeBatch)
}

export const orNothing = <T>(reading: Promise<T>): Promise<T | undefined> =>
  reading.catch((error: unknown) => {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  })
