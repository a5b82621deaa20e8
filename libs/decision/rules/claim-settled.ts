/** Claim settled: nothing is asked for what is no longer owed. */
import type { Rule } from '../candidate'
import { never, pass } from '../candidate'

export const claimSettled: Rule = ({ claim: { reference } }, state) =>
  state.claims.some((claim) => claim.reference === reference && claim.open > 0) ? pass : never({ code: 'claim-settled', claim: reference })
