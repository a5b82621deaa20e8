/** What the API and the slower stages ask of the store, campaigns and imports among them: each with what it is about, for plans. */
import type { CampaignId, Instant, LocalDate, SegmentFilter } from '#domain'
import {
  campaignCandidates,
  campaignProgress,
  campaignRecipients,
  getCampaign,
  listCallTasks,
  listCampaigns,
  listClaimRecords,
  listContactRecords,
  listContactsOfDebtor,
  listDebtorRecords,
  listDecisions,
  listDeliveries,
  listOpenTasks,
  listOverdueClaims,
  listPayments,
  listTimeline,
  listUnmatchedPayments,
  lockDueArrangements,
  mergeDebtors,
  newId,
  nextCalls,
  readCallCard,
  recordCallResult,
  recordPayments,
  renewCall,
  searchDebtorsByAddress,
  searchDebtorsByReference,
  segmentWindow,
  takeCampaign,
  takeDueDeliveries,
  talkingCall,
  upsertClaims,
  wakeArrangements,
  writeEnrolments,
  type CallKey,
  type ClaimsTarget,
  type Creditor,
  type DebtorKey,
  type Sql,
  type StoredCampaign,
} from '#store'
import { CAMPAIGN } from './large-portfolio'
import { after, claimOf, DAY, type PipeBench } from './pipe'

const filter: SegmentFilter = {
  all: [
    { field: 'days-overdue', min: 5 },
    { not: { field: 'unreachable', is: true } },
    {
      any: [
        { field: 'phase', in: ['reminder'] },
        { field: 'open-promise', is: true },
        { field: 'paid-late', min: 1 },
      ],
    },
  ],
}
const campaign = async (sql: Sql, creditor: Creditor): Promise<StoredCampaign> =>
  (await getCampaign(sql, creditor.id, CAMPAIGN as CampaignId))!
const target = async (bench: PipeBench, creditor: Creditor): Promise<ClaimsTarget> => ({
  creditor,
  importId: newId(),
  today: '2027-01-12' as LocalDate,
  journey: await bench.pipe.rulebooks.startWith(creditor.id, creditor.policy, creditor.strategies),
})
const known = [
  claimOf('x', { reference: 'D7', email: 'nieuw@example.nl' }, { reference: 'CD7', open: 5_000 }),
  claimOf('y', { reference: 'new', email: 'y@example.nl' }),
]
const payment = {
  key: 'p',
  receivedOn: '2027-01-12' as LocalDate,
  amount: 100,
  currency: 'EUR' as const,
  paymentReference: null,
  claimReference: 'CD8',
  invoiceNumber: null,
  description: null,
  payerIban: null,
  payerName: null,
}
const middle = '80000000-0000-4000-8000-000000000000'

export interface Asking {
  readonly bench: PipeBench
  readonly creditor: Creditor
  readonly keys: readonly DebtorKey[]
}

