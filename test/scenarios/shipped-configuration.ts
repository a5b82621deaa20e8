/** The policies, strategies and calendars of config/, as a simulation needs them. */
import { join } from 'node:path'
import { CHANNELS } from '#domain'
import { parseClosedDays, parseIncomeCalendar, parseInterestTable, parsePolicy, parseStrategy, readConfigurationFiles } from '#settings'
import type { ConfigurationFile } from '#settings'
import { rulebookFor } from '#simulation'
import type { SimulationConfiguration } from '#simulation'
import type { Rulebook } from '#domain'

const files = readConfigurationFiles(join(__dirname, '..', '..', 'config')).filter(({ kind }) =>
  ['policy', 'strategy', 'calendar', 'rates'].includes(kind),
)
const of = (kind: ConfigurationFile['kind']): ConfigurationFile[] => files.filter((file) => file.kind === kind)
const isIncome = ({ definition }: ConfigurationFile): boolean => (definition as { kind?: string }).kind === 'income'

export const shipped: SimulationConfiguration = {
  policies: Object.fromEntries(of('policy').map(({ name, definition }) => [name, definition])),
  strategies: Object.fromEntries(of('strategy').map(({ name, path, definition }) => [name, parseStrategy(definition, path)])),
  closedDays: of('calendar')
    .filter((file) => !isIncome(file))
    .map(({ path, definition }) => parseClosedDays(definition, path)),
  incomeCalendars: of('calendar')
    .filter(isIncome)
    .map(({ path, definition }) => parseIncomeCalendar(definition, path)),
  interestTables: of('rates').map(({ path, definition }) => parseInterestTable(definition, path)),
  channels: CHANNELS,
  parsePolicy,
}

/** The shipped policy with the delivery days of case law, unless told otherwise. */
export function shippedRulebook(
  strategy: 'consumer' | 'business' | 'relation' | 'sociaal' = 'consumer',
  settings: Readonly<Record<string, unknown>> = { postDays: 2 },
): Rulebook {
  const debtor = {
    reference: 'D',
    kind: 'consumer',
    language: 'nl',
    segment: 'standard',
    online: true,
    preferredChannel: null,
    points: [],
    income: null,
    mandate: null,
  } as const
  return rulebookFor(
    {
      name: strategy,
      policy: 'nl-reference',
      strategy,
      settings,
      debtor,
      claims: [],
      events: [],
      expect: null,
      from: '2027-01-01' as never,
      until: '2027-01-01' as never,
    },
    shipped,
  )
}
