/** Enclosing: the PDFs of its invoices go with an e-mail; what it names is what leaves, and what could not be found is said, never waited for. */
import { join } from 'node:path'
import type { MessageContent, Phase } from '#domain'
import { findDocuments } from './invoice-documents'
import type { WordedAttempt } from './word'

/** An acknowledgement of the debtor's own message asks for nothing. */
const WITHOUT: readonly Phase[] = ['reply', 'preference']

/** A folder for each creditor: a path of one never reaches another's invoices. */
export const documentsFolder = (dataFolder: string): string => join(dataFolder, 'documents')

export async function enclose(folder: string, worded: readonly WordedAttempt[]): Promise<WordedAttempt[]> {
  const enclosed: WordedAttempt[] = []
  for (const one of worded) enclosed.push(await withDocuments(folder, one))
  return enclosed
}

async function withDocuments(folder: string, one: WordedAttempt): Promise<WordedAttempt> {
  const { sending, facts, phase } = one
  const { content } = sending.message
  const named = facts.claims.filter(({ document }) => document !== null)
  if (content.channel !== 'email' || WITHOUT.includes(phase) || named.length === 0) return one
  const { found, missing } = await findDocuments(join(folder, facts.sender.creditorCode), named)
  const told: MessageContent = {
    ...content,
    ...(found.length > 0 && { documents: found.map(({ name, type, bytes, sha256 }) => ({ name, type, bytes, sha256 })) }),
    ...(missing.length > 0 && { documentsMissing: missing }),
  }
  return { ...one, sending: { ...sending, message: { ...sending.message, content: told } }, documents: found }
}
