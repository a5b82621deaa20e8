/** Enclosing: the PDFs of its invoices and the statement of what is owed go with a message; what it names is what leaves, and what could not be found is said, never waited for. */
import { join } from 'node:path'
import { renderStatement } from '#channels'
import type { ApprovedContent, EmailContent, Instant, Language, Phase } from '#domain'
import { findDocuments, ofOurOwn, type FoundDocument } from './invoice-documents'
import type { WordedAttempt } from './word'

/** An acknowledgement of the debtor's own message asks for nothing, unless it is the invoice that is sent again. */
const WITHOUT: readonly Phase[] = ['reply', 'preference']

/** A folder for each creditor: a path of one never reaches another's invoices. */
export const documentsFolder = (dataFolder: string): string => join(dataFolder, 'documents')

export async function enclose(folder: string, worded: readonly WordedAttempt[], now: Instant): Promise<WordedAttempt[]> {
  const enclosed: WordedAttempt[] = []
  for (const one of worded) enclosed.push(await withDocuments(folder, one, now))
  return enclosed
}

async function withDocuments(folder: string, one: WordedAttempt, now: Instant): Promise<WordedAttempt> {
  const { content } = one.sending.message
  if (WITHOUT.includes(one.phase)) return one
  if (content.channel === 'email') return withAll(folder, one, content, now)
  return content.channel === 'whatsapp' && content.kind === 'template' && content.withDocument !== undefined
    ? withHeader(folder, one, content)
    : one
}

async function withAll(folder: string, one: WordedAttempt, content: EmailContent, now: Instant): Promise<WordedAttempt> {
  const { found, missing } = await invoicesOf(folder, one)
  const {
    facts: { sender, debtor },
    sending: {
      message: { language },
    },
  } = one
  const page =
    content.statement &&
    ofOurOwn(
      `${STATEMENT[language]}-${debtor.reference}`,
      await renderStatement(content.statement, { author: sender.creditorName, language, createdAt: new Date(now) }),
    )
  return telling(one, content, page ? [...found, page] : found, missing)
}

const STATEMENT: Readonly<Record<Language, string>> = { nl: 'specificatie', en: 'statement' }

/** There is room for one document above the words; of several invoices none is chosen. */
async function withHeader(folder: string, one: WordedAttempt, { withDocument = '', ...content }: ApprovedContent): Promise<WordedAttempt> {
  const { found, missing } = one.facts.claims.length === 1 ? await invoicesOf(folder, one) : { found: [], missing: [] }
  return telling(one, found.length > 0 ? { ...content, template: withDocument } : content, found, missing)
}

const invoicesOf = (folder: string, { facts }: WordedAttempt): ReturnType<typeof findDocuments> =>
  findDocuments(
    join(folder, facts.sender.creditorCode),
    facts.claims.filter(({ document }) => document !== null),
  )

function telling(
  one: WordedAttempt,
  content: EmailContent | ApprovedContent,
  found: readonly FoundDocument[],
  missing: readonly string[],
): WordedAttempt {
  const told = {
    ...content,
    ...(found.length > 0 && { documents: found.map(({ name, type, bytes, sha256 }) => ({ name, type, bytes, sha256 })) }),
    ...(missing.length > 0 && { documentsMissing: missing }),
  }
  return { ...one, sending: { ...one.sending, message: { ...one.sending.message, content: told } }, documents: found }
}
