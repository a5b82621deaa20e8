/** Stage decide: the debtors whose review is due get a decision, written with its reasons in the transaction that read them. */
import { decide } from '#decision'
import { instantAt, localDateOf, type Decision, type Instant, type Rulebook } from '#domain'
import { loadSnapshots, lockDueReviews, writeDecisions, type DebtorSnapshot, type DecisionToWrite, type Sql } from '#store'
import { BUDGET_WINDOW_DAYS, type Pipe } from './pipe'

/** Answers how many debtors were taken; 0 when nothing is due. */
export function decideDue(pipe: Pipe, now: Instant, limit: number): Promise<number> {
  return pipe.database.transaction(async (sql) => {
    const keys = await lockDueReviews(sql, now, limit)
    if (keys.length === 0) return 0
    const snapshots = await loadSnapshots(sql, keys, now, BUDGET_WINDOW_DAYS)
    const decided = await Promise.all(snapshots.map((snapshot) => decideOne(pipe, snapshot, now)))
    await writeDecisions(sql, decided.filter((decision) => decision !== null), now)
    await restWithoutJourney(sql, snapshots)
    return keys.length
  })
}

async function decideOne(pipe: Pipe, snapshot: DebtorSnapshot, now: Instant): Promise<DecisionToWrite | null> {
  const { journey, creditorId, state } = snapshot
  if (!journey) return null
  const rulebook = await pipe.rulebooks.for(creditorId, journey)
  const decision = decide(state, rulebook, now)
  return { snapshot, decision, journeyId: journey.id, today: localDateOf(now, rulebook.policy.zone), ...leaving(decision, rulebook, now), versions: versionsOf(rulebook) }
}

/** A letter leaves with the day's batch; a call expires at the end of its day (rule 12), anything else after the lateness limit. */
function leaving(decision: Decision, { policy }: Rulebook, now: Instant): { dueAt: Instant; expiresAt: Instant } {
  const late = (now + policy.latenessHours * 3_600_000) as Instant
  if (decision.kind !== 'contact') return { dueAt: now, expiresAt: late }
  const today = localDateOf(now, policy.zone)
  const { channel } = decision.contact
  const release = instantAt(today, policy.posting.releaseAt, policy.zone)
  return {
    dueAt: channel === 'letter' && release > now ? release : now,
    expiresAt: channel === 'call' ? instantAt(today, policy.hours.call.closes, policy.zone) : late,
  }
}

const versionsOf = ({ policy, strategy, calendars }: Rulebook): DecisionToWrite['versions'] => ({
  policy: policy.name, policyVersion: policy.version, strategy: strategy.name, strategyVersion: strategy.version,
  contactCalendarUntil: calendars.contact.validUntil, bankCalendarUntil: calendars.bank.validUntil,
})

/** A debtor without a running journey has nothing open: the next import that brings a claim starts one and asks for a review. */
async function restWithoutJourney(sql: Sql, snapshots: readonly DebtorSnapshot[]): Promise<void> {
  const resting = snapshots.filter((snapshot) => snapshot.journey === null)
  if (resting.length === 0) return
  await sql.query(`update debtor d set review_at = null from unnest($1::uuid[], $2::uuid[]) k (creditor_id, id) where d.creditor_id = k.creditor_id and d.id = k.id`,
    [resting.map((snapshot) => snapshot.creditorId), resting.map((snapshot) => snapshot.debtorId)])
}
