/** Who may see what a debtor owes: somebody whose call with them was confirmed, whose task they are, or who said why. */
import { deskNumber } from './calls/desk-numbers'
import type { Sql } from './database'
import type { DebtorKey } from './snapshots'

export const OPENING_REASONS = ['message', 'task', 'correction', 'colleague'] as const
export type OpeningReason = (typeof OPENING_REASONS)[number]

/** Long enough to finish what was begun. */
const OPEN_FOR = `make_interval(mins => ${deskNumber('openingMinutes')})`

export async function openDebtor(
  sql: Sql,
  { creditorId, debtorId }: DebtorKey,
  agent: string,
  reason: OpeningReason | 'call',
): Promise<void> {
  await sql.query(
    `insert into debtor_opening as o (creditor_id, debtor_id, agent, reason, until_at) values ($1, $2, $3, $4, clock_timestamp() + ${OPEN_FOR})
     on conflict (creditor_id, debtor_id, agent) do update set reason = excluded.reason, until_at = excluded.until_at`,
    [creditorId, debtorId, agent, reason],
  )
}

/** Closed to whoever has the debtor on the line and does not know yet that it is they; and, where it must be opened, to whom nothing opened it. */
export async function maySeeOwed(sql: Sql, { creditorId, debtorId }: DebtorKey, agent: string, mustBeOpened: boolean): Promise<boolean> {
  const [row] = await sql.query<{ may: boolean }>(
    `select not exists (
         select from call_task k join contact_attempt a on a.creditor_id = k.creditor_id and a.id = k.attempt_id and a.state in ('queued', 'sending')
         where k.creditor_id = $1 and k.debtor_id = $2 and k.state = 'claimed' and k.agent = $3 and k.identity is distinct from 'confirmed')
       and (not $4
         or exists (select from call_task k where k.creditor_id = $1 and k.debtor_id = $2 and k.state = 'claimed' and k.agent = $3 and k.identity = 'confirmed')
         or exists (select from debtor_opening o where o.creditor_id = $1 and o.debtor_id = $2 and o.agent = $3 and o.until_at > clock_timestamp())
         or exists (select from task t where t.creditor_id = $1 and t.debtor_id = $2 and t.closed_at is null and t.claimed_by = $3 and t.claimed_until > clock_timestamp())) as may`,
    [creditorId, debtorId, agent, mustBeOpened],
  )
  return row?.may ?? false
}

/** Of what an address may name instead of the debtor. */
const NAMED = { contact: 'contact_attempt', claim: 'claim', task: 'task' } as const
export type NamesDebtor = keyof typeof NAMED
export const NAMES_DEBTOR = Object.keys(NAMED) as readonly NamesDebtor[]

export async function debtorBehind(sql: Sql, creditorId: string, what: NamesDebtor, id: string): Promise<string | null> {
  const [row] = await sql.query<{ debtor: string }>(`select debtor_id as debtor from ${NAMED[what]} where creditor_id = $1 and id = $2`, [
    creditorId,
    id,
  ])
  return row?.debtor ?? null
}
