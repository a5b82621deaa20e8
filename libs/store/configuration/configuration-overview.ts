/** What there is of policies, strategies or templates: what is live of each name, who writes in it, and what waits for a reviewer. */
import type { CreditorId, Instant } from '#domain'
import type { EditedKind } from './configuration-drafts'
import type { Sql } from '../database'

export interface ConfigurationName {
  readonly name: string
  /** Null: a new one, not published yet. */
  readonly live: { readonly id: string; readonly version: number; readonly origin: 'file' | 'editor'; readonly publishedAt: Instant } | null
  readonly draft: { readonly id: string; readonly authors: readonly string[]; readonly savedAt: Instant } | null
  /** The latest that was handed in and is neither live nor rejected. */
  readonly waiting: {
    readonly id: string
    readonly version: number
    readonly approvedBy: string | null
    readonly liveFrom: Instant | null
  } | null
}

const millis = (column: string): string => `(extract(epoch from ${column}) * 1000)::bigint`

export const configurationNames = (sql: Sql, creditorId: CreditorId, kind: EditedKind): Promise<ConfigurationName[]> =>
  sql.query<ConfigurationName>(
    `with version as (select * from configuration_version where kind = $2 and (creditor_id is null or creditor_id = $1)),
     live as (select distinct on (name) name, id, version, origin, published_at from version where published_at is not null
       order by name, creditor_id nulls last, version desc),
     draft as (select name, id, authors, saved_at from configuration_draft where creditor_id = $1 and kind = $2),
     waiting as (select distinct on (v.name) v.name, v.id, v.version, v.approved_by, v.live_from from version v
       where v.creditor_id is not null and v.published_at is null and v.rejected_by is null
         and not exists (select from version o where o.name = v.name and o.id <> v.id and o.published_at is not null
           and o.version >= v.version) order by v.name, v.version desc)
     select coalesce(l.name, d.name, w.name) as name,
       case when l.name is not null then json_build_object('id', l.id, 'version', l.version, 'origin', l.origin, 'publishedAt',
         ${millis('l.published_at')}) end as live,
       case when d.name is not null then json_build_object('id', d.id, 'authors', d.authors, 'savedAt', ${millis('d.saved_at')}) end as draft,
       case when w.name is not null then json_build_object('id', w.id, 'version', w.version, 'approvedBy', w.approved_by, 'liveFrom',
         ${millis('w.live_from')}) end as waiting
     from live l full join draft d on d.name = l.name full join waiting w on w.name = coalesce(l.name, d.name) order by 1`,
    [creditorId, kind],
  )
