/** Pay days that payments teach, and billing days that follow pay days; worked out by hand on the calendars of 2026 and 2027. */
import { fc } from '../support/examples'
import type { LocalDate } from '#domain'
import { billingDays, learnPayDay } from '#decision'
import { shippedRulebook } from '../scenarios/shipped-configuration'
import { aDay } from './arbitrary'

const rulebook = shippedRulebook()
const days = (...texts: string[]): LocalDate[] => texts as LocalDate[]

// 25 October 2026 is a Sunday: the money comes on Friday 23.
test('who pays on or just after the 25th, or the Friday before, is paid then', () => {
  expect(learnPayDay(days('2026-09-25', '2026-10-23', '2026-11-25', '2026-12-24'), rulebook)).toEqual({
    rule: { every: 'month', day: 25, roll: 'preceding' },
    evidence: { months: 4, fitting: 4, first: '2026-09-25', last: '2026-12-24' },
  })
})

test('one month that was different does not spoil three that fit; one of four that fit says nothing', () => {
  expect(learnPayDay(days('2026-09-10', '2026-10-12', '2026-11-10', '2026-12-28'), rulebook)).toMatchObject({
    rule: { day: 10 },
    evidence: { months: 4, fitting: 3 },
  })
  expect(learnPayDay(days('2026-08-03', '2026-09-10', '2026-10-20', '2026-11-27'), rulebook)).toBeNull()
})

test('two months are too few, however well they fit, and many payments in one month are one month', () => {
  expect(learnPayDay(days('2026-10-23', '2026-11-25'), rulebook)).toBeNull()
  expect(learnPayDay(days('2026-10-23', '2026-10-24', '2026-10-25', '2026-10-26', '2026-11-25'), rulebook)).toBeNull()
  expect(learnPayDay([], rulebook)).toBeNull()
})

test.each<[string, string[], { day: number; roll: string } | null]>([
  // 31 January and 28 February 2027 are Sundays.
  [
    'the end of the month fits the short months too',
    ['2027-01-29', '2027-02-26', '2027-03-31', '2027-04-30'],
    { day: 31, roll: 'preceding' },
  ],
  ['the first of the month', ['2026-09-01', '2026-10-01', '2026-12-01'], { day: 1, roll: 'preceding' }],
  // 25 October 2026 is a Sunday.
  ['the Monday after', ['2026-09-25', '2026-10-26', '2026-11-25'], { day: 25, roll: 'following' }],
  // The 22nd fits as many months, but is paid on later.
  [
    'of two days a month the one that is paid on at once',
    ['2026-12-10', '2026-09-10', '2026-11-10', '2026-09-22', '2026-11-24', '2026-12-24'],
    { day: 10, roll: 'preceding' },
  ],
  // The 3rd is paid on at once, but in three months only.
  [
    'the day that fits most months, though it is paid on later',
    ['2026-09-03', '2026-09-10', '2026-11-03', '2026-11-12', '2026-12-03', '2026-12-11', '2027-03-12'],
    { day: 10, roll: 'preceding' },
  ],
  ['three days after the money is still soon', ['2026-09-10', '2026-11-13', '2026-12-10'], { day: 10, roll: 'preceding' }],
  ['beyond the calendar of the banks nothing is learned', ['2031-01-10', '2031-02-10', '2031-03-10'], null],
])('what payments say: %s', (_name, payments, rule) => {
  const sorted = [...payments].sort()
  const learned = learnPayDay(days(...payments), rulebook)
  expect(learned?.rule ?? null).toEqual(rule === null ? null : { every: 'month', ...rule })
  if (learned) expect([learned.evidence.first, learned.evidence.last]).toEqual([sorted[0], sorted.at(-1)])
})

test('whatever the payments are: what is learned has three months and three quarters behind it', () => {
  fc.assert(
    fc.property(fc.array(aDay(-300, 300), { maxLength: 14 }), (payments) => {
      const learned = learnPayDay(payments, rulebook)
      if (!learned) return
      const { months, fitting, first, last } = learned.evidence
      expect(months).toBe(new Set(payments.map((day) => day.slice(0, 7))).size)
      expect(fitting).toBeGreaterThanOrEqual(Math.max(3, months * 0.75))
      expect(payments).toEqual(expect.arrayContaining([first, last]))
    }),
    { numRuns: 100 },
  )
})

// Salary on the 25th: Sun 25 April 2027 -> Fri 23, due Mon 26, invoice two weeks before; Tue 25 May, due Wed 26; Fri 25 June, due Mon 28.
test('billing days follow the money; an invoice moves off a closed day to an earlier one', () => {
  expect(billingDays({ every: 'month', day: 25, roll: 'preceding' }, '2027-04-01' as LocalDate, 14, 3, rulebook)).toEqual([
    { creditOn: '2027-04-23', dueOn: '2027-04-26', invoiceOn: '2027-04-12' },
    { creditOn: '2027-05-25', dueOn: '2027-05-26', invoiceOn: '2027-05-12' },
    { creditOn: '2027-06-25', dueOn: '2027-06-28', invoiceOn: '2027-06-14' },
  ])
  // Due Tue 13 April less 15 days is Easter Monday, the Sunday before is closed, Saturday is open.
  expect(billingDays({ every: 'month', day: 12, roll: 'preceding' }, '2027-03-27' as LocalDate, 15, 1, rulebook)).toEqual([
    { creditOn: '2027-04-12', dueOn: '2027-04-13', invoiceOn: '2027-03-27' },
  ])
})

test('a calendar that ends gives no day beyond its end, an unknown one none at all', () => {
  expect(billingDays({ calendar: 'nl-lottery' }, '2027-04-01' as LocalDate, 14, 3, rulebook)).toEqual([])
  expect(billingDays({ every: 'month', day: 25, roll: 'preceding' }, '2030-11-15' as LocalDate, 14, 5, rulebook).length).toBeLessThan(5)
})
