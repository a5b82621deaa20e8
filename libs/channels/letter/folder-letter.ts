/** Letters into a folder that a print house fetches from, or that is taken there by hand. */
import { cp, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LetterDriver } from '../driver'
import { orNothing } from './batch-folder'
import { dropBatch, type Place } from './drop'
import { printBatch } from './print-batch'

export interface FolderOptions {
  /** Where batches are made. */
  readonly folder: string
  /** Where they are put. */
  readonly to: string
}

export const folderLetter = ({ folder, to }: FolderOptions): LetterDriver => ({
  carrier: 'print-house',
  folder,
  printBatch: (batch) =>
    printBatch(folder, batch, (_, made, place) =>
      dropBatch(batch.id, made, place, (work) => mkdir(to, { recursive: true }).then(() => work(placeIn(to)))),
    ),
  close: () => Promise.resolve(),
})

const placeIn = (folder: string): Place => ({
  has: async (name) => (await orNothing(stat(join(folder, name)))) !== undefined,
  clear: (name) => rm(join(folder, name), { recursive: true, force: true }),
  putFolder: (from, name) => cp(from, join(folder, name), { recursive: true }),
  rename: (from, to) => rename(join(folder, from), join(folder, to)),
  putEmpty: (name) => writeFile(join(folder, name), ''),
})
