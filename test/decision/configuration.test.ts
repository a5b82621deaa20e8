/** A policy, strategy or calendar that does not fit is refused with the place and the reason. */
import { join } from 'node:path'
import {
  ConfigurationError,
  parseClosedDays,
  parseIncomeCalendar,
  parsePublishedPolicy,
  parseStrategy,
  readConfigurationFiles,
} from '#settings'

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
  ['legalPhases', ['final-demand'], `${POLICY}: legalPhases: the letter of art. 6:96(6) BW, formal-notice, is always one`],
  ['hours.sms', undefined, `${POLICY}: hours.sms: should not be empty`],
  ['hours.call.days', ['maandag'], `${POLICY}: hours.call.days: `],
  ['zone', 'Europe/Utrecht', `${POLICY}: zone: must be a time zone such as Europe/Amsterdam`],
  ['capz', { perDay: 1 }, `${POLICY}: capz: should not exist`],
  ['caps.reservedForLegal', 3, `${POLICY}: caps.reservedForLegal: leaves none of 3 contacts for other messages`],
  ['caps.perDay', 0, `${POLICY}: caps.perDay: `],
  ['noticeTermDays', 13, `${POLICY}: noticeTermDays: must be 14 at least (art. 6:96(6) BW)`],
  [
    'postDays',
    [
      { from: '2027-07-01', value: 4 },
      { from: '2026-07-01', value: 3 },
    ],
    `${POLICY}: postDays: the dates must ascend, none twice`,
  ],
  ['postDays', [{ from: '2027-02-30', value: 4 }], `${POLICY}: postDays.0.from: must be a date such as 2027-01-31`],
  [
    'collectionCosts.slices',
    [
      { upTo: 500_000, percent: 15 },
      { upTo: 250_000, percent: 10 },
      { upTo: null, percent: 1 },
    ],
    `${POLICY}: collectionCosts.slices: upTo must ascend`,
  ],
  [
    'collectionCosts.slices',
    [{ upTo: 500_000, percent: 15 }],
    `${POLICY}: collectionCosts.slices: the last slice, and only that, has upTo: null`,
  ],
  [
    'postDays',
    [
      { from: '2012-07-01', value: 2 },
      { from: '2026-07-01', value: 1 },
    ],
    `${POLICY}: postDays.1.value: must be 2 at least (HR 25-11-2016, ECLI:NL:HR:2016:2704)`,
  ],
  [
    'collectionCosts.minimum',
    4_001,
    `${POLICY}: collectionCosts: over 0.01 they come to 40.01; a consumer may be charged 40.00 (Besluit vergoeding`,
  ],
  [
    'collectionCosts.maximum',
    677_501,
    `${POLICY}: collectionCosts: over 1000002.00 they come to 6775.01; a consumer may be charged 6775.00`,
  ],
  [
    'collectionCosts.slices',
    [{ upTo: null, percent: 15 }],
    `${POLICY}: collectionCosts: over 5000.00 they come to 750.00; a consumer may be charged 625.00`,
  ],
  [
    'collectionCosts.slices.4.percent',
    0.501,
    `${POLICY}: collectionCosts: over 998403.19 they come to 6775.00; a consumer may be charged 6767.02`,
  ],
  ['closedChannels', { formal: ['sms'] }, `${POLICY}: closedChannels.formal: is not a phase`],
  ['latenessHours', undefined, `${POLICY}: latenessHours: `],
  [
    'channelMatrix',
    [{ from: 500, below: 500, channels: ['call'] }],
    `${POLICY}: channelMatrix.0: below (500) must be more than from (500)`,
  ],
  ['channelMatrix', [{ channels: ['call'], without: ['call'] }], `${POLICY}: channelMatrix.0: call is both wanted and not used`],
  ['channelMatrix', [{ channels: [] }], `${POLICY}: channelMatrix.0: names no channel`],
  ['channelMatrix', [{ phase: ['reminder'], channels: ['call'] }], `${POLICY}: channelMatrix.0.phase: should not exist`],
  [
    'channelMatrix',
    [{ channels: ['call'], paidLate: { from: 3, below: 3 } }],
    `${POLICY}: channelMatrix.0.paidLate: below (3) must be more than`,
  ],
  ['segmentByBehaviour', [{ segment: 'standard', paidLate: { from: 3 } }], `${POLICY}: segmentByBehaviour.0.segment: `],
  [
    'segmentByBehaviour',
    [{ segment: 'loyal', paidLate: { below: 1 } }],
    `${POLICY}: segmentByBehaviour.0: needs one of paidLate, paidOnTime, brokenPromises from 1 on`,
  ],
  ['segmentByBehaviour', [{ segment: 'loyal', kinds: ['business'] }], `${POLICY}: segmentByBehaviour.0: needs one of paidLate,`],
  [
    'segmentByBehaviour',
    [{ segment: 'loyal', paidOnTime: { from: 5 }, from: 500 }],
    `${POLICY}: segmentByBehaviour.0.from: should not exist`,
  ],
  ['segmentByBehaviour', null, `${POLICY}: segmentByBehaviour: `],
  ['channelByAge', [{ from: 35, below: 18, channels: ['sms'] }], `${POLICY}: channelByAge.0: below (18) must be more than from (35)`],
  ['observedResponse', { leastContacts: 0, likeWeight: 4, leastForHour: 3 }, `${POLICY}: observedResponse.leastContacts: `],
])('policy with %s = %j', (at, value, message) => {
  expect(refusal(() => parsePublishedPolicy(changed(POLICY, at, value), POLICY))).toContain(message)
})

