/** Plays a scenario file: finds its policy and strategy, puts its settings in their place, and simulates. */
import type { Channel, ClosedDays, ContactPolicy, IncomeCalendar, InterestTable, Rulebook, Strategy } from '#domain'
import { BeyondCalendar, buildRulebook } from '#decision'
import { parseScenario } from './parse-scenario'
import type { SimulationResult } from './result'
import type { Scenario } from './scenario'
import { ScenarioError } from './scenario'
import { simulate } from './simulate'

export interface SimulationConfiguration {
  /** Definitions by name, not yet parsed: a scenario's settings change them first. */
  readonly policies: Readonly<Record<string, unknown>>
  readonly strategies: Readonly<Record<string, Strategy>>
  readonly closedDays: readonly ClosedDays[]
  readonly incomeCalendars: readonly IncomeCalendar[]
  readonly interestTables: readonly InterestTable[]
  readonly channels: readonly Channel[]
  /** The parser of settings, which refuses what does not fit. */
  readonly parsePolicy: (definition: unknown, where: string) => ContactPolicy
}

/** Throws ScenarioError, with the path of the field, on a file that cannot be accepted. */
export const playScenario = (json: unknown, configuration: SimulationConfiguration): SimulationResult => play(parseScenario(json), configuration)

export function play(scenario: Scenario, configuration: SimulationConfiguration): SimulationResult {
  try {
    return simulate(scenario, rulebookFor(scenario, configuration))
  } catch (problem) {
    // Decide never guesses beyond the calendars; an event may need a day there that nothing can stand in for.
    if (problem instanceof BeyondCalendar) throw new ScenarioError('events', problem.message)
    throw problem
  }
}

export function rulebookFor({ policy, strategy, settings, debtor }: Scenario, configuration: SimulationConfiguration): Rulebook {
  const { policies, strategies, closedDays, incomeCalendars, interestTables, channels, parsePolicy } = configuration
  const ladder = strategies[strategy]
  if (!ladder) throw new ScenarioError('strategy', `there is no strategy ${strategy}: ${Object.keys(strategies).join(', ')}`)
  if (!(policy in policies)) throw new ScenarioError('policy', `there is no policy ${policy}: ${Object.keys(policies).join(', ')}`)
  const { income } = debtor
  if (income !== null && 'calendar' in income && !incomeCalendars.some(({ name }) => name === income.calendar)) {
    throw new ScenarioError('debtor.income.calendar', `there is no income calendar ${income.calendar}`)
  }
  const definition = withSettings(policies[policy], settings)
  return buildRulebook({ policy: parsedPolicy(definition, parsePolicy), strategy: ladder, closedDays, incomeCalendars, interestTables, channels })
}

function parsedPolicy(definition: unknown, parse: SimulationConfiguration['parsePolicy']): ContactPolicy {
  try {
    return parse(definition, 'settings')
  } catch (problem) {
    throw new ScenarioError('settings', problem instanceof Error ? problem.message.replace(/^settings: /, '') : 'is not valid')
  }
}

/** A group of parameters may be given in part: the others keep the policy's values. */
function withSettings(definition: unknown, settings: Readonly<Record<string, unknown>>): unknown {
  const changed: Record<string, unknown> = { ...(definition as object) }
  for (const [name, value] of Object.entries(settings)) {
    const known = changed[name]
    if (known === undefined || name === 'name' || name === 'version') throw new ScenarioError(`settings.${name}`, 'is not a parameter of the policy')
    changed[name] = isGroup(known) && isGroup(value) ? { ...known, ...value } : value
  }
  return changed
}

const isGroup = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value)
