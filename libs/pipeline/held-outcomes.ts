/** Outcomes of calls, and ends of tasks, that may be taken back: told at once, counted when their seconds are over or the agent has gone on to the next call. */
import type { CreditorId, Instant } from '#domain'
import {
  claimTask,
  endTask,
  giveBackTask,
  giveBackUndialled,
  holdOutcome,
  inSavepoint,
  retractOutcome,
  takeHeldOutcomes,
  type EndedCall,
  type HeldOutcome,
  type Sql,
  type StoredTask,
  type TaskEnd,
} from '#store'
import { tellCall, type CallDesk } from './calls/call'
import type { CallFacts } from './calls/outcome-facts'

export interface ToldOutcome {
  readonly id: string
  readonly undoUntil: Instant
}

/** Tried out first, so that what does not fit is refused now and not when nobody looks; null when the call is not being made, or was told before. */
export async function tellUndoably(
  desk: CallDesk,
  sql: Sql,
  call: EndedCall,
  facts: CallFacts,
  seconds: number,
  now: Instant,
): Promise<ToldOutcome | null> {
  const fits = await triedOut(sql, () => tellCall(desk, sql, call, facts, now))
  return fits ? holdOutcome(sql, { creditorId: call.creditorId, of: { call }, agent: facts.agent, facts }, seconds, now) : null
}

/** The task is nobody's until then, and stands on no list; null when it is closed, or ended by somebody else. */
export async function endTaskUndoably(
  sql: Sql,
  task: Pick<StoredTask, 'id'> & { readonly creditorId: CreditorId },
  end: TaskEnd,
  seconds: number,
  now: Instant,
): Promise<ToldOutcome | null> {
  const fits = await triedOut(sql, () => endTask(sql, task.creditorId, task.id, end, now))
  if (!fits) return null
  await giveBackTask(sql, task.creditorId, task.id)
  return holdOutcome(sql, { creditorId: task.creditorId, of: { closes: task.id }, agent: end.by, facts: end }, seconds, now)
}

class TriedOut extends Error {
  constructor(readonly result: boolean) {
    super('tried out')
  }
}

async function triedOut(sql: Sql, work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await inSavepoint(sql, async () => {
      throw new TriedOut(await work())
    })
  } catch (end) {
    if (end instanceof TriedOut) return end.result
    throw end
  }
}

/** The call is its agent's again, as it was; what they had taken meanwhile goes back untouched. */
export async function takeBackOutcome(
  sql: Sql,
  creditorId: CreditorId,
  id: string,
  agent: string,
  now: Instant,
): Promise<{ readonly taskId: string; readonly facts: CallFacts } | null> {
  const back = await retractOutcome<CallFacts>(sql, creditorId, id, 'call', agent, now)
  if (!back) return null
  await giveBackUndialled(sql, creditorId, agent, back.of)
  return { taskId: back.of, facts: back.facts }
}

/** The task is its agent's again; null when its seconds are over, or something else closed it meanwhile. */
export async function takeBackEnd(
  sql: Sql,
  creditorId: CreditorId,
  id: string,
  agent: string,
  now: Instant,
): Promise<{ readonly task: StoredTask; readonly end: TaskEnd } | null> {
  const back = await retractOutcome<TaskEnd>(sql, creditorId, id, 'task', agent, now)
  const task = back && (await claimTask(sql, creditorId, back.of, agent))
  return back && task && { task, end: back.facts }
}

/** Each in a transaction of its own: one that fails stays and is told, and holds up no other. Answers how many were counted. */
export async function countHeldOutcomes(
  desk: CallDesk,
  of: { readonly creditorId: CreditorId; readonly agent: string } | null,
  limit: number,
): Promise<number> {
  const failed: string[] = []
  for (let tried = 0; tried < limit; tried++) {
    const taken: { id: string | null } = { id: null }
    try {
      await desk.database.transaction(async (sql) => {
        const [held] = await takeHeldOutcomes<CallFacts, TaskEnd>(sql, of, failed, 1)
        taken.id = held?.id ?? null
        if (held) await count(desk, sql, held)
      })
    } catch (fault) {
      if (taken.id === null) throw fault
      failed.push(taken.id)
      desk.log.error(
        { outcome: taken.id, fault: fault instanceof Error ? fault.name : 'unknown' },
        'what was told of a call or a task could not be counted: it is tried again',
      )
    }
    if (taken.id === null) return tried - failed.length
  }
  return limit - failed.length
}

const count = (desk: CallDesk, sql: Sql, held: HeldOutcome<CallFacts, TaskEnd>): Promise<boolean> =>
  held.call ? tellCall(desk, sql, held.call, held.facts, held.toldAt) : endTask(sql, held.creditorId, held.closes, held.facts, held.toldAt)
