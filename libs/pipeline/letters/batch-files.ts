/** The files of a batch for whoever takes them by hand: the same bytes each time, made again where this machine has not made them. */
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { makeBatch } from '#channels'
import { readBatches, type BatchKey, type Sql } from '#store'
import { toPrint } from '../post-letters'

/** Within the data folder, as the drivers make them. */
export const lettersFolder = (dataFolder: string): string => join(dataFolder, 'letters')
/** The oldest that the format knows: the file tells nothing of when it was made. */
const NO_DATE = new Date(1980, 0, 1)

async function made(
  sql: Sql,
  folder: string,
  key: BatchKey,
): Promise<{ place: string; files: readonly { handOverId: string; file: string }[] } | null> {
  const [batch] = await readBatches(sql, [key])
  // Before the export it would be made without the letters that are still to come, and printed so.
  if (batch?.state !== 'exported' && batch?.state !== 'posted') return null
  const { files } = await makeBatch(toPrint(batch), folder)
  return { place: join(folder, key.batchId), files }
}

/** Null where there is no such batch, or it was not exported yet. */
export async function batchAsZip(sql: Sql, folder: string, key: BatchKey): Promise<Buffer | null> {
  const batch = await made(sql, folder, key)
  if (!batch) return null
  const names = (await readdir(batch.place)).sort()
  const entries = await Promise.all(names.map(async (name) => [`${key.batchId}/${name}`, await readFile(join(batch.place, name))] as const))
  return Buffer.from(zipSync(Object.fromEntries(entries), { mtime: NO_DATE, level: 6 }))
}

/** As it was printed. */
export async function printedLetter(sql: Sql, folder: string, key: BatchKey, letterId: string): Promise<Buffer | null> {
  const batch = await made(sql, folder, key)
  const letter = batch?.files.find(({ handOverId }) => handOverId === letterId)
  return batch && letter ? readFile(join(batch.place, letter.file)) : null
}
