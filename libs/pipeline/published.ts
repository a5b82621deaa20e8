/** The newest published version of one piece of configuration, or an error that names what is missing. */
import type { CreditorId, ImportMapping } from '#domain'
import { parseImportMapping } from '#settings'
import { configurationVersion, publishedConfiguration, type ConfigurationKind, type ConfigurationVersion, type Creditor, type Database } from '#store'
import { missing, policyOf } from './configuration'

export async function publishedVersion(database: Database, creditorId: CreditorId, kind: ConfigurationKind, name: string): Promise<ConfigurationVersion> {
  const version = (await publishedConfiguration(database, creditorId)).find((candidate) => candidate.kind === kind && candidate.name === name)
  if (!version) throw missing(kind, name)
  return version
}

/** One exact version, as a journey or a campaign keeps it. */
export async function exactVersion(database: Database, creditorId: CreditorId, kind: ConfigurationKind, name: string, version: number): Promise<ConfigurationVersion> {
  const row = await configurationVersion(database, creditorId, kind, name, version)
  if (!row?.publishedAt) throw missing(kind, `${name} version ${version}`)
  return row
}

export async function publishedMapping(database: Database, creditorId: CreditorId, name: string): Promise<{ mapping: ImportMapping; version: number }> {
  const version = await publishedVersion(database, creditorId, 'import-mapping', name)
  return { mapping: parseImportMapping(version.definition, `import mapping ${name}`), version: version.version }
}

/** The zone in which the creditor's days and hours are meant. */
export const zoneOf = async (database: Database, { id, policy }: Creditor): Promise<string> =>
  policyOf(await publishedVersion(database, id, 'policy', policy)).zone

/** Names of the import mappings that a creditor can choose from. */
export const mappingNames = async (database: Database, creditorId: CreditorId): Promise<string[]> =>
  (await publishedConfiguration(database, creditorId)).filter(({ kind }) => kind === 'import-mapping').map(({ name }) => name).sort()
