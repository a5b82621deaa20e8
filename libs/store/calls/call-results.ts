/** Call results: what is told of a call that was made, and a call whose agent cannot tell (rule 12). */
import type { CallDetail, CallOutcomeKind, Cents, HandOverId, Instant, LocalDate, OutboundMessage, ReasonForNonPayment } from '#domain'
import { dropCallNotes } from './call-notes'
import { putOffCall, type AnotherMoment, type CallKey, type ClaimedCall } from './call-tasks'
import { NO_ANSWER } from './call-tries'
import type { Sql } from '../database'
import { askReview, appendEvent, closeTasks } from '../facts'
import { recordOutcomes } from '../record-outcomes'
import { newId } from '../ids'
import { noteAnswer } from '../responses'

export interface TalkingCall {
  readonly handOverId: HandOverId
  readonly address: string
  readonly script: OutboundMessage
  readonly amount: Cents
}

/** The call that is being made under this token, with the words it was begun with. */
export async function talkingCall(sql: Sql, { creditorId, taskId, token }: CallKey): Promise<TalkingCall | null> {
  const [row] = await sql.query<TalkingCall>(
    `select h.id as "handOverId", m.address, a.amount_cents as amount,
       json_build_object('content', m.content, 'language', m.language, 'template',
         json_build_object('name', m.template, 'version', m.template_version)) as script
     from call_task k join contact_attempt a on a.creditor_id = k.creditor_id and a.id = k.attempt_id and a.state = 'sending'
     join hand_over h on h.creditor_id = a.creditor_id and h.attempt_id = a.id and h.state = 'sending'
     join message_body m on m.creditor_id = h.creditor_id and m.hand_over_id = h.id
     where k.creditor_id = $1 and k.id = $2 and k.state = 'claimed' and k.lease_token = $3`,
    [creditorId, taskId, token],
  )
  return row ?? null
}

/** Of a call that is being made under this token, whoever began it. */
async function talkingUnder(sql: Sql, { creditorId, taskId, token }: CallKey): Promise<HandOverId | null> {
  const [row] = await sql.query<{ id: HandOverId }>(
    `select h.id from call_task k join contact_attempt a on a.creditor_id = k.creditor_id and a.id = k.attempt_id and a.state = 'sending'
     join hand_over h on h.creditor_id = a.creditor_id and h.attempt_id = a.id and h.state = 'sending'
     where k.creditor_id = $1 and k.id = $2 and k.state = 'claimed' and k.lease_token = $3`,
    [creditorId, taskId, token],
  )
  return row?.id ?? null
}

/** The line broke, or nobody knows whether anybody was reached: the call counts, is not made again by itself, and its outcome may still be told. */
export async function interruptCall(sql: Sql, key: CallKey, againAt: Instant, now: Instant): Promise<boolean> {
  const handOverId = await talkingUnder(sql, key)
  if (handOverId === null) return false
  await recordOutcomes(sql, [{ handOverId, outcome: { kind: 'unknown', code: 'call-interrupted' }, againAt }], now)
  return true
}

const NOT_REACHED: readonly CallOutcomeKind[] = ['no-answer', 'wrong-number']

export type EndedCall = Omit<ClaimedCall, 'token'> & { readonly token: string | null }

export interface CallResult {
  readonly kind: CallOutcomeKind
  readonly reason: ReasonForNonPayment | null
  readonly note: string | null
  readonly agent: string
  readonly detail?: CallDetail | null
  /** When it was paid, or when to look again. */
  readonly on?: LocalDate | null
}

/**
 * The call is over: handed over with its outcome. Each time nobody answered weighs `unansweredWeight` in the budget (P13), a call that the debtor made nothing.
 * An interrupted call takes its outcome from anybody: its agent may have gone home. False when nobody talks under this token, and
 * when its outcome was recorded before.
 */
