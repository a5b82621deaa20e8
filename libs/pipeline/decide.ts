/** Stage decide: the debtors whose review is due get a decision, written with its reasons in the transaction that read them. */
import { dayOf, decide, instantOn } from '#decision'
import type { Decision, Instant, Rulebook } from '#domain'
import {
  inSavepoint,
  isPassing,
  lockDueReviews,
  putOffReviews,
  wakeArrangements,
  writeDecisions,
  type DebtorSnapshot,
  type DecisionToWrite,
  type Sql,
} from '#store'
import { restInCampaigns } from './campaign-rest'
import type { Pipe } from './pipe'
import { reportBeyondCalendar, reportUndecided, type Undecided } from './report-undecided'
import { snapshotsFor } from './snapshots-for'

/** What cannot be decided is tried again after this long: somebody has to mend a version, or the program, first. */
const UNDECIDED_AGAIN_MS = 15 * 60_000

/** What deciding needs of the pipe. */
export type Deciding = Pick<Pipe, 'database' | 'rulebooks' | 'log'>

/** Reviews that a turn of the pipe takes at most: a good quarter of a second of work, since a STOP that came meanwhile waits for the next turn. */
export const REVIEWS = 2000
/** Transactions at a time: while one writes, another reads and thinks. Each takes debtors of its own, so that none waits for the others. */
const LANES = 3
/** Debtors of a transaction: enough to share a commit, few enough that a fact which waits for one of them waits for moments only. */
const BATCH = 250

/** Answers how many debtors were taken; 0 when nothing is due. One that cannot be decided never costs the others their decision (rule 18). */
export async function decideDue(pipe: Deciding, now: Instant, limit: number): Promise<number> {
  let left = limit
  const lane = async (): Promise<number> => {
    let taken = 0
    while (left > 0) {
      const size = Math.min(BATCH, left)
      left -= size
      const decided = await decideBatch(pipe, now, size)
      taken += decided
      if (decided < size) break
    }
    return taken
  }
  const lanes = await Promise.allSettled(Array.from({ length: LANES }, lane))
  // Only when no lane works any more may a fault end the turn.
  return lanes.reduce((sum, each) => {
    if (each.status === 'rejected') throw each.reason
    return sum + each.value
  }, 0)
}

function decideBatch(pipe: Deciding, now: Instant, limit: number): Promise<number> {
  return pipe.database.transaction(async (sql) => {
    const keys = await lockDueReviews(sql, now, limit)
    if (keys.length === 0) return 0
    const snapshots = await snapshotsFor(pipe.rulebooks, sql, keys, now)
    await wakeArrangements(sql, snapshots.filter(inArrangement), now)
    const answers: (DecisionToWrite | Undecided)[] = []
    // One after the other: a rulebook that nobody has read yet is read over this one connection.
    for (const snapshot of snapshots) if (snapshot.journey !== null) answers.push(await decideOne(pipe, sql, snapshot, now))
    const undecided = answers.filter((answer): answer is Undecided => 'fault' in answer)
    const decided = await restInCampaigns(
      sql,
      answers.filter((answer): answer is DecisionToWrite => 'decision' in answer),
      now,
    )
    undecided.push(...(await write(sql, decided, now)))
    await putOffReviews(
      sql,
      undecided.map(({ snapshot }) => snapshot),
      (now + UNDECIDED_AGAIN_MS) as Instant,
    )
    await putOffReviews(
      sql,
      snapshots.filter((snapshot) => snapshot.journey === null),
      null,
    )
    reportUndecided(pipe.log, undecided)
    reportBeyondCalendar(pipe.log, decided)
    return keys.length
  })
}

/** Whatever asked for this review may have been money for an instalment. */
const inArrangement = ({ state }: DebtorSnapshot): boolean =>
  state.holds.some(({ kind, until }) => kind === 'arrangement' && until === null)

async function decideOne(pipe: Deciding, sql: Sql, snapshot: DebtorSnapshot, now: Instant): Promise<DecisionToWrite | Undecided> {
  const { journey, creditorId, state } = snapshot
  try {
    if (!journey) throw new Error('no running journey')
    const rulebook = await pipe.rulebooks.for(creditorId, journey, sql)
    const decision = decide(state, rulebook, now)
    return {
      snapshot,
      decision,
      journeyId: journey.id,
      today: dayOf(now, rulebook),
      ...leaving(decision, rulebook, now),
      versions: versionsOf(rulebook),
    }
  } catch (fault) {
    if (isPassing(fault)) throw fault
    return { snapshot, fault: String(fault) }
  }
}

/** All at once; what the database refuses is found by halves, so that the rest is written all the same. */
async function write(sql: Sql, decisions: readonly DecisionToWrite[], now: Instant): Promise<Undecided[]> {
  const [first] = decisions
  if (!first) return []
  try {
    await inSavepoint(sql, () => writeDecisions(sql, decisions, now))
    return []
  } catch (fault) {
    if (isPassing(fault)) throw fault
    if (decisions.length === 1) return [{ snapshot: first.snapshot, fault: String(fault) }]
    const middle = Math.ceil(decisions.length / 2)
    return [...(await write(sql, decisions.slice(0, middle), now)), ...(await write(sql, decisions.slice(middle), now))]
  }
}

/** A letter leaves with the day's batch; a call expires at the end of its day (rule 12), anything else after the lateness limit. */
export function leaving(decision: Decision, rulebook: Rulebook, now: Instant): { dueAt: Instant; expiresAt: Instant } {
  const { policy } = rulebook
  const late = (now + policy.latenessHours * 3_600_000) as Instant
  if (decision.kind !== 'contact') return { dueAt: now, expiresAt: late }
  const today = dayOf(now, rulebook)
  const { channel } = decision.contact
  const release = instantOn(today, policy.posting.releaseAt, rulebook)
  return {
    dueAt: channel === 'letter' && release > now ? release : now,
    expiresAt: channel === 'call' ? instantOn(today, policy.hours.call.closes, rulebook) : late,
  }
}

export const versionsOf = ({ policy, strategy, calendars }: Rulebook): DecisionToWrite['versions'] => ({
  policy: policy.name,
  policyVersion: policy.version,
  strategy: strategy.name,
  strategyVersion: strategy.version,
  contactCalendarUntil: calendars.contact.validUntil,
  bankCalendarUntil: calendars.bank.validUntil,
})
