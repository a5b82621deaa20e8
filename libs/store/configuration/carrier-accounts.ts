/** A creditor's own accounts at carriers, in the order they are tried; what opens them is sealed, and this lib never sees it open. */
import type { CreditorId } from '#domain'
import type { Sql } from '../database'

export const ACCOUNT_CHANNELS = ['email', 'sms', 'whatsapp'] as const
export type AccountChannel = (typeof ACCOUNT_CHANNELS)[number]

export interface AccountKey {
  readonly creditorId: CreditorId
  readonly channel: AccountChannel
  /** Its name among the creditor's accounts of the channel. */
  readonly name: string
}

export interface SealedAccount extends AccountKey {
  readonly place: number
  readonly sealed: Buffer
}

const COLUMNS = `creditor_id as "creditorId", channel, name, place, sealed`

export const sealedAccountsOf = (sql: Sql, creditors: readonly CreditorId[]): Promise<SealedAccount[]> =>
  sql.query<SealedAccount>(
    `select ${COLUMNS} from carrier_account where creditor_id = any ($1::uuid[]) order by creditor_id, channel, place, name`,
    [creditors],
  )

export const allSealedAccounts = (sql: Sql): Promise<SealedAccount[]> =>
  sql.query<SealedAccount>(`select ${COLUMNS} from carrier_account order by creditor_id, channel, place, name`)

/** A name that is known gets new settings. */
export async function putAccount(sql: Sql, { creditorId, channel, name, place, sealed }: SealedAccount): Promise<void> {
  await sql.query(
    `insert into carrier_account (creditor_id, channel, name, place, sealed, changed_at) values ($1, $2, $3, $4, $5, clock_timestamp())
     on conflict (creditor_id, channel, name) do update set place = excluded.place, sealed = excluded.sealed, changed_at = excluded.changed_at`,
    [creditorId, channel, name, place, sealed],
  )
}

/** Answers whether there was one. */
export async function removeAccount(sql: Sql, { creditorId, channel, name }: AccountKey): Promise<boolean> {
  const gone = await sql.query('delete from carrier_account where creditor_id = $1 and channel = $2 and name = $3 returning name', [
    creditorId,
    channel,
    name,
  ])
  return gone.length > 0
}
