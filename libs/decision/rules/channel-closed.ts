/** Channel closed: channels that a phase may not use; a legal phase knows only the letter and evidenced e-mail (P15). */
import type { Channel } from '#domain'
import type { Rule } from '../candidate'
import { never, pass } from '../candidate'

/** In the order of P15. */
export const LEGAL_CHANNELS: readonly Channel[] = ['letter', 'email']

export const channelClosed: Rule = ({ channel, phase }, _state, { policy }) => {
  if (channel === null) return pass
  const barred = policy.legalPhases.includes(phase) && !LEGAL_CHANNELS.includes(channel)
  return barred || policy.closedChannels[phase]?.includes(channel) ? never({ code: 'channel-closed', channel, phase }) : pass
}
