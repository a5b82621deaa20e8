/** What a call card offers: when one may call, when to call back, on which days no bank moves money, and the hour at which somebody picks up. */
import { bestCallHour, callBacksFrom, closedBankDays, isCallHour } from '#decision'
import { instantAt, type ChannelResponse, type LocalDate, type LocalTime } from '#domain'
import { at, shipped } from './debtor'

const clock = (instants: readonly number[]): string[] =>
  instants.map((instant) => new Date(instant).toLocaleString('sv', { timeZone: 'Europe/Amsterdam' }).slice(0, 16))
const BEYOND = '2040-02-07'

test.each<[string, string, boolean]>([
  ['2027-02-02', '08:59', false],
  ['2027-02-02', '09:00', true],
  ['2027-02-02', '17:29', true],
  ['2027-02-02', '17:30', false],
  ['2027-02-06', '10:00', false],
  ['2027-04-27', '10:00', false],
  [BEYOND, '10:00', false],
])('one calls in the hours, on working days, where a calendar tells: %s', (day, time, may) => {
  expect(isCallHour(shipped, at(day, time))).toBe(may)
})

test.each<[string, string, string[]]>([
  ['2027-02-02', '10:02', ['2027-02-02 11:05', '2027-02-02 16:00', '2027-02-03 10:00']],
  ['2027-02-02', '10:00', ['2027-02-02 11:00', '2027-02-02 16:00', '2027-02-03 10:00']],
  ['2027-02-02', '15:00', ['2027-02-02 16:00', '2027-02-03 10:00']],
  ['2027-02-02', '15:30', ['2027-02-02 16:00', '2027-02-02 16:30', '2027-02-03 10:00']],
  ['2027-02-02', '16:00', ['2027-02-02 17:00', '2027-02-03 10:00']],
  ['2027-02-05', '17:00', ['2027-02-08 10:00']],
  ['2027-02-07', '12:00', ['2027-02-08 10:00']],
  ['2027-03-25', '17:00', ['2027-03-30 10:00']],
  [BEYOND, '12:00', []],
])('a call back is offered in an hour, this afternoon and the next morning: %s', (day, time, offered) => {
  expect(clock(callBacksFrom(shipped, at(day, time)))).toEqual(offered)
})

describe('days on which no bank moves money', () => {
  const closed = (from: string, days: number): string[] =>
    closedBankDays(shipped, from as LocalDate, days).map(({ day, moneyOn }) => `${day} ${moneyOn}`)

  test('name the bank day before them', () => {
    expect(closed('2027-02-04', 5)).toEqual(['2027-02-06 2027-02-05', '2027-02-07 2027-02-05'])
    expect(closed('2027-03-25', 5)).toEqual(['2027-03-26', '2027-03-27', '2027-03-28', '2027-03-29'].map((day) => `${day} 2027-03-25`))
    expect(closed('2027-02-01', 5)).toEqual([])
  })

  test('are not told before the first bank day, since money cannot move before today', () => {
    expect(closed('2027-03-26', 4)).toEqual([])
    expect(closed('2027-02-06', 8)).toEqual(['2027-02-13 2027-02-12'])
  })

  test('are told as far as the calendar reaches', () => expect(closed(BEYOND, 8)).toEqual([]))
})

describe('the hour at which somebody picks up', () => {
  const answers = (...times: string[]): ChannelResponse => ({
    channel: 'call',
    contacts: times.length,
    answered: times.length,
    answeredAt: times.map((time) => instantAt('2027-01-12' as LocalDate, time as LocalTime, 'Europe/Amsterdam')),
    like: { contacts: 0, answered: 0 },
  })
  const best = (responses: readonly ChannelResponse[] | null | undefined): unknown => bestCallHour(shipped, responses, at('2027-02-02'))

  test('is told where it is known well enough', () => {
    expect(best([answers('11:10', '11:50', '15:00')])).toEqual({ hour: '11:00', answered: 2, of: 3 })
    expect(best([answers('11:10', '15:00')])).toBeNull()
    expect(best([{ ...answers('11:10', '11:50', '15:00'), channel: 'email' }])).toBeNull()
    expect([best(null), best(undefined), best([])]).toEqual([null, null, null])
  })
})
