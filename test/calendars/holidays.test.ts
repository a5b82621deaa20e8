/** Our tables of closed days beside an independent library, 2024 to 2030. Ours win; each difference has its reason here. */
import { join, resolve } from 'node:path'
import Holidays from 'date-holidays'
import { parseClosedDays, readConfigurationFiles } from '#settings'

const YEARS = [2024, 2025, 2026, 2027, 2028, 2029, 2030]
const files = readConfigurationFiles(join(resolve(__dirname, '../..'), 'config')).filter(({ kind }) => kind === 'calendar')

function daysOf(name: string): string[] {
  const file = files.find((candidate) => candidate.name === name)
  if (!file) throw new Error(`no calendar ${name}`)
  return Object.keys(parseClosedDays(file.definition, file.path).days).sort()
}

/** Dates of the library whose rule is one of these, e.g. `easter 1`. */
function library(rules: readonly string[]): string[] {
  const holidays = new Holidays('NL')
  return YEARS.flatMap((year) => holidays.getHolidays(year))
    .filter(({ rule }) => rules.includes(rule))
    .map(({ date }) => date.slice(0, 10))
    .sort()
}
const fixed = (monthAndDay: string): string[] => YEARS.map((year) => `${year}-${monthAndDay}`)

const HOLIDAYS = [
  '01-01',
  'easter -2',
  'easter 1',
  '04-27 if sunday then previous saturday since 2014',
  '05-05',
  'easter 39',
  'easter 50',
  '12-25',
  '12-26',
]
/** Made equal to a holiday by decree under ATW art. 3(3): no rule of a library can know them. */
const EQUALISED = ['2024-05-10', '2024-12-27', '2025-05-30', '2026-01-02', '2026-05-15', '2027-05-07', '2028-04-28', '2028-05-26']

test('contact: the holidays of the law as the library has them, and the days equalised by decree besides', () => {
  const theirs = library(HOLIDAYS)
  expect(theirs).toHaveLength(9 * YEARS.length)
  expect(daysOf('nl-contact')).toEqual([...theirs, ...EQUALISED].sort())
})

test('contact: what else the library names is no closed day of the law', () => {
  const others = new Set(
    YEARS.flatMap((year) => new Holidays('NL').getHolidays(year))
      .filter(({ rule }) => !HOLIDAYS.includes(rule))
      .map(({ name, type }) => `${type}: ${name}`),
  )
  // Easter and Whit Sunday are Sundays, closed each week; New Year's Eve closes banks early and no more; the rest is not in ATW art. 3.
  expect([...others].sort()).toEqual([
    'bank: Oudejaarsavond',
    'observance: Koninkrijksdag',
    'observance: Moederdag',
    'observance: Nationale Dodenherdenking',
    'observance: Prinsjesdag',
    'observance: Sint-Maarten',
    'observance: Sinterklaasavond',
    'observance: Vaderdag',
    'public: Pasen',
    'public: Pinksteren',
  ])
})

test('bank: TARGET closes on six days a year; 1 May is one of them and in the Netherlands no holiday', () => {
  expect(daysOf('target')).toEqual([...library(['01-01', 'easter -2', 'easter 1', '12-25', '12-26']), ...fixed('05-01')].sort())
})

test('post: rests on the holidays of the contact calendar', () => {
  expect(daysOf('nl-post')).toEqual(daysOf('nl-contact'))
})

test('every closed day says which law or list closes it', () => {
  for (const file of files) {
    const { days } = file.definition as { days?: Record<string, { source?: string }> }
    for (const [day, { source }] of Object.entries(days ?? {})) expect({ day, source: typeof source }).toEqual({ day, source: 'string' })
  }
})
