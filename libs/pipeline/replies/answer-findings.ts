/** Answer findings: what is amiss in words that somebody is about to send to a debtor. */
import type { Channel } from '#domain'
import { isBlocking, lintAnswer, plainerWord, type LintFinding } from '#messages'
import { getCreditor, openClaims, readDebtorRecord, type DebtorKey, type Sql } from '#store'
import type { Pipe } from '../pipe'

export interface AnswerFinding extends LintFinding {
  /** Refused when it is sent; any other is advice. */
  readonly blocking: boolean
  /** A plainer word for a hard one. */
  readonly instead: string | null
}

export async function answerFindings(
  { database }: Pick<Pipe, 'database'>,
  sql: Sql,
  debtor: DebtorKey,
  { channel, text }: { readonly channel: Channel; readonly text: string },
): Promise<AnswerFinding[]> {
  const [{ name: sender }, record, claims] = [
    await getCreditor(database, debtor.creditorId),
    await readDebtorRecord(sql, debtor),
    await openClaims(sql, debtor),
  ]
  if (!record) return []
  const { language, open } = record
  return lintAnswer({ channel, text, language, sender, amounts: [open, ...claims.map((claim) => claim.open)] }).map(({ code, detail }) => ({
    code,
    detail: detail.replace(/\*$/, ''),
    blocking: isBlocking({ code }),
    instead: code === 'difficult-word' ? plainerWord(detail, language) : null,
  }))
}
