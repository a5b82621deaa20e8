/** What runs every second reads by index: at a hundred thousand debtors no statement of a turn scans a large table. */
import type { AttemptId, ContactPointId, Decision, HandOverId, Instant, LocalDate, PlannedContact } from '#domain'
import {
  applyReceipt, claimCall, creditorsWithDueLetters, Database, endUnsent, grantPace, leaseDueLetters, leaseFrom, loadDeliveryFacts, loadLeasedAttempts, loadSnapshots, lockDebtorsOf,
  lockDueReviews, lockRawCalls, markOrphansUnknown, markSending, newId, NO_CAMPAIGN, nextDueAt, noteAnswer, noteReceipts, openCallTasks, overdueAttempts, recordOutcomes, releaseIdleCalls, releaseLeases,
  takeExportingBatches, unknownHandOvers, waitingQueues, writeDecisions, type AttemptChunk, type DebtorKey, type DebtorSnapshot, type DecisionToWrite, type Sql,
} from '#store'
import { endCarriers } from '../support/carrier'
import { addCreditor, after, DAY, openBench, TUESDAY, type PipeBench } from '../support/pipe'

const DEBTORS = 100_000
const LARGE = ['debtor', 'contact_attempt', 'hand_over', 'claim', 'claim_step', 'contact_point', 'decision', 'call_task', 'raw_call', 'message_body', 'debtor_person', 'ledger_entry']

let bench: PipeBench
let keys: readonly DebtorKey[]
let chunk: AttemptChunk
let handOver: HandOverId
let snapshot: DebtorSnapshot
beforeAll(async () => {
  bench = await openBench()
  const creditor = await addCreditor(bench)
  await fill(creditor.id)
  keys = await bench.database.query('select creditor_id as "creditorId", id as "debtorId" from debtor order by id limit 50')
  const leased = await bench.database.query<AttemptChunk['attempts'][number]>(
    `select creditor_id as "creditorId", id as "attemptId", debtor_id as "debtorId" from contact_attempt where state = 'queued' order by id limit 50`)
  const [one] = await loadSnapshots(bench.database, keys.slice(0, 1), TUESDAY, 31)
  if (!one) throw new Error('no debtor')
  snapshot = one
  chunk = { token: newId<string>(), attempts: leased }
  handOver = (await bench.database.query<{ id: HandOverId }>('select id from hand_over limit 1'))[0]?.id ?? newId<HandOverId>()
}, 120_000)
afterAll(async () => { await bench.close(); await endCarriers() })

async function fill(creditorId: string): Promise<void> {
  const given = [creditorId, new Date(TUESDAY)]
  const insert = (text: string): Promise<unknown[]> => bench.database.query(text, text.includes('$2') ? given : given.slice(0, 1))
  await insert(`insert into debtor (creditor_id, id, reference, kind, language, segment, review_at, created_at)
    select $1, gen_random_uuid(), 'D' || n, 'consumer', 'nl', 'standard', $2::timestamptz + make_interval(hours => n % 4000 - 20), $2 from generate_series(1, ${DEBTORS}) n`)
  await insert(`insert into debtor_person (creditor_id, debtor_id, name, hash_key) select creditor_id, id, 'X', '\\x00' from debtor where creditor_id = $1`)
  await insert(`insert into contact_point (creditor_id, id, debtor_id, channel, purpose, address, address_hash, created_at)
    select creditor_id, gen_random_uuid(), id, 'email', 'both', '"x@example.nl"', decode(md5(id::text), 'hex'), $2 from debtor where creditor_id = $1`)
  await insert(`insert into claim (creditor_id, id, debtor_id, reference, due_on, original_cents, open_cents, exported_open_cents, state, created_at)
    select creditor_id, gen_random_uuid(), id, 'C' || reference, '2027-01-07', 100, 100, 100, 'open', $2 from debtor where creditor_id = $1`)
  await insert(`insert into contact_attempt (creditor_id, id, debtor_id, decision_id, channel, contact_point_id, phase, step, claims, amount_cents, state, planned_for, due_at, expires_at, created_at, lease_until)
    select p.creditor_id, gen_random_uuid(), p.debtor_id, p.id, case n % 5 when 0 then 'letter' when 1 then 'call' else 'email' end, p.id, 'reminder', 'reminder', array['x'], 100,
      case when n % 100 = 0 then 'queued' when n % 1000 = 1 then 'sending' when n % 1000 = 2 then 'unknown' else 'handed-over' end, $2, $2, $2::timestamptz + interval '1 day', $2, clock_timestamp()
    from (select *, row_number() over () as n from contact_point where creditor_id = $1) p`)
  await insert(`insert into claim_step (creditor_id, claim_id, attempt_id, step, phase, taken_on)
    select c.creditor_id, c.id, a.id, 'reminder', 'reminder', '2027-01-12' from claim c join contact_attempt a on a.creditor_id = c.creditor_id and a.debtor_id = c.debtor_id where c.creditor_id = $1`)
  await insert(`insert into hand_over (creditor_id, id, attempt_id, debtor_id, number, channel, contact_point_id, sender, carrier, state, started_at)
    select creditor_id, gen_random_uuid(), id, debtor_id, 1, channel, contact_point_id, '', 'sandbox', case state when 'handed-over' then 'accepted' when 'queued' then 'later' else state end, $2
    from contact_attempt where creditor_id = $1`)
  await insert(`insert into call_task (creditor_id, id, attempt_id, debtor_id, state, opens_at, expires_at, priority)
    select creditor_id, gen_random_uuid(), id, debtor_id, 'done', $2, $2, 1 from contact_attempt where creditor_id = $1 and channel = 'call'`)
  await insert(`insert into raw_call (id, source, body, received_at, done) select id, 'sandbox', '\\x00', $2, true from hand_over where creditor_id = $1`)
  await insert(`insert into letter_batch (creditor_id, id, posting_day, state, due_at, created_at) select $1, gen_random_uuid(), '2027-01-12', 'confirmed', $2, $2 from generate_series(1, 2000)`)
  const owner = await Database.open(bench.url, 'owner', 1)
  await owner.query('analyze')
  await owner.close()
}

