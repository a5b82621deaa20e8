/** Conversations: one per debtor over all channels; where it stands, whose it is, and who is answering right now. */
import type { DebtorId, Instant } from '#domain'
import type { Sql } from './database'
import type { DebtorKey } from './snapshots'

export const CONVERSATION_STATES = ['open', 'waiting', 'done'] as const
export type ConversationState = (typeof CONVERSATION_STATES)[number]

const key = ({ creditorId, debtorId }: DebtorKey): [string, DebtorId] => [creditorId, debtorId]

/** A message waits for an answer; of several the first says since when. Whoever had it keeps it. */
export async function openConversation(sql: Sql, debtor: DebtorKey, since: Instant): Promise<void> {
  await sql.query(
    `insert into conversation as c (creditor_id, debtor_id, state, since) values ($1, $2, 'open', $3)
     on conflict (creditor_id, debtor_id) do update set state = 'open', wait_until = null, since = case when c.state = 'open' then least(c.since, excluded.since) else excluded.since end`,
    [...key(debtor), new Date(since)])
}
