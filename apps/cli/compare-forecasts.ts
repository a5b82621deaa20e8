/** Compares what one policy and another would come to for the debtors of scenario files, or for a population like them. */
import { decimal, type LocalDate } from '#domain'
import { forecast, population, type Forecast, type Scenario, type SimulationConfiguration } from '#simulation'

export interface Comparison {
  /** `policy` or `policy/strategy`, to be held against what the files name; null: only those. */
  readonly with: string | null
  readonly size: number | null
  readonly agents: number
  readonly callsPerAgent: number
}

export function compareForecasts(
  scenarios: readonly Scenario[],
  configuration: SimulationConfiguration,
  { with: other, size, agents, callsPerAgent }: Comparison,
): object {
  const played = (of: readonly Scenario[]): object => {
    const began = performance.now()
    const found = forecast(population(of, size ?? of.length), configuration)
    return { ...described(found, agents * callsPerAgent), seconds: Math.round(performance.now() - began) / 1000 }
  }
  const [policy, ...strategy] = other?.split('/') ?? []
  const changed =
    policy === undefined
      ? null
      : scenarios.map((scenario) => ({ ...scenario, policy, strategy: strategy.length === 0 ? scenario.strategy : strategy.join('/') }))
  const asWritten = played(scenarios)
  return {
    asWritten,
    ...(changed && { [other ?? '']: played(changed) }),
    // Of the whole process, at its highest.
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  }
}

function described({ callsPerDay, lettersPerDay, costsAnnounced, costsDue, ...counts }: Forecast, capacity: number): object {
  return {
    ...counts,
    costsAnnounced: decimal(costsAnnounced),
    costsDue: decimal(costsDue),
    calls: {
      busiest: busiest(callsPerDay),
      capacityPerDay: capacity,
      daysOver: [...callsPerDay.values()].filter((calls) => calls > capacity).length,
    },
    letters: { busiest: busiest(lettersPerDay) },
  }
}

function busiest(days: ReadonlyMap<LocalDate, number>): { on: LocalDate; count: number } | null {
  const [first] = [...days].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
  return first ? { on: first[0], count: first[1] } : null
}
