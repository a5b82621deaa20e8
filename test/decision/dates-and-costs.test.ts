/** The figures of the law and the published payment dates, against the shipped configuration. */
import { parseCents } from '#domain'
import type { IncomeRule, LocalDate } from '#domain'
import { BeyondCalendar, collectionCosts, creditDatesFrom, expectedDelivery, graceDay, noticeTerm } from '#decision'
import { shippedRulebook } from '../scenarios/shipped-configuration'

const rulebook = shippedRulebook()
const day = (text: string): LocalDate => text as LocalDate

test.each([
  ['0.00', '0.00'],
  ['0.01', '40.00'],
  ['100.00', '40.00'],
  ['266.67', '40.00'],
  ['350.00', '52.50'],
  ['735.54', '110.33'],
  ['1200.00', '180.00'],
  ['2500.00', '375.00'],
  ['5000.00', '625.00'],
  ['8400.00', '795.00'],
  ['10000.00', '875.00'],
  ['200000.00', '2775.00'],
  ['1000000.00', '6775.00'],
  ['5000000.00', '6775.00'],
])('collection costs over %s are %s', (principal, costs) => {
  expect(collectionCosts(parseCents(principal) ?? NaN, rulebook.policy)).toBe(parseCents(costs))
})

test('a creditor that charges no costs announces none', () => {
  const none = shippedRulebook('consumer', { collectionCosts: { charged: false } })
  expect(collectionCosts(100_000, none.policy)).toBe(0)
})

const salary25: IncomeRule = { every: 'month', day: 25, roll: 'preceding' }
const tenth: IncomeRule = { every: 'month', day: 10, roll: 'preceding' }
const months = ['2027-01', '2027-02', '2027-03', '2027-04', '2027-05', '2027-06']
const table: readonly (readonly [string, IncomeRule, readonly string[]])[] = [
  ['salary on the 25th', salary25, ['2027-01-25', '2027-02-25', '2027-03-25', '2027-04-23', '2027-05-25', '2027-06-25']],
  ['the 10th', tenth, ['2027-01-08', '2027-02-10', '2027-03-10', '2027-04-09', '2027-05-10', '2027-06-10']],
  ['AOW', { calendar: 'nl-aow' }, ['2027-01-21', '2027-02-23', '2027-03-23', '2027-04-22', '2027-05-24', '2027-06-23']],
  ['UWV', { calendar: 'nl-uwv' }, ['2027-01-22', '2027-02-23', '2027-03-23', '2027-04-23', '2027-05-21', '2027-06-23']],
  ['DUO', { calendar: 'nl-duo' }, ['2027-01-22', '2027-02-24', '2027-03-24', '2027-04-23', '2027-05-24', '2027-06-24']],
  ['toeslagen', { calendar: 'nl-toeslagen' }, ['2027-01-20', '2027-02-22', '2027-03-22', '2027-04-20', '2027-05-20', '2027-06-21']],
]

test.each(table)('%s is credited on the published days of the first half of 2027', (_name, income, dates) => {
  expect(months.map((month) => creditDatesFrom(income, day(`${month}-01`), rulebook, 1)[0])).toEqual(dates)
})

test.each([
  ['AOW in December 2026 comes by the list', { calendar: 'nl-aow' }, '2026-12-01', '2026-12-21'],
  ['salary of Christmas Day 2028 comes on the Friday before', salary25, '2028-12-01', '2028-12-22'],
  ['salary on the last day of May 2027', { every: 'month', day: 'last', roll: 'preceding' }, '2027-05-26', '2027-05-31'],
  ['the 31st in February', { every: 'month', day: 31, roll: 'preceding' }, '2027-02-10', '2027-02-26'],
  ['a following day over Easter', { every: 'month', day: 26, roll: 'following' }, '2027-03-20', '2027-03-30'],
  ['a week later by the weekday', { every: 'week', weekday: 'friday', roll: 'preceding' }, '2027-04-03', '2027-04-09'],
  ['four weeks before the anchor', { every: 'four-weeks', anchor: '2027-03-11', roll: 'preceding' }, '2027-02-01', '2027-02-11'],
  ['kinderbijslag of the first quarter of 2027', { calendar: 'nl-kinderbijslag' }, '2026-12-01', '2027-01-04'],
] as [string, IncomeRule, string, string][])('%s', (_name, income, from, first) => {
  expect(creditDatesFrom(income, day(from), rulebook, 1)).toEqual([first])
})

test.each(['nl-uwv', 'nl-duo', 'nl-pension'])('a December of %s whose list is not loaded is refused, not guessed', (calendar) => {
  expect(() => creditDatesFrom({ calendar }, day('2027-12-01'), rulebook, 1)).toThrow(BeyondCalendar)
})

test('the day of delivery follows the dated table of the policy', () => {
  const dated = shippedRulebook('consumer', {})
  // Tuesday 30 June 2026 still counts two days, Wednesday 1 July three, Thursday 1 July 2027 four.
  expect(['2026-06-30', '2026-07-01', '2027-07-01'].map((sent) => expectedDelivery(day(sent), dated))).toEqual([
    '2026-07-02',
    '2026-07-04',
    '2027-07-07',
  ])
})

test('before the first row of the delivery days nothing is known of the post', () => {
  const later = shippedRulebook('consumer', { postDays: [{ from: '2027-06-01', value: 2 }] })
  expect(() => expectedDelivery(day('2027-05-31'), later)).toThrow('calendar postDays does not tell about 2027-05-31')
})

test('an e-mailed notice counts from the day it arrives', () => {
  expect(noticeTerm(day('2027-02-16'), 'email', null, rulebook)).toEqual({
    delivered: '2027-02-16',
    legalEnd: '2027-03-02',
    payBy: '2027-03-02',
  })
})

test('two bank days after a promise pass over Christmas', () => {
  expect(graceDay(day('2026-12-24'), rulebook)).toBe('2026-12-29')
})

test('a day beyond the loaded years is not known', () => {
  expect(() => expectedDelivery(day('2028-12-30'), rulebook)).toThrow(BeyondCalendar)
})
