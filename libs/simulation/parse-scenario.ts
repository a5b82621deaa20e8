/** Reads a scenario; what the format does not know, or what is not supported yet, is refused by its path. */
import { CHANNELS, DEBTOR_KINDS, LANGUAGES, SEGMENTS, WEEKDAYS } from '#domain'
import type { ChannelResponse, ContactPointId, IncomeRule, Mandate, PaidBefore, ReachablePoint } from '#domain'
import { Field } from './field'
import { parseEvent } from './parse-event'
import { RESULT_LISTS } from './scenario'
import type { Expectation, Scenario, ScenarioClaim, ScenarioDebtor } from './scenario'

export function parseScenario(json: unknown): Scenario {
  const root = new Field('', json)
  const scenario = root.fields(['name', 'policy', 'strategy', 'settings', 'from', 'until', 'debtor', 'claims', 'events', 'expect'])
  const from = scenario.from.date()
  const until = scenario.until.date()
  if (until < from) scenario.until.refuse('lies before from')
  const claims = scenario.claims.list().map(parseClaim)
  const references = claims.map(({ reference }) => reference)
  const twice = references.findIndex((reference, index) => references.indexOf(reference) !== index)
  if (twice >= 0) new Field(`claims.${twice}.reference`, null).refuse(`${references[twice] ?? ''} is used twice`)
  return {
    name: scenario.name.text(),
    policy: scenario.policy.text(),
    strategy: scenario.strategy.text(),
    settings: scenario.settings.isAbsent ? {} : scenario.settings.object(),
    from,
    until,
    debtor: parseDebtor(scenario.debtor),
    claims,
    events: scenario.events.isAbsent ? [] : scenario.events.list().map((event) => parseEvent(event, references)),
    expect: scenario.expect.isAbsent ? null : parseExpectation(scenario.expect),
  }
}

function parseDebtor(field: Field): ScenarioDebtor {
  const debtor = field.fields([
    'reference',
    'kind',
    'language',
    'segment',
    'online',
    'preferredChannel',
    'contactPoints',
    'income',
    'mandate',
    'responses',
    'birthYear',
    'paidBefore',
  ])
  return {
    reference: debtor.reference.text(),
    kind: debtor.kind.oneOf(DEBTOR_KINDS),
    language: debtor.language.isAbsent ? 'nl' : debtor.language.oneOf(LANGUAGES),
    segment: debtor.segment.isAbsent ? 'standard' : debtor.segment.oneOf(SEGMENTS),
    online: debtor.online.isAbsent ? true : debtor.online.flag(),
    preferredChannel: debtor.preferredChannel.isAbsent ? null : debtor.preferredChannel.oneOf(CHANNELS),
    points: debtor.contactPoints.list().map(parsePoint),
    income: debtor.income.isAbsent ? null : parseIncome(debtor.income),
    mandate: debtor.mandate.isAbsent ? null : parseMandate(debtor.mandate),
    responses: debtor.responses.isAbsent ? null : debtor.responses.list().map(parseResponse),
    birthYear: debtor.birthYear.isAbsent ? null : debtor.birthYear.whole(1900, 2100),
    paidBefore: debtor.paidBefore.isAbsent ? null : parsePaidBefore(debtor.paidBefore),
  }
}

function parsePoint(field: Field, index: number): ReachablePoint {
  const { channel, address, consentedOn } = field.fields(['channel', 'address', 'consentedOn'])
  const by = channel.oneOf(CHANNELS)
  if (by === 'letter') parseAddress(address)
  else address.text()
  return {
    id: `point-${index}` as ContactPointId,
    channel: by,
    purpose: 'both',
    usable: true,
    optedOut: false,
    consentedOn: consentedOn.isAbsent ? null : consentedOn.date(),
  }
}

/** Decide knows no address; it is read so that a scenario with half an address is not taken for one with a whole. */
function parseAddress(field: Field): void {
  const { attention, addition, ...required } = field.fields([
    'name',
    'attention',
    'street',
    'houseNumber',
    'addition',
    'postcode',
    'city',
    'country',
  ])
  for (const part of Object.values(required)) part.text()
  for (const part of [attention, addition]) if (!part.isAbsent) part.text()
}

function parseMandate(field: Field): Mandate {
  const { reference, signedOn, collectOn } = field.fields(['reference', 'signedOn', 'collectOn'])
  return {
    reference: reference.text(),
    signedOn: signedOn.date(),
    collectOn: collectOn.value === 'day-after-income' ? collectOn.value : collectOn.whole(1, 28),
  }
}

/** What the debtor did with contacts before the play: counts over a channel, when they answered, and the counts of debtors like them. */
function parseResponse(field: Field): ChannelResponse {
  const { channel, contacts, answered, answeredAt, like } = field.fields(['channel', 'contacts', 'answered', 'answeredAt', 'like'])
  const of = like.isAbsent ? null : like.fields(['contacts', 'answered'])
  const made = contacts.whole(0, 10_000)
  const likeMade = of?.contacts.whole(0, 1_000_000_000) ?? 0
  return {
    channel: channel.oneOf(CHANNELS),
    contacts: made,
    answered: answered.whole(0, made),
    answeredAt: answeredAt.isAbsent ? [] : answeredAt.list().map((at) => at.instant()),
    like: { contacts: likeMade, answered: of?.answered.whole(0, likeMade) ?? 0 },
  }
}

/** Invoices that were paid before the play, after their due date or by it; null: none. */
function parsePaidBefore(field: Field): PaidBefore | null {
  const { late, onTime } = field.fields(['late', 'onTime'])
  const times = (of: Field): number => (of.isAbsent ? 0 : of.whole(0, 10_000))
  const paid = { late: times(late), onTime: times(onTime) }
  return paid.late + paid.onTime > 0 ? paid : null
}

const ROLLS = ['preceding', 'following'] as const

function parseIncome(field: Field): IncomeRule {
  const names = Object.keys(field.object())
  if (names.includes('calendar')) return { calendar: field.fields(['calendar']).calendar.text() }
  const { every, day, weekday, anchor, roll } = field.fields(['every', 'day', 'weekday', 'anchor', 'roll'])
  const kind = every.oneOf(['month', 'week', 'four-weeks'] as const)
  for (const [of, given] of [
    ['month', day],
    ['week', weekday],
    ['four-weeks', anchor],
  ] as const) {
    if (of !== kind && !given.isAbsent) given.refuse(`does not belong to every ${kind}`)
  }
  const rolls = roll.isAbsent ? 'preceding' : roll.oneOf(ROLLS)
  switch (kind) {
    case 'month':
      return { every: kind, day: day.value === 'last' ? 'last' : day.whole(1, 31), roll: rolls }
    case 'week':
      return { every: kind, weekday: weekday.oneOf(WEEKDAYS), roll: rolls }
    case 'four-weeks':
      return { every: kind, anchor: anchor.date(), roll: rolls }
  }
}

function parseClaim(field: Field): ScenarioClaim {
  const { reference, issuedOn, dueOn, amount } = field.fields(['reference', 'issuedOn', 'dueOn', 'amount'])
  const claim = { reference: reference.text(), issuedOn: issuedOn.date(), dueOn: dueOn.date(), amount: amount.amount() }
  return claim.dueOn < claim.issuedOn ? dueOn.refuse('lies before issuedOn') : claim
}

function parseExpectation(field: Field): Expectation {
  const lists = field.fields(RESULT_LISTS)
  const given = RESULT_LISTS.filter((name) => !lists[name].isAbsent)
  return Object.fromEntries(given.map((name) => [name, lists[name].list().map((item) => item.object())]))
}
