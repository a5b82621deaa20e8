/** What is amiss in words that somebody is about to send to a debtor. */
import { isBlocking, lintAnswer, plainerWord } from '#messages'
import { getCreditor, openClaims, readDebtorRecord, type Database, type DebtorKey, type Sql } from '#store'
import { notFound } from '../http/problem'
import type { AnswerFindingView, LintBody } from './wording.dto'

export async function findingsIn(database: Database, sql: Sql, debtor: DebtorKey, { channel, text }: LintBody): Promise<AnswerFindingView[]> {
  const [{ name: sender }, record, claims] = [await getCreditor(database, debtor.creditorId), await readDebtorRecord(sql, debtor), await openClaims(sql, debtor)]
  if (!record) throw notFound('debtor')
  const { language, open } = record
  return lintAnswer({ channel, text, language, sender, amounts: [open, ...claims.map((claim) => claim.open)] }).map(({ code, detail }) =>
    ({ code, detail: detail.replace(/\*$/, ''), blocking: isBlocking({ code }), instead: code === 'difficult-word' ? plainerWord(detail, language) : null }))
}
