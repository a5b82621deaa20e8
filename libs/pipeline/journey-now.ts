/** A debtor as they are now, with the rules of their journey: for whoever tells of them, or asks what would be. */
import type { Instant, Rulebook } from '#domain'
import { loadSnapshots, type DebtorKey, type DebtorSnapshot, type Sql } from '#store'
import type { Rulebooks } from './configuration/rulebooks'
import { BUDGET_WINDOW_DAYS } from './pipe'

export interface JourneyNow {
  readonly snapshot: DebtorSnapshot & { readonly journey: NonNullable<DebtorSnapshot['journey']> }
  readonly rulebook: Rulebook
}

/** Null: they were merged into somebody else, or never journeyed. */
export async function journeyNow(sql: Sql, rulebooks: Rulebooks, debtor: DebtorKey, now: Instant): Promise<JourneyNow | null> {
  const [snapshot] = await loadSnapshots(sql, [debtor], now, BUDGET_WINDOW_DAYS)
  if (!snapshot?.journey) return null
  const { journey } = snapshot
  return { snapshot: { ...snapshot, journey }, rulebook: await rulebooks.for(debtor.creditorId, journey, sql) }
}
