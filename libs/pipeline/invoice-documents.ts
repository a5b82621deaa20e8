/** The PDFs of the invoices as they lie in their creditor's folder: found within its bounds, known by their hash, and read again as they leave. */
import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { open, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { Enclosed } from '#channels'
import type { EnclosedDocument } from '#domain'
import type { ClaimFacts } from '#store'

/** Of one e-mail; many mailboxes take no more. */
const MOST_BYTES = 10 * 1024 * 1024

/** A document that goes along: a file is read again as it leaves, what we made ourselves is at hand. */
export interface FoundDocument extends EnclosedDocument {
  readonly source: { readonly path: string } | { readonly content: Buffer }
}

export const ofOurOwn = (name: string, content: Buffer): FoundDocument => ({ ...described(name, content), source: { content } })

const described = (name: string, content: Buffer): EnclosedDocument => ({
  name: `${nameOf(name)}.pdf`,
  type: 'application/pdf',
  bytes: content.length,
  sha256: hashOf(content),
})

/** One after another: only one of them is in memory at a time. */
export async function findDocuments(folder: string, claims: readonly ClaimFacts[]): Promise<{ found: FoundDocument[]; missing: string[] }> {
  const [found, missing]: [FoundDocument[], string[]] = [[], []]
  let left = MOST_BYTES
  const seen = new Set<string>()
  for (const claim of claims) {
    const [document, name] = [(claim.document ?? '').replace(/\\/g, '/'), claim.invoiceNumber ?? claim.reference]
    // Several claims may stand on one invoice.
    if (seen.has(document)) continue
    seen.add(document)
    const path = await below(folder, document)
    const content = path === null ? null : await readPdf(path, left)
    if (path === null || content === null) {
      missing.push(`${nameOf(name)}.pdf`)
      continue
    }
    left -= content.length
    found.push({ ...described(name, content), source: { path } })
  }
  return { found, missing }
}

/** Nothing that a mail header, or a file system, would read in its own way. */
const nameOf = (text: string): string =>
  text
    .replace(/[^\w-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80) || 'factuur'

/** Null where there is none, or where a link leads out of the folder. */
async function below(folder: string, document: string): Promise<string | null> {
  try {
    const [root, path] = await Promise.all([realpath(folder), realpath(join(folder, document))])
    return path.startsWith(root + sep) ? path : null
  } catch {
    return null
  }
}

/** Null: no file, no PDF, or more than there is room for. */
async function readPdf(path: string, most: number): Promise<Buffer | null> {
  try {
    // A pipe of that name would be waited for.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      const stat = await file.stat()
      if (!stat.isFile() || stat.size > most) return null
      const content = await file.readFile()
      return content.length <= most && content.subarray(0, 5).toString('latin1') === '%PDF-' ? content : null
    } finally {
      await file.close()
    }
  } catch {
    return null
  }
}

const hashOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex')

/** The bytes that the message names; null where a file has changed since, so that what was recorded would not be what leaves. */
export async function bytesOf(documents: readonly FoundDocument[]): Promise<Enclosed[] | null> {
  const read: Enclosed[] = []
  for (const { source, name, type, bytes, sha256 } of documents) {
    const content = 'content' in source ? source.content : await readPdf(source.path, bytes)
    if (content === null || hashOf(content) !== sha256) return null
    read.push({ name, type, content })
  }
  return read
}
