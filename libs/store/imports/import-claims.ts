/** Import, one chunk in the caller's transaction: debtors, claims, ledger, history, journeys; only what changed asks for a review. */
import type { ClaimId, DebtorId, ImportedClaim, ImportId, Instant, LocalDate } from '#domain'
import { textColumn } from '../columns'
import type { Sql } from '../database'
import type { Creditor } from '../entities/creditor.entity'
import { insertClaims, newClaims, updateClaims, type KnownClaim } from './import-claim-rows'
import { writeDebtors } from './import-debtor-writes'
import { takeDebtors, type DebtorsSaid } from './import-debtors'
import { goOn, startJourneys, type JourneyStart } from './import-journeys'
import { liftAbsent } from './import-absent'
import { keepPromises } from '../settling/promises'

/** What one chunk did; an undo goes by it. */
export interface ImportedChunk {
  readonly made: readonly ClaimId[]
  /** Claims as they were before, as JSON. */
  readonly changed: readonly string[]
  /** Claims that were missing, and are back. */
  readonly lifted: readonly ClaimId[]
}

/** What all chunks of one import are written into. */
export interface ClaimsTarget {
  readonly creditor: Creditor
  readonly importId: ImportId
  readonly journey: JourneyStart
  /** The creditor's business day, on which corrections are booked. */
  readonly today: LocalDate
  /** Told once all debtors of the chunk are taken: from here on it waits for nobody. */
  readonly onTaken?: () => void
}

/** Throws with the code of a unique key when another import makes one of these claims at the same moment: done again, it finds it. */
export async function upsertClaims(sql: Sql, target: ClaimsTarget, claims: readonly ImportedClaim[], now: Instant): Promise<ImportedChunk> {
  const { creditor, today } = target
  // The plans of foreign keys are kept per connection. Made while the tables were still empty, they read all debtors of the
  // creditor for every row: ten times slower on a first import, until the server happens to analyse.
  await sql.query('discard plans')
  const debtors = await takeDebtors(sql, creditor, claims, now)
  const known = await takeKnown(sql, creditor, debtors, claims)
  target.onTaken?.()
  const touched = new Set(await writeDebtors(sql, creditor, debtors, now))
  const references = new Set(known.map(({ claim }) => claim.reference))
  const fresh = newClaims(
    debtors,
    claims.filter(({ reference }) => !references.has(reference)),
  )
  await insertClaims(sql, creditor, fresh, today, now)
  for (const { said } of fresh) touched.add(said.ownerId)
  const changed = await updateClaims(sql, creditor, known, today, now)
  const debtorsOfChanged = [...new Set(changed.map(({ debtorId }) => debtorId))]
  await keepPromises(sql, creditor.id, debtorsOfChanged, now)
  const lifted = await liftAbsent(
    sql,
    creditor,
    known.map(({ id }) => id),
    now,
  )
  for (const { debtorId } of [...changed, ...lifted]) touched.add(debtorId)
  await startJourneys(sql, creditor, target.journey, fresh, now)
  const made = new Set([...debtors.values()].flatMap((said) => (said.fresh ? [said.id] : [])))
  await goOn(
    sql,
    creditor,
    target.journey,
    [...touched].filter((id) => !made.has(id)),
    now,
  )
  return { made: fresh.map(({ id }) => id), changed: changed.map(({ before }) => before), lifted: lifted.map(({ claimId }) => claimId) }
}

/** The claims that are there already; should one belong to another debtor than the row says, that one is taken too. */
async function takeKnown(sql: Sql, creditor: Creditor, debtors: DebtorsSaid, claims: readonly ImportedClaim[]): Promise<KnownClaim[]> {
  const rows = await sql.query<{ id: ClaimId; debtorId: DebtorId; reference: string }>(
    `select c.id, c.debtor_id as "debtorId", c.reference from unnest($2::text[]) as g (reference)
       cross join lateral (select id, debtor_id, reference from claim where creditor_id = $1 and reference = g.reference limit 1) c`,
    [creditor.id, textColumn(claims.map(({ reference }) => reference))],
  )
  const taken = new Set([...debtors.values()].flatMap(({ id, ownerId }) => [id, ownerId]))
  const others = rows.flatMap(({ debtorId }) => (taken.has(debtorId) ? [] : [debtorId]))
  if (others.length > 0)
    await sql.query(`select from debtor where creditor_id = $1 and id = any ($2::uuid[]) order by id for update`, [creditor.id, others])
  const byReference = new Map(claims.map((claim) => [claim.reference, claim]))
  return rows.flatMap(({ reference, ...row }) => {
    const claim = byReference.get(reference)
    return claim ? [{ ...row, claim }] : []
  })
}
