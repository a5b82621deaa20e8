/** Lets go of costs or interest, and counts for the principal what payments had covered of them. */
import type { Instant } from '#domain'
import { waive, type DebtorKey, type Sql, type Waiver } from '#store'
import type { Rulebooks } from '../configuration/rulebooks'
import { reviseSetOffs } from './set-off'

/** Answers on how many claims it changed something. */
export async function waiveCharges(sql: Sql, rulebooks: Rulebooks, debtor: DebtorKey, waiver: Waiver, now: Instant): Promise<number> {
  const claims = await waive(sql, debtor, waiver, now)
  if (claims > 0) await reviseSetOffs(sql, rulebooks, debtor, now)
  return claims
}
