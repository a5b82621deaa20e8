/** Consent: WhatsApp only to who gave the number and agreed to it (WhatsApp Business policy). */
import type { Rule } from '../candidate'
import { never, pass } from '../candidate'
import { almanacOf } from '../almanac'

export const consent: Rule = ({ channel, point, at }, _state, rulebook) => {
  if (channel !== 'whatsapp') return pass
  const given = point?.consentedOn ?? null
  return given !== null && given <= almanacOf(rulebook).dateOf(at) ? pass : never({ code: 'no-consent', channel })
}
