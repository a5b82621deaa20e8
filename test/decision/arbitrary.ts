/** Random debtors, incomes, claims, events and states for the properties of deciding. */
import { fc } from '../support/examples'
import { addDays, ATTEMPT_STATES, CHANNELS, HOLD_KINDS, instantAt, SEGMENTS, WEEKDAYS } from '#domain'
import type { AttemptId, ContactPointId, DebtorState, IncomeRule, Instant, LocalDate, LocalTime, ReachablePoint } from '#domain'
import type { Scenario, ScenarioEvent } from '#simulation'

const START = '2026-11-15' as LocalDate
export const zone = 'Europe/Amsterdam'
export const aDay = (first: number, last: number): fc.Arbitrary<LocalDate> =>
  fc.integer({ min: first, max: last }).map((days) => addDays(START, days))
export const anInstant = (first: number, last: number): fc.Arbitrary<Instant> =>
  fc
    .tuple(aDay(first, last), fc.integer({ min: 0, max: 1439 }))
    .map(([day, minute]) => (instantAt(day, '00:00' as LocalTime, zone) + minute * 60_000) as Instant)

const aRoll = fc.constantFrom('preceding' as const, 'following' as const)
export const anIncome: fc.Arbitrary<IncomeRule | null> = fc.oneof(
  fc.constant(null),
  fc.record({
    every: fc.constant('month' as const),
    day: fc.oneof(fc.constant('last' as const), fc.integer({ min: 1, max: 31 })),
    roll: aRoll,
  }),
  fc.record({ every: fc.constant('week' as const), weekday: fc.constantFrom(...WEEKDAYS), roll: aRoll }),
  fc.record({ every: fc.constant('four-weeks' as const), anchor: aDay(0, 60), roll: aRoll }),
  fc.constantFrom('nl-aow', 'nl-uwv', 'nl-duo', 'nl-toeslagen', 'nl-kinderbijslag').map((calendar) => ({ calendar })),
)

