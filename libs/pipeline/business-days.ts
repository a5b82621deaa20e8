/** Business days as a message needs them: today where the creditor is, and until when something may rest; whatever state the configuration is in. */
import { collectionDayOf, dayOf, workingDayAfter } from '#decision'
import { addDays, instantAt, localDateOf, type Instant, type LocalDate, type LocalTime } from '#domain'
import { isPassing, type Creditor, type Sql } from '#store'
import type { Pipe } from './pipe'

export interface BusinessDays {
  readonly today: LocalDate
  /** The bank day by which money sent today has come in. */
  readonly moneyIn: LocalDate
  /** As long as a person may take to read a message. */
  readonly readBy: Instant
}

const READING_WORKING_DAYS = 2
const MIDNIGHT = '00:00' as LocalTime

/** A policy that does not fit, or a calendar that has run out, keeps nobody from being heard (rule 18): then plain days are counted. */
export async function businessDays(
  { rulebooks, log }: Pick<Pipe, 'rulebooks' | 'log'>,
  creditor: Pick<Creditor, 'id' | 'policy' | 'strategies'>,
  sql: Sql,
  at: Instant,
): Promise<BusinessDays> {
  try {
    const rulebook = await rulebooks.ofCreditor(creditor, sql)
    const today = dayOf(at, rulebook)
    const readBy = addDays(workingDayAfter(today, READING_WORKING_DAYS, rulebook), 1)
    return { today, moneyIn: collectionDayOf(today, rulebook), readBy: instantAt(readBy, MIDNIGHT, rulebook.policy.zone) }
  } catch (fault) {
    if (isPassing(fault)) throw fault
    log.error({ creditor: creditor.id, fault: String(fault) }, 'a message is read without the rules of the creditor')
    const today = localDateOf(at, 'UTC')
    return { today, moneyIn: addDays(today, 5), readBy: instantAt(addDays(today, 5), MIDNIGHT, 'UTC') }
  }
}
