/** Phase gap: at least a week between two phases of a claim, counted as a difference of dates (P9). */
import { addDays } from '#domain'
import type { Rule } from '../candidate'
import { notBefore, pass } from '../candidate'
import { almanacOf } from '../almanac'
import { openingOf } from '../contact-days'

export const phaseGap: Rule = (candidate, _state, rulebook) => {
  const last = candidate.before
  if (!last) return pass
  const days = rulebook.policy.minDaysBetweenPhases
  const almanac = almanacOf(rulebook)
  const earliest = addDays(last.on, days)
  if (almanac.startOf(earliest) <= candidate.at) return pass
  return notBefore(openingOf(almanac, candidate.channel, earliest), { code: 'phase-gap', days, lastOn: last.on })
}
