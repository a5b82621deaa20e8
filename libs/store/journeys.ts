/** Journeys of a creditor that run, and the explicit change of the versions they keep (rule 18). */
import type { CreditorId, DebtorId, DebtorKind, Instant } from '#domain'
import type { Sql } from './database'
import type { DebtorKey, DebtorSnapshot } from './snapshots'

export type JourneyVersions = Pick<NonNullable<DebtorSnapshot['journey']>, 'policy' | 'policyVersion' | 'strategy' | 'strategyVersion'>

/** Beside campaigns, which run their own variants; the next so many after one, in the order of the debtors' ids. */
export const runningJourneys = (
  sql: Sql,
  creditorId: CreditorId,
  kinds: readonly DebtorKind[],
  after: DebtorId | null,
  limit: number,
): Promise<DebtorKey[]> =>
  sql.query<DebtorKey>(
    `select j.creditor_id as "creditorId", j.debtor_id as "debtorId" from journey j join debtor d on d.creditor_id = j.creditor_id and d.id = j.debtor_id
     where j.creditor_id = $1 and j.state = 'running' and j.campaign_id is null and d.kind = any ($2) and j.debtor_id > coalesce($3::uuid, '00000000-0000-0000-0000-000000000000')
     order by j.debtor_id limit $4`,
    [creditorId, kinds, after, limit],
  )

/** What is planned already goes as it was decided, if the gate still lets it; everything after is decided by the new versions. Answers how many changed. */
export async function changeJourneys(sql: Sql, debtors: readonly DebtorKey[], to: Partial<JourneyVersions>, now: Instant): Promise<number> {
  const changed = await sql.query(CHANGE, [
    debtors.map(({ creditorId }) => creditorId),
    debtors.map(({ debtorId }) => debtorId),
    to.policy ?? null,
    to.policyVersion ?? null,
    to.strategy ?? null,
    to.strategyVersion ?? null,
    new Date(now),
  ])
  return changed.length
}

const CHANGE = `
  with locked as (
    select d.creditor_id, d.id from debtor d join unnest($1::uuid[], $2::uuid[]) k (creditor_id, id) on k.creditor_id = d.creditor_id and k.id = d.id
    order by d.creditor_id, d.id for update of d
  ), changed as (
    update journey j set policy = coalesce($3, j.policy), policy_version = coalesce($4, j.policy_version), strategy = coalesce($5, j.strategy), strategy_version = coalesce($6, j.strategy_version)
    from locked l where j.creditor_id = l.creditor_id and j.debtor_id = l.id and j.state = 'running' and j.campaign_id is null
      and (j.policy, j.policy_version, j.strategy, j.strategy_version) is distinct from
        (coalesce($3, j.policy), coalesce($4, j.policy_version), coalesce($5, j.strategy), coalesce($6, j.strategy_version))
    returning j.creditor_id, j.debtor_id
  )
  update debtor d set version = d.version + 1, review_at = least(d.review_at, $7) from changed c where d.creditor_id = c.creditor_id and d.id = c.debtor_id returning d.id`
