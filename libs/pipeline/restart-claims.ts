/** Stage restart claims: what was not received and has left again begins anew, with its whole term (R4; rule 4). */
import type { Instant } from '#domain'
import { askReview, beginAnew, inSavepoint, isPassing, lockCopied, type DebtorKey } from '#store'
import type { Pipe } from './pipe'
import { reviseSetOffs } from './settling/set-off'

const LIMIT = 200

/** Answers for how many debtors. */
export function restartClaims(pipe: Pick<Pipe, 'database' | 'rulebooks' | 'log'>, now: Instant): Promise<number> {
  return pipe.database.transaction(async (sql) => {
    const restart = async (debtor: DebtorKey): Promise<void> => {
      await askReview(sql, debtor, now)
      // What payments covered of costs that are asked no more counts for the principal.
      if ((await beginAnew(sql, debtor, now)) > 0) await reviseSetOffs(sql, pipe.rulebooks, debtor, now)
    }
    let done = 0
    for (const debtor of await lockCopied(sql, LIMIT)) {
      try {
        await inSavepoint(sql, () => restart(debtor))
        done++
      } catch (fault) {
        if (isPassing(fault)) throw fault
        pipe.log.error({ creditor: debtor.creditorId, debtor: debtor.debtorId, fault: String(fault) }, 'claims could not begin anew')
      }
    }
    return done
  })
}
