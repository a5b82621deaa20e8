/** Who is on the line: asked before anything of what is owed is told, and kept with the call. */
import type { Sql } from '../database'
import type { CallKey } from './call-tasks'
import { deskNumber } from './desk-numbers'

export const IDENTITY_RESULTS = ['confirmed', 'wrong', 'other-person'] as const
export type IdentityResult = (typeof IDENTITY_RESULTS)[number]
export const IDENTITY_METHODS = ['postcode-and-number', 'birth-date', 'customer-number', 'name-and-function'] as const
export type IdentityMethod = (typeof IDENTITY_METHODS)[number]
/** As it stands: `failed` after so many answers that were not right. */
export type Identity = 'confirmed' | 'failed' | 'other-person'

const TRIES = deskNumber('identityTries')

/** False when nobody talks under this token, or was found not to be the debtor before. */
export async function noteIdentity(
  sql: Sql,
  { creditorId, taskId, token }: CallKey,
  result: IdentityResult,
  by: readonly IdentityMethod[],
): Promise<boolean> {
  const noted = await sql.query(
    `update call_task k set identity_tries = k.identity_tries + case when $4 = 'wrong' then 1 else 0 end,
       identity = case when $4 <> 'wrong' then $4 when k.identity_tries + 1 >= ${TRIES} then 'failed' end,
         identity_by = case when $4 = 'confirmed' then $5::text[] end
     from contact_attempt a where k.creditor_id = $1 and k.id = $2 and k.state = 'claimed' and k.lease_token = $3 and k.identity is distinct from 'failed'
       and a.creditor_id = k.creditor_id and a.id = k.attempt_id and a.state = 'sending' returning k.id`,
    [creditorId, taskId, token, result, by],
  )
  return noted.length > 0
}
