/** Accounts at carriers that refuse to work: for whoever asks how the house is doing, in whatever process. */
import type { CreditorId, Instant } from '#domain'
import type { Sql } from '../database'

export interface CarrierStop {
  readonly account: string
  readonly code: string
  readonly since: Instant
}

/** The first stop stays: since when is what one wants to know. */
export async function noteCarrierStopped(sql: Sql, account: string, code: string): Promise<void> {
  await sql.query(
    'insert into carrier_stop (account, code, since) values ($1, $2, clock_timestamp()) on conflict (account) do update set code = excluded.code',
    [account, code],
  )
}

export async function noteCarrierWorks(sql: Sql, account: string): Promise<void> {
  await sql.query('delete from carrier_stop where account = $1', [account])
}

export const stoppedCarriers = (sql: Sql): Promise<CarrierStop[]> =>
  sql.query<CarrierStop>('select account, code, since from carrier_stop order by since, account')

/** Accounts of its own, and those of the house; another creditor's are nobody's business there. */
export const stoppedFor = (sql: Sql, creditorId: CreditorId): Promise<CarrierStop[]> =>
  sql.query<CarrierStop>(
    `select account, code, since from carrier_stop where account !~ ' of [0-9a-f-]{36}$' or account like '% of ' || $1::text order by since, account`,
    [creditorId],
  )
