/** The newest published version of one piece of configuration, or an error that names what is missing. */
import type { ContactPolicy, CreditorId, ImportMapping } from '#domain'
import { parseImportMapping } from '#settings'
import { configurationVersion, publishedConfiguration, type ConfigurationKind, type Creditor, type Sql, type StoredVersion } from '#store'
import { missing, policyOf } from './configuration'

export async function publishedVersion(sql: Sql, creditorId: CreditorId, kind: ConfigurationKind, name: string): Promise<StoredVersion> {
  const version = (await publishedConfiguration(sql, creditorId)).find((candidate) => candidate.kind === kind && candidate.name === name)
  if (!version) throw missing(kind, name)
  return version
}

/** One exact version, as a journey or a campaign keeps it. */
export async function exactVersion(sql: Sql, creditorId: CreditorId, kind: ConfigurationKind, name: string, version: number): Promise<StoredVersion> {
  const row = await configurationVersion(sql, creditorId, kind, name, version)
  if (!row) throw missing(kind, `${name} version ${version}`)
  return row
}

export async function publishedMapping(sql: Sql, creditorId: CreditorId, name: string): Promise<{ mapping: ImportMapping; version: number }> {
  const version = await publishedVersion(sql, creditorId, 'import-mapping', name)
  return { mapping: parseImportMapping(version.definition, `import mapping ${name}`), version: version.version }
}

/** What the creditor's journeys that start now are held to. */
export const publishedPolicy = async (sql: Sql, { id, policy }: Creditor): Promise<ContactPolicy> => policyOf(await publishedVersion(sql, id, 'policy', policy))

/** The zone in which the creditor's days and hours are meant. */
export const zoneOf = async (sql: Sql, creditor: Creditor): Promise<string> => (await publishedPolicy(sql, creditor)).zone

/** Names of the import mappings that a creditor can choose from. */
export const mappingNames = async (sql: Sql, creditorId: CreditorId): Promise<string[]> =>
  (await publishedConfiguration(sql, creditorId)).filter(({ kind }) => kind === 'import-mapping').map(({ name }) => name).sort()