/** Asks for the plans of whatever a function of the store would run; every debtor that is to be written has the version it was read at. */
function planner(): { sql: Sql; plans: { text: string; plan: string }[] } {
  const plans: { text: string; plan: string }[] = []
  return {
    plans,
    sql: {
      async query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
        const lines = await bench.database.transaction(async (within) => {
          // The pipe's connections avoid scans; here one is chosen wherever an index is missing or too dear.
          await within.query('set local enable_seqscan = on')
          return within.query<{ 'QUERY PLAN': string }>(`explain ${text}`, values)
        })
        plans.push({ text, plan: lines.map((line) => line['QUERY PLAN']).join('\n') })
        return (text.includes('returning d.id') ? keys.map(({ debtorId }) => ({ id: debtorId })) : []) as Row[]
      },
    },
  }
}

const soon = after(TUESDAY, 0)
const later = after(TUESDAY, DAY)
const sending = (attempt: AttemptChunk['attempts'][number]) => ({
  ...attempt, debtorVersion: 0, handOverId: newId<HandOverId>(), number: 2, channel: 'email' as const, contactPointId: newId<never>(), sender: '', carrier: 'sandbox', address: 'x@example.nl',
  message: { content: { channel: 'sms' as const, text: 'x', segments: 1 }, language: 'nl' as const, template: { name: 'x', version: 1 } }, batchId: null, budgets: [],
})

/** One of each kind in turn, a contact that is resumed among them. */
function decided(key: DebtorKey, index: number): DecisionToWrite {
  const contact: PlannedContact = {
    at: TUESDAY, channel: 'email', contactPointId: newId<ContactPointId>(), phase: 'reminder', step: 'reminder', claims: ['CD1'], amount: 100,
    payBy: null, expectedDelivery: null, legalEnd: null, announcedCosts: null, resumes: index % 2 === 0 ? null : newId<AttemptId>(),
  }
  const reasons = [{ code: 'settled' }] as const
  const kinds: readonly Decision[] = [
    { kind: 'contact', contact, reasons, reviewAt: TUESDAY }, { kind: 'wait', reasons, reviewAt: TUESDAY }, { kind: 'stop', reasons, reviewAt: null },
    { kind: 'escalate', task: 'broken-promise', claims: ['CD1'], step: 'escalation', reasons: [{ code: 'promise-broken', payBy: '2027-01-08' as LocalDate }], reviewAt: TUESDAY },
    { kind: 'contact', contact: { ...contact, resumes: newId<AttemptId>() }, reasons, reviewAt: TUESDAY },
  ]
  return {
    snapshot: { ...snapshot, ...key }, decision: kinds[index % kinds.length] ?? kinds[0]!, journeyId: newId(), today: '2027-01-12' as LocalDate, dueAt: TUESDAY, expiresAt: TUESDAY, versions: {},
  }
}

