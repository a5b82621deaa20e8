/** What runs every second reads by index: at a hundred thousand debtors no statement of a turn scans a large table. */
import type { AttemptId, CampaignId, ContactPointId, Decision, HandOverId, Instant, LocalDate, PlannedContact, SegmentFilter } from '#domain'
import {
  applyReceipt, campaignCandidates, campaignProgress, campaignRecipients, countOpenTasks, countWaiting, creditorsWithDueLetters, endUnsent, figuresOfNow, getCampaign,
  grantPace, leaseDueLetters, leaseFrom, listCallTasks, listCampaigns, listClaimRecords, listContactRecords, listContactsOfDebtor, listDebtorRecords, listDecisions,
  listDeliveries, listOpenTasks, listOverdueClaims, listPayments, listTimeline, listUnmatchedPayments, loadDeliveryFacts, loadLeasedAttempts, loadSnapshots,
  lockDebtorsOf, lockDueArrangements, lockDueReviews, lockRawCalls, markOrphansUnknown, markSending, mergeDebtors, newId, nextCalls, nextDueAt, NO_CAMPAIGN, noteAnswer,
  noteReceipts, openCallTasks, overdueAttempts, readCallCard, readPulse, recordCallResult, recordOutcomes, recordPayments, releaseIdleCalls, releaseLeases, renewCall,
  searchDebtorsByAddress, searchDebtorsByReference, segmentWindow, takeCampaign, takeDebtorsWithMandate, takeDueDeliveries, takeReleasedBatches, talkingCall,
  unknownHandOvers, upsertClaims, waitingQueues, wakeArrangements, writeDecisions, writeEnrolments, type AttemptChunk, type CallKey, type ClaimsTarget, type Creditor,
  type Database, type DebtorKey, type DebtorSnapshot, type DecisionToWrite, type Sql, type StoredCampaign,
} from '#store'
import { endCarriers } from '../support/carrier'
import { DESK_STATEMENTS } from '../support/desk-statements'
import { CAMPAIGN, fillPortfolio } from '../support/large-portfolio'
import { addCreditor, after, claimOf, DAY, openBench, TUESDAY, type PipeBench } from '../support/pipe'

const DEBTORS = 100_000
const LARGE = ['debtor', 'contact_attempt', 'hand_over', 'claim', 'claim_step', 'contact_point', 'decision', 'call_task', 'raw_call', 'message_body', 'debtor_person', 'ledger_entry', 'contact_event',
  'payment', 'task', 'payment_arrangement', 'campaign', 'campaign_enrolment', 'webhook_delivery', 'batch_letter', 'conversation', 'inbound_message', 'hold', 'promise_to_pay', 'instalment', 'arrangement_claim', 'audit_entry']

let bench: PipeBench
let creditor: Creditor
let keys: readonly DebtorKey[]
let chunk: AttemptChunk
let handOver: HandOverId
let snapshot: DebtorSnapshot
let outcomesOnEmpty: string
beforeAll(async () => {
  bench = await openBench()
  outcomesOnEmpty = await keptPlan((sql) => recordOutcomes(sql, [{ handOverId: newId(), outcome: { kind: 'unknown', code: 'x' }, againAt: TUESDAY }], TUESDAY))
  creditor = await addCreditor(bench)
  await fillPortfolio(bench, creditor.id, DEBTORS)
  keys = await bench.database.query('select creditor_id as "creditorId", id as "debtorId" from debtor order by id limit 50')
  const leased = await bench.database.query<AttemptChunk['attempts'][number]>(
    `select creditor_id as "creditorId", id as "attemptId", debtor_id as "debtorId" from contact_attempt where state = 'queued' order by id limit 50`)
  snapshot = (await loadSnapshots(bench.database, keys.slice(0, 1), TUESDAY, 31))[0]!
  chunk = { token: newId<string>(), attempts: leased }
  handOver = (await bench.database.query<{ id: HandOverId }>('select id from hand_over limit 1'))[0]?.id ?? newId<HandOverId>()
})
afterAll(async () => { await bench.close(); await endCarriers() })

/** An empty partition is read as it is. */
const scansIn = (plan: string): string[] =>
  plan.split('\n').filter((line) => !line.includes('cost=0.00..0.00') && LARGE.some((table) => new RegExp(`Seq Scan on ${table}(_rest|_\\d+_\\d+)?( |$)`).test(line)))

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

/** As a connection keeps it for good, for whatever values come. */
async function keptPlan(ask: (sql: Sql) => Promise<unknown>): Promise<string> {
  let plan = ''
  await ask({
    async query<Row>(text: string): Promise<Row[]> {
      plan = (await bench.database.query<{ 'QUERY PLAN': string }>(`explain (generic_plan) ${text}`)).map((line) => line['QUERY PLAN']).join('\n')
      return []
    },
  })
  return plan
}

