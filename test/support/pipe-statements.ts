/** What a turn of the pipe asks of the store, stage by stage: each with what it is about, for plans. */
import type { AttemptId, ContactPointId, Decision, HandOverId, Instant, LocalDate, PlannedContact } from '#domain'
import {
  applyReceipt,
  beginAnew,
  creditorsWithDueLetters,
  endUnsent,
  grantPace,
  leaseDueLetters,
  leaseFrom,
  loadDeliveryFacts,
  loadLeasedAttempts,
  loadSnapshots,
  lockCopied,
  lockDebtorsOf,
  lockDueReviews,
  lockRawCalls,
  markOrphansUnknown,
  markSending,
  newId,
  nextDueAt,
  NO_CAMPAIGN,
  noteAnswer,
  noteReceipts,
  openCallTasks,
  overdueAttempts,
  recordOutcomes,
  releaseIdleCalls,
  releaseLeases,
  takeReleasedBatches,
  unknownHandOvers,
  waitingQueues,
  withPaidBefore,
  writeDecisions,
  type AttemptChunk,
  type Database,
  type DebtorKey,
  type DebtorSnapshot,
  type DecisionToWrite,
  type Sql,
} from '#store'
import { after, DAY, TUESDAY } from './pipe'

/** Debtors of a large portfolio, and what is under way with them. */
export interface UnderWay {
  readonly keys: readonly DebtorKey[]
  readonly chunk: AttemptChunk
  readonly handOver: HandOverId
  readonly snapshot: DebtorSnapshot
}

export async function underWayIn(database: Database): Promise<UnderWay> {
  const keys = await database.query<DebtorKey>('select creditor_id as "creditorId", id as "debtorId" from debtor order by id limit 50')
  const leased = await database.query<AttemptChunk['attempts'][number]>(
    `select creditor_id as "creditorId", id as "attemptId", debtor_id as "debtorId" from contact_attempt where state = 'queued' order by id limit 50`,
  )
  return {
    keys,
    chunk: { token: newId<string>(), attempts: leased },
    snapshot: (await loadSnapshots(database, keys.slice(0, 1), TUESDAY, 31))[0]!,
    handOver: (await database.query<{ id: HandOverId }>('select id from hand_over limit 1'))[0]?.id ?? newId<HandOverId>(),
  }
}

const sending = (attempt: AttemptChunk['attempts'][number]) => ({
  ...attempt,
  debtorVersion: 0,
  handOverId: newId<HandOverId>(),
  number: 2,
  channel: 'email' as const,
  contactPointId: newId<never>(),
  sender: '',
  carrier: 'sandbox',
  address: 'x@example.nl',
  message: { content: { channel: 'sms' as const, text: 'x', segments: 1 }, language: 'nl' as const, template: { name: 'x', version: 1 } },
  batchId: null,
  budgets: [],
})

/** One of each kind in turn, a contact that is resumed among them. */
function decided(snapshot: DebtorSnapshot, key: DebtorKey, index: number): DecisionToWrite {
  const contact: PlannedContact = {
    at: TUESDAY,
    channel: 'email',
    contactPointId: newId<ContactPointId>(),
    phase: 'reminder',
    step: 'reminder',
    claims: ['CD1'],
    amount: 100,
    payBy: null,
    expectedDelivery: null,
    legalEnd: null,
    announcedCosts: null,
    resumes: index % 2 === 0 ? null : newId<AttemptId>(),
  }
  const reasons = [{ code: 'settled' }] as const
  const kinds: readonly Decision[] = [
    { kind: 'contact', contact, reasons, reviewAt: TUESDAY },
    { kind: 'wait', reasons, reviewAt: TUESDAY },
    { kind: 'stop', reasons, reviewAt: null },
    {
      kind: 'escalate',
      task: 'broken-promise',
      claims: ['CD1'],
      step: 'escalation',
      reasons: [{ code: 'promise-broken', payBy: '2027-01-08' as LocalDate }],
      reviewAt: TUESDAY,
    },
    { kind: 'contact', contact: { ...contact, resumes: newId<AttemptId>() }, reasons, reviewAt: TUESDAY },
  ]
  return {
    snapshot: { ...snapshot, ...key },
    decision: kinds[index % kinds.length] ?? kinds[0]!,
    journeyId: newId(),
    today: '2027-01-12' as LocalDate,
    dueAt: TUESDAY,
    expiresAt: TUESDAY,
    versions: {},
  }
}

