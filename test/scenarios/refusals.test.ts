/** A scenario that cannot be accepted is refused with the path of the field, never half understood. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compareExpected, playScenario, ScenarioError } from '#simulation'
import { shipped } from './shipped-configuration'

type Tree = { [key: string]: unknown }
const original = readFileSync(join(__dirname, 'promise-broken.json'), 'utf8')
function changed(at: string, value: unknown): unknown {
  const scenario = JSON.parse(original) as Tree
  const names = at.split('.')
  const last = names.pop() ?? ''
  names.reduce<Tree>((tree, name) => tree[name] as Tree, scenario)[last] = value
  return scenario
}

test.each<[string, unknown, string, string]>([
  ['until', '2027-01-01', 'until', 'lies before from'],
  ['from', '2027-02-30', 'from', 'must be a date such as 2027-01-31'],
  ['policy', 'nl-strict', 'policy', 'there is no policy nl-strict: nl-reference'],
  ['strategy', 'gentle', 'strategy', 'there is no strategy gentle: business, consumer'],
  ['settings', { postDayz: 2 }, 'settings.postDayz', 'is not a parameter of the policy'],
  ['settings', { constructor: 1 }, 'settings.constructor', 'is not a parameter of the policy'],
  ['policy', 'constructor', 'policy', 'there is no policy constructor'],
  ['strategy', '__proto__', 'strategy', 'there is no strategy __proto__'],
  ['settings', { postDays: 'two' }, 'settings.postDays', 'should not be empty'],
  ['settings', { calendars: { contact: 'mine' } }, 'settings.calendars.contact', 'names mine, which is not loaded'],
  ['settings', { caps: { perDay: 0 } }, 'settings.caps.perDay', 'must not be less than'],
  [
    'settings',
    { hours: { email: { opens: '06:00', closes: '19:00', days: ['monday'] } } },
    'settings.hours.email',
    'must lie within 07:00 and 20:00',
  ],
  [
    'debtor.responses',
    [{ channel: 'email', contacts: 3, answered: 1, like: { contacts: 10, answered: 11 } }],
    'debtor.responses.0.like.answered',
    'must be a whole number from 0 to 10',
  ],
  ['debtor.paidBefore', { late: -1 }, 'debtor.paidBefore.late', 'must be a whole number from 0 to 10000'],
  ['settings', { segmentByBehaviour: [{ segment: 'loyal' }] }, 'settings.segmentByBehaviour.0', 'needs one of paidLate'],
  [
    'debtor.mandate',
    { reference: 'M-1', signedOn: '2026-01-01', collectOn: 31 },
    'debtor.mandate.collectOn',
    'must be a whole number from 1 to 28',
  ],
  ['debtor.kind', 'firm', 'debtor.kind', 'must be one of consumer, business'],
  ['debtor.income', { calendar: 'nl-lottery' }, 'debtor.income.calendar', 'there is no income calendar nl-lottery'],
  ['debtor.income', { every: 'week', weekday: 'vrijdag' }, 'debtor.income.weekday', 'must be one of monday'],
  ['debtor.income', { every: 'month', day: 32, roll: 'preceding' }, 'debtor.income.day', 'must be a whole number from 1 to 31'],
  ['debtor.contactPoints.1.address', 'Kerkstraat 12', 'debtor.contactPoints.1.address', 'must be an object'],
  ['claims.0.amount', '12,50', 'claims.0.amount', 'must be an amount'],
  ['claims.0.colour', 'red', 'claims.0.colour', 'is not a field of the scenario format'],
  ['events.0.at', '2027-02-03 10:00', 'events.0.at', 'must be a local time'],
  [
    'events.0',
    { at: '2027-02-03T10:00', type: 'payment', claim: 'INV-2', amount: '1.00' },
    'events.0.claim',
    'is not a claim of this scenario',
  ],
  [
    'events.0',
    { at: '2027-02-03T10:00', type: 'direct-debit-returned', claim: 'INV-1', reason: 'no money' },
    'events.0.reason',
    'must be a return code such as AM04',
  ],
  [
    'events.0',
    { at: '2027-02-03T10:00', type: 'direct-debit-returned', claim: 'INV-1', reason: 'AM04' },
    'events.0',
    'INV-1 has not been collected by then',
  ],
  ['events.0', { at: '2027-02-03T10:00', type: 'arrangement', instalments: [] }, 'events.0.instalments', 'must have a term at least'],
  [
    'events.0',
    { at: '2027-02-03T10:00', type: 'arrangement', instalments: [{ amount: '5.00' }], each: ['2027-03-01', '2027-04-01'] },
    'events.0.each',
    'a date for each of the 1 terms',
  ],
  [
    'events.0',
    { at: '2027-02-03T10:00', type: 'arrangement', instalments: [{ amount: '5.00' }], each: 'pay-day' },
    'events.0.each',
    'pay-day needs the income of the debtor',
  ],
  [
    'events.0',
    { at: '2027-02-03T10:00', type: 'arrangement', instalments: [{ amount: '5.00' }], each: ['2027-02-02'] },
    'events.0.each.0',
    'lies before the event itself',
  ],
  ['events.0', { at: '2027-02-03T10:00', type: 'promise', payBy: '2027-02-02' }, 'events.0.payBy', 'lies before the event itself'],
  [
    'events.0',
    { at: '2027-02-03T10:00', type: 'promise', payBy: '2040-02-02' },
    'events.0',
    'calendar target does not tell about 2040-02-03',
  ],
  [
    'events.0',
    { at: '2027-02-03T10:00', type: 'delivery', contact: 9, status: 'failed' },
    'events.0.contact',
    'contact 9 has not been made by then',
  ],
  ['expect.letters', [], 'expect.letters', 'is not a field of the scenario format'],
])('%s = %j', (at, value, path, message) => {
  let refusal: unknown
  try {
    playScenario(changed(at, value), shipped)
  } catch (problem) {
    refusal = problem
  }
  expect(refusal).toBeInstanceOf(ScenarioError)
  expect((refusal as ScenarioError).path).toBe(path)
  expect((refusal as ScenarioError).message).toContain(message)
})

test('what differs is told with what was expected and what came', () => {
  const result = playScenario(changed('name', 'x'), shipped)
  const [first] = result.contacts
  expect(compareExpected(result, { contacts: [{ phase: 'reminder', channel: 'sms' }] })).toEqual([
    'contacts.0.channel: expected "sms", came "email"',
    expect.stringMatching(/^contacts\.1: expected nothing, came .*formal-notice/),
  ])
  expect(compareExpected(result, { tasks: [{ kind: 'broken-promise' }, { kind: 'address' }] })).toEqual([
    'tasks.1: expected {"kind":"address"}, came nothing',
  ])
  expect(compareExpected(result, { contacts: [{ at: first?.at }, {}] })).toEqual([])
})
