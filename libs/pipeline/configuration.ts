/** Configuration, from stored versions: every version is validated again when it is loaded, wherever it came from (rule 18). */
import { ConfigurationError, parseClosedDays, parseIncomeCalendar, parsePolicy, parseStrategy, parseTemplate } from '#settings'
import type { ClosedDays, ContactPolicy, IncomeCalendar, Strategy, TemplateDefinition } from '#domain'
import type { ConfigurationVersion } from '#store'

const where = (version: ConfigurationVersion): string => `${version.kind} ${version.name} version ${version.version}`
/** The version is the row's, not the file's. */
const versioned = (version: ConfigurationVersion): unknown => ({ ...(version.definition as object), version: version.version })

export const policyOf = (version: ConfigurationVersion): ContactPolicy => parsePolicy(versioned(version), where(version))
export const strategyOf = (version: ConfigurationVersion): Strategy => parseStrategy(versioned(version), where(version))
export const templateOf = (version: ConfigurationVersion): TemplateDefinition => parseTemplate(versioned(version), where(version))

export interface LoadedCalendars {
  readonly closedDays: readonly ClosedDays[]
  readonly incomeCalendars: readonly IncomeCalendar[]
}

export function calendarsOf(versions: readonly ConfigurationVersion[]): LoadedCalendars {
  const calendars = versions.filter((version) => version.kind === 'calendar')
  const ofIncome = (version: ConfigurationVersion): boolean => typeof version.definition === 'object' && version.definition !== null && 'kind' in version.definition && version.definition.kind === 'income'
  return {
    closedDays: calendars.filter((version) => !ofIncome(version)).map((version) => parseClosedDays(version.definition, where(version))),
    incomeCalendars: calendars.filter(ofIncome).map((version) => parseIncomeCalendar(version.definition, where(version))),
  }
}

export const missing = (kind: string, name: string): ConfigurationError => new ConfigurationError(`${kind} ${name}`, 'no published version')
