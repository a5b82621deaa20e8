/** Hold: contact rests over the claim or the debtor until it ends (P14). */
import type { HoldKind, Phase } from '#domain'
import type { Rule } from '../candidate'
import { isByHand, never, notBefore, pass } from '../candidate'
import { almanacOf } from '../almanac'
import { openingFrom } from '../contact-days'

/** An arrangement rests the ladder, not the word about its own terms; an answer is kept back only by what rests every word. */
const NOT_KEPT_BACK: Readonly<Partial<Record<Phase, readonly HoldKind[]>>> = {
  instalment: ['arrangement'],
  reply: ['dispute', 'complaint', 'arrangement', 'promise', 'reply', 'absent-from-export', 'payment-said', 'not-received'],
  'invoice-copy': ['not-received', 'promise', 'reply'],
}

export const hold: Rule = (candidate, state, rulebook) => {
  for (const { kind, claim, from, until } of state.holds) {
    const covers = claim === null || claim === candidate.claim.reference
    if (!covers || candidate.at < from || NOT_KEPT_BACK[candidate.phase]?.includes(kind) || isByHand(candidate)) continue
    if (until === null) return never({ code: 'hold', kind, claim })
    if (candidate.at < until) {
      const free = candidate.punctual ? openingFrom(almanacOf(rulebook), candidate.channel, until) : until
      return notBefore(free, { code: 'hold', kind, claim })
    }
  }
  return pass
}
