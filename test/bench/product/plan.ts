/** Product side of plan: the stage itself, turn after turn until no review is due; counts the claims of the debtors it decided. */
import { keepHeapSmall } from '#lifecycle'
import { decideDue, REVIEWS, Rulebooks } from '#pipeline'
import { Database } from '#store'
import { NOW } from '../debtors'
import { onDatabase } from '../server'
import { runSide, timed } from '../side'

interface Left {
  readonly claims: number
  readonly undecided: number
  readonly twice: number
  readonly contacts: number
  readonly decisions: number
  readonly snapshots: number
  readonly untold: number
}

void runSide(async ({ url, n }) => {
  keepHeapSmall()
  const database = await Database.open(url, 'flow')
  const faults: string[] = []
  const log = { info: () => undefined, error: (fields: object) => void faults.push(JSON.stringify(fields)) }
  const pipe = { database, rulebooks: new Rulebooks(database), log }
  await database.query('select 1')
  const measured = await timed(async () => {
    while ((await decideDue(pipe, NOW, REVIEWS)) > 0);
    return n
  })
  await database.close()
  const left = await onDatabase(url, async (client) => {
    // Without statistics of what was just written, the check would take longer than the work.
    await client.query('analyze')
    return (await client.query<Left>(CHECK, [new Date(NOW)])).rows[0]
  })
  const problems = [
    ...faults,
    ...(left?.claims === n ? [] : [`claims of decided debtors: ${left?.claims}, not ${n}`]),
    ...(left?.undecided === 0 ? [] : [`${left?.undecided} debtors are still due`]),
    ...(left?.twice === 0 ? [] : [`${left?.twice} debtors decided twice`]),
    ...(left?.untold === 0 ? [] : [`${left?.untold} contacts without their event`]),
    ...(left?.snapshots === left?.decisions ? [] : [`${left?.snapshots} snapshots of ${left?.decisions} decisions`]),
  ]
  return { ...measured, problems, figures: { 'contacts %': left ? (100 * left.contacts) / (n / 1.2) : 0 } }
})

const CHECK = `
  with made as (select creditor_id, id, debtor_id, kind from decision where at = $1)
  select (select count(*) from claim c join made m on m.creditor_id = c.creditor_id and m.debtor_id = c.debtor_id)::int as claims,
    (select count(*) from debtor where review_at <= $1)::int as undecided,
    (select count(*) from (select from made group by debtor_id having count(*) > 1) t)::int as twice,
    (select count(*) from contact_attempt where created_at = $1)::int as contacts,
    (select count(*) from made where kind <> 'wait')::int as decisions,
    (select count(*) from decision where state is not null)::int as snapshots,
    (select count(*) from contact_attempt a where a.created_at = $1 and not exists (select from contact_event e
      where e.creditor_id = a.creditor_id and e.attempt_id = a.id and e.kind = 'queued'))::int as untold`
