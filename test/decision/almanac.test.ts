/** What a day and an hour are under a rulebook: in any zone, at the ends of the calendars, and for letters between policy and printer. */
import type { AttemptId, ContactPointId, DebtorState, Instant, LocalDate, Reason, Rulebook } from '#domain'
import { BeyondCalendar, creditDatesFrom, dayOf, decide, gate, graceDay, withinCalendar } from '#decision'
import { shippedRulebook } from '../scenarios/shipped-configuration'
import { at, debtor, pointsFor, shipped } from './debtor'

const day = (text: string): LocalDate => text as LocalDate
const utc = (text: string): Instant => Date.parse(`${text}Z`) as Instant
const withSettings = (settings: object): Rulebook => shippedRulebook('consumer', { postDays: 2, ...settings })

test.each<[string, [string, string][]]>([
  [
    'America/New_York',
    [
      ['2027-02-10T04:59:59', '2027-02-09'],
      ['2027-02-10T05:00:00', '2027-02-10'],
      ['2027-02-11T04:59:59', '2027-02-10'],
      ['2027-02-10T00:30:00', '2027-02-09'],
    ],
  ],
  [
    'Pacific/Auckland',
    [
      ['2027-02-10T10:59:59', '2027-02-10'],
      ['2027-02-10T11:00:00', '2027-02-11'],
      ['2027-02-09T11:00:00', '2027-02-10'],
      ['2027-02-09T10:59:59', '2027-02-09'],
    ],
  ],
])('in %s a day begins at its own midnight, in whatever order it is asked', (zone, instants) => {
  for (const asked of [instants, [...instants].reverse()]) {
    const book = withSettings({ zone })
    expect(asked.map(([instant]) => dayOf(utc(instant), book))).toEqual(asked.map(([, date]) => date))
  }
})

test('the last day of a calendar is known, the day after it is not', () => {
  expect(graceDay(day('2030-12-27'), shipped)).toBe('2030-12-31')
  expect(() => graceDay(day('2030-12-30'), shipped)).toThrow(BeyondCalendar)
  const first: Rulebook = {
    ...shipped,
    calendars: { ...shipped.calendars, bank: { ...shipped.calendars.bank, validFrom: day('2027-02-09') } },
  }
  const ninth = { every: 'month', day: 9, roll: 'preceding' } as const
  expect(creditDatesFrom(ninth, day('2027-02-09'), first, 1)).toEqual(['2027-02-09'])
  expect(() => creditDatesFrom({ ...ninth, day: 8 }, day('2027-02-08'), first, 1)).toThrow('calendar target does not tell about 2027-02-08')
})

test('only what a calendar does not tell is taken for unknown', () => {
  expect(withinCalendar(() => 1)).toBe(1)
  expect(withinCalendar(() => graceDay(day('2030-12-31'), shipped))).toBeNull()
  expect(() =>
    withinCalendar(() => {
      throw new TypeError('a fault')
    }),
  ).toThrow(TypeError)
})

describe('letters leave while policy and printer are both open', () => {
  const letters: DebtorState = debtor([], { points: pointsFor('letter') })
  const letterHours = (opens: string, closes: string): object => {
    const { hours } = shipped.policy
    return { hours: { ...hours, letter: { ...hours.letter, opens, closes } } }
  }
  const leaves = (book: Rulebook, when = at('2027-02-08', '00:00')): unknown => decide(letters, book, when)
  const refused = (book: Rulebook, when: Instant): Reason | null => {
    const answer = gate(
      letters,
      book,
      {
        attemptId: 'mine' as AttemptId,
        at: when,
        channel: 'letter',
        contactPointId: 'letter' as ContactPointId,
        phase: 'reminder',
        step: 'reminder',
        claims: ['INV-1'],
        amount: 10_000,
        payBy: null,
        expectedDelivery: null,
        legalEnd: null,
        announcedCosts: null,
        resumes: null,
      },
      when,
    )
    return answer.kind === 'pass' ? null : answer.reasons[0]
  }

  test('from the later opening', () => {
    expect(leaves(shipped)).toMatchObject({ reviewAt: at('2027-02-08', '09:00') })
    expect(leaves(withSettings(letterHours('10:00', '20:00')))).toMatchObject({ reviewAt: at('2027-02-08', '10:00') })
  })

  test('until the earlier closing', () => {
    expect(refused(shipped, at('2027-02-08', '11:59'))).toBeNull()
    expect(refused(shipped, at('2027-02-08', '12:00'))).toEqual({
      code: 'outside-hours',
      channel: 'letter',
      opens: '09:00',
      closes: '12:00',
    })
    expect(refused(withSettings(letterHours('07:00', '11:00')), at('2027-02-08', '11:00'))).toEqual({
      code: 'outside-hours',
      channel: 'letter',
      opens: '09:00',
      closes: '11:00',
    })
  })

  test("on the printer's days", () => {
    const weekdays = withSettings({
      posting: { releaseAt: '09:00', cutOff: '12:00', days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] },
    })
    expect(refused(shipped, at('2027-02-06', '09:00'))).toBeNull()
    expect(refused(weekdays, at('2027-02-06', '09:00'))).toEqual({
      code: 'closed-day',
      day: '2027-02-06',
      name: 'saturday',
      open: '2027-02-08',
      channel: 'letter',
    })
  })
})
