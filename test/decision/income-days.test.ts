/** Every way in which money arrives, month by month for 2026, 2027 and 2028; a month whose list nobody has published is not decided. */
import type { IncomeRule, LocalDate } from '#domain'
import { BeyondCalendar, creditDatesFrom } from '#decision'
import { shippedRulebook } from '../scenarios/shipped-configuration'

const rulebook = shippedRulebook()
const day = (text: string): LocalDate => text as LocalDate

/** The day of the month on which the money of that month arrives, `?` where nobody has published it. */
function dayOf(income: IncomeRule, month: string): string {
  try {
    const [first = ''] = creditDatesFrom(income, day(`${month}-01`), rulebook, 1)
    return first.startsWith(month) ? String(Number(first.slice(8))) : first
  } catch (problem) {
    if (problem instanceof BeyondCalendar) return '?'
    throw problem
  }
}
const daysOf = (income: IncomeRule, year: number): string =>
  Array.from({ length: 12 }, (_, month) => dayOf(income, `${year}-${String(month + 1).padStart(2, '0')}`)).join(' ')

const monthly = (of: number | 'last', roll: 'preceding' | 'following' = 'preceding'): IncomeRule => ({ every: 'month', day: of, roll })

// Worked out from a calendar on the wall. 1 January is a Thursday in 2026, a Friday in 2027, a Saturday in 2028.
test.each<[string, IncomeRule, Readonly<Record<number, string>>]>([
  [
    'salary on the 25th',
    monthly(25),
    {
      2026: '23 25 25 24 25 25 24 25 25 23 25 24',
      2027: '25 25 25 23 25 25 23 25 24 25 25 24',
      2028: '25 25 24 25 25 23 25 25 25 25 24 22',
    },
  ],
  [
    'salary on the 24th',
    monthly(24),
    {
      2026: '23 24 24 24 22 24 24 24 24 23 24 24',
      2027: '22 24 24 23 24 24 23 24 24 22 24 24',
      2028: '24 24 24 24 24 23 24 24 22 24 24 22',
    },
  ],
  [
    'salary at the end of the month',
    monthly('last'),
    {
      2026: '30 27 31 30 29 30 31 31 30 30 30 31',
      2027: '29 26 31 30 31 30 30 31 30 29 30 31',
      2028: '31 29 31 28 31 30 31 31 29 31 30 29',
    },
  ],
  [
    'the first bank day',
    monthly(1, 'following'),
    {
      2026: '2 2 2 1 4 1 1 3 1 1 2 1',
      2027: '4 1 1 1 3 1 1 2 1 1 1 1',
      2028: '3 1 1 3 2 1 3 1 1 2 1 1',
    },
  ],
  [
    'the 10th',
    monthly(10),
    {
      2026: '9 10 10 10 8 10 10 10 10 9 10 10',
      2027: '8 10 10 9 10 10 9 10 10 8 10 10',
      2028: '10 10 10 10 10 9 10 10 8 10 10 8',
    },
  ],
  [
    'AOW',
    { calendar: 'nl-aow' },
    {
      2026: '22 23 23 23 21 23 23 24 23 22 23 21',
      2027: '21 23 23 22 24 23 22 23 23 21 23 ?',
      2028: '24 23 23 24 23 22 24 23 21 23 23 ?',
    },
  ],
  [
    'ABP and PFZW',
    { calendar: 'nl-pension' },
    {
      2026: '22 23 23 23 21 23 23 24 23 22 23 ?',
      2027: '21 23 23 22 24 23 22 23 23 21 23 ?',
      2028: '24 23 23 24 23 22 24 23 21 23 23 ?',
    },
  ],
  [
    'UWV',
    { calendar: 'nl-uwv' },
    {
      2026: '23 23 23 23 22 23 23 21 23 23 23 ?',
      2027: '22 23 23 23 21 23 23 23 23 22 23 ?',
      2028: '21 23 23 21 23 23 21 23 22 23 23 ?',
    },
  ],
  [
    'DUO',
    { calendar: 'nl-duo' },
    {
      2026: '23 24 24 24 22 24 24 24 24 23 24 ?',
      2027: '22 24 24 23 24 24 23 24 24 22 24 ?',
      2028: '24 24 24 24 24 23 24 24 22 24 24 ?',
    },
  ],
  [
    'toeslagen',
    { calendar: 'nl-toeslagen' },
    {
      2026: '20 20 20 20 20 22 20 20 21 20 20 21',
      2027: '20 22 22 20 20 21 20 20 20 20 22 20',
      2028: '20 21 20 20 22 20 20 21 20 20 20 20',
    },
  ],
  // By list only: 2026 from February to January 2027, nothing after it.
  [
    'the residents of Dronten',
    { calendar: 'nl-gemeente-dronten' },
    {
      2026: '? 6 6 8 7 8 8 7 8 8 6 8',
      2027: '8 ? ? ? ? ? ? ? ? ? ? ?',
      2028: '? ? ? ? ? ? ? ? ? ? ? ?',
    },
  ],
  [
    'the residents of Westerveld',
    { calendar: 'nl-gemeente-westerveld' },
    { 2022: '31 28 31 29 31 30 29 31 30 31 30 23', 2026: '? ? ? ? ? ? ? ? ? ? ? ?' },
  ],
])('%s', (_, income, years) => {
  for (const [year, days] of Object.entries(years)) expect({ year, days: daysOf(income, Number(year)) }).toEqual({ year, days })
})

