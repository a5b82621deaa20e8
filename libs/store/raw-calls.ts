/** Raw calls: what a carrier called back, kept as it came. */
import type { Instant } from '#domain'
import { bufferList } from './binary-list'
import type { Sql } from './database'
import { newId } from './ids'

export async function keepRawCall(sql: Sql, source: string, body: Buffer, receivedAt: Instant): Promise<void> {
  await sql.query(`insert into raw_call (id, source, body, received_at) values ($1, $2, $3, $4)`, [
    newId(),
    source,
    body,
    new Date(receivedAt),
  ])
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
    [
      calls.map(() => newId()),
      calls.map(({ source }) => source),
      bufferList(calls.map(({ body }) => body)),
      calls.map(({ receivedAt }) => new Date(receivedAt)),
    ],
  )
}

export interface RawCall {
  readonly id: string
  readonly source: string
  readonly body: Buffer
  readonly receivedAt: Instant
  /** Of what it tells, how much is worked off: a large batch is taken in slices. */
  readonly taken: number
  /** Of the slices before. */
  readonly fault: string | null
}

/** Mails come with their attachments: more of them at once would fill the memory. One call is taken whatever its size. */
const MOST_BYTES = 32_000_000

/** The oldest calls that are not worked off; locked, so that two workers never take the same. */
export const lockRawCalls = (sql: Sql, limit: number): Promise<RawCall[]> =>
  sql.query<RawCall>(
    `with oldest as (
       select id, received_at, octet_length(body) as bytes from raw_call where not done order by received_at, id limit $1 for update skip locked
     ), sized as (
       select id, received_at, sum(bytes) over (order by received_at, id) - bytes as before from oldest
     )
     select c.id, c.source, c.body, c.received_at as "receivedAt", c.taken, c.fault
     from sized s join raw_call c on c.id = s.id and c.received_at = s.received_at where s.before < $2 order by c.received_at, c.id`,
    [limit, MOST_BYTES],
  )

export interface TakenSlice {
  /** With what was taken before. */
  readonly taken: number
  readonly done: boolean
  readonly fault: string | null
}

export async function noteTaken(sql: Sql, { id, receivedAt }: RawCall, { taken, done, fault }: TakenSlice): Promise<void> {
  await sql.query(`update raw_call set taken = $3, done = $4, fault = $5 where id = $1 and received_at = $2`, [
    id,
    new Date(receivedAt),
    taken,
    done,
    fault,
  ])
}
