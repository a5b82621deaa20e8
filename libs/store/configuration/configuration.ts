/** Configuration versions: seeded from files, immutable, read back by name and version (rule 18). */
import type { CreditorId, Instant } from '#domain'
import type { Database, Sql } from '../database'
import { ConfigurationVersion, type ConfigurationKind } from '../entities/configuration-version.entity'
import { newId } from '../ids'

export interface ConfigurationSeed {
  readonly kind: ConfigurationKind
  readonly name: string
  readonly hash: string
  readonly definition: unknown
}

/** A file that changed since its latest version becomes the next version; one that did not, nothing. Returns what was added. */
export async function seedConfiguration(database: Database, seeds: readonly ConfigurationSeed[], now: Instant): Promise<number> {
  return database.source.transaction(async (manager) => {
    await manager.query(`select pg_advisory_xact_lock(hashtext('tijdig.configuration'))`)
    const versions = manager.getRepository(ConfigurationVersion)
    const latest = latestByName(
      await versions
        .createQueryBuilder('v')
        .select(['v.id', 'v.kind', 'v.name', 'v.version', 'v.hash'])
        .where('v.creditor_id is null')
        .orderBy('v.version', 'ASC')
        .getMany(),
    )
    const added = seeds
      .filter((seed) => latest.get(`${seed.kind} ${seed.name}`)?.hash !== seed.hash)
      .map((seed) => ({
        ...seed,
        id: newId<string>(),
        creditorId: null,
        origin: 'file' as const,
        version: (latest.get(`${seed.kind} ${seed.name}`)?.version ?? 0) + 1,
        createdAt: new Date(now),
        publishedAt: new Date(now),
      }))
    for (const version of added) await versions.insert(version as never)
    return added.length
  })
}

function latestByName(ascending: readonly ConfigurationVersion[]): Map<string, ConfigurationVersion> {
  return new Map(ascending.map((version) => [`${version.kind} ${version.name}`, version]))
}

/** What a version says, and which one it is. */
export type StoredVersion = Pick<ConfigurationVersion, 'kind' | 'name' | 'version' | 'definition'>

/** The newest published versions a creditor runs with: its own where it has one, else the seeded one; without a creditor the seeded ones. */
export function publishedConfiguration(sql: Sql, creditorId: CreditorId | null, asOf: Instant | null = null): Promise<StoredVersion[]> {
  return sql.query<StoredVersion>(
    `select distinct on (kind, name) kind, name, version, definition from configuration_version
     where published_at is not null and ($2::timestamptz is null or published_at <= $2) and (creditor_id is null or creditor_id = $1)
     order by kind, name, creditor_id nulls last, version desc`,
    [creditorId, asOf === null ? null : new Date(asOf)],
  )
}

/** One exact published version: what a running journey keeps, and what a decision is replayed with. */
export async function configurationVersion(
  sql: Sql,
  creditorId: CreditorId,
  kind: ConfigurationKind,
  name: string,
  version: number,
): Promise<StoredVersion | null> {
  const [row] = await sql.query<StoredVersion>(
    `select kind, name, version, definition from configuration_version
     where kind = $2 and name = $3 and version = $4 and published_at is not null and (creditor_id is null or creditor_id = $1)
       order by creditor_id nulls last limit 1`,
    [creditorId, kind, name, version],
  )
  return row ?? null
}
