/** Contact hours: not before the channel opens, not once it has closed (P3; Bki art. 4.2(1)); a plan aims at the opening hour. */
import { addDays } from '#domain'
import type { Rule } from '../candidate'
import { notBefore, pass } from '../candidate'
import { almanacOf } from '../almanac'
import { openingOf } from '../contact-days'

export const contactHours: Rule = ({ channel, at, punctual }, _state, rulebook) => {
  if (channel === null) return pass
  const almanac = almanacOf(rulebook)
  const { opens, closes } = almanac.hours(channel)
  const day = almanac.dateOf(at)
  const opening = almanac.instant(day, opens)
  if (at < opening) return notBefore(opening, { code: 'outside-hours', channel, opens, closes })
  if (at === opening || (!punctual && at < almanac.instant(day, closes))) return pass
  return notBefore(openingOf(almanac, channel, addDays(day, 1)), { code: 'outside-hours', channel, opens, closes })
}