test('outcomes find their hand-overs by id also by a plan that was made when there were none', () => {
  expect(outcomesOnEmpty).toContain('hand_over_pkey')
  expect(outcomesOnEmpty).not.toContain('hand_over_one_live')
})

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
  ['batches to upload', (sql, now) => takeReleasedBatches(sql, now)],
  ['due calls', (sql, now) => openCallTasks(sql, now, 500)],
  ['idle calls', (sql) => releaseIdleCalls(sql, false)],
  ['raw calls', (sql) => lockRawCalls(sql, 200)],
  ['what is due next', (sql) => nextDueAt(sql)],
])('%s', async (_what, ask) => {
  const { sql, plans } = planner()
  await ask(sql, TUESDAY)
  expect(plans.length).toBeGreaterThan(0)
  expect(plans.flatMap(({ plan }) => scansIn(plan))).toEqual([])
})

/** For functions of several statements: each is planned and then run, and all of it is undone. As the tenant, whose rows are filtered besides. */
async function plansOf(database: Database, ask: (sql: Sql) => Promise<unknown>): Promise<string[]> {
  const plans: string[] = []
  const undone = new Error('undone')
  await database.tenantTransaction([creditor.id], async (within) => {
    await within.query('set local enable_seqscan = on')
    await ask({
      async query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
        if (/^\s*(\/\*.*?\*\/\s*)?(select|with|insert|update|delete)/i.test(text)) {
          plans.push((await within.query<{ 'QUERY PLAN': string }>(`explain ${text}`, values)).map((line) => line['QUERY PLAN']).join('\n'))
        }
        return within.query<Row>(text, values)
      },
    })
    throw undone
  }).catch((fault: unknown) => { if (fault !== undone) throw fault })
  return plans
}

const filter: SegmentFilter = { all: [{ field: 'days-overdue', min: 5 }, { not: { field: 'unreachable', is: true } }, { any: [{ field: 'phase', in: ['reminder'] }, { field: 'open-promise', is: true }, { field: 'paid-late', min: 1 }] }] }
const campaign = async (sql: Sql): Promise<StoredCampaign> => (await getCampaign(sql, creditor.id, CAMPAIGN as CampaignId))!
const target = async (): Promise<ClaimsTarget> => ({ creditor, importId: newId(), today: '2027-01-12' as LocalDate, journey: await bench.pipe.rulebooks.startWith(creditor.id, creditor.policy, creditor.strategies) })
const known = [claimOf('x', { reference: 'D7', email: 'nieuw@example.nl' }, { reference: 'CD7', open: 5_000 }), claimOf('y', { reference: 'new', email: 'y@example.nl' })]
const payment = { key: 'p', receivedOn: '2027-01-12' as LocalDate, amount: 100, currency: 'EUR' as const, paymentReference: null, claimReference: 'CD8', invoiceNumber: null, description: null, payerIban: null, payerName: null }
const middle = '80000000-0000-4000-8000-000000000000'

