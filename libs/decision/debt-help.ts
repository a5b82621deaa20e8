/** Debt help: while its pause runs nobody is contacted; after some months a person looks how things stand (P20). */
import { addDays, dayOfMonth } from '#domain'
import type { DebtorState, Decision, Instant, LocalDate } from '#domain'
import type { Almanac } from './almanac'
import { closedForAll } from './contact-days'

/** The task of the review, once, when its day has come; only closing it ends the pause. */
export function debtHelpReview(state: DebtorState, almanac: Almanac, now: Instant): Decision | null {
  const pause = pauses(state).find(({ from }) => reviewOf(almanac, from) <= now)
  if (!pause || state.openTasks.includes('debt-help-review')) return null
  const claims = state.claims.map(({ reference }) => reference)
  const months = almanac.policy.debtHelpReviewMonths
  return {
    kind: 'escalate',
    task: 'debt-help-review',
    claims,
    step: null,
    reasons: [{ code: 'debt-help-since', since: almanac.dateOf(pause.from), months }],
    reviewAt: now,
  }
}

export const debtHelpReviews = (state: DebtorState, almanac: Almanac): Instant[] => pauses(state).map(({ from }) => reviewOf(almanac, from))

const pauses = ({ holds }: DebtorState): DebtorState['holds'] => holds.filter(({ kind, until }) => kind === 'debt-help' && until === null)

/** So many months later to the day; a closed day: the next contact day. */
function reviewOf(almanac: Almanac, from: Instant): Instant {
  let day = monthsLater(almanac.dateOf(from), almanac.policy.debtHelpReviewMonths)
  while (closedForAll(almanac, day) !== null) day = addDays(day, 1)
  return almanac.startOf(day)
}

function monthsLater(day: LocalDate, months: number): LocalDate {
  const month = Number(day.slice(5, 7)) - 1 + months
  return dayOfMonth(Number(day.slice(0, 4)) + Math.floor(month / 12), (month % 12) + 1, Number(day.slice(8)))
}
