/** Creditors as the API reads and edits them: statements that see what the caller's transaction sees. */
import type { Cents, Channel, CreditorId, DebtorKind, Instant, LocalDate } from '#domain'
import type { Sql } from './database'
import type { CreditorProfile } from './entities/creditor.entity'
import { newId } from './ids'

export interface CreditorRecord {
  readonly id: CreditorId
  readonly code: string
  readonly name: string
  readonly state: 'shadow' | 'live'
  readonly policy: string
  readonly strategies: Readonly<Record<DebtorKind, string>>
  readonly profile: CreditorProfile
  readonly senders: readonly { readonly channel: Channel; readonly address: string; readonly pacePerSecond: number }[]
  /** Cents per thousand contacts. */
  readonly channelCosts: Readonly<Partial<Record<Channel, Cents>>>
  readonly paymentsReadThrough: LocalDate | null
  readonly createdAt: Instant
  readonly releasedAt: Instant | null
}

const CREDITOR = `
  select c.id, c.code, c.name, c.state, c.policy, c.strategies, c.profile, c.channel_costs as "channelCosts", c.payments_read_through as "paymentsReadThrough",
    c.created_at as "createdAt", c.released_at as "releasedAt",
    coalesce((select json_agg(json_build_object('channel', s.channel, 'address', s.address, 'pacePerSecond', s.pace_per_second) order by s.channel)
      from sender s where s.creditor_id = c.id), '[]') as senders
  from creditor c`

/** In the order they were made. */
export const listCreditorRecords = (sql: Sql, after: string | null, limit: number): Promise<CreditorRecord[]> =>
  sql.query<CreditorRecord>(`${CREDITOR} where $1::uuid is null or c.id > $1 order by c.id limit $2`, [after, limit])

export async function readCreditorRecord(sql: Sql, id: CreditorId): Promise<CreditorRecord | null> {
  const [row] = await sql.query<CreditorRecord>(`${CREDITOR} where c.id = $1`, [id])
  return row ?? null
}

/** Held until the transaction ends, so that what an edit was held against is what it changes. */
export async function lockCreditor(sql: Sql, id: CreditorId): Promise<void> {
  await sql.query('select from creditor where id = $1 for update', [id])
}

export interface CreditorEdit {
  readonly name?: string
  readonly profile?: CreditorProfile
  readonly senders?: readonly { readonly channel: string; readonly address: string; readonly pacePerSecond?: number }[]
  /** Of these channels; the others stay. */
  readonly channelCosts?: Readonly<Partial<Record<Channel, Cents>>>
}

export async function editCreditor(
  sql: Sql,
  id: CreditorId,
  { name, profile, senders = [], channelCosts = {} }: CreditorEdit,
): Promise<void> {
  await sql.query(
    'update creditor set name = coalesce($2, name), profile = coalesce($3, profile), channel_costs = channel_costs || $4 where id = $1',
    [id, name ?? null, profile ? JSON.stringify(profile) : null, JSON.stringify(channelCosts)],
  )
  for (const sender of senders) {
    await sql.query(
      `insert into sender (creditor_id, id, channel, address, pace_per_second) values ($1, $2, $3, $4, coalesce($5, 10))
       on conflict (creditor_id, channel) do update set address = excluded.address, pace_per_second = coalesce($5, sender.pace_per_second)`,
      [id, newId(), sender.channel, sender.address, sender.pacePerSecond ?? null],
    )
  }
}
