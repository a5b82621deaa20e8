/** Import, what follows for the debtors of a chunk: a journey for who owes and has none, and a review for whom something changed. */
import type { CreditorId, DebtorId, Instant } from '#domain'
import { insertRows, NEW_IDS } from './bulk'
import type { Sql } from '../database'
import type { NewClaim } from './import-claim-rows'
import { newId } from '../ids'

export interface JourneyStart {
  readonly policy: { readonly name: string; readonly version: number }
  readonly strategies: Readonly<Record<string, { readonly name: string; readonly version: number }>>
}

type Of = { readonly id: CreditorId }

/** Of the debtors that this chunk brought; their review is due since they were made. */
export async function startJourneys(
  sql: Sql,
  creditor: Of,
  { policy, strategies }: JourneyStart,
  fresh: readonly NewClaim[],
  now: Instant,
): Promise<void> {
  const owing = [...new Set(fresh.flatMap(({ said, state }) => (said.fresh && state === 'open' ? [said] : [])))]
  const strategy = owing.map(({ debtor }) => strategies[debtor.kind])
  await insertRows(
    sql,
    'journey',
    {
      creditor_id: ['uuid', creditor.id],
      policy: ['text', policy.name],
      policy_version: ['int', policy.version],
      started_at: ['timestamptz', new Date(now)],
    },
    {
      id: NEW_IDS,
      debtor_id: ['uuid', owing.map(({ id }) => id)],
      strategy: ['text', strategy.map((each) => each?.name ?? null)],
      strategy_version: ['int', strategy.map((each) => each?.version ?? null)],
    },
  )
}

/** Of known debtors to whom something happened: one without a journey begins one when there is something to pay; each is reviewed. */
export async function goOn(sql: Sql, creditor: Of, journey: JourneyStart, debtors: readonly DebtorId[], now: Instant): Promise<void> {
  if (debtors.length === 0) return
  await sql.query(JOURNEYS, [creditor.id, debtors, debtors.map(() => newId()), JSON.stringify(journey), new Date(now)])
  await sql.query(
    `update debtor set version = version + 1, review_at = least(review_at, $3) where creditor_id = $1 and id = any ($2::uuid[])`,
    [creditor.id, debtors, new Date(now)],
  )
}

/** Asked for each debtor by its key: as joins, while the tables have no statistics yet, these two would read all of the creditor's. */
const JOURNEYS = `
  insert into journey (creditor_id, id, debtor_id, strategy, strategy_version, policy, policy_version, started_at)
  select $1, g.id, d.id, $4::jsonb #>> array['strategies', d.kind, 'name'], ($4::jsonb #>> array['strategies', d.kind, 'version'])::int,
    $4::jsonb #>> '{policy,name}', ($4::jsonb #>> '{policy,version}')::int, $5
  from unnest($2::uuid[], $3::uuid[]) as g (debtor_id, id) join debtor d on d.creditor_id = $1 and d.id = g.debtor_id
  where (select true from claim c where c.creditor_id = $1 and c.debtor_id = d.id and c.state = 'open' limit 1)
    and (select true from journey j where j.creditor_id = $1 and j.debtor_id = d.id and j.state = 'running' limit 1) is null
  on conflict (creditor_id, debtor_id) where state = 'running' do nothing`