export const API_STATEMENTS: readonly [string, (sql: Sql, asking: Asking, now: Instant) => Promise<unknown>][] = [
  [
    'a window of a segment',
    (sql, { creditor }) => segmentWindow(sql, creditor.id, filter, '2027-01-12' as LocalDate, middle as never, 500),
  ],
  ['the campaign whose turn it is', (sql, _, now) => takeCampaign(sql, now)],
  [
    'candidates and their enrolment',
    async (sql, { creditor, keys }, now) => {
      const candidates = await campaignCandidates(
        sql,
        { creditorId: creditor.id, campaignId: CAMPAIGN, campaignKind: 'reminders', kinds: ['consumer'] },
        keys.map(({ debtorId }) => debtorId),
        now,
      )
      return writeEnrolments(
        sql,
        await campaign(sql, creditor),
        candidates.map(({ debtorId, reference }) => ({ debtorId, reference, reason: 'settled', variant: null })),
        now,
      )
    },
  ],
  ['progress of a campaign', async (sql, { creditor }) => campaignProgress(sql, await campaign(sql, creditor))],
  ['recipients of a campaign', async (sql, { creditor }) => campaignRecipients(sql, await campaign(sql, creditor), middle as never, 50)],
  ['due arrangements', (sql, _, now) => lockDueArrangements(sql, after(now, DAY), 100)],
  ['arrangements that something came in for', (sql, { keys }, now) => wakeArrangements(sql, keys, now)],
  ['due webhooks', (sql, _, now) => takeDueDeliveries(sql, after(now, DAY), [], 20)],
  ['the log of a webhook', (sql, { creditor }, now) => listDeliveries(sql, creditor.id, CAMPAIGN, { at: now, id: middle }, 50)],
  [
    'claims of an import, known and new',
    async (sql, { bench, creditor }, now) => upsertClaims(sql, await target(bench, creditor), known, now),
  ],
  ['payments of an import', (sql, { creditor }, now) => recordPayments(sql, creditor, null, [payment], now)],
  [
    'a merge',
    (sql, { creditor, keys }, now) =>
      mergeDebtors(sql, { creditorId: creditor.id, mergedId: keys[1]!.debtorId, survivorId: keys[2]!.debtorId, by: 'x' }, now),
  ],
  ['debtors', (sql, { creditor }) => listDebtorRecords(sql, creditor.id, middle, 50)],
  ['debtors by reference', (sql, { creditor }) => searchDebtorsByReference(sql, creditor.id, 'D7')],
  ['debtors by address', (sql, { creditor }) => searchDebtorsByAddress(sql, creditor.id, 'ab', null, 50)],
  ['claims', (sql, { creditor }) => listClaimRecords(sql, creditor.id, middle, 50)],
  [
    'claims that are overdue',
    (sql, { creditor }) => listOverdueClaims(sql, creditor.id, '2027-01-12' as LocalDate, ['2026-12-01', middle], 50),
  ],
  ['contacts', (sql, { creditor }) => listContactRecords(sql, creditor.id, middle, 50)],
  ['contacts of a debtor', (sql, { keys }) => listContactsOfDebtor(sql, keys[0]!, null, 50)],
  ['a timeline', (sql, { keys }) => listTimeline(sql, keys[0]!, null, 50)],
  ['decisions of a debtor', (sql, { keys }) => listDecisions(sql, keys[0]!, null, 50)],
  ['payments', (sql, { creditor }) => listPayments(sql, creditor.id, middle, 50)],
  ['payments without a claim', (sql, { creditor }) => listUnmatchedPayments(sql, creditor.id, ['2026-12-01', middle], 50)],
  ['open tasks', (sql, { creditor }, now) => listOpenTasks(sql, creditor.id, { kind: 'reply', resting: false }, middle, 50, now)],
  ['campaigns', (sql, { creditor }) => listCampaigns(sql, creditor.id, middle as never, 50)],
  [
    'calls that wait, and those that agents have',
    async (sql, { creditor }, now) => {
      await listCallTasks(sql, creditor.id, 'queued', null, 50)
      await listCallTasks(sql, creditor.id, 'claimed', middle, 50)
      return nextCalls(sql, creditor.id, ['agent', 'another'], now)
    },
  ],
  [
    'a call from its lease to its outcome',
    async (sql, { creditor }, now) => {
      const [task] = await sql.query<CallKey & { attemptId: never; debtorId: never }>(
        `select creditor_id as "creditorId", id as "taskId", attempt_id as "attemptId", debtor_id as "debtorId", id as token from call_task where creditor_id = $1 and id = (select id from call_task where state = 'queued' order by id limit 1)`,
        [creditor.id],
      )
      await renewCall(sql, task!)
      await readCallCard(sql, creditor.id, task!.taskId)
      await talkingCall(sql, task!)
      return recordCallResult(sql, task!, { kind: 'other', reason: null, note: null, agent: 'x' }, 1, now)
    },
  ],
]
