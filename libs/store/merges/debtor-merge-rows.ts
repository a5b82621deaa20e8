/** The rows that make up a debtor: moved to the survivor of a merge, each noted, and moved back by exactly those notes. */
import type { CreditorId, DebtorId } from '#domain'
import type { Sql } from '../database'

export interface Move {
  readonly creditorId: CreditorId
  readonly mergeId: string
  readonly mergedId: DebtorId
  readonly survivorId: DebtorId
}

interface MovedTable {
  readonly table: string
  readonly key: string
  /** Which of the debtor's rows; one condition per index. */
  readonly where: readonly string[]
  /** Rows made since the merge that concern only what was moved, so that they go back with it. */
  readonly since?: string
  /** Where the debtor may have one of a kind, the moved row is kept apart by where it came from. */
  readonly keptApart?: boolean
}

const noted = (table: string): string =>
  `(select row_id from debtor_merge_row where creditor_id = $1 and merge_id = $3 and table_name = '${table}')`
const ALL = ['true']
const REFERENCES = `array(select reference from claim where creditor_id = $1 and id in ${noted('claim')})`
const ONLY_THEIRS = `cardinality(claims) > 0 and claims <@ ${REFERENCES}`

/**
 * Claims come first and attempts before what hangs on them, since later lines ask what was noted before.
 * A wait is the latest of its debtor, and stays; so do the name and the key of the hashes, and what a debtor has one of.
 */
const MOVED: readonly MovedTable[] = [
  { table: 'claim', key: 'id', where: [`state = 'open'`, `state <> 'open'`], keptApart: true },
  { table: 'representative', key: 'id', where: ALL, keptApart: true },
  { table: 'contact_point', key: 'id', where: ALL, keptApart: true },
  { table: 'journey', key: 'id', where: [`state = 'running'`, `state = 'ended'`] },
  { table: 'hold', key: 'id', where: ALL, since: `claim_id in ${noted('claim')}` },
  { table: 'dispute', key: 'id', where: ALL, since: `claim_id in ${noted('claim')}` },
  { table: 'complaint', key: 'id', where: ALL, since: `claim_id in ${noted('claim')}` },
  { table: 'promise_to_pay', key: 'id', where: ALL },
  {
    table: 'payment_arrangement',
    key: 'id',
    where: ALL,
    since: `not exists (select from arrangement_claim c where c.creditor_id = $1 and c.arrangement_id = payment_arrangement.id
      and c.claim_id not in ${noted('claim')})`,
  },
  { table: 'contact_attempt', key: 'id', where: ALL, since: ONLY_THEIRS },
  {
    table: 'hand_over',
    key: 'id',
    where: [`attempt_id in ${noted('contact_attempt')}`],
    since: `attempt_id in ${noted('contact_attempt')}`,
  },
  {
    table: 'message_body',
    key: 'hand_over_id',
    where: [`hand_over_id in ${noted('hand_over')}`],
    since: `hand_over_id in ${noted('hand_over')}`,
  },
  {
    table: 'decision',
    key: 'id',
    where: [`kind <> 'wait'`],
    since: `id in (select decision_id from contact_attempt where creditor_id = $1 and id in ${noted('contact_attempt')})`,
  },
  { table: 'inbound_message', key: 'id', where: ALL },
  { table: 'conversation_note', key: 'id', where: ALL },
  {
    table: 'agent_answer',
    key: 'attempt_id',
    where: [`attempt_id in ${noted('contact_attempt')}`],
    since: `attempt_id in ${noted('contact_attempt')}`,
  },
  { table: 'call_task', key: 'id', where: ALL, since: `attempt_id in ${noted('contact_attempt')}` },
  { table: 'call_outcome', key: 'id', where: ALL, since: `task_id in ${noted('call_task')}` },
  { table: 'task', key: 'id', where: ALL, since: `(attempt_id in ${noted('contact_attempt')} or ${ONLY_THEIRS})` },
  { table: 'contact_event', key: 'id', where: ALL, since: `(claim_id in ${noted('claim')} or attempt_id in ${noted('contact_attempt')})` },
]

/** A new table of debtors says here that it is moved, or in the test why not. */
export const MOVED_TABLES: readonly string[] = MOVED.map(({ table }) => table)

export async function moveRows(sql: Sql, { creditorId, mergeId, mergedId, survivorId }: Move): Promise<void> {
  for (const { table, key, where, keptApart } of MOVED) {
    for (const condition of where) {
      await sql.query(
        `with moved as (
           update ${table} set debtor_id = $4${keptApart ? ', merged_from = $2' : ''}
             where creditor_id = $1 and debtor_id = $2 and ${condition} returning ${key} as id
         )
         insert into debtor_merge_row (creditor_id, merge_id, table_name, row_id) select $1, $3, '${table}', id from moved`,
        [creditorId, mergedId, mergeId, survivorId],
      )
    }
  }
}

/** What was moved, and since then only what concerns the moved claims; the rest of what happened stays with the survivor. */
export async function moveRowsBack(sql: Sql, { creditorId, mergeId, mergedId, survivorId }: Move): Promise<void> {
  for (const { table, key, since, keptApart } of MOVED) {
    if (since) await sql.query(NOTE(table, key, since), [creditorId, survivorId, mergeId])
    await sql.query(
      `update ${table} set debtor_id = $4${keptApart ? ', merged_from = null' : ''} where creditor_id = $1 and debtor_id = $2 and ${key} in ${noted(table)}`,
      [creditorId, survivorId, mergeId, mergedId],
    )
  }
}

/** Claims that were imported under the merged debtor's reference since. */
export async function noteImportedClaims(sql: Sql, { creditorId, mergeId, mergedId, survivorId }: Move): Promise<void> {
  for (const state of [`state = 'open'`, `state <> 'open'`]) {
    await sql.query(NOTE('claim', 'id', `merged_from = $4 and ${state}`), [creditorId, survivorId, mergeId, mergedId])
  }
}

const NOTE = (table: string, key: string, since: string): string => `
  insert into debtor_merge_row (creditor_id, merge_id, table_name, row_id)
  select $1, $3, '${table}', ${key} from ${table} where creditor_id = $1 and debtor_id = $2 and ${since} on conflict do nothing`
