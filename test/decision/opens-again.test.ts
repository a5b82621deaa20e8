/** When a channel that is closed now may be used again. */
import { opensAgain } from '#decision'
import type { Channel } from '#domain'
import { at, shipped } from './debtor'

test.each<[string, Channel, string, string, string | null]>([
  ['it is open', 'email', '2027-02-02', '10:00', null],
  ['it opens now', 'email', '2027-02-02', '09:00', null],
  ['before its hours', 'email', '2027-02-02', '08:59', '2027-02-02'],
  ['as it closes', 'email', '2027-02-02', '19:00', '2027-02-03'],
  ['after its hours', 'call', '2027-02-05', '17:30', '2027-02-08'],
  ['on a day that is not its own', 'call', '2027-02-06', '10:00', '2027-02-08'],
  ['over Easter', 'email', '2027-03-28', '10:00', '2027-03-30'],
  ['on a holiday', 'sms', '2027-04-27', '10:00', '2027-04-28'],
])('%s', (_name, channel, day, time, opens) => {
  expect(opensAgain(channel, at(day, time), shipped)).toBe(opens && at(opens))
})
