/** Codes of carriers that nobody has sorted: carriers change them, and until somebody has looked one up, what it says of an address is not known. */
import type { CreditorId, DebtorId, HandOverId, Instant } from '#domain'
import type { Sql } from './database'
import { openTask } from './facts'

/** The first of its kind is a person's task, at the debtor whom it kept from being reached; the others are counted. */
export async function noteUnfamiliarCode(sql: Sql, handOverId: HandOverId, code: string, now: Instant): Promise<void> {
  const [noted] = await sql.query<{ creditorId: CreditorId; times: number }>(
    `insert into unfamiliar_code as u (creditor_id, carrier, code, first_at, last_at) select creditor_id, carrier, $2, $3, $3 from hand_over where id = $1
     on conflict (creditor_id, carrier, code) do update set last_at = excluded.last_at, times = u.times + 1 returning u.creditor_id as "creditorId", u.times`,
    [handOverId, code, new Date(now)],
  )
  if (noted?.times !== 1) return
  const [about] = await sql.query<{ debtorId: DebtorId; attemptId: string }>(
    'select debtor_id as "debtorId", attempt_id as "attemptId" from hand_over where id = $1',
    [handOverId],
  )
  if (about)
    await openTask(sql, { creditorId: noted.creditorId, debtorId: about.debtorId }, 'carrier-code', { attemptId: about.attemptId }, now)
}

export interface UnfamiliarCode {
  readonly carrier: string
  readonly code: string
  readonly times: number
  readonly since: Date
}

const SHOWN_DAYS = 30
const MOST_SHOWN = 50

/** Of all creditors, the latest first. */
export const unfamiliarCodes = (sql: Sql, now: Instant): Promise<UnfamiliarCode[]> =>
  sql.query<UnfamiliarCode>(
    `select split_part(carrier, ':', 1) as carrier, code, sum(times)::int as times, min(first_at) as since from unfamiliar_code
     where last_at > $1::timestamptz - interval '${SHOWN_DAYS} days' group by 1, 2 order by max(last_at) desc, 1, 2 limit ${MOST_SHOWN}`,
    [new Date(now)],
  )
