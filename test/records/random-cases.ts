/** Random debtors with what happens to them, such as can be played through the real pipe: no calls (nobody dials), no failures of delivery. */
import { addDays, type ContactPointId, type LocalDate, type ReachablePoint } from '#domain'
import { play, ScenarioError, type Scenario, type ScenarioEvent } from '#simulation'
import { anIncome, paidBefore, settings } from '../decision/arbitrary'
import { shipped } from '../scenarios/shipped-configuration'
import { fc } from '../support/examples'

const DAYS = 45
const CLAIMS = ['A', 'B', 'C']
/** The moments at which something happens: few, since the whole pipe stops at each; at the first it is still yesterday in Greenwich. */
const HOURS = ['00:30', '10:00', '16:45']

/** All of one batch begin on the same day. */
export const casesFrom = (seed: number, count: number): Scenario[] => {
  const from = addDays('2027-01-18' as LocalDate, (seed * 7919) % 330)
  return fc.sample(aCase(from), { seed, numRuns: count })
}

const points: fc.Arbitrary<ReachablePoint[]> = fc.subarray(['email', 'sms', 'letter'] as const, { minLength: 1 }).map((channels) =>
  channels.map((channel) => ({
    id: channel as string as ContactPointId,
    channel,
    purpose: 'both' as const,
    usable: true,
    optedOut: false,
    consentedOn: null,
  })),
)

const aDebtor = fc.record({
  reference: fc.constant('D'),
  kind: fc.constantFrom('consumer' as const, 'consumer' as const, 'business' as const),
  language: fc.constant('nl' as const),
  segment: fc.constantFrom('standard' as const, 'standard' as const, 'loyal' as const, 'notorious' as const),
  online: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
  preferredChannel: fc.option(fc.constantFrom('email' as const, 'sms' as const, 'letter' as const)),
  points,
  income: anIncome,
  mandate: fc.option(
    fc.record({
      reference: fc.constant('M'),
      signedOn: fc.constant('2026-06-01' as LocalDate),
      collectOn: fc.oneof(fc.constant('day-after-income' as const), fc.integer({ min: 1, max: 28 })),
    }),
    { freq: 3 },
  ),
  paidBefore,
})

/** With a mandate a claim of before the play would have been collected then; nobody did that here. */
const claimsFrom = (from: LocalDate, earliest: number): fc.Arbitrary<Scenario['claims']> =>
  fc
    .array(fc.tuple(fc.integer({ min: earliest, max: 40 }), fc.integer({ min: 100, max: 200_000 })), { minLength: 1, maxLength: 3 })
    .map((list) =>
      list.map(([days, amount], index) => ({
        reference: CLAIMS[index]!,
        issuedOn: addDays(from, Math.min(0, days - 14)),
        dueOn: addDays(from, days),
        amount,
      })),
    )

/** On a ladder of many messages, none of which is answered here, another channel would be tried where there is one; nobody answers in a play. */
const aCase = (from: LocalDate): fc.Arbitrary<Scenario> =>
  aDebtor
    .chain((debtor) => claimsFrom(from, debtor.mandate ? 1 : -20).map((claims) => [debtor, claims] as const))
    .chain(([debtor, claims]) =>
      fc
        .tuple(eventsOn(from, claims), fc.constantFrom('kind', 'kind', 'relation', 'relation', 'sociaal', 'welcome'), settings)
        .map(([events, ladder, settings]) =>
          withReturn({
            name: 'random',
            policy: 'nl-reference',
            strategy: ladder === 'kind' || (ladder === 'sociaal' && debtor.kind === 'business') ? debtor.kind : ladder,
            settings,
            from,
            until: addDays(from, DAYS),
            debtor: ladder === 'relation' ? { ...debtor, points: debtor.points.slice(0, 1) } : debtor,
            claims,
            events,
            expect: null,
          }),
        ),
    )