test('kinderbijslag comes on the first working day of the quarter, and in no other month', () => {
  const quarters = [2026, 2027, 2028].flatMap((year) => [`${year}-01-01`, `${year}-03-01`, `${year}-07-01`, `${year}-10-01`])
  // 2 January 2026 is equalised with a holiday by decree. Asked in March, the answer lies in April.
  expect(quarters.map((from) => creditDatesFrom({ calendar: 'nl-kinderbijslag' }, day(from), rulebook, 1)[0])).toEqual([
    '2026-01-05',
    '2026-04-01',
    '2026-07-01',
    '2026-10-01',
    '2027-01-04',
    '2027-04-01',
    '2027-07-01',
    '2027-10-01',
    '2028-01-03',
    '2028-04-03',
    '2028-07-03',
    '2028-10-02',
  ])
})

test('four-weekly money passes Good Friday and Labour Day, and comes thirteen times in 2026', () => {
  const credits = creditDatesFrom({ every: 'four-weeks', anchor: day('2026-01-09'), roll: 'preceding' }, day('2026-01-01'), rulebook, 14)
  expect(credits.slice(0, 6)).toEqual(['2026-01-09', '2026-02-06', '2026-03-06', '2026-04-02', '2026-04-30', '2026-05-29'])
  expect(credits.filter((credit) => credit.startsWith('2026'))).toHaveLength(13)
})

test.each([
  ['a Wednesday', 'wednesday', '2026-12-20', ['2026-12-23', '2026-12-30', '2027-01-06']],
  ['a Thursday, also on Ascension Day', 'thursday', '2027-05-01', ['2027-05-06', '2027-05-13', '2027-05-20']],
  ['a Friday before Christmas and New Year', 'friday', '2026-12-20', ['2026-12-24', '2026-12-31', '2027-01-08']],
  ['a Friday at Easter 2028', 'friday', '2028-04-09', ['2028-04-13', '2028-04-21', '2028-04-28']],
] as const)('weekly money on %s', (_, weekday, from, credits) => {
  expect(creditDatesFrom({ every: 'week', weekday, roll: 'preceding' }, day(from), rulebook, 3)).toEqual(credits)
})

test('the rule of AOW gives the eleven days that ABP published for 2024, and the list its December', () => {
  const published = '23 22 21 23 23 24 23 22 23 23 21'
  expect(daysOf({ calendar: 'nl-aow' }, 2024)).toBe(`${published} ?`)
  expect(daysOf({ calendar: 'nl-pension' }, 2024)).toBe(`${published} 19`)
})
