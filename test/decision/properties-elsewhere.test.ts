/** What must hold in every zone, on nights when its clock changes too, and under every calendar of closed days. */
import { DateTime } from 'luxon'
import { addDays, daysBetween, weekdayOf } from '#domain'
import type { ClosedDays, LocalDate, Weekday } from '#domain'
import { play } from '#simulation'
import type { Scenario, SimulatedContact, SimulationConfiguration, SimulationResult } from '#simulation'
import { shipped } from '../scenarios/shipped-configuration'
import { fc } from '../support/examples'
import { aDay, aScenario } from './arbitrary'

/** Clocks that change at midnight, by half an hour, in the other half of the year, on a Friday, or never; both ends of the day. */
const ZONES = [
  'America/Santiago',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Africa/Cairo',
  'America/New_York',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Atlantic/Azores',
]

const weekly = fc.uniqueArray(fc.constantFrom<Weekday>('sunday', 'saturday', 'monday', 'wednesday'), { maxLength: 3 })
const days = fc.uniqueArray(aDay(0, 260), { maxLength: 60 })

interface Elsewhere {
  readonly scenario: Scenario
  readonly contact: ClosedDays
  readonly configuration: SimulationConfiguration
}

const named = (name: string): ClosedDays => shipped.closedDays.find((calendar) => calendar.name === name) as ClosedDays
const closedOn = (name: string, week: readonly Weekday[], closed: readonly LocalDate[]): ClosedDays => ({
  ...named(name),
  weekly: week,
  days: Object.fromEntries(closed.map((day) => [day, { nl: 'dicht', en: 'closed', source: 'test' }])),
})

const elsewhere: fc.Arbitrary<Elsewhere> = fc
  .tuple(aScenario, fc.constantFrom(...ZONES), fc.tuple(weekly, days), fc.tuple(weekly, days), fc.tuple(weekly, days))
  .map(([scenario, zone, ofContact, ofBank, ofPost]) => {
    const contact = closedOn('nl-contact', ...ofContact)
    return {
      scenario: { ...scenario, settings: { ...scenario.settings, zone } },
      contact,
      configuration: { ...shipped, closedDays: [contact, closedOn('target', ...ofBank), closedOn('nl-post', ...ofPost)] },
    }
  })

const dayOf = ({ at }: SimulatedContact): LocalDate => at.slice(0, 10) as LocalDate
const isClosed = (calendar: ClosedDays, day: LocalDate): boolean => calendar.weekly.includes(weekdayOf(day)) || day in calendar.days

test('no contact on a closed day or hour of the wall clock there, over the budget, inside a legal term, or about what has been paid', () =>
  fc.assert(
    fc.property(elsewhere, ({ scenario, contact, configuration }) => {
      const { contacts }: SimulationResult = play(scenario, configuration)
      for (const made of contacts) {
        const there = DateTime.fromISO(made.at).setZone(scenario.settings.zone as string)
        expect(made.at).toBe(there.toISO({ suppressMilliseconds: true }))
        expect(isClosed(contact, dayOf(made))).toBe(false)
        expect(there.hour >= 9 && there.hour < (made.channel === 'letter' ? 12 : made.channel === 'call' ? 18 : 19)).toBe(true)
        const offsets = contacts.map((other) => daysBetween(dayOf(made), dayOf(other)))
        expect(offsets.filter((offset) => offset === 0)).toHaveLength(1)
        expect(offsets.filter((offset) => offset >= 0 && offset < 7).length).toBeLessThanOrEqual(3)
        for (const reference of made.claims) {
          const paid = scenario.events
            .filter((event) => event.type === 'payment' && event.claim === reference && `${event.at}:00` <= made.at.slice(0, 19))
            .reduce((sum, event) => sum + (event.type === 'payment' ? event.amount : 0), 0)
          expect(scenario.claims.find((claim) => claim.reference === reference)!.amount).toBeGreaterThan(paid)
        }
        if (made.phase !== 'formal-notice' || scenario.debtor.kind !== 'consumer') continue
        const payBy = made.payBy as LocalDate
        expect(payBy >= addDays(made.expectedDelivery ?? dayOf(made), 14)).toBe(true)
        const demands = contacts.filter(
          ({ phase, claims }) => phase === 'final-demand' && claims.some((claim) => made.claims.includes(claim)),
        )
        for (const demand of demands) expect(dayOf(demand) > payBy).toBe(true)
      }
      expect(JSON.stringify(play(scenario, configuration).contacts)).toBe(JSON.stringify(contacts))
    }),
    { numRuns: 60 },
  ))
