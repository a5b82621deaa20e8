/** Idempotency keys: the answer of a POST is kept in the transaction of its effect, so that a repetition gets the same one. */
import type { Sql } from './database'

export interface IdempotentCall {
  /** Key or person. */
  readonly callerId: string
  readonly idempotencyKey: string
  readonly route: string
  readonly requestHash: Buffer
}

export interface KeptAnswer {
  readonly location: string | null
  readonly answer: unknown
}

export type IdempotencyState =
  | { readonly kind: 'first' }
  | { readonly kind: 'in-flight' }
  | { readonly kind: 'other-request' }
  | { readonly kind: 'repeated'; readonly kept: KeptAnswer }

/** A repetition comes within minutes; a day leaves room for a night's outage. */
const KEPT_HOURS = 24

/** Holds the key until the transaction ends: whoever comes with the same one meanwhile is told so, and waits for nothing. */
export async function beginIdempotent(sql: Sql, call: IdempotentCall): Promise<IdempotencyState> {
  const [lock] = await sql.query<{ free: boolean }>(`select pg_try_advisory_xact_lock(hashtextextended($1, 7)) as free`, [
    `${call.callerId} ${call.idempotencyKey}`,
  ])
  if (!lock?.free) return { kind: 'in-flight' }
  const [known] = await sql.query<KeptAnswer & { route: string; requestHash: Buffer }>(
    `select route, request_hash as "requestHash", location, answer from idempotent_request
     where key_id = $1 and idempotency_key = $2 and expires_at > clock_timestamp()`,
    [call.callerId, call.idempotencyKey],
  )
  if (!known) return { kind: 'first' }
  const same = known.route === call.route && known.requestHash.equals(call.requestHash)
  return same ? { kind: 'repeated', kept: { location: known.location, answer: known.answer } } : { kind: 'other-request' }
}

export async function keepAnswer(sql: Sql, call: IdempotentCall, { location, answer }: KeptAnswer): Promise<void> {
  await sql.query(
    `insert into idempotent_request (key_id, idempotency_key, route, request_hash, location, answer, expires_at)
     values ($1, $2, $3, $4, $5, $6, clock_timestamp() + interval '${KEPT_HOURS} hours')
     on conflict (key_id, idempotency_key) do update set route = excluded.route, request_hash = excluded.request_hash, location = excluded.location,
       answer = excluded.answer, expires_at = excluded.expires_at`,
    [call.callerId, call.idempotencyKey, call.route, call.requestHash, location, JSON.stringify(answer)],
  )
}

/** Of every key: for the process, not for a caller. */
export async function eraseOldAnswers(sql: Sql, limit: number): Promise<number> {
  const rows = await sql.query(
    `delete from idempotent_request where (key_id, idempotency_key) in
       (select key_id, idempotency_key from idempotent_request where expires_at < clock_timestamp() order by expires_at limit $1 for update skip locked) returning key_id`,
    [limit],
  )
  return rows.length
}
