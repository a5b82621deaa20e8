/** Call queue: 64 agents claim the next call at the same time, each claim a commit of its own; never the same call twice. */
import { Database, newId } from '#store'
import { seedDebtors } from './debtors'
import { onDatabase } from './server'
import type { Work } from './work'

export const callQueue: Work = {
  name: 'call-queue',
  unit: 'calls',
  n: 20_000,
  floor: { program: 'floor/call-queue', seed: seedFloor },
  product: { program: 'product/call-queue', seed: seedProduct },
  must: 0.6,
  // The slowest of a hundred claims may keep its agent waiting this long.
  most: { 'p99 ms': 25 },
}

function seedFloor(url: string, calls: number): Promise<void> {
  return onDatabase(url, async (client) => {
    await client.query(`
      create table call_task (id bigint generated always as identity primary key, claim_id bigint not null, priority int not null, state int not null default 0, agent int, taken_at timestamptz);
      create index call_task_open on call_task (priority desc, id) where state = 0;
      insert into call_task (claim_id, priority) select i, (i::bigint * 7919) % 1000 from generate_series(1, ${calls}) i`)
  })
}

async function seedProduct(url: string, calls: number): Promise<void> {
  await seedDebtors(url, { debtors: calls, due: 0 })
  const database = await Database.open(url, 'flow', 1)
  await database.query(
    `insert into contact_attempt (creditor_id, id, debtor_id, decision_id, channel, contact_point_id, phase, step, claims, amount_cents, state, planned_for, due_at, expires_at, created_at)
     select creditor_id, uuidv7(), id, $1, 'call', id, 'due-day', 'due-day-call', array['C'], 1000 + substr(reference, 2)::bigint * 7919 % 90000, 'queued', $2, $2, $2::timestamptz + interval '8 hours', $2 from debtor`,
    [newId(), new Date('2027-01-12T08:00:00Z')],
  )
  await database.query(
    `insert into call_task (creditor_id, id, attempt_id, debtor_id, opens_at, expires_at, priority)
     select creditor_id, uuidv7(), id, debtor_id, due_at, expires_at, amount_cents from contact_attempt where channel = 'call'`,
  )
  await database.close()
}
