/** What is published, in the form that plays take. */
import { CHANNELS } from '#domain'
import { calendarsOf, interestTablesOf, strategyOf } from '#pipeline'
import { parsePolicy } from '#settings'
import type { SimulationConfiguration } from '#simulation'
import type { StoredVersion } from '#store'

export function configurationOf(versions: readonly StoredVersion[]): SimulationConfiguration {
  const named = <T>(kind: string, of: (version: StoredVersion) => T): Record<string, T> =>
    Object.fromEntries(versions.filter((version) => version.kind === kind).map((version) => [version.name, of(version)]))
  return {
    policies: named('policy', (version) => ({ ...(version.definition as object), version: version.version })),
    strategies: named('strategy', strategyOf),
    ...calendarsOf(versions),
    interestTables: interestTablesOf(versions),
    channels: CHANNELS,
    parsePolicy,
  }
}
