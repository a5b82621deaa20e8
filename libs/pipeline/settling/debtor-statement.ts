/** A debtor's statement, on request: what is owed today on every open claim, itemised (Bki art. 3.1). */
import { dayOf, statementOf } from '#decision'
import type { Instant, Statement } from '#domain'
import { loadSnapshots, paymentsOnClaims, type DebtorKey, type Sql } from '#store'
import { BUDGET_WINDOW_DAYS } from '../pipe'
import type { Rulebooks } from '../configuration/rulebooks'

/** Null: nothing is open. Of what was merged or never journeyed there is nothing to state either. */
export async function debtorStatement(sql: Sql, rulebooks: Rulebooks, debtor: DebtorKey, now: Instant): Promise<Statement | null> {
  const [snapshot] = await loadSnapshots(sql, [debtor], now, BUDGET_WINDOW_DAYS)
  if (!snapshot?.journey || snapshot.state.claims.length === 0) return null
  const { state: { claims, kind } } = snapshot
  const rulebook = await rulebooks.for(debtor.creditorId, snapshot.journey, sql)
  const payments = await paymentsOnClaims(sql, claims.map(({ id }) => ({ creditorId: debtor.creditorId, claimId: id })))
  const accounts = claims.map((claim) => ({ claim, payments: payments.get(claim.id) ?? [] }))
  return statementOf(accounts, claims, kind, rulebook, dayOf(now, rulebook))
}
