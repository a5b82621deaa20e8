/** The demo killed six times with requests in flight, and started again each time: nothing lost, nothing sent twice, nothing stuck. */
import { Database, startEmbeddedPostgres, type EmbeddedPostgres } from '#store'
import { carrierLog, openDemo, type Demo } from '../support/demo'
import { removeAll } from '../support/embedded-folders'

const KILLS = 6
/** The last is a Friday, so that there are calls to make and letters to release. */
const DAYS = 11
/** Up to so many requests pass before a kill: the six fall on mornings, afternoons and several days. */
const MOST_BEFORE = 18
/** Every how many-th kill takes the carrier and the database with it. */
const WHOLE_GROUP = 3

const demo: Demo = openDemo(DAYS, 'kill')
const tally = { kills: 0, groupKills: 0, starts: 0 }
let server: EmbeddedPostgres | undefined
let database: Database

beforeAll(async () => {
  while (tally.kills < KILLS) {
    const run = demo.start()
    tally.starts += 1
    if (!(await run.inFlight(Math.floor(Math.random() * MOST_BEFORE))))
      throw new Error(`the demo ended before it could be killed: ${await run.ended} ${run.complaints()}`)
    tally.kills += 1
    if (tally.kills % WHOLE_GROUP === 0) {
      tally.groupKills += 1
      await run.killAll()
    } else await run.kill()
  }
  const last = demo.start()
  tally.starts += 1
  const code = await last.ended
  if (code !== 0) throw new Error(`the demo did not finish: ${code} ${last.complaints()}`)
  server = await startEmbeddedPostgres({ dataFolder: demo.data })
  database = await Database.open(server.url, 'flow', 2)
}, 600_000)

afterAll(async () => {
  if (server) {
    await database.close()
    await server.stop()
  }
  await removeAll()
})

const count = async (sql: string): Promise<number> =>
  (await database.query<{ n: number }>(`select count(*)::int as n from ${sql}`))[0]?.n ?? -1

test('the carrier accepted no hand-over twice, and no contact over two hand-overs that both stand', async () => {
  const accepted = carrierLog(demo)
    .filter(({ type }) => type === 'accepted')
    .map(({ handOverId }) => handOverId ?? '')
  expect(accepted.length).toBeGreaterThan(50)
  expect(accepted.filter((id, index) => accepted.indexOf(id) !== index)).toEqual([])
  const rows = await database.query<{ id: string; attempt: string; state: string }>(
    'select id, attempt_id as attempt, state from hand_over',
  )
  const known = new Map(rows.map((row) => [row.id, row]))
  expect(accepted.filter((id) => !known.has(id))).toEqual([])
  // What the carrier accepted may have failed later, and only then another hand-over may follow.
  const standing = accepted
    .map((id) => known.get(id))
    .filter((row) => row?.state !== 'failed')
    .map((row) => row?.attempt)
  expect(standing.filter((attempt, index) => standing.indexOf(attempt) !== index)).toEqual([])
  const denied = accepted.filter((id) => ['refused', 'later', 'not-accepted'].includes(known.get(id)?.state ?? ''))
  expect(denied).toEqual([])
})

test("every hand-over that counts as accepted is in the carrier's log", async () => {
  const accepted = new Set(
    carrierLog(demo)
      .filter(({ type }) => type === 'accepted')
      .map(({ handOverId }) => handOverId),
  )
  const rows = await database.query<{ id: string }>(`select id from hand_over where state = 'accepted' and channel <> 'call'`)
  expect(rows.filter(({ id }) => !accepted.has(id))).toEqual([])
})

test('no attempt is lost: each has its place, and none is stuck on its way', async () => {
  expect(await count(`contact_attempt where state = 'sending'`)).toBe(0)
  expect(await count(`hand_over where state = 'sending'`)).toBe(0)
  expect(await count(`contact_attempt where lease_token is not null and state in ('queued', 'planned')`)).toBe(0)
  expect(await count(`letter_batch where state = 'released'`)).toBe(0)
  expect(await count('raw_call where not done')).toBe(0)
  // The printer's file of the demo names a letter that nobody knows.
  expect(await database.query(`select source, fault from raw_call where fault is not null and fault <> 'unknown-letter'`)).toEqual([])
  expect(
    await count(`decision x where x.kind = 'contact' and not exists (
    select from contact_event e where e.kind in ('queued', 'planned') and e.detail ->> 'decision' = x.id::text and e.attempt_id is not null)`),
  ).toBe(0)
  // A handed-over contact has a hand-over that stands, a queued one is due within a day of the end, a failed one was tried.
  expect(
    await count(`contact_attempt a where a.state = 'handed-over' and not exists (
    select from hand_over h where h.creditor_id = a.creditor_id and h.attempt_id = a.id and h.state = 'accepted')`),
  ).toBe(0)
  expect(await count(`contact_attempt a, virtual_clock c where a.state = 'queued' and a.due_at < c.now_at - interval '1 day'`)).toBe(0)
  // A debtor who owes and has nothing on its way has a day on which somebody looks again.
  expect(
    await count(`debtor d where d.review_at is null and exists (select from journey j where j.creditor_id = d.creditor_id and j.debtor_id = d.id and j.state = 'running')
    and exists (select from claim c where c.creditor_id = d.creditor_id and c.debtor_id = d.id and c.state = 'open' and c.kind = 'claim')
    and not exists (select from decision x where x.creditor_id = d.creditor_id and x.debtor_id = d.id and x.kind = 'stop')`),
  ).toBe(0)
})

