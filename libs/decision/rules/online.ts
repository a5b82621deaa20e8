/** Online: who is hardly online is written to by letter or called (R43). */
import { DIGITAL_CHANNELS } from '#domain'
import type { Rule } from '../candidate'
import { never, pass } from '../candidate'

export const online: Rule = ({ channel }, state) =>
  !state.online && channel !== null && DIGITAL_CHANNELS.includes(channel) ? never({ code: 'not-online' }) : pass
