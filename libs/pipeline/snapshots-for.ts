/** Snapshots for the rules: debtors as they are now, with how they paid before where the rules that judge them ask for it. */
import { asksPaidBefore } from '#decision'
import type { Instant, Rulebook } from '#domain'
import { loadSnapshots, withPaidBefore, type DebtorKey, type DebtorSnapshot, type Sql } from '#store'
import { ifItFits, type Rulebooks } from './configuration/rulebooks'
import { BUDGET_WINDOW_DAYS } from './pipe'

/** `judging`: of which rules; the journey's, unless it says otherwise. Of who has none, nothing is asked. */
export async function snapshotsFor(
  rulebooks: Rulebooks,
  sql: Sql,
  keys: readonly DebtorKey[],
  now: Instant,
  judging: (snapshot: DebtorSnapshot) => Promise<Rulebook> | null = ({ creditorId, journey }) =>
    journey && rulebooks.for(creditorId, journey, sql),
): Promise<DebtorSnapshot[]> {
  const snapshots = await loadSnapshots(sql, keys, now, BUDGET_WINDOW_DAYS)
  const asking: DebtorSnapshot[] = []
  const asks = new Map<Rulebook, boolean>()
  for (const snapshot of snapshots) {
    const rules = judging(snapshot)
    const rulebook = rules && (await ifItFits(rules))
    if (!rulebook) continue
    if (!asks.has(rulebook)) asks.set(rulebook, asksPaidBefore(rulebook))
    if (asks.get(rulebook)) asking.push(snapshot)
  }
  if (asking.length === 0) return snapshots
  const filled = new Map((await withPaidBefore(sql, asking)).map((snapshot) => [snapshot.debtorId, snapshot]))
  return snapshots.map((snapshot) => filled.get(snapshot.debtorId) ?? snapshot)
}
