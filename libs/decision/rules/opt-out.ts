/** Opt-out: who said stop is not addressed there again. */
import type { Rule } from '../candidate'
import { never, pass } from '../candidate'

export const optOut: Rule = ({ channel, point }) => (channel !== null && point?.optedOut ? never({ code: 'opted-out', channel }) : pass)
