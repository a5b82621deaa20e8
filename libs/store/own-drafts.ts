/** Texts that somebody is writing: kept for them alone, so that they are there after a crash and on another machine. */
import type { CreditorId } from '#domain'
import type { Database, Sql } from './database'

export interface OwnDraft {
  readonly text: string
  /** Of its writer: a later one is never overwritten by an earlier one. */
  readonly seq: number
}

/** More are no drafts of a person any more. */
const MOST_OF_ONE = 500

/** Empty: it was saved where it belongs, and none that is older comes after it. False when a later one is there, or too many. */
export async function keepOwnDraft(
  sql: Sql,
  creditorId: CreditorId,
  author: string,
  key: string,
  { text, seq }: OwnDraft,
): Promise<boolean> {
  const kept = await sql.query(
    `insert into own_draft as d (creditor_id, author, key, text, seq, at)
     select $1, $2, $3, $4, $5, clock_timestamp() where $4 = '' or (select count(*) from own_draft o where o.creditor_id = $1 and o.author = $2 and o.key <> $3 and o.text <> '') < ${MOST_OF_ONE}
     on conflict (creditor_id, author, key) do update set text = excluded.text, seq = excluded.seq, at = excluded.at where d.seq <= excluded.seq returning d.seq`,
    [creditorId, author, key, text, seq],
  )
  return kept.length > 0
}

export async function readOwnDraft(sql: Sql, creditorId: CreditorId, author: string, key: string): Promise<OwnDraft | null> {
  const [draft] = await sql.query<OwnDraft>('select text, seq from own_draft where creditor_id = $1 and author = $2 and key = $3', [
    creditorId,
    author,
    key,
  ])
  return draft ?? null
}

/** Of all that somebody was writing, for the creditors in sight. */
export async function dropDraftsOf(sql: Sql, author: string): Promise<void> {
  for (const table of ['own_draft', 'conversation_draft', 'call_note']) await sql.query(`delete from ${table} where author = $1`, [author])
}

export async function eraseOldDrafts(database: Database): Promise<void> {
  await database.query(`delete from own_draft where at < clock_timestamp() - interval '7 days'`)
}
