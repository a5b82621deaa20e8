/** What the pages of agents and operators ask of the store, and what sweeps beside them: each with what it is about, for plans. */
import type { CampaignId, Instant } from '#domain'
import {
  agentsAtTheDesk, callsTold, closeBatches, colleaguesAt, contactAnswered, countOpenTasks, debtorsAtAddress, deliveryFactsOf, enrolledDebtors, findPreview,
  getCampaign, lettersOfBatch, liftReadHolds, listAudit, listBatches, listCallBacks, listInbox, listLetters, namedInText, oldestWaiting, passedOver, readAudit, readConversation, readLetter, standingHolds,
  summariseQueue, takeDebtorsWithMandate, takeDueMedia, takeHeldOutcomes, threadItems, unsentOfCampaign, wakeConversations, whoCalls, type DebtorKey, type Sql,
} from '#store'
import { CAMPAIGN } from './large-portfolio'

const DAY = 86_400_000
const MIDDLE = '80000000-0000-4000-8000-000000000000'

export const DESK_STATEMENTS: readonly [string, (sql: Sql, debtor: DebtorKey, now: Instant) => Promise<unknown>][] = [
  ['the inbox', async (sql, { creditorId }, now) => {
    for (const view of ['open', 'unassigned', 'mine', 'waiting', 'done'] as const) await listInbox(sql, creditorId, view, 'agent', [now, MIDDLE], 50)
  }],
  ['a conversation', async (sql, debtor, now) => {
    await readConversation(sql, debtor)
    await threadItems(sql, debtor, [now, MIDDLE], 50)
    await whoCalls(sql, debtor)
    await deliveryFactsOf(sql, debtor, [MIDDLE])
    await standingHolds(sql, debtor)
  }],
  ['conversations whose time has come', (sql, _, now) => wakeConversations(sql, now)],
  ['holds until what was paid is read', (sql, { creditorId }, now) => liftReadHolds(sql, creditorId, '2027-01-12', now)],
  ['whose a message is', async (sql, { creditorId }) => {
    await contactAnswered(sql, creditorId, [MIDDLE])
    await debtorsAtAddress(sql, creditorId, 'ab')
    await namedInText(sql, creditorId, 'betreft CD777 en D778')
  }],
  ['files to fetch', (sql, _, now) => takeDueMedia(sql, now, 20)],
  ['batches of letters', async (sql, { creditorId }, now) => {
    const [batch] = await listBatches(sql, creditorId, null, 50)
    const key = { creditorId, batchId: batch!.id as never }
    const [letter] = await listLetters(sql, key, null, 50)
    await readLetter(sql, key, letter!.id)
    await lettersOfBatch(sql, key)
    return closeBatches(sql, now)
  }],
  ['a campaign that people look at', async (sql, { creditorId, debtorId }) => {
    const campaign = (await getCampaign(sql, creditorId, CAMPAIGN as CampaignId))!
    await findPreview(sql, campaign, MIDDLE)
    await enrolledDebtors(sql, campaign, null, 50)
    return unsentOfCampaign(sql, campaign, [debtorId])
  }],
  ['the call desk', async (sql, { creditorId }, now) => {
    await agentsAtTheDesk(sql, creditorId)
    await summariseQueue(sql, creditorId, 'agent', now)
    await listCallBacks(sql, creditorId, 200, now)
    await oldestWaiting(sql, creditorId, now)
    await passedOver(sql, creditorId, now)
    await callsTold(sql, creditorId, (now - DAY) as Instant, now)
    return takeHeldOutcomes(sql, null, [], 50)
  }],
  ['work lists, counted', (sql, { creditorId }, now) => countOpenTasks(sql, creditorId, ['reply', 'dispute'], now)],
  ['who can be collected from', (sql, { creditorId }) => takeDebtorsWithMandate(sql, creditorId, null, 500, false)],
  ['the audit', async (sql, { creditorId, debtorId }) => {
    for (const filter of [{}, { actor: 'agent' }, { subject: debtorId }]) await listAudit(sql, creditorId, filter, MIDDLE, 50)
    await readAudit(sql, creditorId, debtorId, 50)
    return colleaguesAt(sql, creditorId)
  }],
]
