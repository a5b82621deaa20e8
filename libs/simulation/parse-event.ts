/** Reads one event of a scenario. */
import { CHANNELS, RECEIPT_STATUSES } from '#domain'
import type { LocalDate } from '#domain'
import { Field } from './field'
import type { ScenarioEvent } from './scenario'

const TYPES = [
  'payment',
  'direct-debit-returned',
  'promise',
  'arrangement',
  'debt-help-notice',
  'dispute',
  'dispute-resolved',
  'extension',
  'not-received',
  'message',
  'delivery',
  'complaint',
  'deceased',
  'stop',
] as const

export function parseEvent(field: Field, references: readonly string[]): ScenarioEvent {
  const named = field.object()['type']
  const type = new Field(`${field.path}.type`, named).oneOf(TYPES)
  const known = <Name extends string>(...names: Name[]): Record<Name | 'at', Field> => field.fields(['at', 'type', ...names])
  const claimOf = (claim: Field): string =>
    references.includes(claim.text()) ? claim.text() : claim.refuse('is not a claim of this scenario')
  switch (type) {
    case 'payment': {
      const { at, claim, amount } = known('claim', 'amount')
      return { at: at.wallClock(), type, claim: claimOf(claim), amount: amount.amount() }
    }
    case 'promise': {
      const { at, payBy } = known('payBy')
      return { at: at.wallClock(), type, payBy: notBefore(at, payBy) }
    }
    case 'direct-debit-returned': {
      const { at, claim, reason } = known('claim', 'reason')
      return { at: at.wallClock(), type, claim: claimOf(claim), reason: reason.matching(/^[A-Z]{2}\d{2}$/, 'a return code such as AM04') }
    }
    case 'arrangement': {
      const { at, instalments, each, claims } = known('instalments', 'each', 'claims')
      const about = claims.isAbsent ? {} : { claims: claims.list().map(claimOf) }
      return { at: at.wallClock(), type, ...parseTerms(instalments, each, at), ...about }
    }
    case 'debt-help-notice': {
      const { at, counsellor } = known('counsellor')
      if (!counsellor.isAbsent && typeof counsellor.value !== 'object') counsellor.text()
      return { at: at.wallClock(), type }
    }
    case 'dispute':
    case 'not-received': {
      const { at, claim } = known('claim')
      return { at: at.wallClock(), type, claim: claimOf(claim) }
    }
    case 'dispute-resolved': {
      const { at, claim, outcome } = known('claim', 'outcome')
      return { at: at.wallClock(), type, claim: claimOf(claim), outcome: outcome.text() }
    }
    case 'extension': {
      const { at, claim, days } = known('claim', 'days')
      return { at: at.wallClock(), type, claim: claimOf(claim), days: days.whole(1, 366) }
    }
    case 'message': {
      const { at, channel, text } = known('channel', 'text')
      text.text()
      return { at: at.wallClock(), type, channel: channel.oneOf(CHANNELS) }
    }
    case 'delivery': {
      const { at, contact, status } = known('contact', 'status')
      return { at: at.wallClock(), type, contact: contact.whole(0, 10_000), status: status.oneOf([...RECEIPT_STATUSES, 'unknown']) }
    }
    case 'complaint': {
      const { at, text } = known('text')
      if (!text.isAbsent) text.text()
      return { at: at.wallClock(), type }
    }
    case 'deceased':
      return { at: field.fields(['at', 'type']).at.wallClock(), type }
    case 'stop': {
      const { at, channel } = known('channel')
      return { at: at.wallClock(), type, channel: channel.oneOf(CHANNELS) }
    }
  }
}

/** Nobody agrees on a day that has passed. */
function notBefore(at: Field, day: Field): LocalDate {
  const agreed = day.date()
  return agreed < at.wallClock().slice(0, 10) ? day.refuse('lies before the event itself') : agreed
}

/** Terms are dated by the pay days, by a list of as many dates, or each by its own `on`. */
function parseTerms(
  instalments: Field,
  each: Field,
  at: Field,
): Pick<Extract<ScenarioEvent, { type: 'arrangement' }>, 'instalments' | 'each'> {
  const terms = instalments.list().map((term) => term.fields(['amount', 'on']))
  if (terms.length === 0) instalments.refuse('must have a term at least')
  const amounts = terms.map(({ amount }) => amount.amount())
  if (each.value === 'pay-day') return { instalments: amounts, each: 'pay-day' }
  const days = (each.isAbsent ? terms.map(({ on }) => on) : each.list()).map((day) => notBefore(at, day))
  if (days.length !== amounts.length) each.refuse(`must be pay-day, or a date for each of the ${amounts.length} terms`)
  if (days.some((day, index) => index > 0 && day <= (days[index - 1] ?? day))) each.refuse('the dates must ascend')
  return { instalments: amounts, each: days }
}
