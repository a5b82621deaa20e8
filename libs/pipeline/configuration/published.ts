/** The newest published version of one piece of configuration, or an error that names what is missing. */
import type { ContactPolicy, CreditorId, ImportMapping, Strategy } from '#domain'
import { ConfigurationError, parseImportMapping } from '#settings'
import { configurationVersion, publishedConfiguration, type ConfigurationKind, type Creditor, type Sql, type StoredVersion } from '#store'
import { missing, policyOf, strategyOf } from './configuration'

export async function publishedVersion(sql: Sql, creditorId: CreditorId, kind: ConfigurationKind, name: string): Promise<StoredVersion> {
  const version = (await publishedConfiguration(sql, creditorId)).find((candidate) => candidate.kind === kind && candidate.name === name)
  if (!version) throw missing(kind, name)
  return version
}

/** One exact version, as a journey or a campaign keeps it. */
export async function exactVersion(
  sql: Sql,
  creditorId: CreditorId,
  kind: ConfigurationKind,
  name: string,
  version: number,
): Promise<StoredVersion> {
  const row = await configurationVersion(sql, creditorId, kind, name, version)
  if (!row) throw missing(kind, `${name} version ${version}`)
  return row
}

export async function publishedMapping(
  sql: Sql,
  creditorId: CreditorId,
  name: string,
): Promise<{ mapping: ImportMapping; version: number }> {
  const version = await publishedVersion(sql, creditorId, 'import-mapping', name)
  return { mapping: parseImportMapping(version.definition, `import mapping ${name}`), version: version.version }
}

/** What the creditor's journeys that start now are held to. */
export const publishedPolicy = async (sql: Sql, { id, policy }: Creditor): Promise<ContactPolicy> =>
  policyOf(await publishedVersion(sql, id, 'policy', policy))

/** Refuses a creditor that could not be decided for: a policy that is not there, or a ladder that is not made for its kind of debtor. */
export async function checkNames(sql: Sql, { policy, strategies }: Pick<Creditor, 'policy' | 'strategies'>): Promise<void> {
  const seeded = await publishedConfiguration(sql, null)
  const named = (kind: ConfigurationKind, name: string): StoredVersion => {
    const found = seeded.find((candidate) => candidate.kind === kind && candidate.name === name)
    if (found) return found
    throw new ConfigurationError(
      `${kind} ${name}`,
      `there is none; there are ${seeded
        .filter((candidate) => candidate.kind === kind)
        .map((one) => one.name)
        .sort()
        .join(', ')}`,
    )
  }
  named('policy', policy)
  for (const [kind, name] of Object.entries(strategies)) {
    const { for: kinds } = strategyOf(named('strategy', name))
    if (!kinds.some((one) => one === kind))
      throw new ConfigurationError(`strategy ${name}`, `is made for ${kinds.join(' and ')}, not for ${kind}`)
  }
}

/** The zone in which the creditor's days and hours are meant. */
export const zoneOf = async (sql: Sql, creditor: Creditor): Promise<string> => (await publishedPolicy(sql, creditor)).zone

/** Names of the import mappings that a creditor can choose from. */
export const mappingNames = async (sql: Sql, creditorId: CreditorId): Promise<string[]> =>
  (await publishedOf(sql, creditorId, 'import-mapping')).map(({ name }) => name)

export interface Named<Definition> {
  readonly name: string
  readonly version: number
  readonly definition: Definition
}

/** Import mappings that a creditor can choose from, by name. */
export const publishedMappings = async (sql: Sql, creditorId: CreditorId): Promise<Named<ImportMapping>[]> =>
  (await publishedOf(sql, creditorId, 'import-mapping')).map(({ name, version, definition }) => ({
    name,
    version,
    definition: parseImportMapping(definition, `import mapping ${name}`),
  }))

/** Strategies that a campaign can be made of, by name. */
export const publishedStrategies = async (sql: Sql, creditorId: CreditorId): Promise<Named<Strategy>[]> =>
  (await publishedOf(sql, creditorId, 'strategy')).map((version) => ({
    name: version.name,
    version: version.version,
    definition: strategyOf(version),
  }))

const publishedOf = async (sql: Sql, creditorId: CreditorId, kind: ConfigurationKind): Promise<StoredVersion[]> =>
  (await publishedConfiguration(sql, creditorId)).filter((version) => version.kind === kind).sort((a, b) => (a.name < b.name ? -1 : 1))
