/** Cap: so many contacts a day and a window of days, over all channels and claims of the debtor (P13). */
import { addDays, ANSWER_PHASES, BUDGETED_STATES, daysBetween } from '#domain'
import type { DebtorState, LocalDate, Reason } from '#domain'
import type { Candidate, Rule } from '../candidate'
import { notBefore, pass } from '../candidate'
import type { Almanac } from '../almanac'
import { almanacOf } from '../almanac'
import { openingOf } from '../contact-days'

export const cap: Rule = (candidate, state, rulebook) => {
  // An answer to the debtor's own message is counted and never blocked.
  if (candidate.channel === null || ANSWER_PHASES.includes(candidate.phase) || state.contacts.length === 0) return pass
  const almanac = almanacOf(rulebook)
  const counted = budgeted(almanac, candidate, state)
  const today = almanac.dateOf(candidate.at)
  const perWindow = windowFor(candidate, almanac)
  const full = fullOn(almanac, counted, today, perWindow)
  if (!full) return pass
  let day = addDays(today, 1)
  while (fullOn(almanac, counted, day, perWindow)) day = addDays(day, 1)
  return notBefore(openingOf(almanac, candidate.channel, day), full)
}

/** Room that is kept for what the law asks to be told. */
const windowFor = ({ phase }: Candidate, { policy: { caps, legalPhases } }: Almanac): number =>
  legalPhases.includes(phase) ? caps.perWindow : caps.perWindow - (caps.reservedForLegal ?? 0)

interface Counted {
  readonly day: LocalDate
  readonly weight: number
}

const budgeted = (almanac: Almanac, candidate: Candidate, state: DebtorState): Counted[] =>
  state.contacts
    .filter((contact) => contact.attemptId !== candidate.attemptId && contact.weight > 0 && BUDGETED_STATES.includes(contact.state))
    .map(({ at, weight }) => ({ day: almanac.dateOf(at), weight }))

/** One more contact that day would pass a cap: of the day, or of any window that the day lies in. */
function fullOn({ policy: { caps } }: Almanac, counted: readonly Counted[], day: LocalDate, perWindow: number): Reason | null {
  const offsets = counted.map((contact) => daysBetween(day, contact.day))
  const weigh = (first: number, days: number): number =>
    counted.reduce((sum, { weight }, index) => (offsets[index]! >= first && offsets[index]! < first + days ? sum + weight : sum), 0)
  if (weigh(0, 1) + 1 > caps.perDay) return { code: 'cap-day', perDay: caps.perDay }
  // With so few, no window can be full.
  if (counted.reduce((sum, { weight }) => sum + weight, 1) <= perWindow) return null
  for (let first = 1 - caps.windowDays; first <= 0; first++) {
    if (weigh(first, caps.windowDays) + 1 > perWindow) return { code: 'cap-window', perWindow, windowDays: caps.windowDays }
  }
  return null
}
