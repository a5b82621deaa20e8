/** Lateness: what could not leave within the policy's hours is decided again, not sent (rule 13). */
import type { Rule } from '../candidate'
import { never, pass } from '../candidate'

const HOUR = 3_600_000

/** Asked at the gate only, where `at` is the instant that was planned. */
export const lateness: Rule = ({ at }, _state, { policy: { latenessHours } }, now) =>
  now - at > latenessHours * HOUR ? never({ code: 'too-late', hours: latenessHours }) : pass
