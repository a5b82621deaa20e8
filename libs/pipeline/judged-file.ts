/** Files that people send along: kept where their first bytes say that they are a document or a picture; refused with the reason, and the message kept. */
import type { InboundFile } from '#domain'
import type { FileToKeep } from '#store'

/** The rest is left out: nobody answers with more. */
export const MOST_FILES = 20
export const MOST_BYTES = 5_000_000

const STARTS: readonly (readonly [type: string, at: number, bytes: string])[] = [
  ['application/pdf', 0, '%PDF-'],
  ['image/png', 0, '\x89PNG\r\n\x1A\n'],
  ['image/jpeg', 0, '\xFF\xD8\xFF'],
  ['image/gif', 0, 'GIF8'],
  ['image/webp', 8, 'WEBP'],
  ['image/heic', 4, 'ftyphei'],
]

/** Kinds that are not kept are not fetched either: what was said of them is enough to refuse. */
export const isWanted = (type: string): boolean => type === '' || /^(image\/|application\/(pdf|octet-stream)\b)/i.test(type)

/** What a file is called is no more than a label: paths, control characters and line ends have no business in it. */
export function judgedFile({ name, content }: InboundFile): FileToKeep {
  const start = Buffer.from(content.subarray(0, 20)).toString('latin1')
  const type = STARTS.find(([, at, bytes]) => start.startsWith(bytes, at))?.[0] ?? null
  const label =
    name
      .replace(/^.*[\\/]/s, '')
      .replace(/[\p{C}"<>|:*?]+/gu, ' ')
      .trim()
      .slice(0, 120) || 'file'
  const refused = content.length === 0 ? 'empty' : content.length > MOST_BYTES ? 'too-large' : type === null ? 'type' : null
  return { name: label, type, bytes: content.length, content: refused === null ? content : null, refused }
}
