/** What the pages of agents and operators ask of the store, and what sweeps beside them: each with what it is about, for plans. */
import type { CampaignId, Instant, LocalDate } from '#domain'
import {
  agentsAtTheDesk,
  callsTold,
  channelsToday,
  closeBatches,
  colleaguesAt,
  contactAnswered,
  countOpenTasks,
  debtorsAtAddress,
  debtorsOf,
  deliveryFactsOf,
  enrolledDebtors,
  figureRows,
  FIGURES_WITH_ROWS,
  filesOfDebtor,
  filterDebtors,
  findPreview,
  furthestPhase,
  getCampaign,
  ledgerOf,
  lettersOfBatch,
  liftReadHolds,
  liftRests,
  listAudit,
  listBatches,
  listCallBacks,
  listInbox,
  listLetters,
  namedInText,
  oldestWaiting,
  passedOver,
  paymentCandidates,
  readAudit,
  readConversation,
  readLetter,
  reminderToRetract,
  restDebtors,
  standingHolds,
  summariseQueue,
  takeDebtorsWithMandate,
  takeDueMedia,
  takeHeldOutcomes,
  threadItems,
  unmatchedToHandle,
  unsentOfCampaign,
  wakeConversations,
  whoCalls,
  type DebtorKey,
  type Sql,
} from '#store'
import { CAMPAIGN } from './large-portfolio'

const DAY = 86_400_000
const ago = (now: Instant, days: number): Instant => (now - days * DAY) as Instant
const MIDDLE = '80000000-0000-4000-8000-000000000000'

export const DESK_STATEMENTS: readonly [string, (sql: Sql, debtor: DebtorKey, now: Instant) => Promise<unknown>][] = [
  [
    'the inbox',
    async (sql, { creditorId }, now) => {
      for (const view of ['open', 'unassigned', 'mine', 'waiting', 'done'] as const)
        await listInbox(sql, creditorId, view, 'agent', [now, MIDDLE], 50)
    },
  ],
  [
    'a conversation',
    async (sql, debtor, now) => {
      await readConversation(sql, debtor)
      await threadItems(sql, debtor, [now, MIDDLE], 50)
      await whoCalls(sql, debtor)
      await deliveryFactsOf(sql, debtor, [MIDDLE])
      await standingHolds(sql, debtor)
    },
  ],
  ['conversations whose time has come', (sql, _, now) => wakeConversations(sql, now)],
  ['holds until what was paid is read', (sql, { creditorId }, now) => liftReadHolds(sql, creditorId, '2027-01-12', now)],
  [
    'whose a message is',
    async (sql, { creditorId }) => {
      await contactAnswered(sql, creditorId, [MIDDLE])
      await debtorsAtAddress(sql, creditorId, 'ab')
      await namedInText(sql, creditorId, 'betreft CD777 en D778')
    },
  ],
  [
    'payments that wait for a person, and what one may be for',
    async (sql, { creditorId }) => {
      for (const isAside of [true, false]) await unmatchedToHandle(sql, creditorId, isAside, ['2026-12-01', MIDDLE], 50)
      const waiting = {
        id: MIDDLE,
        receivedOn: '2027-01-12' as LocalDate,
        reference: 'F-77',
        invoiceNumber: null,
        description: 'F-78',
        payerIban: 'NL91ABNA0417164300',
        payerName: 'A. Voorbeeldsma',
        returnCode: null,
        reason: null,
        note: null,
        handledAt: null,
      }
      for (const amount of [12_500, -12_500]) await paymentCandidates(sql, creditorId, { ...waiting, amount })
    },
  ],
  [
    'the carriers of the dashboard, and the rows behind its figures',
    async (sql, { creditorId }, now) => {
      await channelsToday(sql, creditorId, ago(now, 1), now)
      const asked = {
        from: '2026-12-14' as LocalDate,
        until: '2027-01-12' as LocalDate,
        starts: ago(now, 30),
        ends: ago(now, -1),
        today: ago(now, 1),
      }
      for (const code of FIGURES_WITH_ROWS) await figureRows(sql, creditorId, { ...asked, code, of: null }, [now, MIDDLE], 50, now)
    },
  ],
  ['files to fetch', (sql, _, now) => takeDueMedia(sql, now, 20)],
  [
    'batches of letters',
    async (sql, { creditorId }, now) => {
      const [batch] = await listBatches(sql, creditorId, null, 50)
      const key = { creditorId, batchId: batch!.id as never }
      const [letter] = await listLetters(sql, key, null, 50)
      await readLetter(sql, key, letter!.id)
      await lettersOfBatch(sql, key)
      return closeBatches(sql, now)
    },
  ],
  [
    'a campaign that people look at',
    async (sql, { creditorId, debtorId }) => {
      const campaign = (await getCampaign(sql, creditorId, CAMPAIGN as CampaignId))!
      await findPreview(sql, campaign, MIDDLE)
      await enrolledDebtors(sql, campaign, null, 50)
      return unsentOfCampaign(sql, campaign, [debtorId])
    },
  ],
  [
    'the call desk',
    async (sql, { creditorId }, now) => {
      await agentsAtTheDesk(sql, creditorId)
      await summariseQueue(sql, creditorId, 'agent', now)
      await listCallBacks(sql, creditorId, 200, now)
      await oldestWaiting(sql, creditorId, now)
      await passedOver(sql, creditorId, now)
      await callsTold(sql, creditorId, (now - DAY) as Instant, now)
      return takeHeldOutcomes(sql, null, [], 50)
    },
  ],
  ['work lists, counted', (sql, { creditorId }, now) => countOpenTasks(sql, creditorId, ['reply', 'dispute'], now)],
  ['who can be collected from', (sql, { creditorId }) => takeDebtorsWithMandate(sql, creditorId, null, 500, false)],
  [
    'debtors by what holds of them, and several at once',
    async (sql, { creditorId, debtorId }, now) => {
      await filterDebtors(sql, creditorId, { segment: 'loyal', phase: 'reminder', hold: 'manual' }, MIDDLE as never, 50, now)
      await debtorsOf(sql, creditorId, [debtorId])
      await restDebtors(sql, creditorId, [debtorId], { until: (now + DAY) as Instant, note: 'x' }, now)
      return liftRests(sql, creditorId, [MIDDLE], now)
    },
  ],
  [
    "what a debtor's page shows",
    async (sql, debtor) => {
      await furthestPhase(sql, debtor)
      await ledgerOf(sql, debtor.creditorId, MIDDLE, ['2027-01-12', MIDDLE], 50)
      await filesOfDebtor(sql, debtor)
      return reminderToRetract(sql, debtor, MIDDLE)
    },
  ],
  [
    'the audit',
    async (sql, { creditorId, debtorId }) => {
      for (const filter of [{}, { actor: 'agent' }, { subject: debtorId }]) await listAudit(sql, creditorId, filter, MIDDLE, 50)
      await readAudit(sql, creditorId, debtorId, 50)
      return colleaguesAt(sql, creditorId)
    },
  ],
]