const points: fc.Arbitrary<ReachablePoint[]> = fc
  .array(
    fc.record({
      channel: fc.constantFrom(...CHANNELS),
      usable: fc.boolean(),
      optedOut: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
      consents: fc.boolean(),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((list) =>
    list.map(({ consents, ...point }, index) => ({
      ...point,
      usable: point.usable || index === 0,
      id: `point-${index}` as ContactPointId,
      purpose: 'both' as const,
      consentedOn: consents ? ('2026-01-01' as LocalDate) : null,
    })),
  )

const responses = fc.uniqueArray(
  fc.record({
    channel: fc.constantFrom(...CHANNELS),
    contacts: fc.integer({ min: 0, max: 9 }),
    answered: fc.integer({ min: 0, max: 9 }),
    answeredAt: fc.array(anInstant(-200, 60), { maxLength: 4 }),
    like: fc.record({ contacts: fc.integer({ min: 0, max: 500 }), answered: fc.integer({ min: 0, max: 500 }) }),
  }),
  { selector: ({ channel }) => channel, maxLength: 5 },
)

export const paidBefore = fc.option(fc.record({ late: fc.integer({ min: 0, max: 2 }), onTime: fc.integer({ min: 1, max: 3 }) }))

/** One invoice or promise of a play is enough to come to be of another segment. */
export const settings = fc.constantFrom<Scenario['settings']>(
  {},
  {
    segmentByBehaviour: [
      { segment: 'notorious', paidLate: { from: 2 } },
      { segment: 'notorious', kinds: ['business'], brokenPromises: { from: 1 } },
      { segment: 'loyal', paidOnTime: { from: 2 }, paidLate: { below: 2 } },
    ],
  },
)

const debtor = fc.record({
  reference: fc.constant('D'),
  kind: fc.constantFrom('consumer' as const, 'business' as const),
  language: fc.constant('nl' as const),
  segment: fc.constantFrom(...SEGMENTS),
  online: fc.boolean(),
  preferredChannel: fc.option(fc.constantFrom(...CHANNELS)),
  points,
  income: anIncome,
  responses: fc.option(responses),
  paidBefore,
  mandate: fc.option(
    fc.record({
      reference: fc.constant('M'),
      signedOn: aDay(-60, 30),
      collectOn: fc.oneof(fc.constant('day-after-income' as const), fc.integer({ min: 1, max: 28 })),
    }),
    { freq: 2 },
  ),
})

const CLAIMS = ['A', 'B', 'C', 'D']
const claims = fc
  .array(fc.tuple(aDay(0, 60), fc.integer({ min: 100, max: 2_000_000 })), { minLength: 1, maxLength: 4 })
  .map((list) => list.map(([dueOn, amount], index) => ({ reference: CLAIMS[index] ?? '', issuedOn: addDays(dueOn, -30), dueOn, amount })))

const wallClock = fc
  .tuple(aDay(0, 120), fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([day, hour, minute]) => `${day}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)

const eventsOn = (references: readonly string[]): fc.Arbitrary<ScenarioEvent[]> => {
  const claim = fc.constantFrom(...references)
  const at = wallClock
  const event: fc.Arbitrary<ScenarioEvent> = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({ at, type: fc.constant('payment' as const), claim, amount: fc.integer({ min: 1, max: 2_000_000 }) }),
    },
    { weight: 2, arbitrary: fc.record({ at, type: fc.constant('promise' as const), payBy: aDay(0, 130) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        at,
        type: fc.constant('arrangement' as const),
        instalments: fc.constant([10_000, 20_000, 30_000]),
        each: fc.tuple(aDay(30, 80), aDay(81, 110), aDay(111, 160)),
      }),
    },
    { weight: 1, arbitrary: fc.record({ at, type: fc.constant('debt-help-notice' as const) }) },
    { weight: 2, arbitrary: fc.record({ at, type: fc.constant('dispute' as const), claim }) },
    {
      weight: 2,
      arbitrary: fc.record({ at, type: fc.constant('dispute-resolved' as const), claim, outcome: fc.constantFrom('rejected', 'upheld') }),
    },
    { weight: 2, arbitrary: fc.record({ at, type: fc.constant('extension' as const), claim, days: fc.integer({ min: 1, max: 30 }) }) },
    { weight: 1, arbitrary: fc.record({ at, type: fc.constant('stop' as const), channel: fc.constantFrom(...CHANNELS) }) },
    { weight: 1, arbitrary: fc.record({ at, type: fc.constant('complaint' as const) }) },
  )
  return fc.array(event, { maxLength: 5 })
}

export const aScenario: fc.Arbitrary<Scenario> = fc.tuple(debtor, claims, aDay(0, 40)).chain(([who, owed, from]) =>
  fc
    .tuple(eventsOn(owed.map(({ reference }) => reference)), fc.constantFrom(who.kind, 'relation', 'welcome'), settings)
    .map(([events, strategy, settings]) => ({
      name: 'random',
      policy: 'nl-reference',
      strategy,
      settings,
      from,
      until: addDays(from, 150),
      debtor: who,
      claims: owed,
      events,
      expect: null,
    })),
)

/** A state as a database could hold it, consistent or not. */
export const aState: fc.Arbitrary<DebtorState> = fc
  .record({ who: debtor, owed: claims, read: fc.option(aDay(0, 120)) })
  .chain(({ who, owed, read }) =>
    fc
      .record({
        holds: fc.array(
          fc.record({
            kind: fc.constantFrom(...HOLD_KINDS),
            claim: fc.option(fc.constantFrom(...CLAIMS)),
            from: anInstant(0, 90),
            until: fc.option(anInstant(0, 120), { freq: 4 }),
          }),
          { maxLength: 2 },
        ),
        promises: fc.array(
          fc.record({
            reference: fc.constant('P'),
            madeAt: anInstant(0, 60),
            payBy: aDay(0, 120),
            state: fc.constantFrom('open' as const, 'kept' as const, 'broken' as const, 'withdrawn' as const),
          }),
          { maxLength: 2 },
        ),
        arrangements: fc.array(
          fc.record({
            reference: fc.constantFrom('R', 'S'),
            claims: fc.subarray(CLAIMS),
            instalments: fc.array(
              fc.record({
                number: fc.integer({ min: 1, max: 9 }),
                on: aDay(0, 120),
                amount: fc.integer({ min: 1, max: 50_000 }),
                paid: fc.boolean(),
              }),
              { maxLength: 3 },
            ),
          }),
          { maxLength: 2 },
        ),
        collections: fc.array(
          fc.record({
            claim: fc.constantFrom(...CLAIMS),
            on: aDay(0, 90),
            amount: fc.integer({ min: 1, max: 50_000 }),
            returnedOn: fc.option(aDay(0, 110)),
            code: fc.constantFrom('AM04', 'AC01', 'MD06', 'ZZ99', null),
          }),
          { maxLength: 3 },
        ),
        contacts: fc.array(
          fc.record({
            attemptId: fc.uuid().map((id) => id as AttemptId),
            at: anInstant(0, 100),
            channel: fc.constantFrom(...CHANNELS),
            phase: fc.constantFrom('pre-due' as const, 'reminder' as const, 'formal-notice' as const),
            step: fc.constantFrom('pre-due', 'reminder', 'formal-notice'),
            state: fc.constantFrom(...ATTEMPT_STATES),
            contactPointId: fc.constant(null),
            weight: fc.constantFrom(0, 0.5, 1),
            claims: fc.subarray(CLAIMS),
          }),
          { maxLength: 4 },
        ),
        steps: fc.array(
          fc
            .record({
              own: fc.boolean(),
              phase: fc.constantFrom('pre-due' as const, 'reminder' as const, 'formal-notice' as const),
              round: fc.constant(1),
              on: aDay(0, 90),
              expectedDelivery: fc.constant(null),
              legalEnd: fc.option(aDay(0, 110)),
              payBy: fc.option(aDay(0, 110)),
              announcedCosts: fc.constant(null),
              // A step of this ladder has its own phase; what was taken elsewhere is known by its phase alone.
            })
            .map(({ own, ...step }) => ({ ...step, step: own ? step.phase : 'elsewhere' })),
          { maxLength: 2 },
        ),
        openTasks: fc.subarray(['broken-promise' as const, 'address' as const, 'outcome-unknown' as const, 'escalation' as const]),
      })
      .map(({ steps, ...facts }) => ({
        ...who,
        ...facts,
        claims: owed.map(({ amount, ...claim }, index) => ({
          ...claim,
          id: claim.reference,
          original: amount,
          open: amount,
          steps: index === 0 ? steps : [],
          pastBefore: null,
        })),
        paymentsReadThrough: read,
      })),
  )
