/** Configuration, from stored versions: every version is validated again when it is loaded, wherever it came from (rule 18). */
import {
  ConfigurationError,
  parseClosedDays,
  parseIncomeCalendar,
  parseInterestTable,
  parsePolicy,
  parseStrategy,
  parseTemplate,
} from '#settings'
import type { ClosedDays, ContactPolicy, IncomeCalendar, InterestTable, Strategy, TemplateDefinition } from '#domain'
import type { StoredVersion } from '#store'

const where = (version: StoredVersion): string => `${version.kind} ${version.name} version ${version.version}`
/** The version is the row's, not the file's. */
const versioned = (version: StoredVersion): unknown => ({ ...(version.definition as object), version: version.version })

export const policyOf = (version: StoredVersion): ContactPolicy => parsePolicy(versioned(version), where(version))
export const strategyOf = (version: StoredVersion): Strategy => parseStrategy(versioned(version), where(version))
export const templateOf = (version: StoredVersion): TemplateDefinition => parseTemplate(versioned(version), where(version))

export interface LoadedCalendars {
  readonly closedDays: readonly ClosedDays[]
  readonly incomeCalendars: readonly IncomeCalendar[]
}

export function calendarsOf(versions: readonly StoredVersion[]): LoadedCalendars {
  const calendars = versions.filter((version) => version.kind === 'calendar')
  return {
    closedDays: calendars
      .filter((version) => !isIncomeCalendar(version))
      .map((version) => parseClosedDays(version.definition, where(version))),
    incomeCalendars: calendars.filter(isIncomeCalendar).map((version) => parseIncomeCalendar(version.definition, where(version))),
  }
}

export const interestTablesOf = (versions: readonly StoredVersion[]): InterestTable[] =>
  versions.filter(({ kind }) => kind === 'rates').map((version) => parseInterestTable(version.definition, where(version)))

export const isIncomeCalendar = ({ definition }: Pick<StoredVersion, 'definition'>): boolean =>
  typeof definition === 'object' && definition !== null && 'kind' in definition && definition.kind === 'income'

export const missing = (kind: string, name: string): ConfigurationError => new ConfigurationError(`${kind} ${name}`, 'no published version')
