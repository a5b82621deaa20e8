/** Configuration versions: seeded from files, immutable, read back by name and version (rule 18). */
import type { CreditorId, Instant } from '#domain'
import type { Database } from './database'
import { ConfigurationVersion, type ConfigurationKind } from './entities/configuration-version.entity'
import { newId } from './ids'

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
    const latest = latestByName(await versions.createQueryBuilder('v').select(['v.id', 'v.kind', 'v.name', 'v.version', 'v.hash'])
      .where('v.creditor_id is null').orderBy('v.version', 'ASC').getMany())
    const added = seeds.filter((seed) => latest.get(`${seed.kind} ${seed.name}`)?.hash !== seed.hash).map((seed) => ({
      ...seed, id: newId<string>(), creditorId: null, origin: 'file' as const,
      version: (latest.get(`${seed.kind} ${seed.name}`)?.version ?? 0) + 1, createdAt: new Date(now), publishedAt: new Date(now),
    }))
    for (const version of added) await versions.insert(version as never)
    return added.length
  })
}

function latestByName(ascending: readonly ConfigurationVersion[]): Map<string, ConfigurationVersion> {
  return new Map(ascending.map((version) => [`${version.kind} ${version.name}`, version]))
}

/** The newest published versions a creditor runs with: its own where it has one, else the seeded one. */
export async function publishedConfiguration(database: Database, creditorId: CreditorId): Promise<ConfigurationVersion[]> {
  const rows = await database.source.getRepository(ConfigurationVersion).createQueryBuilder('v')
    .where('v.published_at is not null and (v.creditor_id is null or v.creditor_id = :creditorId)', { creditorId })
    .orderBy('v.creditor_id', 'ASC', 'NULLS FIRST').addOrderBy('v.version', 'ASC').getMany()
  return [...latestByName(rows).values()]
}

/** One exact version: what a running journey keeps, and what a decision is replayed with. */
export function configurationVersion(database: Database, creditorId: CreditorId, kind: ConfigurationKind, name: string, version: number): Promise<ConfigurationVersion | null> {
  return database.source.getRepository(ConfigurationVersion).createQueryBuilder('v')
    .where('v.kind = :kind and v.name = :name and v.version = :version and (v.creditor_id is null or v.creditor_id = :creditorId)', { kind, name, version, creditorId })
    .orderBy('v.creditor_id', 'ASC', 'NULLS LAST').limit(1).getOne()
}
