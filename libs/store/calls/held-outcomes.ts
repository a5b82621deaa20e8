/** Outcomes that were told and may still be taken back: nothing follows from them until their seconds are over. */
import type { CreditorId, Instant } from '#domain'
import type { Sql } from '../database'
import type { EndedCall } from './call-results'
import { newId } from '../ids'

export interface OutcomeToHold<Facts> {
  readonly call: EndedCall
  readonly agent: string
  readonly facts: Facts
}

export interface HeldOutcome<Facts> extends OutcomeToHold<Facts> {
  readonly id: string
  readonly toldAt: Instant
}

/** Null when one is held for this call already. */
export async function holdOutcome<Facts>(sql: Sql, { call, agent, facts }: OutcomeToHold<Facts>, seconds: number, now: Instant): Promise<{ readonly id: string; readonly undoUntil: Instant } | null> {
  const [held] = await sql.query<{ id: string; undoUntil: Instant }>(
    `insert into held_outcome (creditor_id, id, task_id, agent, token, facts, told_at, undo_until)
     values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp() + make_interval(secs => $8)) on conflict do nothing returning id, undo_until as "undoUntil"`,
    [call.creditorId, newId(), call.taskId, agent, call.token, JSON.stringify(facts), new Date(now), seconds])
  return held ?? null
}

/** What was told goes; that it was told and taken back stays. Null when its seconds are over. */
export async function retractOutcome<Facts>(sql: Sql, creditorId: CreditorId, id: string, agent: string, now: Instant): Promise<{ readonly taskId: string; readonly facts: Facts } | null> {
  const [held] = await sql.query<{ taskId: string; facts: Facts }>(
    `select task_id as "taskId", facts from held_outcome
     where creditor_id = $1 and id = $2 and agent = $3 and retracted_at is null and undo_until > clock_timestamp() for update`, [creditorId, id, agent])
  if (!held) return null
  await sql.query('update held_outcome set retracted_at = $3, facts = null where creditor_id = $1 and id = $2', [creditorId, id, new Date(now)])
  return held
}

/** Those whose seconds are over, or all of one agent's, who has gone on to the next call; each is taken out as it is answered. */
export const takeHeldOutcomes = <Facts>(sql: Sql, of: { readonly creditorId: CreditorId; readonly agent: string } | null, limit: number): Promise<HeldOutcome<Facts>[]> =>
  sql.query<HeldOutcome<Facts>>(
    `with taken as (
       delete from held_outcome where (creditor_id, id) in (
         select creditor_id, id from held_outcome where retracted_at is null and ($1::uuid is null and undo_until <= clock_timestamp() or creditor_id = $1 and agent = $2)
         order by undo_until limit $3 for update skip locked) returning *
     )
     select h.id, h.agent, h.facts, h.told_at as "toldAt",
       json_build_object('creditorId', h.creditor_id, 'taskId', h.task_id, 'attemptId', k.attempt_id, 'debtorId', k.debtor_id, 'token', h.token) as call
     from taken h join call_task k on k.creditor_id = h.creditor_id and k.id = h.task_id`,
    [of?.creditorId ?? null, of?.agent ?? null, limit])
