/** ReasonDictionary: one sentence per reason code; a code without its sentence does not compile. */
import type { Reason, ReasonCode } from './reasons'

export type ReasonDictionary = {
  readonly [Code in ReasonCode]: (reason: Extract<Reason, { readonly code: Code }>) => string
}
