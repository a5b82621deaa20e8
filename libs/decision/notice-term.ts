/** Notice term: the fourteen days of a consumer's formal notice, never a day short (art. 6:96(6) BW), and the day that is printed (P12). */
import { addDays, laterDate, weekdayOf } from '#domain'
import type { Channel, IncomeRule, LocalDate, Rulebook, StepTaken } from '#domain'
import { almanacOf } from './almanac'
import type { Almanac } from './almanac'
import { collectionDay } from './bank-days'
import { firstCredit } from './credit-dates'
import { deliveryOf } from './post'

export interface NoticeTerm {
  readonly delivered: LocalDate
  readonly legalEnd: LocalDate
  /** Printed: the legal end, or the collection day shortly after it. */
  readonly payBy: LocalDate
}

/** Throws BeyondCalendar past the loaded days. */
export const noticeTerm = (sentOn: LocalDate, channel: Channel, income: IncomeRule | null, rulebook: Rulebook): NoticeTerm =>
  termOf(almanacOf(rulebook), sentOn, channel, income)

export function termOf(almanac: Almanac, sentOn: LocalDate, channel: Channel, income: IncomeRule | null): NoticeTerm {
  const delivered = channel === 'letter' ? deliveryOf(almanac, sentOn) : sentOn
  const legalEnd = lastDayAfter(almanac, delivered)
  return { delivered, legalEnd, payBy: printedPayBy(almanac, legalEnd, income) }
}

/** The end of the term of a notice that was received on this day; throws BeyondCalendar past the loaded days. */
export const legalEndAfter = (received: LocalDate, rulebook: Rulebook): LocalDate => lastDayAfter(almanacOf(rulebook), received)

/** The term runs from the day after receipt, so its last day is that day plus all its days. */
const lastDayAfter = (almanac: Almanac, received: LocalDate): LocalDate =>
  notOnRestDay(almanac, addDays(received, almanac.policy.noticeTermDays))

/** Art. 1 Algemene termijnenwet moves the end past Saturday, Sunday and holidays; whether it binds here is open, extending is safe. */
function notOnRestDay(almanac: Almanac, day: LocalDate): LocalDate {
  let end = day
  while (weekdayOf(end) === 'saturday' || almanac.closed('contact', end) !== null) end = addDays(end, 1)
  return end
}

function printedPayBy(almanac: Almanac, legalEnd: LocalDate, income: IncomeRule | null): LocalDate {
  if (income === null) return legalEnd
  const last = addDays(legalEnd, almanac.policy.payByWithinDays)
  // Money credited before the end may be collectable only after it: a weekend, or Easter, lies between.
  let credit = firstCredit(almanac, income, addDays(legalEnd, -7), last)
  while (credit !== null) {
    const collectable = collectionDay(almanac, credit)
    if (collectable > last) return legalEnd
    if (collectable > legalEnd) return collectable
    credit = firstCredit(almanac, income, addDays(credit, 1), last)
  }
  return legalEnd
}

/** The last day of the term of a step that was taken; null when it set none. */
export function termEnd(step: StepTaken): LocalDate | null {
  if (step.legalEnd === null) return step.payBy
  return step.payBy === null ? step.legalEnd : laterDate(step.legalEnd, step.payBy)
}
