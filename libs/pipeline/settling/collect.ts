/** Direct debits for the bank: which claims are to be collected up to a day, listed only, or made into a batch that counts from then on. */
import { dayOf, nextCollection, withinCalendar } from '#decision'
import type { Cents, CreditorId, DebtorId, Instant, LocalDate, Rulebook } from '#domain'
import {
  loadSnapshots,
  newId,
  recordCollections,
  takeDebtorsWithMandate,
  type CollectionToMake,
  type DebtorSnapshot,
  type Sql,
} from '#store'
import { BUDGET_WINDOW_DAYS } from '../pipe'
import type { Rulebooks } from '../configuration/rulebooks'

export interface ProposedCollection extends CollectionToMake {
  readonly debtor: string
  readonly claim: string
  /** Last day on which the debtor must have been told of it (P8). */
  readonly preNotifyBy: LocalDate
}

export interface CollectionBatch {
  /** Null: nothing was to be collected. */
  readonly id: string | null
  readonly collections: readonly ProposedCollection[]
  readonly amount: Cents
}

const PAGE = 500

/** What would be collected, as things stand; nothing changes. */
export const proposeCollections = (
  sql: Sql,
  rulebooks: Rulebooks,
  creditorId: CreditorId,
  through: LocalDate,
  now: Instant,
): Promise<ProposedCollection[]> => proposed(sql, rulebooks, creditorId, through, now, false)

/**
 * In the caller's transaction, which holds all these debtors: what is paid meanwhile waits, and comes too late for this batch.
 * One that cannot be told about, since its calendar ends, is left out; the next batch finds it.
 */
export async function makeCollectionBatch(
  sql: Sql,
  rulebooks: Rulebooks,
  creditorId: CreditorId,
  through: LocalDate,
  now: Instant,
): Promise<CollectionBatch> {
  const collections = await proposed(sql, rulebooks, creditorId, through, now, true)
  const id = collections.length === 0 ? null : newId<string>()
  if (id !== null) await recordCollections(sql, creditorId, id, collections, now)
  return { id, collections, amount: collections.reduce((sum, { amount }) => sum + amount, 0) }
}

async function proposed(
  sql: Sql,
  rulebooks: Rulebooks,
  creditorId: CreditorId,
  through: LocalDate,
  now: Instant,
  lock: boolean,
): Promise<ProposedCollection[]> {
  const found: ProposedCollection[] = []
  let after: DebtorId | null = null
  for (;;) {
    const keys = await takeDebtorsWithMandate(sql, creditorId, after, PAGE, lock)
    after = keys.at(-1)?.debtorId ?? null
    if (after === null) return found
    for (const snapshot of await loadSnapshots(sql, keys, now, BUDGET_WINDOW_DAYS)) {
      if (!snapshot.journey) continue
      const rulebook = await rulebooks.for(creditorId, snapshot.journey, sql)
      found.push(...collectionsOf(snapshot, rulebook, now).filter(({ on }) => on <= through))
    }
  }
}

function collectionsOf({ debtorId, state }: DebtorSnapshot, rulebook: Rulebook, now: Instant): ProposedCollection[] {
  const { mandate, reference: debtor } = state
  if (!mandate) return []
  return state.claims.flatMap((claim) => {
    const next = withinCalendar(() => nextCollection(claim, state, rulebook, dayOf(now, rulebook)))
    return next
      ? [{ debtorId, debtor, claimId: claim.id, claim: claim.reference, mandate: mandate.reference, amount: claim.open, ...next }]
      : []
  })
}
