/** Open tasks as people work them off: listed in the order they came, each closed once. */
import type { CreditorId, Instant, LocalDate, TaskKind } from '#domain'
import { deskNumber } from './calls/desk-numbers'
import { composed, type Sql } from './database'
import { decideProposals } from './settling/arrangement-approval'
import { addressFound } from './settling/invoice-copies'
import { endDebtHelp, prolongDebtHelp, waiveCostsOfPause } from './settling/debt-help'
import { appendEvent, askReview, OPEN_TASK } from './facts'
import { addNote } from './replies/thread-items'
import type { DebtorKey } from './snapshots'

export interface StoredTask {
  readonly id: string
  readonly debtorId: string
  readonly reference: string
  /** Null once it was erased. */
  readonly name: string | null
  /** Somebody marked them so. */
  readonly vulnerable: boolean
  readonly kind: TaskKind
  readonly claims: readonly string[]
  readonly attemptId: string | null
  readonly openedAt: Instant
  /** Who works on it, and until when without a sign of life; null while nobody does. */
  readonly claimedBy: string | null
  readonly claimedUntil: Instant | null
  readonly restsUntil: Instant | null
  /** Who asked for it; null: the rules did, or a fact. */
  readonly proposedBy: string | null
}

export interface TaskFilter {
  readonly kind: TaskKind | null
  /** Those that were put off, instead of those that wait. */
  readonly resting: boolean
}

const HELD = `t.claimed_until > clock_timestamp()`
const TASK = `
  select t.id, t.debtor_id as "debtorId", d.reference, p.name, p.vulnerable is not null as vulnerable, t.kind, t.claims, t.attempt_id as "attemptId", t.opened_at as "openedAt", t.rests_until as "restsUntil", t.proposed_by as "proposedBy",
    case when ${HELD} then t.claimed_by end as "claimedBy", case when ${HELD} then t.claimed_until end as "claimedUntil"
  from task t join debtor d on d.creditor_id = t.creditor_id and d.id = t.debtor_id left join debtor_person p on p.creditor_id = d.creditor_id and p.debtor_id = d.id`

/** Open ones in the order they came. */
export const listOpenTasks = (
  sql: Sql,
  creditorId: CreditorId,
  { kind, resting }: TaskFilter,
  after: string | null,
  limit: number,
  now: Instant,
): Promise<StoredTask[]> =>
  sql.query<StoredTask>(
    composed(`${TASK} where t.creditor_id = $1 and ${OPEN_TASK} and ($2::uuid is null or t.id > $2) and ${resting ? 't.rests_until > $4' : '(t.rests_until is null or t.rests_until <= $4)'}
      and ${kind === null ? '$5::text is null' : 't.kind = $5'} order by t.id limit $3`),
    [creditorId, after, limit, new Date(now), kind],
  )

/** Counted to a thousand: more is "many". */
const MANY = 1000

export interface TaskCount {
  readonly kind: TaskKind
  readonly waiting: number
  readonly resting: number
  /** When the first that rests waits again. */
  readonly nextAt: Instant | null
}

export const countOpenTasks = (sql: Sql, creditorId: CreditorId, kinds: readonly TaskKind[], now: Instant): Promise<TaskCount[]> =>
  sql.query<TaskCount>(
    `select k.kind, n.waiting, n.resting, n.next_at as "nextAt" from unnest($2::text[]) k (kind) cross join lateral (
       select count(*) filter (where not w.rests)::int as waiting, count(*) filter (where w.rests)::int as resting, min(w.rests_until) filter (where w.rests) as next_at
       from (select coalesce(t.rests_until > $3, false) as rests, t.rests_until from task t where t.creditor_id = $1 and t.kind = k.kind and ${OPEN_TASK} limit ${MANY}) w) n`,
    [creditorId, kinds, new Date(now)],
  )

/** As long as somebody may be busy with it unseen. */
const CLAIMED_FOR = `make_interval(mins => ${deskNumber('taskMinutes')})`

/** Null when it is closed, or somebody else works on it; again by the same agent it is theirs for as long once more. */
export async function claimTask(sql: Sql, creditorId: CreditorId, id: string, agent: string): Promise<StoredTask | null> {
  const claimed = await sql.query(
    `update task t set claimed_by = $3, claimed_until = clock_timestamp() + ${CLAIMED_FOR}, rests_until = null
     where t.creditor_id = $1 and t.id = $2 and ${OPEN_TASK} and (t.claimed_by = $3 or t.claimed_by is null or not ${HELD}) returning t.id`,
    [creditorId, id, agent],
  )
  return claimed.length === 0 ? null : readTask(sql, creditorId, id)
}

