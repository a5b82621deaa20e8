/** Ask copies: the debtor did not receive an invoice; what may be sent again waits for its copy, the rest is a person's (R4). */
import { copyPayBy, dayOf, whyNotCopied } from '#decision'
import type { Instant, LocalDate, NotCopied } from '#domain'
import { addressFound, addressLost, askReview, claimsOfContact, loadSnapshots, oweCopy, openTask, type DebtorKey, type Sql } from '#store'
import { ifItFits } from '../configuration/rulebooks'
import { rulebookOf } from '../replies/answer-by-hand'
import { BUDGET_WINDOW_DAYS, type Pipe } from '../pipe'

export interface AskedCopies {
  /** Null: those of the contact in which it was told, or all that is open. */
  readonly claimId: string | null
  readonly attemptId: string | null
  /** False: a person looks for the address first. */
  readonly isAddressRight: boolean
}

/** What would come of it for a claim. */
export interface CopyProspect {
  readonly claimId: string
  /** Null: it is sent again. */
  readonly why: NotCopied | null
  /** Its last day to pay, did it leave today. */
  readonly payBy: LocalDate | null
}

/** Nothing more is to be done about these. */
const DONE: readonly (NotCopied | null)[] = [null, 'asked-already', 'closed']

/** Once, however often it is asked: a claim that waits for its copy already goes on waiting. Answers whether any waits for one now. */
export async function askCopies(sql: Sql, debtor: DebtorKey, asked: AskedCopies, now: Instant): Promise<boolean> {
  await askReview(sql, debtor, now)
  const prospects = await copyProspects(sql, debtor, asked, now)
  const copied = prospects.filter(({ why }) => why === null)
  for (const { claimId } of copied) await oweCopy(sql, debtor, claimId, asked.isAddressRight, now)
  const about = asked.attemptId === null ? {} : { attemptId: asked.attemptId }
  const waiting = prospects.filter(({ why }) => why === null || why === 'asked-already').map(({ claimId }) => claimId)
  const waits = waiting.length > 0
  // What was told last holds for all that has not left yet.
  if (waits && asked.isAddressRight) await addressFound(sql, debtor)
  if (waits && !asked.isAddressRight) {
    await addressLost(sql, debtor, waiting)
    await openTask(sql, debtor, 'address', about, now)
  }
  // Of several that nobody named, what can be sent again is what was meant.
  const left = prospects.find(({ why }) => !DONE.includes(why))
  if (left && (asked.claimId !== null || !waits)) await openTask(sql, debtor, 'reply', { ...about, claimId: left.claimId }, now)
  return waits
}

async function copyProspects(
  sql: Sql,
  debtor: DebtorKey,
  { claimId, attemptId }: Pick<AskedCopies, 'claimId' | 'attemptId'>,
  now: Instant,
): Promise<Omit<CopyProspect, 'payBy'>[]> {
  const [snapshot] = await loadSnapshots(sql, [debtor], now, BUDGET_WINDOW_DAYS)
  if (!snapshot) return []
  const told = claimId === null && attemptId !== null ? await claimsOfContact(sql, debtor, attemptId) : []
  const meant = claimId === null ? told : [claimId]
  return snapshot.state.claims
    .filter(({ id }) => meant.length === 0 || meant.includes(id))
    .map((claim) => ({ claimId: claim.id, why: whyNotCopied(claim, snapshot.state, now) }))
}

/** Of each claim that is open. */
export async function copyOutlook(desk: Pick<Pipe, 'rulebooks'>, sql: Sql, debtor: DebtorKey, now: Instant): Promise<CopyProspect[]> {
  const [snapshot] = await loadSnapshots(sql, [debtor], now, BUDGET_WINDOW_DAYS)
  if (!snapshot) return []
  // What may be asked does not hang on a version that fits (rule 18).
  const rulebook = await ifItFits(rulebookOf(desk.rulebooks, sql, snapshot))
  return snapshot.state.claims.map((claim) => {
    const why = whyNotCopied(claim, snapshot.state, now)
    return { claimId: claim.id, why, payBy: why === null && rulebook ? copyPayBy([claim], rulebook, dayOf(now, rulebook)) : null }
  })
}
