/** What changed, for pages that show it: word of work lists comes by itself, single rows are looked up by their keys. */
import type { CreditorId } from '#domain'
import type { Database, Sql } from './database'

export interface WorkChanged {
  readonly creditor: CreditorId
  /** `calls`, `inbox`, `work:{kind}`. */
  readonly topic: string
}

export interface WorkListener {
  close(): Promise<void>
}

/** On a connection of its own; `onLost` once, when that breaks. */
export async function listenToWork(
  database: Database,
  onChange: (changed: WorkChanged) => void,
  onLost: () => void,
): Promise<WorkListener> {
  const client = await database.connection()
  let open = true
  const lose = (): void => {
    if (!open) return
    open = false
    client.release(true)
    onLost()
  }
  client.on('error', lose)
  client.on('end', lose)
  client.on('notification', ({ payload = '' }) => {
    const [creditor = '', topic = ''] = payload.split(/ (.*)/s)
    onChange({ creditor: creditor as CreditorId, topic })
  })
  try {
    await client.query('listen tijdig_work')
  } catch (fault) {
    lose()
    throw fault
  }
  return {
    close() {
      if (open) {
        open = false
        client.release(true)
      }
      return Promise.resolve()
    },
  }
}

const TABLES = {
  'call-task': 'call_task',
  debtor: 'debtor',
  campaign: 'campaign',
  batch: 'letter_batch',
  import: 'import_run',
  draft: 'configuration_draft',
} as const
export type WatchedEntity = keyof typeof TABLES
export const WATCHED_ENTITIES = Object.keys(TABLES) as readonly WatchedEntity[]

export interface RowVersion {
  readonly creditor: CreditorId
  readonly id: string
  readonly version: string
}

/** A campaign that runs moves with every contact that it makes, which its own row does not tell of. */
const VERSION: Readonly<Record<WatchedEntity, string>> = {
  'call-task': 't.xmin',
  debtor: 't.xmin',
  batch: 't.xmin',
  import: 't.xmin',
  draft: 't.xmin',
  campaign: `t.xmin || case when t.state = 'running' then '.' || floor(extract(epoch from clock_timestamp()) / 5) else '' end`,
}

/** Of those rows that these creditors have; another version than before means that the row was written since. */
export const rowVersions = (
  sql: Sql,
  entity: WatchedEntity,
  creditors: readonly CreditorId[],
  ids: readonly string[],
): Promise<RowVersion[]> =>
  sql.query<RowVersion>(
    `select t.creditor_id as creditor, t.id, (${VERSION[entity]})::text as version from ${TABLES[entity]} t where t.creditor_id = any ($1) and t.id = any ($2)`,
    [creditors, ids],
  )