test.each<[string, object]>([
  ['a flat fee', { slices: [{ upTo: null, percent: 0 }], minimum: 4_000, maximum: 4_000 }],
  ['15% of everything, up to the highest that 2,500 may cost', { slices: [{ upTo: null, percent: 15 }], minimum: 4_000, maximum: 37_500 }],
  [
    'more percent where the minimum is due all the same',
    {
      slices: [
        { upTo: 20_000, percent: 20 },
        { upTo: 26_700, percent: 0 },
        { upTo: null, percent: 0.5 },
      ],
      minimum: 0,
      maximum: 677_500,
    },
  ],
  [
    'a higher scale below the limit of the creditor',
    { most: 4_000, slices: [{ upTo: null, percent: 50 }], minimum: 9_000, maximum: 900_000 },
  ],
])('a scale that nowhere comes to more than a consumer may be charged is accepted: %s', (_name, scale) => {
  const { collectionCosts } = parsePublishedPolicy(changed(POLICY, 'version', 1), POLICY)
  expect(refusal(() => parsePublishedPolicy(changed(POLICY, 'collectionCosts', { ...collectionCosts, ...scale }), POLICY))).toBe('accepted')
})

const LADDER = 'strategies/consumer.yaml'
test.each<[string, unknown, string]>([
  ['steps.1.name', 'pre-due', 'steps.1.name: pre-due is used twice'],
  ['steps.1.phase', 'receipt-check', 'steps.1.phase: receipt-check comes before the phase of the step above it'],
  ['steps.0.phase', 'welcome', 'steps.0.day.from: a welcome counts from the issue date of the first invoice'],
  ['steps.4.day.step', 'sommatie', 'steps.4.day.step: sommatie is not a step above it'],
  ['steps.1.day', { from: 'notice-term-end', days: 1 }, 'steps.1.day.from: notice-term-end needs a formal notice above it'],
  ['steps.3.day.days', 0, 'steps.3.day.days: the term must have ended'],
  ['steps.0.channel', 'fax', 'steps.0.channel: '],
  ['steps.2.channel', 'sms', 'steps.2.channel: formal-notice goes by letter or e-mail'],
  ['steps.2.day.days', 3, 'steps.2.day.days: comes before the day of reminder, a step above it'],
  ['steps.0.weather', 'dry', 'steps.0.weather: should not exist'],
  ['steps.0.when', { age: 40 }, 'steps.0.when.age: should not exist'],
  ['steps.0.when', { segments: ['vip'] }, 'steps.0.when.segments: '],
  ['steps.0.when', { from: 500, below: 500 }, 'steps.0.when: below (500) must be more than from (500)'],
  ['steps.0.when', { paid: { from: 1 } }, 'steps.0.when.paid: should not exist'],
  ['steps.0.when', { paidLate: 3 }, 'steps.0.when.paidLate: '],
  ['steps.0.when', { paidLate: {} }, 'steps.0.when.paidLate: needs from, below, or both'],
  ['steps.0.when', { paidLate: [{ from: 3 }] }, 'steps.0.when.paidLate: '],
  ['steps.0.when', { paidOnTime: { min: 3 } }, 'steps.0.when.paidOnTime.min: should not exist'],
  ['steps.0.when', { brokenPromises: { from: 2, below: 2 } }, 'steps.0.when.brokenPromises: below (2) must be more than from (2)'],
  ['steps.0.when', { brokenPromises: { from: 0.5 } }, 'steps.0.when.brokenPromises.from: '],
  ['steps.0.when', { paidLate: null }, 'steps.0.when.paidLate: '],
  ['steps.0.when', { paidLate: { from: 1, below: null } }, 'steps.0.when.paidLate.below: '],
  ['steps.1.task', 'walk', 'steps.1.task: '],
  ['steps.1.task', 'visit', 'steps.1.when: a visit needs an amount (from), and kinds or segments'],
  ['steps.1.task', 'credit-stop', 'steps.1.when: a credit stop is for firms (kinds: [business]) of named segments'],
  ['steps.2.task', 'visit', 'steps.2.task: a visit cannot stand for a letter of the law'],
  ['for', [], 'for: '],
])('strategy with %s = %j', (at, value, message) => {
  expect(refusal(() => parseStrategy(changed(LADDER, at, value), LADDER))).toContain(`${LADDER}: ${message}`)
})

