/** The newest published version of one piece of configuration, or an error that names what is missing. */
import type { ImportMapping } from '#domain'
import type { CreditorId } from '#domain'
import { parseImportMapping } from '#settings'
import { publishedConfiguration, type ConfigurationKind, type ConfigurationVersion, type Database } from '#store'
import { missing } from './configuration'

export async function publishedVersion(database: Database, creditorId: CreditorId, kind: ConfigurationKind, name: string): Promise<ConfigurationVersion> {
  const version = (await publishedConfiguration(database, creditorId)).find((candidate) => candidate.kind === kind && candidate.name === name)
  if (!version) throw missing(kind, name)
  return version
}

export async function publishedMapping(database: Database, creditorId: CreditorId, name: string): Promise<{ mapping: ImportMapping; version: number }> {
  const version = await publishedVersion(database, creditorId, 'import-mapping', name)
  return { mapping: parseImportMapping(version.definition, `import mapping ${name}`), version: version.version }
}
