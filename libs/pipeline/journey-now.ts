/** A debtor as they are now, with the rules of their journey: for whoever tells of them, or asks what would be. */
import { segmentOf } from '#decision'
import type { Instant, Rulebook, Segment } from '#domain'
import { type DebtorKey, type DebtorSnapshot, type Sql } from '#store'
import type { Rulebooks } from './configuration/rulebooks'
import { snapshotsFor } from './snapshots-for'

export interface JourneyNow {
  readonly snapshot: DebtorSnapshot & { readonly journey: NonNullable<DebtorSnapshot['journey']> }
  readonly rulebook: Rulebook
  /** What the rules count them as. */
  readonly segment: Segment
}

/** Null: they were merged into somebody else, or never journeyed. */
export async function journeyNow(sql: Sql, rulebooks: Rulebooks, debtor: DebtorKey, now: Instant): Promise<JourneyNow | null> {
  const [snapshot] = await snapshotsFor(rulebooks, sql, [debtor], now)
  if (!snapshot?.journey) return null
  const { journey } = snapshot
  const rulebook = await rulebooks.for(debtor.creditorId, journey, sql)
  return { snapshot: { ...snapshot, journey }, rulebook, segment: segmentOf(snapshot.state, rulebook.policy) }
}
