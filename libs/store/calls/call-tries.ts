/** Tries of a call: the contact as it was planned, and when nobody answered it before. */
import type { Instant, PlannedContact } from '#domain'
import { deskNumber } from './desk-numbers'
import type { ClaimedCall } from './call-tasks'
import type { Sql } from '../database'

export type TriedCall = Pick<ClaimedCall, 'creditorId' | 'attemptId' | 'debtorId'>

export interface CallTries {
  readonly contact: PlannedContact
  /** Of hand-overs that ended so; the oldest first. */
  readonly unanswered: readonly Instant[]
  /** How often it is tried at this creditor's. */
  readonly most: number
}

/** What a hand-over is kept with when nobody answered. */
export const NO_ANSWER = 'no-answer'

/** Null: the debtor called us, or it is no call. */
export async function readCallTries(sql: Sql, { creditorId, attemptId }: TriedCall): Promise<CallTries | null> {
  const [row] = await sql.query<PlannedContact & { readonly unanswered: readonly number[]; readonly most: number }>(
    `select a.planned_for as at, a.channel, a.contact_point_id as "contactPointId", a.phase, a.step, a.claims, a.amount_cents as amount, a.pay_by as "payBy",
       a.expected_delivery as "expectedDelivery", a.legal_end as "legalEnd", a.announced_costs_cents as "announcedCosts", ${deskNumber('callTries')} as most,
       array(select (extract(epoch from h.started_at) * 1000)::bigint from hand_over h
         where h.creditor_id = a.creditor_id and h.attempt_id = a.id and h.state = 'later' and h.code = '${NO_ANSWER}' order by h.number) as unanswered
     from contact_attempt a where a.creditor_id = $1 and a.id = $2 and a.channel = 'call' and a.step not like 'called-in-%'`,
    [creditorId, attemptId],
  )
  if (!row) return null
  const { unanswered, most, ...contact } = row
  return { contact: { ...contact, resumes: null }, unanswered: unanswered.map((at) => at as Instant), most }
}