export async function readTask(sql: Sql, creditorId: CreditorId, id: string): Promise<StoredTask | null> {
  const [row] = await sql.query<StoredTask>(`${TASK} where t.creditor_id = $1 and t.id = $2 and ${OPEN_TASK}`, [creditorId, id])
  return row ?? null
}

/** Given back, at once or for later; false when somebody else works on it. */
export async function putTaskOff(sql: Sql, creditorId: CreditorId, id: string, agent: string, until: Instant | null): Promise<boolean> {
  const rests = await sql.query(
    `update task t set claimed_by = null, claimed_until = null, rests_until = $4
     where t.creditor_id = $1 and t.id = $2 and ${OPEN_TASK} and (t.claimed_by = $3 or t.claimed_by is null or not ${HELD}) returning t.id`,
    [creditorId, id, agent, until === null ? null : new Date(until)],
  )
  return rests.length > 0
}

/** Whoever had it, nobody has it now. Holds its debtor, so that work that comes anew meanwhile is not taken for what ends here (rule 3). */
export async function giveBackTask(sql: Sql, creditorId: CreditorId, id: string): Promise<void> {
  await sql.query(
    'select from debtor d join task t on t.creditor_id = d.creditor_id and t.debtor_id = d.id where t.creditor_id = $1 and t.id = $2 for no key update of d',
    [creditorId, id],
  )
  await sql.query('update task set claimed_by = null, claimed_until = null where creditor_id = $1 and id = $2', [creditorId, id])
}

/** How a review of debt help ends: the pause goes on for the same time once more, or is over (P20). */
export const DEBT_HELP_PROLONGED = 'prolonged'

export const APPROVED = 'approved'

/** What others act on at once, so that nobody can take it back. */
export const isFinalEnd = (kind: TaskKind, as: string): boolean =>
  (kind === 'escalation' && as === APPROVED) || (kind === 'deceased' && as === 'confirmed')

export interface TaskEnd {
  readonly as: string
  /** For colleagues: stands with the debtor's conversation. */
  readonly note: string | null
  readonly by: string
  /** Of an approval: the creditor's business day. */
  readonly today?: LocalDate
}

/** False when it is closed already; what was written about it is kept then too. */
export async function endTask(sql: Sql, creditorId: CreditorId, id: string, end: TaskEnd, now: Instant): Promise<boolean> {
  const [task] = await sql.query<{ debtorId: DebtorKey['debtorId'] }>(
    `select debtor_id as "debtorId" from task where creditor_id = $1 and id = $2`,
    [creditorId, id],
  )
  if (!task) return false
  const debtor = { creditorId, debtorId: task.debtorId }
  if (end.note !== null) await addNote(sql, debtor, end.by, end.note, now)
  return closeTask(sql, debtor, id, end, now)
}

/** What follows is decided anew; only a review that a person closes ends a debt-help pause. */
async function closeTask(sql: Sql, debtor: DebtorKey, id: string, { as, by, today }: TaskEnd, now: Instant): Promise<boolean> {
  await askReview(sql, debtor, now)
  const [closed] = await sql.query<{ kind: TaskKind }>(
    `update task set closed_at = $3, closed_as = $4 where creditor_id = $1 and id = $2 and closed_at is null returning kind`,
    [debtor.creditorId, id, new Date(now), as],
  )
  if (closed?.kind === 'debt-help-review') await (as === DEBT_HELP_PROLONGED ? prolongDebtHelp : endDebtHelp)(sql, debtor, now)
  // Nothing is sent again to where it did not arrive.
  if (closed?.kind === 'address' && as !== 'not-found') await addressFound(sql, debtor)
  if (closed?.kind === 'approval' && today !== undefined) await decideProposals(sql, debtor, { approved: as === APPROVED, by, today }, now)
  if (closed?.kind === 'debt-help-confirmation' && as !== 'mistaken') await waiveCostsOfPause(sql, debtor, now)
  if (closed) await appendEvent(sql, { ...debtor, kind: 'task-closed', at: now, detail: { kind: closed.kind, as } })
  return closed !== undefined
}