export async function recordCallResult(
  sql: Sql,
  call: EndedCall,
  result: CallResult,
  unansweredWeight: number,
  now: Instant,
): Promise<boolean> {
  await askReview(sql, call, now)
  const [over] = await sql.query<{ calledIn: boolean }>(
    `update call_task k set state = 'done', lease_until = null from contact_attempt a
     where k.creditor_id = $1 and k.id = $2 and k.state = 'claimed' and a.creditor_id = k.creditor_id and a.id = k.attempt_id
       and (k.lease_token = $3 and a.state = 'sending' or a.state = 'unknown') returning k.called_in as "calledIn"`,
    [call.creditorId, call.taskId, call.token],
  )
  if (!over) return false
  await sql.query(
    `update hand_over set state = 'accepted', ended_at = $3, code = $4 where creditor_id = $1 and attempt_id = $2 and state in ('sending', 'unknown')`,
    [call.creditorId, call.attemptId, new Date(now), result.kind],
  )
  await closeTasks(sql, call, { kind: 'outcome-unknown', attemptId: call.attemptId }, 'call-outcome', now)
  await sql.query(
    `update contact_attempt a set state = 'handed-over', lease_token = null, lease_until = null,
       weight = $3::numeric + $4::numeric * (select count(*) from hand_over h
         where h.creditor_id = $1 and h.attempt_id = $2 and h.state = 'later' and h.code = '${NO_ANSWER}')
     where creditor_id = $1 and id = $2 and state in ('sending', 'unknown')`,
    [call.creditorId, call.attemptId, over.calledIn ? 0 : result.kind === NO_ANSWER ? unansweredWeight : 1, unansweredWeight],
  )
  await keepResult(sql, call, result, now)
  if (!NOT_REACHED.includes(result.kind)) await noteAnswer(sql, { ...call, channel: 'call', at: now }, 'call', now)
  return true
}

/** The same contact goes on later; false when nobody talks under this token. */
export async function recordPutOff(sql: Sql, call: EndedCall, result: CallResult, moment: AnotherMoment, now: Instant): Promise<boolean> {
  const talking = call.token === null ? null : await talkingCall(sql, { ...call, token: call.token })
  if (!talking) return false
  await askReview(sql, call, now)
  await recordOutcomes(
    sql,
    [{ handOverId: talking.handOverId, outcome: { kind: 'later', failure: 'transient', code: result.kind }, againAt: moment.at }],
    now,
  )
  await putOffCall(sql, call, moment)
  await keepResult(sql, call, result, now)
  return true
}

async function keepResult(sql: Sql, call: EndedCall, result: CallResult, now: Instant): Promise<void> {
  await sql.query(
    `insert into call_outcome (creditor_id, id, task_id, debtor_id, kind, reason, note, agent, at, details)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, jsonb_strip_nulls(jsonb_build_object('detail', $10::text, 'on', $11::date)))`,
    [
      call.creditorId,
      newId(),
      call.taskId,
      call.debtorId,
      result.kind,
      result.reason,
      result.note,
      result.agent,
      new Date(now),
      result.detail ?? null,
      result.on ?? null,
    ],
  )
  await dropCallNotes(sql, call.creditorId, call.taskId)
  await appendEvent(sql, {
    ...call,
    kind: 'call-outcome',
    at: now,
    detail: { outcome: result.kind, reason: result.reason, ...(result.detail && { detail: result.detail }) },
  })
}

/** Nobody is called at the number that was dialled any more. */
export async function spoilNumber(sql: Sql, { creditorId, attemptId }: EndedCall): Promise<void> {
  await sql.query(
    `update contact_point p set usable = false, unusable_code = 'wrong-number' from contact_attempt a
     where a.creditor_id = $1 and a.id = $2 and p.creditor_id = a.creditor_id and p.id = a.contact_point_id`,
    [creditorId, attemptId],
  )
}

/** None of their numbers is theirs. */
export async function spoilNumbers(sql: Sql, { creditorId, debtorId }: EndedCall): Promise<void> {
  await sql.query(
    `update contact_point set usable = false, unusable_code = 'wrong-number'
      where creditor_id = $1 and debtor_id = $2 and channel in ('call', 'sms', 'whatsapp') and usable`,
    [creditorId, debtorId],
  )
}
