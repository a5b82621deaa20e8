/** What runs every second reads by index: at a hundred thousand debtors no statement of a turn scans a large table. */
import {
  countOpenTasks,
  countWaiting,
  figuresOfNow,
  leaseFrom,
  listOpenTasks,
  newId,
  NO_CAMPAIGN,
  readPulse,
  recordOutcomes,
  takeDebtorsWithMandate,
  type Creditor,
  type Database,
  type Sql,
} from '#store'
import { endCarriers } from '../support/carrier'
import { DESK_STATEMENTS } from '../support/desk-statements'
import { fillPortfolio } from '../support/large-portfolio'
import { addCreditor, after, DAY, openBench, TUESDAY, type PipeBench } from '../support/pipe'
import { API_STATEMENTS } from '../support/api-statements'
import { PIPE_STATEMENTS, underWayIn, type UnderWay } from '../support/pipe-statements'

const DEBTORS = 100_000
const LARGE = [
  'debtor',
  'contact_attempt',
  'hand_over',
  'claim',
  'claim_step',
  'contact_point',
  'decision',
  'call_task',
  'raw_call',
  'message_body',
  'debtor_person',
  'ledger_entry',
  'contact_event',
  'payment',
  'task',
  'payment_arrangement',
  'campaign',
  'campaign_enrolment',
  'webhook_delivery',
  'batch_letter',
  'conversation',
  'inbound_message',
  'hold',
  'promise_to_pay',
  'instalment',
  'arrangement_claim',
  'audit_entry',
]

let bench: PipeBench
let creditor: Creditor
let underWay: UnderWay
let outcomesOnEmpty: string
beforeAll(async () => {
  bench = await openBench()
  outcomesOnEmpty = await keptPlan((sql) =>
    recordOutcomes(sql, [{ handOverId: newId(), outcome: { kind: 'unknown', code: 'x' }, againAt: TUESDAY }], TUESDAY),
  )
  creditor = await addCreditor(bench)
  await fillPortfolio(bench, creditor.id, DEBTORS)
  underWay = await underWayIn(bench.database)
})
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

/** An empty partition is read as it is. */
const scansIn = (plan: string): string[] =>
  plan
    .split('\n')
    .filter(
      (line) =>
        !line.includes('cost=0.00..0.00') && LARGE.some((table) => new RegExp(`Seq Scan on ${table}(_rest|_\\d+_\\d+)?( |$)`).test(line)),
    )

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
        return (text.includes('returning d.id') ? underWay.keys.map(({ debtorId }) => ({ id: debtorId })) : []) as Row[]
      },
    },
  }
}

/** As a connection keeps it for good, for whatever values come. */
async function keptPlan(ask: (sql: Sql) => Promise<unknown>): Promise<string> {
  let plan = ''
  await ask({
    async query<Row>(text: string): Promise<Row[]> {
      plan = (await bench.database.query<{ 'QUERY PLAN': string }>(`explain (generic_plan) ${text}`))
        .map((line) => line['QUERY PLAN'])
        .join('\n')
      return []
    },
  })
  return plan
}

test('outcomes find their hand-overs by id also by a plan that was made when there were none', () => {
  expect(outcomesOnEmpty).toContain('hand_over_pkey')
  expect(outcomesOnEmpty).not.toContain('hand_over_one_live')
})

test.each(PIPE_STATEMENTS)('%s', async (_what, ask) => {
  const { sql, plans } = planner()
  await ask(sql, underWay, TUESDAY)
  expect(plans.length).toBeGreaterThan(0)
  expect(plans.flatMap(({ plan }) => scansIn(plan))).toEqual([])
})

/** For functions of several statements: each is planned and then run, and all of it is undone. As the tenant, whose rows are filtered besides. */
async function plansOf(database: Database, ask: (sql: Sql) => Promise<unknown>): Promise<string[]> {
  const plans: string[] = []
  const undone = new Error('undone')
  await database
    .tenantTransaction([creditor.id], async (within) => {
      await within.query('set local enable_seqscan = on')
      await ask({
        async query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
          if (/^\s*(\/\*.*?\*\/\s*)?(select|with|insert|update|delete)/i.test(text)) {
            plans.push(
              (await within.query<{ 'QUERY PLAN': string }>(`explain ${text}`, values)).map((line) => line['QUERY PLAN']).join('\n'),
            )
          }
          return within.query<Row>(text, values)
        },
      })
      throw undone
    })
    .catch((fault: unknown) => {
      if (fault !== undone) throw fault
    })
  return plans
}

test.each(API_STATEMENTS)('as the API and the slower stages ask: %s', async (_what, ask) => {
  const plans = await plansOf(bench.tenant, (sql) => ask(sql, { bench, creditor, keys: underWay.keys }, TUESDAY))
  expect(plans.length).toBeGreaterThan(0)
  expect(plans.flatMap(scansIn)).toEqual([])
})

test.each(DESK_STATEMENTS)('as the pages ask: %s', async (_what, ask) => {
  const plans = await plansOf(bench.tenant, (sql) => ask(sql, underWay.keys[0]!, TUESDAY))
  expect(plans.length).toBeGreaterThan(0)
  expect(plans.flatMap(scansIn)).toEqual([])
})

test('debtors with a mandate, the figures of today and work lists read what they show and no more, not one by one out of all', async () => {
  const planOf = async (ask: (sql: Sql) => Promise<unknown>): Promise<string | undefined> => (await plansOf(bench.tenant, ask))[0]
  expect(await planOf((sql) => takeDebtorsWithMandate(sql, creditor.id, null, 500, false))).toContain('debtor_mandate')
  const today = await planOf((sql) => figuresOfNow(sql, creditor.id, TUESDAY, after(TUESDAY, DAY)))
  for (const index of ['contact_attempt_sent', 'contact_attempt_unsent']) expect(today).toContain(index)
  expect(await planOf((sql) => countOpenTasks(sql, creditor.id, ['reply', 'visit'], TUESDAY))).toContain('task_waiting')
  expect(await planOf((sql) => listOpenTasks(sql, creditor.id, { kind: null, resting: true }, null, 50, TUESDAY))).toContain('task_resting')
})

test('what /health and /metrics count is bounded', async () => {
  const plans = await plansOf(bench.database, async (sql) => {
    await countWaiting(sql, TUESDAY)
    await readPulse(sql)
  })
  expect(plans.flatMap(scansIn)).toEqual([])
  expect(plans.join('\n').match(/->\s+Limit/g)?.length).toBeGreaterThan(8)
})

test('a lease reads its queue in the order of the index: a million that wait are not sorted for the first hundred', async () => {
  const { sql, plans } = planner()
  await leaseFrom(
    sql,
    { creditorId: creditor.id, channel: 'email', campaignId: NO_CAMPAIGN, room: true },
    TUESDAY,
    { token: newId(), seconds: 60 },
    100,
  )
  expect(plans[0]?.plan).toContain('contact_attempt_queue')
  expect(plans[0]?.plan).not.toContain('Sort Key')
})

test('the plans are real: a statement without an index shows its scan', async () => {
  const { sql, plans } = planner()
  await sql.query(`select from contact_attempt where end_reasons is not null`)
  expect(plans[0]?.plan).toContain('Seq Scan on contact_attempt')
})
