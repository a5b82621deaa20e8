/** Channel closed: channels that a phase, or the policy for such a debtor, may not use; a legal phase knows only letter and evidenced e-mail (P15). */
import type { Channel } from '#domain'
import type { Rule } from '../candidate'
import { never, pass } from '../candidate'
import { rowFor } from '../channel-order'

/** In the order of P15. */
export const LEGAL_CHANNELS: readonly Channel[] = ['letter', 'email']

export const channelClosed: Rule = ({ channel, phase }, state, { policy }) => {
  if (channel === null) return pass
  const legal = policy.legalPhases.includes(phase)
  const barred = legal ? !LEGAL_CHANNELS.includes(channel) : rowFor(phase, state, policy)?.without?.includes(channel)
  return barred || policy.closedChannels[phase]?.includes(channel) ? never({ code: 'channel-closed', channel, phase }) : pass
}
