/** Legal term: nothing of a later phase before the day after the term of the legal letter (P9, art. 6:96(6) BW). */
import { addDays } from '#domain'
import type { Rule } from '../candidate'
import { notBefore, pass } from '../candidate'
import { almanacOf } from '../almanac'
import { openingOf } from '../contact-days'
import { termEnd } from '../notice-term'

export const legalTerm: Rule = (candidate, _state, rulebook) => {
  const { before } = candidate
  const end = before && rulebook.policy.legalPhases.includes(before.phase) ? termEnd(before) : null
  if (end === null) return pass
  const almanac = almanacOf(rulebook)
  const free = addDays(end, 1)
  return almanac.startOf(free) <= candidate.at
    ? pass
    : notBefore(openingOf(almanac, candidate.channel, free), { code: 'term-lapsed', endedOn: end })
}
