/** What a simulation plays with: the policies, strategies and calendars under config/, each checked as a start checks it. */
import { CHANNELS, type ClosedDays, type IncomeCalendar, type InterestTable, type Strategy } from '#domain'
import { parseConfiguration, parsePolicy, readConfigurationFiles } from '#settings'
import type { SimulationConfiguration } from '#simulation'

export function readSimulationConfiguration(configFolder: string): SimulationConfiguration {
  const policies: Record<string, unknown> = {}
  const strategies: Record<string, Strategy> = {}
  const closedDays: ClosedDays[] = []
  const incomeCalendars: IncomeCalendar[] = []
  const interestTables: InterestTable[] = []
  for (const file of readConfigurationFiles(configFolder)) {
    // Wording and imports play no part here; a fault in them is not in the way.
    if (file.kind === 'template' || file.kind === 'import-mapping') continue
    const { kind, value } = parseConfiguration(file)
    // A scenario's settings change the definition before it is parsed.
    if (kind === 'policy') policies[file.name] = file.definition
    else if (kind === 'strategy') strategies[file.name] = value
    else if (kind === 'closed-days') closedDays.push(value)
    else if (kind === 'income-calendar') incomeCalendars.push(value)
    else if (kind === 'rates') interestTables.push(value)
  }
  return { policies, strategies, closedDays, incomeCalendars, interestTables, channels: CHANNELS, parsePolicy }
}