function eventsOn(from: LocalDate, claims: Scenario['claims']): fc.Arbitrary<ScenarioEvent[]> {
  const moment = fc.tuple(fc.integer({ min: 0, max: DAYS - 8 }), fc.constantFrom(...HOURS))
  const one: fc.Arbitrary<ScenarioEvent[]> = moment.chain(([days, hour]) => {
    const day = addDays(from, days)
    const at = `${day}T${hour}`
    const claim = fc.constantFrom(...claims)
    return fc.oneof(
      {
        weight: 4,
        arbitrary: fc
          .tuple(claim, fc.constantFrom(1, 1, 1, 0.5, 0.25, 1.1))
          .map(([{ reference, amount }, part]): ScenarioEvent[] => [
            { at, type: 'payment', claim: reference, amount: Math.ceil(amount * part) },
          ]),
      },
      {
        weight: 3,
        arbitrary: fc.integer({ min: 0, max: 12 }).map((more): ScenarioEvent[] => [{ at, type: 'promise', payBy: addDays(day, more) }]),
      },
      {
        weight: 3,
        arbitrary: fc
          .tuple(claim, fc.integer({ min: 1, max: 20 }), fc.constantFrom('upheld', 'rejected', null))
          .map(([{ reference }, later, outcome]): ScenarioEvent[] => [
            { at, type: 'dispute', claim: reference },
            ...(outcome === null
              ? []
              : [{ at: `${addDays(day, later)}T10:00`, type: 'dispute-resolved' as const, claim: reference, outcome }]),
          ]),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(claim, fc.integer({ min: 1, max: 20 }))
          .map(([{ reference }, more]): ScenarioEvent[] => [{ at, type: 'extension', claim: reference, days: more }]),
      },
      { weight: 2, arbitrary: claim.map(({ reference }): ScenarioEvent[] => [{ at, type: 'not-received', claim: reference }]) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('email' as const, 'sms' as const).map((channel): ScenarioEvent[] => [{ at, type: 'stop', channel }]),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom<ScenarioEvent[]>(
          [{ at, type: 'debt-help-notice' }],
          [{ at, type: 'complaint' }],
          [{ at, type: 'deceased' }],
        ),
      },
    )
  })
  const several = fc.array(one, { maxLength: 4 }).map((groups) => inOrder(groups.flat()))
  return fc.oneof({ weight: 4, arbitrary: several }, { weight: 1, arbitrary: arranged(from, claims, several) })
}

/** An arrangement is about exactly what is owed, so it is made before anything else: over all of it, or two beside each other. */
const arranged = (from: LocalDate, claims: Scenario['claims'], others: fc.Arbitrary<ScenarioEvent[]>): fc.Arbitrary<ScenarioEvent[]> =>
  fc.integer({ min: 1, max: claims.length }).chain((size) => {
    const groups = [claims.slice(0, size), claims.slice(size)].filter((group) => group.length > 0)
    return fc
      .tuple(others, ...groups.map((group, index) => anArrangement(from, `${from}T10:0${index}`, group)))
      .map(([after, ...made]) => [...made, ...after.filter(({ at }) => at > `${from}T10:01`)])
  })

const anArrangement = (from: LocalDate, at: string, claims: Scenario['claims']): fc.Arbitrary<ScenarioEvent> =>
  fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 2, max: 5 }), fc.integer({ min: 5, max: 14 })).map(([count, first, apart]) => {
    const total = claims.reduce((sum, { amount }) => sum + amount, 0)
    const each = Math.floor(total / count)
    return {
      at,
      type: 'arrangement',
      claims: claims.map(({ reference }) => reference),
      instalments: Array.from({ length: count }, (_, index) => (index === 0 ? total - each * (count - 1) : each)),
      each: Array.from({ length: count }, (_, index) => addDays(from, first + index * apart)),
    }
  })

/** One thing at a moment: of a second the play tells apart. */
function inOrder(events: readonly ScenarioEvent[]): ScenarioEvent[] {
  const taken = new Set<string>()
  const first = (key: string): boolean => !taken.has(key) && !!taken.add(key)
  const disputed = new Set<string>()
  return [...events]
    .sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))
    .filter((event) => first(event.at))
    .filter((event) => {
      if (event.type === 'dispute') return !disputed.has(event.claim) && !!disputed.add(event.claim)
      if (event.type === 'dispute-resolved') return disputed.delete(event.claim)
      return true
    })
}

/** Some of what is collected comes back. */
function withReturn(scenario: Scenario): Scenario {
  const [collected] = scenario.debtor.mandate ? play(scenario, shipped).collections : []
  if (!collected || scenario.claims[0]!.amount % 3 === 0) return scenario
  const reason = ['AM04', 'AC04', 'MS03', 'AM04', 'AC01'][scenario.claims[0]!.amount % 5]!
  const back: ScenarioEvent = {
    at: `${addDays(collected.on, 2)}T09:30`,
    type: 'direct-debit-returned',
    claim: collected.claims[0]!,
    reason,
  }
  return { ...scenario, events: [...scenario.events, back].sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at))) }
}

/** With one thing left out that can be: an event, or a claim that nothing happens to. */
export const smallerThan = (scenario: Scenario): Scenario[] => {
  const { events, claims } = scenario
  const idle = claims.filter(
    ({ reference }) => claims.length > 1 && events.every((event) => !('claim' in event) || event.claim !== reference),
  )
  const arranged = events.some(({ type }) => type === 'arrangement')
  return [
    ...events.map((left) => ({ ...scenario, events: events.filter((event) => event !== left) })),
    ...(arranged ? [] : idle).map((left) => ({ ...scenario, claims: claims.filter((claim) => claim !== left) })),
  ].filter(isPlayable)
}

/** A debit comes back only where it was made. */
function isPlayable(scenario: Scenario): boolean {
  try {
    return play(scenario, shipped).name === scenario.name
  } catch (refusal) {
    if (refusal instanceof ScenarioError) return false
    throw refusal
  }
}
