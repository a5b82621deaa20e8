/** Decide in memory: the complete reference policy over debtors on every step of the ladder, on one core. */
import { buildRulebook, decide } from '#decision'
import { addDays, CHANNELS } from '#domain'
import type { AttemptId, ContactPointId, DebtorState, IncomeRule, Rulebook, StepTaken } from '#domain'
import { parseClosedDays, parseIncomeCalendar, parsePolicy, parseStrategy, readConfigurationFiles } from '#settings'
import { NOW, TODAY } from '../debtors'
import { cpuTimed, runSide } from '../side'

const ROUNDS = 5
/** A million debtors, too, are decided within the memory of these: of each there are several alike. */
const DISTINCT = 100_000
const INCOMES: readonly (IncomeRule | null)[] = [
  { every: 'month', day: 25, roll: 'preceding' },
  null,
  { every: 'month', day: 'last', roll: 'preceding' },
  null,
  { every: 'week', weekday: 'friday', roll: 'following' },
  null,
  { calendar: 'nl-aow' },
  null,
]

void runSide(async ({ n }) => {
  const rulebooks = { consumer: rulebookOf('consumer'), business: rulebookOf('business') }
  const states = Array.from({ length: Math.min(n, DISTINCT) }, (_, index) => stateOf(index))
  const kinds: Record<string, number> = {}
  const measured = await cpuTimed(async () => {
    for (let round = 0; round < ROUNDS; round++) {
      for (let index = 0; index < n; index++) {
        const state = states[index % states.length]!
        const { kind } = decide(state, rulebooks[state.kind], NOW)
        kinds[kind] = (kinds[kind] ?? 0) + 1
      }
    }
    return ROUNDS * n
  })
  const share = (kind: string): number => (100 * (kinds[kind] ?? 0)) / measured.count
  const problems = (['contact', 'wait'] as const)
    .filter((kind) => share(kind) < 10)
    .map((kind) => `hardly any ${kind}: the debtors are not those that were meant`)
  return { ...measured, problems, figures: { 'contacts %': share('contact') } }
})

function rulebookOf(strategy: 'consumer' | 'business'): Rulebook {
  const files = readConfigurationFiles('config')
  const named = (kind: string, name: string): { definition: unknown; path: string } => {
    const file = files.find((candidate) => candidate.kind === kind && candidate.name === name)
    if (!file) throw new Error(`config/ has no ${kind} ${name}`)
    return file
  }
  const policy = named('policy', 'nl-reference')
  const ladder = named('strategy', strategy)
  const calendars = files.filter(({ kind }) => kind === 'calendar')
  const isIncome = ({ definition }: { definition: unknown }): boolean => (definition as { kind?: string }).kind === 'income'
  return buildRulebook({
    policy: parsePolicy(policy.definition, policy.path),
    strategy: parseStrategy(ladder.definition, ladder.path),
    channels: CHANNELS,
    closedDays: calendars.filter((file) => !isIncome(file)).map(({ definition, path }) => parseClosedDays(definition, path)),
    interestTables: [],
    incomeCalendars: calendars.filter(isIncome).map(({ definition, path }) => parseIncomeCalendar(definition, path)),
  })
}

/** The same debtors as in the database of the plan bench: pre-due, reminder, formal notice and final demand in turn. */
function stateOf(index: number): DebtorState {
  const place = index % 4
  const kind = index % 5 === 3 ? 'business' : 'consumer'
  const dueOn = addDays(TODAY, ([3, -8, -18, -40][place] ?? 0) - (index % 2))
  const steps: StepTaken[] = []
  const taken = (step: 'reminder' | 'formal-notice', daysAgo: number, legalEnd: StepTaken['legalEnd']): void => {
    steps.push({
      step,
      phase: step,
      round: 1,
      on: addDays(TODAY, -daysAgo),
      expectedDelivery: null,
      legalEnd,
      payBy: legalEnd,
      announcedCosts: null,
    })
  }
  if (place >= 2) taken('reminder', place === 2 ? 10 : 33, null)
  if (place === 3) taken('formal-notice', 23, addDays(TODAY, -4))
  const references = index % 5 === 0 ? [`C${index}-1`, `C${index}-2`] : [`C${index}-1`]
  const point = (channel: 'email' | 'letter' | 'call') => ({
    id: `${channel} ${index}` as ContactPointId,
    channel,
    purpose: 'both' as const,
    usable: true,
    consentedOn: null,
    optedOut: false,
  })
  return {
    reference: `D${index}`,
    kind,
    language: 'nl',
    segment: 'standard',
    online: true,
    preferredChannel: null,
    points: [...(index % 10 === 9 ? [] : [point('email')]), point('letter'), ...(index % 2 === 0 ? [point('call')] : [])],
    income: kind === 'consumer' ? (INCOMES[index % INCOMES.length] ?? null) : null,
    claims: references.map((reference) => ({
      id: reference,
      reference,
      issuedOn: addDays(dueOn, -14),
      dueOn,
      original: 12_000,
      open: 12_000,
      steps,
      pastBefore: null,
    })),
    holds: [],
    promises: [],
    mandate: null,
    collections: [],
    openTasks: [],
    paymentsReadThrough: addDays(TODAY, 600),
    contacts: steps.map(({ step, phase, on }, number) => ({
      attemptId: `${index} ${number}` as AttemptId,
      at: Date.parse(`${on}T08:30:00Z`) as typeof NOW,
      channel: 'letter' as const,
      phase,
      step,
      state: 'handed-over' as const,
      contactPointId: null,
      weight: 1,
      claims: references,
    })),
  }
}
