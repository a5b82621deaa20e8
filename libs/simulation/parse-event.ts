/** Reads one event of a scenario. */
import { CHANNELS, RECEIPT_STATUSES } from '#domain'
import { Field } from './field'
import type { ScenarioEvent } from './scenario'

const TYPES = ['payment', 'promise', 'dispute', 'dispute-resolved', 'extension', 'message', 'delivery', 'complaint', 'deceased', 'stop'] as const
const NOT_YET = ['direct-debit-returned', 'arrangement', 'debt-help-notice']

export function parseEvent(field: Field, references: readonly string[]): ScenarioEvent {
  const named = field.object()['type']
  if (typeof named === 'string' && NOT_YET.includes(named)) new Field(`${field.path}.type`, named).refuse(`${named} is not supported yet`)
  const type = new Field(`${field.path}.type`, named).oneOf(TYPES)
  const known = <Name extends string>(...names: Name[]): Record<Name | 'at', Field> => field.fields(['at', 'type', ...names])
  const claimOf = (claim: Field): string => (references.includes(claim.text()) ? claim.text() : claim.refuse('is not a claim of this scenario'))
  switch (type) {
    case 'payment': {
      const { at, claim, amount } = known('claim', 'amount')
      return { at: at.wallClock(), type, claim: claimOf(claim), amount: amount.amount() }
    }
    case 'promise': {
      const { at, payBy } = known('payBy')
      return { at: at.wallClock(), type, payBy: payBy.date() }
    }
    case 'dispute': {
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