test.each<[string, (sql: Sql, now: Instant) => Promise<unknown>]>([
  ['due reviews', (sql, now) => lockDueReviews(sql, now, 500)],
  ['decisions', (sql, now) => writeDecisions(sql, keys.map(decided), now)],
  ['the next call', (sql, now) => claimCall(sql, keys[0]?.creditorId ?? newId(), 'agent', now)],
  ['snapshots', (sql, now) => loadSnapshots(sql, keys, now, 31)],
  ['who waits', (sql, now) => waitingQueues(sql, now, ['email', 'sms', 'whatsapp'], 8)],
  ['due attempts', (sql, now) => leaseFrom(sql, { creditorId: keys[0]?.creditorId ?? newId(), channel: 'email', campaignId: NO_CAMPAIGN, room: true }, now, { token: newId(), seconds: 60 }, 100)],
  ['slots', (sql) => grantPace(sql, { creditorId: keys[0]?.creditorId ?? newId(), channel: 'email' }, 40, 20)],
  ['the attempts of a chunk', (sql) => loadLeasedAttempts(sql, chunk)],
  ['delivery facts', (sql) => loadDeliveryFacts(sql, chunk.attempts)],
  ['marking sending', (sql, now) => markSending(sql, { token: chunk.token, seconds: 60 }, chunk.attempts.map(sending), now)],
  ['ending unsent', (sql, now) => endUnsent(sql, chunk.attempts.map((attempt) => ({ ...attempt, state: 'suppressed', reasons: [{ code: 'settled' }] })), now)],
  ['giving leases back', (sql) => releaseLeases(sql, chunk, null)],
  ['outcomes', (sql, now) => recordOutcomes(sql, [{ handOverId: handOver, outcome: { kind: 'unknown', code: 'x' }, againAt: now }], now)],
  ['a receipt', (sql, now) => applyReceipt(sql, { key: 'k', handOverId: handOver, carrierReference: null, status: 'sent', failure: null, code: null, at: now }, now)],
  ['receipts as answers', (sql, now) => noteReceipts(sql, [{ handOverId: handOver, status: 'read', at: now }], now)],
  ['an answer and its counts', (sql, now) => noteAnswer(sql, { ...keys[0]!, channel: 'email', at: now }, 'reply', now)],
  ['locking the debtors of receipts', (sql) => lockDebtorsOf(sql, [handOver])],
  ['orphans', (sql, now) => markOrphansUnknown(sql, false, now, now)],
  ['what is overdue', (sql, now) => overdueAttempts(sql, now, 500)],
  ['unknown outcomes', (sql) => unknownHandOvers(sql, soon, 200)],
  ['creditors with letters', (sql) => creditorsWithDueLetters(sql, later)],
  ['due letters', (sql, now) => leaseDueLetters(sql, keys[0]?.creditorId ?? newId(), { token: newId(), seconds: 60 }, now, 500)],
  ['batches to upload', (sql, now) => takeExportingBatches(sql, now)],
  ['due calls', (sql, now) => openCallTasks(sql, now, 500)],
  ['idle calls', (sql) => releaseIdleCalls(sql, false)],
  ['raw calls', (sql) => lockRawCalls(sql, 200)],
  ['what is due next', (sql) => nextDueAt(sql)],
])('%s', async (_what, ask) => {
  const { sql, plans } = planner()
  await ask(sql, TUESDAY)
  expect(plans.length).toBeGreaterThan(0)
  // An empty partition is read as it is.
  const scans = plans.flatMap(({ plan }) => plan.split('\n').filter((line) => !line.includes('cost=0.00..0.00') && LARGE.some((table) => new RegExp(`Seq Scan on ${table}(_\\w+)?( |$)`).test(line))))
  expect(scans).toEqual([])
})

test('a lease reads its queue in the order of the index: a million that wait are not sorted for the first hundred', async () => {
  const { sql, plans } = planner()
  await leaseFrom(sql, { creditorId: keys[0]?.creditorId ?? newId(), channel: 'email', campaignId: NO_CAMPAIGN, room: true }, TUESDAY, { token: newId(), seconds: 60 }, 100)
  expect(plans[0]?.plan).toContain('contact_attempt_queue')
  expect(plans[0]?.plan).not.toContain('Sort Key')
})

test('the plans are real: a statement without an index shows its scan', async () => {
  const { sql, plans } = planner()
  await sql.query(`select from contact_attempt where end_reasons is not null`)
  expect(plans[0]?.plan).toContain('Seq Scan on contact_attempt')
})
