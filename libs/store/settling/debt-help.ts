/** The pause of debt help: it ends, or goes on for as long again, when a person closes its review (P20; NVVK: four to eight months). */
import type { Instant } from '#domain'
import type { Sql } from '../database'
import { appendEvent, insertHold, liftHolds } from '../facts'
import { newId } from '../ids'
import type { DebtorKey } from '../snapshots'
import { waive } from './waivers'

export async function endDebtHelp(sql: Sql, debtor: DebtorKey, now: Instant): Promise<void> {
  await liftHolds(sql, debtor, 'debt-help', null, now)
}

/** A pause of its own, with a review of its own; one that was prolonged already ends by now at the latest, so that it is never longer than eight months. */
export async function prolongDebtHelp(sql: Sql, debtor: DebtorKey, now: Instant): Promise<void> {
  const [earlier] = await sql.query(
    `select from hold where creditor_id = $1 and debtor_id = $2 and kind = 'debt-help' and note = $3 and lifted_at is null`,
    [debtor.creditorId, debtor.debtorId, PROLONGED],
  )
  await liftHolds(sql, debtor, 'debt-help', null, now)
  if (earlier) return
  const id = newId<string>()
  await insertHold(sql, debtor, { id, kind: 'debt-help', claimId: null, toAnswer: false, note: PROLONGED }, now)
  await appendEvent(sql, { ...debtor, kind: 'hold', at: now, detail: { hold: id, kind: 'debt-help' } })
}

const PROLONGED = 'prolonged'

/** Once a person has confirmed it, no costs are added from its first day on: not for a term that had still to end that day (NVVK). What was due before stays. */
export async function waiveCostsOfPause(sql: Sql, debtor: DebtorKey, now: Instant): Promise<void> {
  for (const { id } of await sql.query<{ id: string }>(RUNNING_TERMS, [debtor.creditorId, debtor.debtorId]))
    await waive(sql, debtor, { claimId: id, what: ['costs'], reason: 'hardship' }, now)
}

/** A term that ended on the day before, by the clock of Greenwich, may be among them: nobody is charged for an hour. */
const RUNNING_TERMS = `
  select c.id from claim c where c.creditor_id = $1 and c.debtor_id = $2 and c.state = 'open' and c.kind = 'claim' and c.costs_waived is null
    and exists (select from claim_step t where t.creditor_id = c.creditor_id and t.claim_id = c.id and t.live and t.phase = 'formal-notice'
      and greatest(t.legal_end, t.pay_by) >= (
      select min(h.from_at)::date from hold h where h.creditor_id = $1 and h.debtor_id = $2 and h.kind = 'debt-help' and h.lifted_at is null))`
