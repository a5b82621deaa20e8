/** A friendly message before or on the due day: by which way it goes, and that it is not announced where it would come too late. */
import type { LocalDate, PastContact } from '#domain'
import { decide } from '#decision'
import { shippedRulebook } from '../scenarios/shipped-configuration'
import { at, debtor, failed, firm, pointsFor, shipped, stepOf, taken } from './debtor'

const business = shippedRulebook('business')

describe('a friendly message', () => {
  test.each([
    ['2027-02-08', 'due-day-message'],
    ['2027-02-09', 'reminder'],
  ])('of the due day has its sense until the day before the reminder (%s: %s)', (day, next) => {
    expect(stepOf(decide(debtor([], firm), business, at(day)))).toBe(next)
  })

  // Due Wed 3 February: before it on Sunday 31 January, so Saturday 30.
  test.each([
    ['2027-01-30', '2027-02-01', 'pre-due'],
    ['2027-02-02', '2027-02-03', 'wait'],
  ])('that came back on %s may still go another way until the day before the due date', (back, day, next) => {
    const state = debtor(
      [taken('pre-due', 'pre-due', '2027-01-30')],
      { contacts: [failed('pre-due', 'pre-due', back, 'email', '10:00')] },
      { dueOn: '2027-02-03' as LocalDate },
    )
    expect(stepOf(decide(state, shipped, at(day)))).toBe(next)
  })

  test('of the due day that came back goes another way after it', () => {
    const state = debtor([taken('due-day-message', 'due-day', '2027-02-01')], {
      ...firm,
      points: pointsFor('email', 'letter'),
      contacts: [failed('due-day-message', 'due-day', '2027-02-01', 'email', '10:00')],
    })
    expect(decide(state, business, at('2027-02-02'))).toMatchObject({
      contact: { step: 'due-day-message', channel: 'letter', resumes: 'due-day-message-failed' },
    })
  })

  test('that would come too late is not announced: what comes next is', () => {
    const before = ['2027-01-27', '2027-01-28', '2027-01-29'].map((on): PastContact => ({
      ...failed('other', 'reminder', on),
      state: 'handed-over',
      weight: 1,
      claims: ['OTHER'],
    }))
    expect(decide(debtor([], { contacts: before }), shipped, at('2027-01-29', '10:00'))).toMatchObject({
      kind: 'wait',
      reasons: [{ code: 'step-not-due', step: 'reminder' }],
    })
  })
})
