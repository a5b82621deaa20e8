/** Contact day: never on a Sunday, a holiday, an equalised day, or a day on which the channel rests (P2, P24; Bki art. 4.2(2)). */
import type { Rule } from '../candidate'
import { notBefore, pass } from '../candidate'
import { almanacOf } from '../almanac'
import { closedBy, contactDayFrom, openingOf, restsAlone } from '../contact-days'

export const contactDay: Rule = ({ channel, at }, _state, rulebook) => {
  if (channel === null) return pass
  const almanac = almanacOf(rulebook)
  const day = almanac.dateOf(at)
  const name = closedBy(almanac, channel, day)
  if (name === null) return pass
  const open = contactDayFrom(almanac, channel, day)
  return notBefore(openingOf(almanac, channel, open), { code: 'closed-day', day, name, open, ...(restsAlone(almanac, day) && { channel }) })
}
