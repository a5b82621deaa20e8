/** Presence: who looks at a debtor, or has a draft of the configuration open, right now, as the streams of each API process say; others hear when somebody comes and when they go. */
import type { CreditorId } from '#domain'
import type { Sql } from './database'
import type { DebtorKey } from './snapshots'

export interface Looks {
  readonly creditor: CreditorId
  /** A debtor's id or a draft's: whichever there is. */
  readonly at: string
  readonly user: string
}

/** Three renewals may be missed. */
const LASTS = `interval '15 seconds'`

/** These and nobody else look by way of this board. What another board left when it died goes along, once for all who try. */
export async function renewPresence(sql: Sql, board: string, looks: readonly Looks[]): Promise<void> {
  const given = [board, looks.map(({ creditor }) => creditor), looks.map(({ at }) => at), looks.map(({ user }) => user)]
  for (const place of Object.values(PLACES)) await sql.query(renewalAt(place), given)
}

interface Place {
  readonly presence: string
  readonly id: string
  readonly table: string
}
const PLACES = {
  debtor: { presence: 'presence', id: 'debtor_id', table: 'debtor' },
  draft: { presence: 'draft_presence', id: 'draft_id', table: 'configuration_draft' },
} as const satisfies Record<string, Place>

const renewalAt = ({ presence, id, table }: Place): string =>
  `with looks as (
     select distinct d.creditor_id, d.id as ${id}, l.user_id from unnest($2::uuid[], $3::uuid[], $4::uuid[]) l (creditor_id, at, user_id)
     join ${table} d on d.creditor_id = l.creditor_id and d.id = l.at),
   here as (
     insert into ${presence} as p (creditor_id, ${id}, user_id, board, since, until)
     select creditor_id, ${id}, user_id, $1, clock_timestamp(), clock_timestamp() + ${LASTS} from looks
     on conflict (creditor_id, ${id}, user_id, board) do update set until = excluded.until returning p.creditor_id, p.${id}, p.xmax = 0 as came),
   over as (
     select p.creditor_id, p.${id}, p.user_id, p.board from ${presence} p
     where case when p.board = $1 then (p.creditor_id, p.${id}, p.user_id) not in (select creditor_id, ${id}, user_id from looks) else p.until < clock_timestamp() end
     for update skip locked),
   gone as (delete from ${presence} p using over o where (p.creditor_id, p.${id}, p.user_id, p.board) = (o.creditor_id, o.${id}, o.user_id, o.board) returning p.creditor_id, p.${id})
   select pg_notify('tijdig_work', creditor_id || ' presence:' || ${id}) from (select creditor_id, ${id} from here where came union select creditor_id, ${id} from gone) moved`

export interface Present {
  readonly id: string
  readonly name: string
  readonly since: number
}

/** All but whoever asks, who came first before the others. */
const others = (sql: Sql, { presence, id }: Place, creditorId: CreditorId, at: string, but: string): Promise<Present[]> =>
  sql.query<Present>(
    `select u.id, u.name, min(p.since) as since from ${presence} p join app_user u on u.id = p.user_id
     where p.creditor_id = $1 and p.${id} = $2 and p.user_id <> $3 and p.until > clock_timestamp() group by u.id order by min(p.since), u.id`,
    [creditorId, at, but],
  )

export const whoLooks = (sql: Sql, { creditorId, debtorId }: DebtorKey, but: string): Promise<Present[]> =>
  others(sql, PLACES.debtor, creditorId, debtorId, but)
export const whoWrites = (sql: Sql, creditorId: CreditorId, draft: string, but: string): Promise<Present[]> =>
  others(sql, PLACES.draft, creditorId, draft, but)
