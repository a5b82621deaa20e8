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
export const playScenario = (json: unknown, configuration: SimulationConfiguration): SimulationResult =>
  play(parseScenario(json), configuration)

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
  const ladder = Object.hasOwn(strategies, strategy) ? strategies[strategy] : undefined
  if (!ladder) throw new ScenarioError('strategy', `there is no strategy ${strategy}: ${Object.keys(strategies).join(', ')}`)
  if (!Object.hasOwn(policies, policy))
    throw new ScenarioError('policy', `there is no policy ${policy}: ${Object.keys(policies).join(', ')}`)
  const { income } = debtor
  if (income !== null && 'calendar' in income && !incomeCalendars.some(({ name }) => name === income.calendar)) {
    throw new ScenarioError('debtor.income.calendar', `there is no income calendar ${income.calendar}`)
  }
  const definition = withSettings(policies[policy], settings)
  try {
    return buildRulebook({
      policy: parsePolicy(definition, 'settings'),
      strategy: ladder,
      closedDays,
      incomeCalendars,
      interestTables,
      channels,
    })
  } catch (problem) {
    throw problem instanceof Error ? refusalOfSettings(problem) : problem
  }
}

/** A refusal begins with where it was found, and then names the field. */
function refusalOfSettings({ message }: Error): ScenarioError {
  const [, field, reason] = /^(?:settings|policy [^:]*): ([\w-]+(?:\.[\w-]+)*):? (.*)$/s.exec(message) ?? []
  return field !== undefined && reason !== undefined
    ? new ScenarioError(`settings.${field}`, reason)
    : new ScenarioError('settings', message)
}

/** A group of parameters may be given in part: the others keep the policy's values. */
function withSettings(definition: unknown, settings: Readonly<Record<string, unknown>>): unknown {
  const changed: Record<string, unknown> = { ...(definition as object) }
  for (const [name, value] of Object.entries(settings)) {
    const known = changed[name]
    if (!Object.hasOwn(changed, name) || name === 'name' || name === 'version')
      throw new ScenarioError(`settings.${name}`, 'is not a parameter of the policy')
    changed[name] = isGroup(known) && isGroup(value) ? { ...known, ...value } : value
  }
  return changed
}

const isGroup = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value)
