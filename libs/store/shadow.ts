/** Shadow: what a creditor would have sent, its release, and the way back; each contact whose turn changes is told so on its timeline. */
import type { ContactEventKind, CreditorId, Instant } from '#domain'
import type { Database, Sql } from './database'
import { newId } from './ids'

export interface ReleasePreview {
  readonly channel: string
  readonly phase: string
  readonly contacts: number
  readonly cents: number
}

/** What a creditor in shadow would have sent and still would: the planned contacts by channel and phase. */
export const previewRelease = (sql: Sql, id: CreditorId): Promise<ReleasePreview[]> =>
  sql.query<ReleasePreview>(
    `select channel, phase, count(*)::int as contacts, sum(amount_cents) as cents from contact_attempt
     where creditor_id = $1 and state = 'planned' group by channel, phase order by phase, channel`,
    [id],
  )

/** From shadow to live: what is planned is queued and passes the gate like everything else. False when it was live already. */
export const releaseCreditor = (database: Database, id: CreditorId, now: Instant): Promise<boolean> =>
  database.transaction((sql) => releaseFromShadow(sql, id, now))

export async function releaseFromShadow(sql: Sql, id: CreditorId, now: Instant): Promise<boolean> {
  const released = await sql.query(`update creditor set state = 'live', released_at = $2 where id = $1 and state = 'shadow' returning id`, [
    id,
    new Date(now),
  ])
  if (released.length === 0) return false
  const queued = await sql.query<Turned>(
    `update contact_attempt set state = 'queued', due_at = greatest(due_at, $2) where creditor_id = $1 and state = 'planned'
     returning id, debtor_id as "debtorId"`,
    [id, new Date(now)],
  )
  await tellEach(sql, id, queued, 'released', now)
  return true
}

/** Back to shadow: what is queued is planned again; what is with a carrier already cannot be called back. */
export async function stopCreditor(sql: Sql, id: CreditorId, now: Instant): Promise<boolean> {
  const stopped = await sql.query(`update creditor set state = 'shadow' where id = $1 and state = 'live' returning id`, [id])
  if (stopped.length === 0) return false
  const planned = await sql.query<Turned>(
    `update contact_attempt set state = 'planned', lease_token = null, lease_until = null where creditor_id = $1 and state = 'queued'
     returning id, debtor_id as "debtorId"`,
    [id],
  )
  await tellEach(sql, id, planned, 'back-in-shadow', now)
  return true
}

interface Turned {
  readonly id: string
  readonly debtorId: string
}

/** As many as there may be of a large portfolio, a part at a time. */
const AT_ONCE = 5_000

async function tellEach(sql: Sql, creditor: CreditorId, attempts: readonly Turned[], kind: ContactEventKind, now: Instant): Promise<void> {
  for (let from = 0; from < attempts.length; from += AT_ONCE) {
    const part = attempts.slice(from, from + AT_ONCE)
    await sql.query(
      `insert into contact_event (creditor_id, id, debtor_id, attempt_id, kind, at)
       select $1, g.event, g.debtor, g.attempt, $5, $6 from unnest($2::uuid[], $3::uuid[], $4::uuid[]) g (event, debtor, attempt)`,
      [creditor, part.map(() => newId()), part.map(({ debtorId }) => debtorId), part.map(({ id }) => id), kind, new Date(now)],
    )
  }
}
