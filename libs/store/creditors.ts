/** Creditors: made in shadow, released when their first decisions look right, found by their code. */
import { randomBytes } from 'node:crypto'
import { deskOf, type Channel, type ChargeSettings, type CreditorId, type DeskSettings, type Instant } from '#domain'
import type { Database, Sql } from './database'
import { Creditor, type NewCreditor } from './entities/creditor.entity'
import { newId } from './ids'

export async function createCreditor(database: Database, creditor: NewCreditor): Promise<CreditorId> {
  const id = newId<CreditorId>()
  if (!(await database.transaction((sql) => insertCreditor(sql, id, creditor))))
    throw new Error(`there is a creditor ${creditor.code} already`)
  return id
}

/** False when there is one of that code already. */
export async function insertCreditor(
  sql: Sql,
  id: CreditorId,
  { senders, createdAt, code, name, profile, policy, strategies }: NewCreditor,
): Promise<boolean> {
  const made = await sql.query(
    `insert into creditor (id, code, name, profile, policy, strategies, address_key, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (code) do nothing returning id`,
    [id, code, name, JSON.stringify(profile), policy, JSON.stringify(strategies), randomBytes(32), new Date(createdAt)],
  )
  if (made.length === 0) return false
  for (const [channel, sender] of Object.entries(senders)) {
    await sql.query(`insert into sender (creditor_id, id, channel, address, pace_per_second) values ($1, $2, $3, $4, $5)`, [
      id,
      newId(),
      channel,
      sender.address,
      sender.pacePerSecond,
    ])
  }
  return true
}

export const findCreditor = (database: Database, code: string): Promise<Creditor | null> =>
  database.source.getRepository(Creditor).findOneBy({ code })
/** What is needed to choose the rules of a creditor, also as the user who sees no other. */
export async function creditorRules(sql: Sql, id: CreditorId): Promise<Pick<Creditor, 'id' | 'policy' | 'strategies'>> {
  const [row] = await sql.query<Pick<Creditor, 'id' | 'policy' | 'strategies'>>(
    'select id, policy, strategies from creditor where id = $1',
    [id],
  )
  if (!row) throw new Error('there is no such creditor')
  return row
}

export const getCreditor = (database: Database, id: CreditorId): Promise<Creditor> =>
  database.source.getRepository(Creditor).findOneByOrFail({ id })
export const listCreditors = (database: Database): Promise<Creditor[]> =>
  database.source.getRepository(Creditor).find({ order: { code: 'ASC' } })

export interface SenderRow {
  readonly channel: string
  readonly address: string
}

export const sendersOf = (sql: Sql, id: CreditorId): Promise<SenderRow[]> =>
  sql.query<SenderRow>(`select channel, address from sender where creditor_id = $1 order by channel`, [id])

export interface SenderState extends SenderRow {
  readonly pacePerSecond: number
  /** The carrier asked for quiet until then, or its only account rests. */
  readonly quietUntil: Instant | null
}

export const senderStates = (sql: Sql, id: CreditorId): Promise<SenderState[]> =>
  sql.query<SenderState>(
    `select channel, address, pace_per_second as "pacePerSecond", case when slowed_until > clock_timestamp() then slowed_until end as "quietUntil" from sender where creditor_id = $1 order by channel`,
    [id],
  )

export interface DayQuota {
  /** Contacts a day; null: as many as there are. */
  readonly limit: number | null
  readonly sent: number
}

/** Of the day that begins then; without a limit nothing is counted. */
export async function dayQuota(sql: Sql, id: CreditorId, dayStarts: Instant): Promise<DayQuota> {
  const [row] = await sql.query<DayQuota>(
    `select r.contacts_per_day as "limit", coalesce((select b.sent from sending_budget b where b.creditor_id = r.id and b.scope = 'creditor-day' and b.scope_id = r.id and b.window_starts = $2), 0) as sent
     from creditor r where r.id = $1`,
    [id, new Date(dayStarts)],
  )
  return row ?? { limit: null, sent: 0 }
}

/** What the creditor charges otherwise than its policy. */
export async function chargesOf(sql: Sql, id: CreditorId): Promise<ChargeSettings | null> {
  const [row] = await sql.query<{ charges: ChargeSettings | null }>(`select profile -> 'charges' as charges from creditor where id = $1`, [
    id,
  ])
  return row?.charges ?? null
}

/** By which seconds and numbers its agents work. */
export async function deskSettings(sql: Sql, id: CreditorId): Promise<Readonly<Required<DeskSettings>>> {
  const [row] = await sql.query<{ desk: DeskSettings | null }>(`select profile -> 'desk' as desk from creditor where id = $1`, [id])
  return deskOf(row?.desk)
}

/** Cents per thousand contacts, for what a dry run foresees. */
export async function channelCosts(sql: Sql, id: CreditorId): Promise<Readonly<Partial<Record<Channel, number>>>> {
  const [row] = await sql.query<{ costs: Partial<Record<Channel, number>> }>(`select channel_costs as costs from creditor where id = $1`, [
    id,
  ])
  return row?.costs ?? {}
}
