/** Promise: silence until the second TARGET day after the promised date has passed (P14). */
import { addDays, ANSWER_PHASES } from '#domain'
import type { Rule } from '../candidate'
import { notBefore, pass } from '../candidate'
import { almanacOf } from '../almanac'
import { openingOf } from '../contact-days'
import { graceUntil, keepsSilence, silenceEnds } from '../promises'

export const promise: Rule = (candidate, state, rulebook) => {
  // Who is answered has asked something.
  if (ANSWER_PHASES.includes(candidate.phase)) return pass
  const almanac = almanacOf(rulebook)
  for (const given of state.promises) {
    if (!keepsSilence(given) || candidate.at < given.madeAt || candidate.at >= silenceEnds(almanac, given)) continue
    const last = graceUntil(almanac, given)
    return notBefore(openingOf(almanac, candidate.channel, addDays(last, 1)), {
      code: 'promise-open',
      payBy: given.payBy,
      graceUntil: last,
    })
  }
  return pass
}
