/** Income: a reminder waits for money that is about to arrive; a letter so that it is delivered by then (P11). */
import { addDays } from '#domain'
import type { Channel, LocalDate } from '#domain'
import type { Rule } from '../candidate'
import { notBefore, pass } from '../candidate'
import type { Almanac } from '../almanac'
import { almanacOf } from '../almanac'
import { contactDayFrom, openingOf } from '../contact-days'
import { firstCredit } from '../credit-dates'
import { deliveryOf } from '../post'

export const income: Rule = (candidate, state, rulebook) => {
  const { phases, withinDays } = rulebook.policy.waitForIncome
  if (state.income === null || candidate.channel === null || !phases.includes(candidate.phase)) return pass
  const almanac = almanacOf(rulebook)
  const creditOn = firstCredit(almanac, state.income, candidate.day, addDays(candidate.day, withinDays))
  // Money on the day itself moves nothing: the contact stays on its day.
  if (creditOn === null || creditOn === candidate.day) return pass
  const day = contactOnOrAfter(almanac, candidate.channel, candidate.day, creditOn)
  const opening = openingOf(almanac, candidate.channel, day)
  return candidate.at >= opening
    ? pass
    : notBefore(opening, { code: 'moved-to-income', from: candidate.day, creditOn, ...(state.incomeTold && { told: true }) })
}

function contactOnOrAfter(almanac: Almanac, channel: Channel, earliest: LocalDate, creditOn: LocalDate): LocalDate {
  if (channel !== 'letter') return contactDayFrom(almanac, channel, creditOn)
  let day = contactDayFrom(almanac, channel, earliest)
  while (deliveryOf(almanac, day) < creditOn) day = contactDayFrom(almanac, channel, addDays(day, 1))
  return day
}
