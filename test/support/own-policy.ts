/** A policy of a creditor's own: the shipped one with other parameters. */
import { newId, type Creditor } from '#store'
import type { PipeBench } from './pipe-bench'

/** Before its first claim: a journey keeps the version that it began with. */
export async function publishPolicy(
  { database }: PipeBench,
  { id, policy }: Creditor,
  settings: Readonly<Record<string, unknown>>,
): Promise<void> {
  if (Object.keys(settings).length === 0) return
  await database.query(
    `insert into configuration_version (id, creditor_id, kind, name, version, hash, origin, definition, created_at, published_at)
     select $1, $2, kind, name, version + 1, 'own', 'editor', definition || $4::jsonb, created_at, published_at
     from configuration_version where creditor_id is null and kind = 'policy' and name = $3 order by version desc limit 1`,
    [newId(), id, policy, JSON.stringify(settings)],
  )
}
