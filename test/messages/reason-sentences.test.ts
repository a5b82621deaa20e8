/** Every reason can be read to a debtor, in both languages, without codes and without more than we know. */
import { byChannel, channelName, CHANNELS, HOLD_KINDS, LADDER_PHASES, LANGUAGES, phaseName, reasonSentence, SIDE_PHASES } from '#domain'
import type { LocalDate, LocalTime, Reason, ReasonCode } from '#domain'
import { shipped } from '../scenarios/shipped-configuration'

const day = '2027-04-09' as LocalDate
const later = '2027-04-12' as LocalDate
const channel = 'sms' as const
const phase = 'formal-notice' as const
const claim = 'INV-1'
/** One of each code; a new code without an example does not compile. */
const EXAMPLES: { readonly [Code in ReasonCode]: Extract<Reason, { code: Code }> } = {
  'step-due': { code: 'step-due', step: 's', phase, day, claim },
  'soft-due-date': { code: 'soft-due-date', claim, dueOn: day, creditOn: day, softDueOn: later },
  'moved-to-income': { code: 'moved-to-income', from: day, creditOn: later },
  'moved-earlier': { code: 'moved-earlier', from: later, to: day, closed: later },
  'behaved-before': { code: 'behaved-before', paidLate: 3, paidOnTime: 0, brokenPromises: 1 },
  consolidated: { code: 'consolidated', claims: [claim, 'INV-2', 'INV-3'] },
  'pay-by-follows-income': { code: 'pay-by-follows-income', legalEnd: day, payBy: later },
  'legal-term': { code: 'legal-term', delivered: day, legalEnd: later },
  'term-lapsed': { code: 'term-lapsed', endedOn: day },
  'first-invoice': { code: 'first-invoice', claim },
  'channel-of-step': { code: 'channel-of-step', channel },
  'channel-legal': { code: 'channel-legal', channel: 'letter', phase },
  'channel-preferred': { code: 'channel-preferred', channel },
  'channel-observed': { code: 'channel-observed', channel, answered: 3, contacts: 4 },
  'channel-untried': { code: 'channel-untried', channel, than: 'email', answered: 0, contacts: 3 },
  'channel-of-policy': { code: 'channel-of-policy', channel, phase: 'reminder' },
  'channel-by-age': { code: 'channel-by-age', channel },
  'best-hour': { code: 'best-hour', channel, hour: '17:00' as LocalTime, answered: 3, of: 4 },
  'channel-default': { code: 'channel-default', channel },
  'channel-fallback': { code: 'channel-fallback', channel, failed: 'email' },
  'not-online': { code: 'not-online' },
  'step-not-due': { code: 'step-not-due', step: 's', phase, day, claim },
  'closed-day': { code: 'closed-day', day, name: 'Goede Vrijdag' },
  'outside-hours': { code: 'outside-hours', channel, opens: '09:00' as LocalTime, closes: '19:00' as LocalTime },
  'to-be-collected': { code: 'to-be-collected', claim, on: later },
  collected: { code: 'collected', claim, on: day },
  'not-received': { code: 'not-received', claims: [claim, 'INV-2'], on: day },
  'answer-owed': { code: 'answer-owed', kind: 'complaint', on: day },
  'debit-returned': { code: 'debit-returned', claim, on: day },
  'instalment-near': { code: 'instalment-near', number: 2, on: later },
  'asked-by-person': { code: 'asked-by-person' },
  'reminder-passed': { code: 'reminder-passed', claim },
  'arrangement-broken': { code: 'arrangement-broken', on: day },
  'debt-help-since': { code: 'debt-help-since', since: day, months: 4 },
  'cap-day': { code: 'cap-day', perDay: 1 },
  'cap-window': { code: 'cap-window', perWindow: 3, windowDays: 7 },
  'phase-gap': { code: 'phase-gap', days: 7, lastOn: day },
  'contact-under-way': { code: 'contact-under-way', channel, phase },
  hold: { code: 'hold', kind: 'dispute', claim },
  'promise-open': { code: 'promise-open', payBy: day, graceUntil: later },
  'payments-not-read': { code: 'payments-not-read', through: day },
  'person-decides': { code: 'person-decides', claim },
  settled: { code: 'settled' },
  'preference-unknown': { code: 'preference-unknown' },
  'campaign-paused': { code: 'campaign-paused' },
  'claim-settled': { code: 'claim-settled', claim },
  'costs-changed': { code: 'costs-changed', was: 4_000, now: 0 },
  'amount-changed': { code: 'amount-changed', was: 18_000, now: 6_250 },
  'no-consent': { code: 'no-consent', channel: 'whatsapp' },
  'opted-out': { code: 'opted-out', channel },
  'channel-closed': { code: 'channel-closed', channel, phase },
  'contact-point-unusable': { code: 'contact-point-unusable', channel },
  'no-channel-left': { code: 'no-channel-left', phase },
  'beyond-calendar': { code: 'beyond-calendar', calendar: 'nl-aow', day },
  'too-late': { code: 'too-late', hours: 24 },
  'stopped-by-operator': { code: 'stopped-by-operator' },
  superseded: { code: 'superseded' },
  'promise-broken': { code: 'promise-broken', payBy: day },
  'visit-due': { code: 'visit-due', claim, day },
  'credit-stop-due': { code: 'credit-stop-due', claim, day },
  'ladder-ended': { code: 'ladder-ended', claim, day },
}

