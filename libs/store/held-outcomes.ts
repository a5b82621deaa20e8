/** Outcomes of calls, and ends of tasks, that were told and may still be taken back: nothing follows from them until their seconds are over. */
import type { CreditorId, Instant } from '#domain'
import type { EndedCall } from './calls/call-results'
import type { Sql } from './database'
import { newId } from './ids'

/** What it is told of. */
export type OutcomeOf = { readonly call: Pick<EndedCall, 'taskId' | 'token'> } | { readonly closes: string }

export interface OutcomeToHold {
  readonly creditorId: CreditorId
  readonly of: OutcomeOf
  readonly agent: string
  readonly facts: object
}

interface Told {
  readonly creditorId: CreditorId
  readonly id: string
  readonly agent: string
  readonly toldAt: Instant
}

export type HeldOutcome<OfCall, OfTask> = Told &
  (
    | { readonly call: EndedCall; readonly closes: null; readonly facts: OfCall }
    | { readonly call: null; readonly closes: string; readonly facts: OfTask }
  )

/** Null when one is held already. */
export async function holdOutcome(
  sql: Sql,
  { creditorId, of, agent, facts }: OutcomeToHold,
  seconds: number,
  now: Instant,
): Promise<{ readonly id: string; readonly undoUntil: Instant } | null> {
  const call = 'call' in of ? of.call : null
  const [held] = await sql.query<{ id: string; undoUntil: Instant }>(
    `insert into held_outcome (creditor_id, id, task_id, token, closes, agent, facts, told_at, undo_until)
     values ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp() + make_interval(secs => $9)) on conflict do nothing returning id, undo_until as "undoUntil"`,
    [
      creditorId,
      newId(),
      call?.taskId ?? null,
      call?.token ?? null,
      'closes' in of ? of.closes : null,
      agent,
      JSON.stringify(facts),
      new Date(now),
      seconds,
    ],
  )
  return held ?? null
}

/** What was told goes; that it was told and taken back stays. `of` is the call's or the task's id. Null when its seconds are over. */
export async function retractOutcome<Facts>(
  sql: Sql,
  creditorId: CreditorId,
  id: string,
  kind: 'call' | 'task',
  agent: string,
  now: Instant,
): Promise<{ readonly of: string; readonly facts: Facts } | null> {
  const [held] = await sql.query<{ of: string; facts: Facts }>(
    `select coalesce(task_id, closes) as of, facts from held_outcome
     where creditor_id = $1 and id = $2 and agent = $3 and (closes is not null) = $4 and retracted_at is null and undo_until > clock_timestamp() for update`,
    [creditorId, id, agent, kind === 'task'],
  )
  if (!held) return null
  await sql.query('update held_outcome set retracted_at = $3, facts = null where creditor_id = $1 and id = $2', [
    creditorId,
    id,
    new Date(now),
  ])
  return held
}

/** Those whose seconds are over, or of calls all of one agent's, who has gone on to the next; but not these. Each is taken out as it is answered. */
export const takeHeldOutcomes = <OfCall, OfTask>(
  sql: Sql,
  of: { readonly creditorId: CreditorId; readonly agent: string } | null,
  but: readonly string[],
  limit: number,
): Promise<HeldOutcome<OfCall, OfTask>[]> =>
  sql.query<HeldOutcome<OfCall, OfTask>>(
    `with taken as (
       delete from held_outcome where (creditor_id, id) in (
         select creditor_id, id from held_outcome where retracted_at is null and ($1::uuid is null and undo_until <= clock_timestamp() or creditor_id = $1 and agent = $2 and closes is null) and id <> all ($4)
         order by undo_until limit $3 for update skip locked) returning *
     )
     select h.creditor_id as "creditorId", h.id, h.agent, h.facts, h.told_at as "toldAt", h.closes,
       case when h.closes is null then json_build_object('creditorId', h.creditor_id, 'taskId', h.task_id, 'attemptId', k.attempt_id, 'debtorId', k.debtor_id, 'token', h.token) end as call
     from taken h left join call_task k on k.creditor_id = h.creditor_id and k.id = h.task_id`,
    [of?.creditorId ?? null, of?.agent ?? null, limit, but],
  )
