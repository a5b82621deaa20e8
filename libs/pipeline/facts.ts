/** Facts that people bring: a promise, a dispute or its end, the answer to a reply; each in one transaction with its review. */
import type { Cents, Instant, LocalDate } from '#domain'
import { closeTasks, recordDispute, recordPromise, resolveDispute, type DebtorKey } from '#store'
import type { Pipe } from './pipe'

export type Fact =
  | { readonly kind: 'promise'; readonly payBy: LocalDate; readonly amount: Cents }
  | { readonly kind: 'dispute'; readonly claimId: string; readonly reason: string | null }
  | { readonly kind: 'dispute-resolved'; readonly claimId: string; readonly outcome: string }

/** `answersReply`: the fact is what a debtor's message came down to, so the task that asked a person to read it is done. */
export async function recordFact(pipe: Pipe, debtor: DebtorKey, fact: Fact, answersReply: boolean, now: Instant): Promise<void> {
  await pipe.database.transaction(async (sql) => {
    switch (fact.kind) {
      case 'promise':
        await recordPromise(sql, debtor, fact.payBy, fact.amount, now)
        break
      case 'dispute':
        await recordDispute(sql, debtor, fact.claimId, fact.reason, now)
        break
      case 'dispute-resolved':
        await resolveDispute(sql, debtor, fact.claimId, fact.outcome, now)
        break
    }
    if (answersReply) await closeTasks(sql, debtor, 'reply', fact.kind, now)
  })
}
