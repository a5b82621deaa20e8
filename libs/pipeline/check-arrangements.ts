/** Stage check arrangements: an instalment that lapsed unpaid breaks its arrangement, the last one paid keeps it. */
import { BeyondCalendar, graceDay } from '#decision'
import {
  addDays,
  bookInOrder,
  firstUnpaid,
  instantAt,
  type CreditorId,
  type Instant,
  type LocalDate,
  type LocalTime,
  type Rulebook,
} from '#domain'
import { isPassing, lockDueArrangements, recordChecks, type CheckedArrangement, type DueArrangement, type Sql } from '#store'
import type { Pipe } from './pipe'

const LIMIT = 200
const HOUR = 3_600_000
/** Somebody else sees to the debts, a calendar does not reach so far yet, or a version that somebody has to mend first. */
const AGAIN_MS = { grave: 24 * HOUR, calendar: 24 * HOUR, fault: HOUR }

/** Answers how many were looked at. */
export function checkArrangements(pipe: Pipe, now: Instant): Promise<number> {
  return pipe.database.transaction(async (sql) => {
    const due = await lockDueArrangements(sql, now, LIMIT)
    if (due.length === 0) return 0
    const rulebooks = new Map<CreditorId, Promise<Rulebook>>()
    const checked: CheckedArrangement[] = []
    for (const arrangement of due) checked.push(await check(pipe, sql, arrangement, rulebooks, now))
    await recordChecks(sql, checked, now)
    return due.length
  })
}

async function check(
  pipe: Pipe,
  sql: Sql,
  arrangement: DueArrangement,
  rulebooks: Map<CreditorId, Promise<Rulebook>>,
  now: Instant,
): Promise<CheckedArrangement> {
  const { creditorId, debtorId, id } = arrangement
  const key = { creditorId, debtorId, id }
  const instalment = firstUnpaid(bookInOrder(arrangement.instalments, arrangement.paid))
  if (!instalment) return { ...key, state: 'kept' }
  if (arrangement.restsGravely) return { ...key, state: 'active', nextCheckAt: (now + AGAIN_MS.grave) as Instant }
  try {
    const rulebook = await rulebookOf(pipe, sql, arrangement, rulebooks)
    // As after a promise: the task opens on the second TARGET day, which itself is still one of rest (P14).
    const lastDay = graceDay(instalment.dueOn, rulebook)
    const lapses = startOf(lastDay, rulebook)
    if (lapses > now) return { ...key, state: 'active', nextCheckAt: lapses }
    return {
      ...key,
      state: 'broken',
      instalment: instalment.number,
      restsUntil: startOf(addDays(lastDay, 1), rulebook),
      toPerson: rulebook.strategy.afterBrokenArrangement === 'person',
    }
  } catch (fault) {
    if (isPassing(fault)) throw fault
    if (fault instanceof BeyondCalendar) return { ...key, state: 'active', nextCheckAt: (now + AGAIN_MS.calendar) as Instant }
    pipe.log.error({ creditor: creditorId, arrangement: id, fault: String(fault) }, 'an arrangement cannot be checked')
    return { ...key, state: 'active', nextCheckAt: (now + AGAIN_MS.fault) as Instant }
  }
}

const startOf = (day: LocalDate, { policy }: Rulebook): Instant => instantAt(day, '00:00' as LocalTime, policy.zone)

/** As the debtor's journey has it; where none runs, the creditor's own policy of today says which days banks work. */
function rulebookOf(
  pipe: Pipe,
  sql: Sql,
  { creditorId, policy, strategies, journey }: DueArrangement,
  known: Map<CreditorId, Promise<Rulebook>>,
): Promise<Rulebook> {
  if (journey) return pipe.rulebooks.for(creditorId, journey, sql)
  const rulebook = known.get(creditorId) ?? pipe.rulebooks.ofCreditor({ id: creditorId, policy, strategies }, sql)
  known.set(creditorId, rulebook)
  return rulebook
}
