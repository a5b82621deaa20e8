/** Hold: contact rests over the claim or the debtor until it ends (P14). */
import type { Rule } from '../candidate'
import { never, notBefore, pass } from '../candidate'
import { almanacOf } from '../almanac'
import { openingFrom } from '../contact-days'

export const hold: Rule = (candidate, state, rulebook) => {
  for (const { kind, claim, from, until } of state.holds) {
    const covers = claim === null || claim === candidate.claim.reference
    // An arrangement rests the ladder, not the word about its own terms.
    if (!covers || candidate.at < from || (kind === 'arrangement' && candidate.phase === 'instalment')) continue
    if (until === null) return never({ code: 'hold', kind, claim })
    if (candidate.at < until) {
      const free = candidate.punctual ? openingFrom(almanacOf(rulebook), candidate.channel, until) : until
      return notBefore(free, { code: 'hold', kind, claim })
    }
  }
  return pass
}