test.each<[string, string, unknown, string]>([
  ['calendars/target.yaml', 'days', { '2027-02-30': { nl: 'a', en: 'b' } }, 'days.2027-02-30: is not a date'],
  ['calendars/target.yaml', 'validUntil', '2031-12-31', 'days: says nothing about 2031, though it is valid then'],
  ['calendars/target.yaml', 'validUntil', '2020-12-31', 'validUntil: lies before validFrom'],
  ['calendars/nl-contact.yaml', 'weekly', ['zondag'], 'weekly: '],
  ['calendars/nl-contact.yaml', 'knownUntil', '2027-12-31', 'knownUntil: lies before validUntil'],
  ['calendars/nl-contact.yaml', 'knownUntil', '2029-12-31', 'days.2030-01-01: lies outside validFrom..knownUntil'],
  ['calendars/nl-contact.yaml', 'knownUntil', undefined, 'days.2029-01-01: lies outside validFrom..validUntil'],
  ['calendars/nl-contact.yaml', 'days.2027-05-07.source', 'decree-2027', 'days.2027-05-07.source: decree-2027 is not one of sources'],
  ['calendars/nl-contact.yaml', 'days.2027-05-07.closed', true, 'days.2027-05-07.closed: should not exist'],
  ['calendars/nl-contact.yaml', 'days.2027-05-07.nl', '', 'days.2027-05-07: needs a name in nl and en'],
  ['calendars/nl-contact.yaml', 'sources.atw', null, 'sources.atw: must be a text'],
  ['calendars/nl-contact.yaml', 'holidays', {}, 'holidays: should not exist'],
])('%s with %s = %j', (path, at, value, message) => {
  expect(refusal(() => parseClosedDays(changed(path, at, value), path))).toContain(`${path}: ${message}`)
})

test.each<[string, unknown, string]>([
  ['rules', [], 'accepted'],
  ['lists', [{ source: 'a', days: ['2026-12-21', '2026-12-22'] }], 'lists.0.days.1: 2026-12 is listed twice (2026-12-21 and 2026-12-22)'],
  [
    'lists',
    [
      { source: 'a', days: ['2026-12-21'] },
      { source: 'b', days: ['2026-12-21'] },
    ],
    'lists.1.days.0: 2026-12 is listed twice',
  ],
  ['lists', [{ source: 'a', days: ['2026-13-21'] }], 'lists.0.days: '],
  ['lists', [{ days: ['2026-12-21'] }], 'lists.0.source: '],
  ['rules.0.shiftByWeekday', { vrijdag: -1 }, 'rules.0.shiftByWeekday.vrijdag: is not a weekday'],
  ['rules.0.shiftByWeekday', { friday: 0.5 }, 'rules.0.shiftByWeekday.friday: must be a whole number of days'],
  ['rules.0.shiftByWeekday', { friday: 6 }, 'rules.0.shiftByWeekday.friday: leaves the month'],
  ['rules.0.until', '2022-12-31', 'rules.0.until: lies before from'],
  ['rules.0.nextWorkingDay', true, 'rules.0.nextWorkingDay: may leave the month'],
  ['rules.0.source', undefined, 'rules.0.source: '],
  ['rules.0.roll', 'preceding', 'rules.0.roll: should not exist'],
  [
    'rules.1',
    { from: '2028-12-31', until: '2030-12-31', source: 'a', nominalDay: 22 },
    'rules.1.from: overlaps the row above it, which holds until 2028-12-31',
  ],
  ['source', undefined, 'source: '],
])('income calendar with %s = %j', (at, value, message) => {
  expect(refusal(() => parseIncomeCalendar(changed('calendars/nl-aow.yaml', at, value), 'aow'))).toContain(
    message === 'accepted' ? message : `aow: ${message}`,
  )
})

test('an income calendar without a rule or a list is refused', () => {
  expect(refusal(() => parseIncomeCalendar({ name: 'x', kind: 'income', source: 'a', lists: [] }, 'x'))).toBe(
    'x: rules: a calendar needs a rule or a list',
  )
})

test('a definition that is not an object is refused', () => {
  expect(refusal(() => parsePublishedPolicy(null, POLICY))).toBe(`${POLICY}: must be an object`)
})
