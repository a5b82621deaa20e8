/** Loads a shipped import mapping the way a boot does, and turns text into what a reader gives back. */
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { ImportMapping } from '#domain'
import { parseImportMapping, readConfigurationFiles } from '#settings'

export const CONFIG = join(__dirname, '../../config')
const SAMPLES = join(__dirname, '../portfolio/samples')

export const shippedMappings = (): ImportMapping[] =>
  readConfigurationFiles(CONFIG)
    .filter((file) => file.kind === 'import-mapping')
    .map((file) => parseImportMapping(file.definition, file.path))

export function shippedMapping(name: string): ImportMapping {
  const mapping = shippedMappings().find((shipped) => shipped.name === name)
  if (!mapping) throw new Error(`no mapping ${name} is shipped`)
  return mapping
}

export const sample = (name: string): Readable => createReadStream(join(SAMPLES, name))
export const streamOf = (content: string | Buffer): Readable => Readable.from([Buffer.from(content)])

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const item of items) list.push(item)
  return list
}