export const PIPE_STATEMENTS: readonly [string, (sql: Sql, underWay: UnderWay, now: Instant) => Promise<unknown>][] = [
  ['due reviews', (sql, _, now) => lockDueReviews(sql, now, 500)],
  [
    'decisions',
    (sql, { keys, snapshot }, now) =>
      writeDecisions(
        sql,
        keys.map((key, index) => decided(snapshot, key, index)),
        now,
      ),
  ],
  ['snapshots', (sql, { keys }, now) => loadSnapshots(sql, keys, now, 31)],
  ['how they paid before', async (sql, { keys }, now) => withPaidBefore(sql, await loadSnapshots(sql, keys, now, 31))],
  ['copies that have left', (sql) => lockCopied(sql, 200)],
  ['a claim that begins anew', (sql, { keys }, now) => beginAnew(sql, keys[0]!, now)],
  ['who waits', (sql, _, now) => waitingQueues(sql, now, ['email', 'sms', 'whatsapp'], 8)],
  [
    'due attempts',
    (sql, { keys }, now) =>
      leaseFrom(
        sql,
        { creditorId: keys[0]!.creditorId, channel: 'email', campaignId: NO_CAMPAIGN, room: true },
        now,
        { token: newId(), seconds: 60 },
        100,
      ),
  ],
  ['slots', (sql, { keys }) => grantPace(sql, { creditorId: keys[0]!.creditorId, channel: 'email' }, 40, 20)],
  ['the attempts of a chunk', (sql, { chunk }) => loadLeasedAttempts(sql, chunk)],
  ['delivery facts', (sql, { chunk }) => loadDeliveryFacts(sql, chunk.attempts)],
  ['marking sending', (sql, { chunk }, now) => markSending(sql, { token: chunk.token, seconds: 60 }, chunk.attempts.map(sending), now)],
  [
    'ending unsent',
    (sql, { chunk }, now) =>
      endUnsent(
        sql,
        chunk.attempts.map((attempt) => ({ ...attempt, state: 'suppressed', reasons: [{ code: 'settled' }] })),
        now,
      ),
  ],
  ['giving leases back', (sql, { chunk }) => releaseLeases(sql, chunk, null)],
  [
    'outcomes',
    (sql, { handOver }, now) => recordOutcomes(sql, [{ handOverId: handOver, outcome: { kind: 'unknown', code: 'x' }, againAt: now }], now),
  ],
  [
    'a receipt',
    (sql, { handOver }, now) =>
      applyReceipt(
        sql,
        { key: 'k', handOverId: handOver, carrierReference: null, status: 'sent', failure: null, code: null, at: now },
        now,
      ),
  ],
  ['receipts as answers', (sql, { handOver }, now) => noteReceipts(sql, [{ handOverId: handOver, status: 'read', at: now }], now)],
  ['an answer and its counts', (sql, { keys }, now) => noteAnswer(sql, { ...keys[0]!, channel: 'email', at: now }, 'reply', now)],
  ['locking the debtors of receipts', (sql, { handOver }) => lockDebtorsOf(sql, [handOver])],
  ['orphans', (sql, _, now) => markOrphansUnknown(sql, false, now, now)],
  ['what is overdue', (sql, _, now) => overdueAttempts(sql, now, 500)],
  ['unknown outcomes', (sql, _, now) => unknownHandOvers(sql, now, 200)],
  ['creditors with letters', (sql, _, now) => creditorsWithDueLetters(sql, after(now, DAY))],
  ['due letters', (sql, { keys }, now) => leaseDueLetters(sql, keys[0]!.creditorId, { token: newId(), seconds: 60 }, now, 500)],
  ['batches to upload', (sql, _, now) => takeReleasedBatches(sql, now)],
  ['due calls', (sql, _, now) => openCallTasks(sql, now, 500)],
  ['idle calls', (sql) => releaseIdleCalls(sql, false)],
  ['raw calls', (sql) => lockRawCalls(sql, 200)],
  ['what is due next', (sql) => nextDueAt(sql)],
]
