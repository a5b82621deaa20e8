/** A debtor as they are now, with the rules of their journey: for whoever tells of them, or asks what would be. */
import type { Instant, Rulebook } from '#domain'
import { type DebtorKey, type DebtorSnapshot, type Sql } from '#store'
import type { Rulebooks } from './configuration/rulebooks'
import { snapshotsFor } from './snapshots-for'

export interface JourneyNow {
  readonly snapshot: DebtorSnapshot & { readonly journey: NonNullable<DebtorSnapshot['journey']> }
  readonly rulebook: Rulebook
}

/** Null: they were merged into somebody else, or never journeyed. */
export async function journeyNow(sql: Sql, rulebooks: Rulebooks, debtor: DebtorKey, now: Instant): Promise<JourneyNow | null> {
  const [snapshot] = await snapshotsFor(rulebooks, sql, [debtor], now)
  if (!snapshot?.journey) return null
  const { journey } = snapshot
  return { snapshot: { ...snapshot, journey }, rulebook: await rulebooks.for(debtor.creditorId, journey, sql) }
}