test("unknown outcomes are listed: looked at again within the hour, and a person's task after a day", async () => {
  expect(await count(`contact_attempt a, virtual_clock c where a.state = 'unknown' and a.due_at < c.now_at - interval '1 day'`)).toBe(0)
  expect(
    await count(`contact_attempt a, virtual_clock c where a.state = 'unknown' and a.sent_at < c.now_at - interval '26 hours' and not exists (
    select from task k where k.creditor_id = a.creditor_id and k.attempt_id = a.id and k.kind = 'outcome-unknown')`),
  ).toBe(0)
})

test('money is counted once, and nobody is contacted after they paid', async () => {
  expect(
    await count(
      `claim c where c.open_cents <> (select sum(l.amount_cents) from ledger_entry l where l.creditor_id = c.creditor_id and l.claim_id = c.id)`,
    ),
  ).toBe(0)
  expect(
    await count(
      '(select creditor_id, claim_id, payment_id from ledger_entry where payment_id is not null group by 1, 2, 3 having count(*) > 1) doubled',
    ),
  ).toBe(0)
  expect(
    await count(
      `payment p where p.claim_id is not null and not exists (select from ledger_entry l where l.creditor_id = p.creditor_id and l.payment_id = p.id)`,
    ),
  ).toBe(0)
  expect(
    await count(`contact_attempt a where a.state in ('handed-over', 'failed', 'unknown') and a.sent_at is not null and cardinality(a.claims) > 0 and not exists (
    select from claim c where c.creditor_id = a.creditor_id and c.reference = any (a.claims)
      and c.open_cents - coalesce((select sum(l.amount_cents) from ledger_entry l where l.creditor_id = c.creditor_id and l.claim_id = c.id and l.recorded_at > a.sent_at), 0) > 0)`),
  ).toBe(0)
})

test('the same dates all along: a restart moves no due date and starts no ladder again', async () => {
  expect(
    await count(`claim_step s join claim_step t on t.creditor_id = s.creditor_id and t.claim_id = s.claim_id and t.step = s.step and t.round = s.round
    and s.live and t.live and s.ctid <> t.ctid`),
  ).toBe(0)
  expect(
    await count(
      `ledger_entry where kind = 'correction' and booked_on > (select (starts_at at time zone 'Europe/Amsterdam')::date from virtual_clock)`,
    ),
  ).toBe(0)
  expect(await count(`import_run where state = 'running'`)).toBe(0)
  expect(await count("import_run where kind = 'claims' and changed > 0")).toBe(0)
})

test('whatever was killed, its last morning has something to show on every screen', async () => {
  const shown = async (sql: string): Promise<boolean> => (await count(sql)) > 0
  const screens: Readonly<Record<string, string>> = {
    'calls to make': `call_task where state = 'queued'`,
    'a call that broke off': `contact_attempt where channel = 'call' and state = 'unknown'`,
    'a message to answer': `conversation where state = 'open'`,
    'a message that was dealt with': `inbound_message where suggestion = 'accepted'`,
    'a promise': 'promise_to_pay',
    'a dispute': 'dispute',
    'a complaint that is open': `complaint where closed_at is null`,
    'an arrangement': `payment_arrangement where state = 'active'`,
    'a campaign that is finished': `campaign where state = 'finished'`,
    'a campaign that runs with two ladders': `campaign where state = 'running' and jsonb_array_length(variants) = 2`,
    'a draft of a campaign': `campaign where state = 'draft'`,
    'letters to release': `letter_batch where state = 'checked'`,
    'letters that were posted': `letter_batch where state = 'posted'`,
    'an import with refused rows': `import_run where kind = 'claims' and refused = 3`,
    'money of nobody': 'payment where claim_id is null',
    'a task for a person': 'task where closed_at is null',
  }
  const missing = (await Promise.all(Object.entries(screens).map(async ([what, sql]) => ((await shown(sql)) ? [] : [what])))).flat()
  expect(missing).toEqual([])
  expect(await count(`user_role`)).toBe(6)
})

test('the tally', async () => {
  const interrupted = await count(`hand_over where code in ('worker-gone', 'call-interrupted') or state = 'not-accepted'`)
  const states = await database.query<{ state: string; n: number }>(
    'select state, count(*)::int as n from contact_attempt group by state order by state',
  )
  const log = carrierLog(demo)
  process.stdout.write(
    `kill -9: ${tally.kills} (${tally.groupKills} with carrier and database), ${tally.starts} starts; ${interrupted} hand-overs found interrupted; carrier: ${
      log.filter(({ type }) => type === 'received').length
    } received, ${log.filter(({ type }) => type === 'accepted').length} accepted; attempts: ${states
      .map(({ state, n }) => `${n} ${state}`)
      .join(', ')}\n`,
  )
  // A kill that hit nothing proves nothing.
  expect(tally.kills).toBe(KILLS)
  expect(
    await count(`contact_event where kind = 'unknown' and detail ->> 'code' in ('worker-gone', 'call-interrupted')`),
  ).toBeGreaterThanOrEqual(KILLS / 2)
})
