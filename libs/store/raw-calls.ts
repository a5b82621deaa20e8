/** Raw calls: what a carrier called back, kept as it came. */
import type { Instant } from '#domain'
import type { Sql } from './database'
import { newId } from './ids'

export async function keepRawCall(sql: Sql, source: string, body: Buffer, receivedAt: Instant): Promise<void> {
  await sql.query(`insert into raw_call (id, source, body, received_at) values ($1, $2, $3, $4)`, [newId(), source, body, new Date(receivedAt)])
}

export interface NewRawCall {
  readonly source: string
  readonly body: Buffer
  readonly receivedAt: Instant
}

/** In one commit, in the order in which they came. */
export async function keepRawCalls(sql: Sql, calls: readonly NewRawCall[]): Promise<void> {
  await sql.query(
    `insert into raw_call (id, source, body, received_at) select * from unnest($1::uuid[], $2::text[], $3::bytea[], $4::timestamptz[])`,
    [calls.map(() => newId()), calls.map(({ source }) => source), calls.map(({ body }) => body), calls.map(({ receivedAt }) => new Date(receivedAt))],
  )
}

export interface RawCall {
  readonly id: string
  readonly source: string
  readonly body: Buffer
  readonly receivedAt: Instant
}

/** The oldest calls that are not worked off; locked, so that two workers never take the same. */
export const lockRawCalls = (sql: Sql, limit: number): Promise<RawCall[]> =>
  sql.query<RawCall>(
    `select id, source, body, received_at as "receivedAt" from raw_call where not done order by received_at, id limit $1 for update skip locked`, [limit])

export async function finishRawCall(sql: Sql, call: RawCall, fault: string | null): Promise<void> {
  await sql.query(`update raw_call set done = true, fault = $3 where id = $1 and received_at = $2`, [call.id, new Date(call.receivedAt), fault])
}
