/** Outcomes that an agent may take back: told at once, counted when their seconds are over or the agent has gone on to the next call. */
import type { CreditorId, Instant } from '#domain'
import { giveBackUndialled, holdOutcome, inSavepoint, retractOutcome, takeHeldOutcomes, type EndedCall, type Sql } from '#store'
import { tellCall, type CallDesk } from './call'
import type { CallFacts } from './outcome-facts'

export interface ToldOutcome {
  readonly id: string
  readonly undoUntil: Instant
}

/** Tried out first, so that what does not fit is refused now and not when nobody looks; null when the call is not being made, or was told before. */
export async function tellUndoably(desk: CallDesk, sql: Sql, call: EndedCall, facts: CallFacts, seconds: number, now: Instant): Promise<ToldOutcome | null> {
  const fits = await triedOut(sql, () => tellCall(desk, sql, call, facts, now))
  return fits ? holdOutcome(sql, { call, agent: facts.agent, facts }, seconds, now) : null
}

class TriedOut extends Error {
  constructor(readonly result: boolean) {
    super('tried out')
  }
}

async function triedOut(sql: Sql, work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await inSavepoint(sql, async () => { throw new TriedOut(await work()) })
  } catch (end) {
    if (end instanceof TriedOut) return end.result
    throw end
  }
}

/** The call is its agent's again, as it was; what they had taken meanwhile goes back untouched. */
export async function takeBackOutcome(sql: Sql, creditorId: CreditorId, id: string, agent: string, now: Instant): Promise<{ readonly taskId: string; readonly facts: CallFacts } | null> {
  const back = await retractOutcome<CallFacts>(sql, creditorId, id, agent, now)
  if (back) await giveBackUndialled(sql, creditorId, agent, back.taskId)
  return back
}

/** Each in a transaction of its own: one that fails is not counted, and holds up no other. Answers how many were counted. */
export async function countHeldOutcomes(desk: CallDesk, of: { readonly creditorId: CreditorId; readonly agent: string } | null, limit: number): Promise<number> {
  for (let counted = 0; counted < limit; counted++) {
    const found = await desk.database.transaction(async (sql) => {
      const [held] = await takeHeldOutcomes<CallFacts>(sql, of, 1)
      if (held) await tellCall(desk, sql, held.call, held.facts, held.toldAt)
      return held !== undefined
    })
    if (!found) return counted
  }
  return limit
}
