/** A policy, strategy or calendar that does not fit is refused with the place and the reason. */
import { join } from 'node:path'
import { ConfigurationError, parseClosedDays, parseIncomeCalendar, parsePolicy, parseStrategy, readConfigurationFiles } from '#settings'

const files = readConfigurationFiles(join(__dirname, '..', '..', 'config'))
type Tree = { [key: string]: unknown }
/** The shipped definition with one value replaced, by its dotted path. */
function changed(path: string, at: string, value: unknown): unknown {
  const definition = structuredClone(files.find((file) => file.path === path)?.definition) as Tree
  const names = at.split('.')
  const last = names.pop() ?? ''
  const parent = names.reduce<Tree>((tree, name) => tree[name] as Tree, definition)
  parent[last] = value
  // A version is plain JSON, in which an undefined value is a missing one.
  return JSON.parse(JSON.stringify(definition))
}
const refusal = (parse: () => unknown): string => {
  try {
    parse()
  } catch (problem) {
    if (problem instanceof ConfigurationError) return problem.message
    throw problem
  }
  return 'accepted'
}

const POLICY = 'policies/nl-reference.yaml'
test.each<[string, unknown, string]>([
  ['hours.email.opens', '19:30', `${POLICY}: hours.email: closes (19:00) must come after opens (19:30)`],
  ['hours.call.closes', '21:00', `${POLICY}: hours.call: must lie within 07:00 and 20:00 (Bki art. 4.2)`],
  ['hours.sms', undefined, `${POLICY}: hours.sms: should not be empty`],
  ['hours.call.days', ['maandag'], `${POLICY}: hours.call.days: `],
  ['zone', 'Europe/Utrecht', `${POLICY}: zone: must be a time zone such as Europe/Amsterdam`],
  ['capz', { perDay: 1 }, `${POLICY}: capz: should not exist`],
  ['caps.perDay', 0, `${POLICY}: caps.perDay: `],
  ['noticeTermDays', 13, `${POLICY}: noticeTermDays: must be 14 at least (art. 6:96(6) BW)`],
  ['postDays', [{ from: '2027-07-01', value: 4 }, { from: '2026-07-01', value: 3 }], `${POLICY}: postDays: the dates must ascend, none twice`],
  ['postDays', [{ from: '2027-02-30', value: 4 }], `${POLICY}: postDays.0.from: must be a date such as 2027-01-31`],
  ['collectionCosts.slices', [{ upTo: 500_000, percent: 15 }, { upTo: 250_000, percent: 10 }, { upTo: null, percent: 1 }], `${POLICY}: collectionCosts.slices: upTo must ascend`],
  ['collectionCosts.slices', [{ upTo: 500_000, percent: 15 }], `${POLICY}: collectionCosts.slices: the last slice, and only that, has upTo: null`],
  ['closedChannels', { formal: ['sms'] }, `${POLICY}: closedChannels.formal: is not a phase`],
  ['latenessHours', undefined, `${POLICY}: latenessHours: `],
])('policy with %s = %j', (at, value, message) => {
  expect(refusal(() => parsePolicy(changed(POLICY, at, value), POLICY))).toContain(message)
})

const LADDER = 'strategies/consumer.yaml'
test.each<[string, unknown, string]>([
  ['steps.1.name', 'pre-due', 'steps.1.name: pre-due is used twice'],
  ['steps.1.phase', 'receipt-check', 'steps.1.phase: receipt-check comes before the phase of the step above it'],
  ['steps.4.day.step', 'sommatie', 'steps.4.day.step: sommatie is not a step above it'],
  ['steps.1.day', { from: 'notice-term-end', days: 1 }, 'steps.1.day.from: notice-term-end needs a formal notice above it'],
  ['steps.3.day.days', 0, 'steps.3.day.days: the term must have ended'],
  ['steps.0.channel', 'fax', 'steps.0.channel: '],
  ['steps.0.when', 'monday', 'steps.0.when: should not exist'],
  ['for', [], 'for: '],
])('strategy with %s = %j', (at, value, message) => {
  expect(refusal(() => parseStrategy(changed(LADDER, at, value), LADDER))).toContain(`${LADDER}: ${message}`)
})

test.each<[string, string, unknown, string]>([
  ['calendars/target.yaml', 'days', { '2027-02-30': { nl: 'a', en: 'b' } }, 'days.2027-02-30: is not a date'],
  ['calendars/target.yaml', 'validUntil', '2029-12-31', 'days: says nothing about 2029, though it is valid then'],
  ['calendars/target.yaml', 'validUntil', '2020-12-31', 'validUntil: lies before validFrom'],
  ['calendars/nl-contact.yaml', 'weekly', ['zondag'], 'weekly: '],
])('%s with %s = %j', (path, at, value, message) => {
  expect(refusal(() => parseClosedDays(changed(path, at, value), path))).toContain(`${path}: ${message}`)
})

test.each<[string, unknown, string]>([
  ['listed', { '2026-13': '2026-12-21' }, 'listed.2026-13: is not a month (yyyy-mm)'],
  ['listed', { '2026-12': '2027-01-21' }, 'listed.2026-12: must be a date in that month'],
  ['shiftByWeekday', { vrijdag: -1 }, 'shiftByWeekday.vrijdag: is not a weekday'],
  ['source', undefined, 'source: '],
])('income calendar with %s = %j', (at, value, message) => {
  expect(refusal(() => parseIncomeCalendar(changed('calendars/nl-aow.yaml', at, value), 'aow'))).toContain(`aow: ${message}`)
})

test('a definition that is not an object is refused', () => {
  expect(refusal(() => parsePolicy(null, POLICY))).toBe(`${POLICY}: must be an object`)
})