test.each<[string, (sql: Sql, now: Instant) => Promise<unknown>]>([
  ['a window of a segment', (sql) => segmentWindow(sql, creditor.id, filter, '2027-01-12' as LocalDate, middle as never, 500)],
  ['the campaign whose turn it is', (sql, now) => takeCampaign(sql, now)],
  ['candidates and their enrolment', async (sql, now) => {
    const candidates = await campaignCandidates(sql, { creditorId: creditor.id, campaignId: CAMPAIGN, campaignKind: 'reminders', kinds: ['consumer'] }, keys.map(({ debtorId }) => debtorId), now)
    return writeEnrolments(sql, await campaign(sql), candidates.map(({ debtorId, reference }) => ({ debtorId, reference, reason: 'settled', variant: null })), now)
  }],
  ['progress of a campaign', async (sql) => campaignProgress(sql, await campaign(sql))],
  ['recipients of a campaign', async (sql) => campaignRecipients(sql, await campaign(sql), middle as never, 50)],
  ['due arrangements', (sql) => lockDueArrangements(sql, later, 100)],
  ['arrangements that something came in for', (sql) => wakeArrangements(sql, keys, soon)],
  ['due webhooks', (sql) => takeDueDeliveries(sql, later, [], 20)],
  ['the log of a webhook', (sql) => listDeliveries(sql, creditor.id, CAMPAIGN, { at: soon, id: middle }, 50)],
  ['claims of an import, known and new', async (sql, now) => upsertClaims(sql, await target(), known, now)],
  ['payments of an import', (sql, now) => recordPayments(sql, creditor, null, [payment], now)],
  ['a merge', (sql, now) => mergeDebtors(sql, { creditorId: creditor.id, mergedId: keys[1]!.debtorId, survivorId: keys[2]!.debtorId, by: 'x' }, now)],
  ['debtors', (sql) => listDebtorRecords(sql, creditor.id, middle, 50)],
  ['debtors by reference', (sql) => searchDebtorsByReference(sql, creditor.id, 'D7')],
  ['debtors by address', (sql) => searchDebtorsByAddress(sql, creditor.id, 'ab', null, 50)],
  ['claims', (sql) => listClaimRecords(sql, creditor.id, middle, 50)],
  ['claims that are overdue', (sql) => listOverdueClaims(sql, creditor.id, '2027-01-12' as LocalDate, ['2026-12-01', middle], 50)],
  ['contacts', (sql) => listContactRecords(sql, creditor.id, middle, 50)],
  ['contacts of a debtor', (sql) => listContactsOfDebtor(sql, keys[0]!, null, 50)],
  ['a timeline', (sql) => listTimeline(sql, keys[0]!, null, 50)],
  ['decisions of a debtor', (sql) => listDecisions(sql, keys[0]!, null, 50)],
  ['payments', (sql) => listPayments(sql, creditor.id, middle, 50)],
  ['payments without a claim', (sql) => listUnmatchedPayments(sql, creditor.id, ['2026-12-01', middle], 50)],
  ['open tasks', (sql, now) => listOpenTasks(sql, creditor.id, { kind: 'reply', resting: false }, middle, 50, now)],
  ['campaigns', (sql) => listCampaigns(sql, creditor.id, middle as never, 50)],
  ['calls that wait, and those that agents have', async (sql, now) => {
    await listCallTasks(sql, creditor.id, 'queued', null, 50)
    await listCallTasks(sql, creditor.id, 'claimed', middle, 50)
    return nextCalls(sql, creditor.id, ['agent', 'another'], now)
  }],
  ['a call from its lease to its outcome', async (sql, now) => {
    const [task] = await sql.query<CallKey & { attemptId: never; debtorId: never }>(
      `select creditor_id as "creditorId", id as "taskId", attempt_id as "attemptId", debtor_id as "debtorId", id as token from call_task where creditor_id = $1 and id = (select id from call_task where state = 'queued' order by id limit 1)`, [creditor.id])
    await renewCall(sql, task!)
    await readCallCard(sql, creditor.id, task!.taskId)
    await talkingCall(sql, task!)
    return recordCallResult(sql, task!, { kind: 'other', reason: null, note: null, agent: 'x' }, 1, now)
  }],
])('as the API and the slower stages ask: %s', async (_what, ask) => {
  const plans = await plansOf(bench.tenant, (sql) => ask(sql, TUESDAY))
  expect(plans.length).toBeGreaterThan(0)
  expect(plans.flatMap(scansIn)).toEqual([])
})

test.each(DESK_STATEMENTS)('as the pages ask: %s', async (_what, ask) => {
  const plans = await plansOf(bench.tenant, (sql) => ask(sql, keys[0]!, TUESDAY))
  expect(plans.length).toBeGreaterThan(0)
  expect(plans.flatMap(scansIn)).toEqual([])
})

test('debtors with a mandate, the figures of today and work lists read what they show and no more, not one by one out of all', async () => {
  const planOf = async (ask: (sql: Sql) => Promise<unknown>): Promise<string | undefined> => (await plansOf(bench.tenant, ask))[0]
  expect(await planOf((sql) => takeDebtorsWithMandate(sql, creditor.id, null, 500, false))).toContain('debtor_mandate')
  const today = await planOf((sql) => figuresOfNow(sql, creditor.id, soon, later))
  for (const index of ['contact_attempt_sent', 'contact_attempt_unsent']) expect(today).toContain(index)
  expect(await planOf((sql) => countOpenTasks(sql, creditor.id, ['reply', 'visit'], TUESDAY))).toContain('task_waiting')
  expect(await planOf((sql) => listOpenTasks(sql, creditor.id, { kind: null, resting: true }, null, 50, TUESDAY))).toContain('task_resting')
})

test('what /health and /metrics count is bounded', async () => {
  const plans = await plansOf(bench.database, async (sql) => { await countWaiting(sql, TUESDAY); await readPulse(sql) })
  expect(plans.flatMap(scansIn)).toEqual([])
  expect(plans.join('\n').match(/->\s+Limit/g)?.length).toBeGreaterThan(8)
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
