/** Call tasks as agents and their supervisors read them: in the order they are offered, and nothing of what is owed. */
import type { CreditorId, DebtorId, DebtorKind, Instant, Language, Phase, Segment } from '#domain'
import type { Identity } from './call-identity'
import type { Sql } from '../database'

/** `reserved`, `talking` and `interrupted` are one claimed call before, during and after the connection. */
export const CALL_TASK_STATES = ['queued', 'reserved', 'talking', 'interrupted', 'done', 'expired', 'withdrawn'] as const
export type CallTaskState = (typeof CALL_TASK_STATES)[number]

export interface CallTaskRecord {
  readonly id: string
  readonly contactId: string
  readonly debtorId: DebtorId
  readonly state: CallTaskState
  readonly agent: string | null
  readonly phase: Phase
  readonly opensAt: Instant
  readonly expiresAt: Instant
  readonly leaseUntil: Instant | null
  /** Database clock; null while nobody has it. */
  readonly claimedAt: Instant | null
  /** The debtor called us. */
  readonly calledIn: boolean
}

const TASK = `
  select k.id, k.attempt_id as "contactId", k.debtor_id as "debtorId", k.agent, a.phase, k.opens_at as "opensAt",
    k.expires_at as "expiresAt", k.lease_until as "leaseUntil",
    case when k.agent is not null then k.claimed_at end as "claimedAt", k.called_in as "calledIn",
    case when k.state <> 'claimed' then k.state when a.state = 'queued' then 'reserved' when a.state = 'sending' then 'talking' when a.state = 'unknown' then 'interrupted' else 'done' end as state
  from call_task k join contact_attempt a on a.creditor_id = k.creditor_id and a.id = k.attempt_id`

export interface CallBack extends CallTaskRecord {
  readonly wantedBy: string
  /** Theirs alone until then. */
  readonly wantedUntil: Instant
}

/** What debtors asked for, the soonest first. */
export const listCallBacks = (sql: Sql, creditorId: CreditorId, limit: number, now: Instant): Promise<CallBack[]> =>
  sql.query<CallBack>(
    `select t.*, k.wanted_agent as "wantedBy", k.wanted_until as "wantedUntil"
      from (${TASK} where k.creditor_id = $1 and k.state = 'queued' and k.wanted_agent is not null and k.expires_at > $3 order by k.opens_at limit $2) t
     join call_task k on k.creditor_id = $1 and k.id = t.id order by t."opensAt", t.id`,
    [creditorId, limit, new Date(now)],
  )

/** Of the last one seen: the list goes on behind it, and tells nobody what it stands for. */
const LAST = (column: string): string => `(select l.${column} from call_task l where l.creditor_id = $1 and l.id = $2)`

/** Those that wait, or those that an agent has claimed; most at stake first. */
export const listCallTasks = (
  sql: Sql,
  creditorId: CreditorId,
  state: 'queued' | 'claimed',
  after: string | null,
  limit: number,
): Promise<CallTaskRecord[]> =>
  sql.query<CallTaskRecord>(
    `${TASK} where k.creditor_id = $1 and k.state = '${state}' and ($2::uuid is null or k.priority <= ${LAST('priority')}
      and (k.priority < ${LAST('priority')} or k.id > $2))
     order by k.priority desc, k.id limit $3`,
    [creditorId, after, limit],
  )

export interface CallCard extends CallTaskRecord {
  readonly reference: string
  readonly name: string
  /** Of a business, or who acts for the debtor. */
  readonly askFor: string | null
  readonly language: Language
  readonly kind: DebtorKind
  readonly segment: Segment
  readonly number: string
  readonly identity: Identity | null
  readonly identityTries: number
  readonly leaseToken: string | null
  /** The agent whom a supervisor took it from last. */
  readonly takenFrom: string | null
  readonly takenBy: string | null
  readonly takenBecause: string | null
  /** Told already, and may be taken back for a while. */
  readonly isHeld: boolean
}

export async function readCallCard(sql: Sql, creditorId: CreditorId, id: string): Promise<CallCard | null> {
  const [row] = await sql.query<CallCard>(
    `select t.*, d.reference, d.language, d.kind, d.segment, n.name, coalesce(r.name, p.person_name) as "askFor", coalesce(p.address #>> '{}', '') as number,
       k.lease_token as "leaseToken", k.taken_from as "takenFrom", k.taken_by as "takenBy", k.taken_because as "takenBecause", k.identity,
         k.identity_tries as "identityTries",
       exists (select from held_outcome h where h.creditor_id = $1 and h.task_id = k.id and h.retracted_at is null) as "isHeld"
         from (${TASK} where k.creditor_id = $1 and k.id = $2) t
     join debtor d on d.creditor_id = $1 and d.id = t."debtorId" join debtor_person n on n.creditor_id = d.creditor_id and n.debtor_id = d.id
     join call_task k on k.creditor_id = $1 and k.id = t.id
     join contact_attempt a on a.creditor_id = $1 and a.id = t."contactId"
     left join contact_point p on p.creditor_id = $1 and p.id = a.contact_point_id
     left join representative r on r.creditor_id = $1 and r.id = p.representative_id`,
    [creditorId, id],
  )
  return row ?? null
}
