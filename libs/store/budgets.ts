/** Budgets: contacts per creditor and day, per campaign and hour, and what a campaign may cost; rows that are locked where queued becomes sending, so exact over all workers. */
import type { CreditorId, Instant } from '#domain'
import { MILLIS } from './columns'
import type { Sql } from './database'

export interface BudgetWindow {
  readonly scope: 'creditor-day' | 'campaign-hour' | 'campaign-cost'
  /** The creditor's or the campaign's id. */
  readonly scopeId: string
  readonly startsAt: Instant
  readonly endsAt: Instant
  /** What one contact takes of it: one contact, or what it costs in thousandths of a cent. */
  readonly takes: number
}

interface Budgeted {
  readonly creditorId: CreditorId
  readonly budgets: readonly BudgetWindow[]
}

/** What it would send next costs more than it may still cost. */
export interface CampaignToPause {
  readonly creditorId: CreditorId
  readonly campaignId: string
}

interface BudgetRow {
  readonly key: string
  /** Null: the limit was lifted meanwhile. */
  readonly left: number | null
}

const keyOf = (creditorId: CreditorId, { scope, scopeId, startsAt }: BudgetWindow): string =>
  `${creditorId} ${scope} ${scopeId} ${startsAt}`

/** Locks the windows until the transaction ends, in the order that everybody takes them in; the first to come are served. */
export async function withinBudgets<T extends Budgeted>(
  sql: Sql,
  attempts: readonly T[],
): Promise<{ affordable: T[]; overBudget: T[]; tooDear: CampaignToPause[] }> {
  const given = columnsOf(attempts)
  await sql.query(OPEN, given)
  const left = new Map((await sql.query<BudgetRow>(LOCK, given)).map((row) => [row.key, row.left ?? Infinity]))
  const affordable: T[] = []
  const overBudget: T[] = []
  const tooDear = new Map<string, CampaignToPause>()
  for (const attempt of attempts) {
    const { creditorId, budgets } = attempt
    const leftOf = (budget: BudgetWindow): number => left.get(keyOf(creditorId, budget)) ?? 0
    const spent = budgets.filter((budget) => leftOf(budget) < budget.takes)
    if (spent.length === 0) for (const budget of budgets) left.set(keyOf(creditorId, budget), leftOf(budget) - budget.takes)
    for (const { scope, scopeId } of spent) if (scope === 'campaign-cost') tooDear.set(scopeId, { creditorId, campaignId: scopeId })
    ;(spent.length === 0 ? affordable : overBudget).push(attempt)
  }
  return { affordable, overBudget, tooDear: [...tooDear.values()] }
}

/** Raises the windows by what was really marked, in the transaction that holds them. */
export async function spendBudgets(sql: Sql, marked: readonly Budgeted[]): Promise<void> {
  if (marked.length > 0) await sql.query(SPEND, columnsOf(marked))
}

/** One row per contact and window. */
function columnsOf(attempts: readonly Budgeted[]): unknown[] {
  const rows = attempts.flatMap(({ creditorId, budgets }) => budgets.map((budget) => ({ creditorId, ...budget })))
  return [
    rows.map((row) => row.creditorId),
    rows.map((row) => row.scope),
    rows.map((row) => row.scopeId),
    rows.map((row) => new Date(row.startsAt)),
    rows.map((row) => row.takes),
  ]
}

const GIVEN = `(select creditor_id, scope, scope_id, window_starts, sum(takes)::bigint as n
  from unnest($1::uuid[], $2::text[], $3::uuid[], $4::timestamptz[], $5::bigint[]) g (creditor_id, scope, scope_id, window_starts, takes) group by 1, 2, 3, 4) g`
const SAME = `b.creditor_id = g.creditor_id and b.scope = g.scope and b.scope_id = g.scope_id and b.window_starts = g.window_starts`

const OPEN = `
  insert into sending_budget (creditor_id, scope, scope_id, window_starts)
  select creditor_id, scope, scope_id, window_starts from ${GIVEN} order by 1, 2, 3, 4 on conflict do nothing`

/** The limit is read under the lock: one that was lowered holds from here on. */
const LOCK = `
  select b.creditor_id || ' ' || b.scope || ' ' || b.scope_id || ' ' || ${MILLIS('b.window_starts')} as key,
    case b.scope when 'creditor-day' then (select r.contacts_per_day from creditor r where r.id = b.creditor_id)
      when 'campaign-cost' then (select c.cost_limit_cents * 1000 from campaign c where c.creditor_id = b.creditor_id and c.id = b.scope_id)
      else (select c.contacts_per_hour from campaign c where c.creditor_id = b.creditor_id and c.id = b.scope_id) end - b.sent as left
  from sending_budget b join ${GIVEN} on ${SAME}
  order by b.creditor_id, b.scope, b.scope_id, b.window_starts for update of b`

const SPEND = `update sending_budget b set sent = b.sent + g.n from ${GIVEN} where ${SAME}`
