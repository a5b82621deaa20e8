/** Forecast: what many plays come to under one policy and strategy: contacts by channel and phase, costs, tasks, and the work of each day. */
import { addDays, parseCents } from '#domain'
import type { Cents, LocalDate, Rulebook } from '#domain'
import { rulebookFor, type SimulationConfiguration } from './play-scenario'
import type { SimulationResult } from './result'
import type { Scenario } from './scenario'
import { simulate } from './simulate'

type Counts = Readonly<Record<string, number>>

export interface Forecast {
  readonly debtors: number
  readonly contacts: number
  readonly byChannel: Counts
  readonly byPhase: Counts
  readonly tasks: Counts
  readonly costsAnnounced: Cents
  readonly costsDue: Cents
  /** What people and printers have to do, by day. */
  readonly callsPerDay: ReadonlyMap<LocalDate, number>
  readonly lettersPerDay: ReadonlyMap<LocalDate, number>
}

export function forecast(scenarios: Iterable<Scenario>, configuration: SimulationConfiguration): Forecast {
  const rulebooks = new Map<string, Rulebook>()
  const [byChannel, byPhase, tasks] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()]
  const days = { call: new Map<LocalDate, number>(), letter: new Map<LocalDate, number>() }
  let [debtors, contacts, costsAnnounced, costsDue] = [0, 0, 0, 0]
  for (const scenario of scenarios) {
    const result = simulate(scenario, rulebookOf(scenario, configuration, rulebooks))
    debtors++
    contacts += result.contacts.length
    for (const { at, channel, phase } of result.contacts) {
      count(byChannel, channel)
      count(byPhase, phase)
      if (channel === 'call' || channel === 'letter') count(days[channel], at.slice(0, 10) as LocalDate)
    }
    for (const { kind } of result.tasks) count(tasks, kind)
    costsAnnounced += sum(result, 'announced')
    costsDue += sum(result, 'due')
  }
  return {
    debtors,
    contacts,
    byChannel: Object.fromEntries(byChannel),
    byPhase: Object.fromEntries(byPhase),
    tasks: Object.fromEntries(tasks),
    costsAnnounced,
    costsDue,
    callsPerDay: days.call,
    lettersPerDay: days.letter,
  }
}

/** What a rulebook works out is remembered with it: a hundred thousand plays share a few. */
function rulebookOf(scenario: Scenario, configuration: SimulationConfiguration, known: Map<string, Rulebook>): Rulebook {
  const key = `${scenario.policy} ${scenario.strategy} ${JSON.stringify(scenario.settings)}`
  const rulebook = known.get(key) ?? rulebookFor(scenario, configuration)
  known.set(key, rulebook)
  return rulebook
}

const count = <Key>(counts: Map<Key, number>, key: Key): void => void counts.set(key, (counts.get(key) ?? 0) + 1)
const sum = ({ costs }: SimulationResult, field: 'announced' | 'due'): Cents =>
  costs.reduce((total, one) => total + (parseCents(one[field] ?? '0.00') ?? 0), 0)

/** So many debtors like these, whose invoices fall on the days of four weeks in turn. */
export function* population(scenarios: readonly Scenario[], size: number): Generator<Scenario> {
  for (let number = 0; number < size; number++) {
    const scenario = scenarios[number % scenarios.length]
    if (scenario) yield later(scenario, Math.floor(number / scenarios.length) % 28)
  }
}

const later = (scenario: Scenario, days: number): Scenario => ({
  ...scenario,
  claims: scenario.claims.map((claim) => ({ ...claim, issuedOn: addDays(claim.issuedOn, days), dueOn: addDays(claim.dueOn, days) })),
  // What happened to one debtor belongs to that one's dates.
  events: days === 0 ? scenario.events : [],
})
