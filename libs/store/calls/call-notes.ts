/** Notes of calls while they are written: they survive the browser, and go when the outcome is told, or after a week. */
import type { CreditorId } from '#domain'
import type { Database, Sql } from '../database'

export interface CallNote {
  readonly text: string
  /** Of its writer: a later one is never overwritten by an earlier one. */
  readonly seq: number
}

/** False when the call is not theirs any more: what is late comes to nothing. */
export async function keepCallNote(
  sql: Sql,
  creditorId: CreditorId,
  taskId: string,
  author: string,
  { text, seq }: CallNote,
): Promise<boolean> {
  const [theirs] = await sql.query(
    `select from call_task where creditor_id = $1 and id = $2 and agent = $3 and state = 'claimed' for share`,
    [creditorId, taskId, author],
  )
  if (!theirs) return false
  await sql.query(
    `insert into call_note as n (creditor_id, task_id, author, text, seq, at) values ($1, $2, $3, $4, $5, clock_timestamp())
     on conflict (creditor_id, task_id, author) do update set text = excluded.text, seq = excluded.seq, at = excluded.at where n.seq <= excluded.seq`,
    [creditorId, taskId, author, text, seq],
  )
  return true
}

export async function readCallNote(sql: Sql, creditorId: CreditorId, taskId: string, author: string): Promise<CallNote | null> {
  const [note] = await sql.query<CallNote>('select text, seq from call_note where creditor_id = $1 and task_id = $2 and author = $3', [
    creditorId,
    taskId,
    author,
  ])
  return note ?? null
}

/** They stand with the outcome now. */
export async function dropCallNotes(sql: Sql, creditorId: CreditorId, taskId: string): Promise<void> {
  await sql.query('delete from call_note where creditor_id = $1 and task_id = $2', [creditorId, taskId])
}

export async function eraseOldCallNotes(database: Database): Promise<void> {
  await database.query(`delete from call_note where at < clock_timestamp() - interval '7 days'`)
}
