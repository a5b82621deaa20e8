/** Waivers: costs or interest let go of for a claim, with a reason that the next message and the timeline tell (R38). */
import type { Instant, Waivable, WaiverReason } from '#domain'
import type { Sql } from '../database'
import { appendEvent, askReview } from '../facts'
import type { DebtorKey } from '../snapshots'

export interface Waiver {
  /** Null: every open claim of the debtor. */
  readonly claimId: string | null
  readonly what: readonly Waivable[]
  /** Null takes it back. */
  readonly reason: WaiverReason | null
}

const COLUMNS = { costs: 'costs_waived', interest: 'interest_waived' } as const satisfies Record<Waivable, string>

/** Answers on how many claims it changed something; a notice that is queued with other costs fails at the gate. */
export async function waive(sql: Sql, debtor: DebtorKey, { claimId, what, reason }: Waiver, now: Instant): Promise<number> {
  await askReview(sql, debtor, now)
  const touched = new Set<string>()
  for (const one of what) {
    const column = COLUMNS[one]
    const changed = await sql.query<{ id: string }>(
      `update claim set ${column} = $4 where creditor_id = $1 and debtor_id = $2 and ($3::uuid is null or id = $3) and kind = 'claim' and state = 'open'
         and ${column} is distinct from $4 returning id`,
      [debtor.creditorId, debtor.debtorId, claimId, reason],
    )
    for (const { id } of changed) {
      touched.add(id)
      await appendEvent(sql, {
        ...debtor,
        claimId: id,
        kind: reason === null ? 'waiver-withdrawn' : 'waived',
        at: now,
        detail: reason === null ? { what: one } : { what: one, reason },
      })
    }
  }
  return touched.size
}
