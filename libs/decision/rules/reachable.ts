/** Reachable: a usable point that has not failed for this attempt, over a channel that the creditor sends on. */
import type { Rule } from '../candidate'
import { never, pass } from '../candidate'

export const reachable: Rule = ({ channel, point, failed }, _state, { channels }) => {
  if (channel === null) return pass
  return point !== null && point.usable && channels.includes(channel) && !failed.includes(channel)
    ? pass
    : never({ code: 'contact-point-unusable', channel })
}