describe.each(LANGUAGES)('reasons in %s', (language) => {
  it.each(Object.values(EXAMPLES))('$code is a sentence', (reason) => {
    const said = reasonSentence(reason, language)
    expect(said).toMatch(/^[A-ZÀ-Ý0-9][^\n]*\.$/)
    expect(said).not.toMatch(/undefined|NaN|\d{4}-\d{2}-\d{2}|formal-notice|not-|income|salar|uitkering|benefit/)
    for (const sentence of said.split(/(?<=[.?!])\s+/)) expect(sentence.split(' ').length).toBeLessThanOrEqual(22)
  })

  it('tells a hold from another, and whether it is for one invoice', () => {
    const said = HOLD_KINDS.map((kind) => reasonSentence({ code: 'hold', kind, claim: null }, language))
    expect(new Set(said).size).toBe(HOLD_KINDS.length)
    expect(reasonSentence(EXAMPLES.hold, language)).toContain('INV-1')
  })

  it('names every phase and channel', () => {
    for (const each of [...LADDER_PHASES, ...SIDE_PHASES]) expect(phaseName(each, language).length).toBeGreaterThan(3)
    for (const each of CHANNELS) expect(byChannel(each, language)).toContain(channelName(each, language))
  })
})

it('names a holiday as the calendar does in that language, and a day off of the creditor as the creditor does', () => {
  const contact = shipped.closedDays.find(({ name }) => name === 'nl-contact')!
  const saidOf = (name: string): string => reasonSentence({ code: 'closed-day', day, name }, 'en')
  for (const { nl, en } of Object.values(contact.days)) expect(saidOf(nl)).toContain(`(${en})`)
  expect(saidOf('Kerstsluiting')).toContain('(Kerstsluiting)')
})

it('speaks of income without naming a source', () => {
  expect(reasonSentence({ ...EXAMPLES['moved-to-income'], told: true }, 'nl')).toBe(
    'U vertelde ons dat uw geld rond 12 april 2027 binnenkomt. Daarom sturen wij dit bericht niet al op 9 april 2027.',
  )
  expect(reasonSentence(EXAMPLES['moved-to-income'], 'nl')).toBe(
    'Rond 12 april 2027 komt er waarschijnlijk geld binnen. Daarom sturen wij dit bericht niet al op 9 april 2027.',
  )
})
