/** The codes this carrier speaks, after those of the real ones: Twilio's and Meta's numbers, SMTP's enhanced status, a print house's words. */
import type { Channel, FailureClass } from '#domain'

/** A call is a person's work: it never comes here. */
export type CarriedChannel = Exclude<Channel, 'call'>

export const REFUSAL_KINDS = ['invalid', 'opt-out', 'account', 'busy', 'window'] as const
export type RefusalKind = (typeof REFUSAL_KINDS)[number]

export interface Refusal {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly retryAfterSeconds?: number
}

type Codes = Readonly<Record<RefusalKind, string>>
const CODES: Readonly<Record<CarriedChannel, Codes>> = {
  email: {
    invalid: 'invalid-address',
    'opt-out': 'unsubscribed',
    account: 'unauthorized',
    busy: 'too-many-requests',
    window: 'invalid-content',
  },
  sms: { invalid: '21211', 'opt-out': '21610', account: '20003', busy: '20429', window: '21617' },
  whatsapp: { invalid: '131026', 'opt-out': '131050', account: '190', busy: '130429', window: '131047' },
  letter: {
    invalid: 'bad-address',
    'opt-out': 'bad-address',
    account: 'unknown-customer',
    busy: 'too-many-batches',
    window: 'bad-content',
  },
}

const MESSAGES: Codes = {
  invalid: 'The recipient cannot be reached.',
  'opt-out': 'The recipient has opted out of this sender.',
  account: 'The account may not do this.',
  busy: 'Too many requests.',
  window: 'This form of message is not allowed now.',
}

export function refusal(channel: CarriedChannel, kind: RefusalKind): Refusal {
  const code = CODES[channel][kind]
  const message = MESSAGES[kind]
  if (kind === 'busy') return { status: 429, code, message, retryAfterSeconds: 7 }
  return { status: kind === 'account' ? 401 : 400, code, message }
}

/** Why an accepted message ends badly after all. */
export interface LateFailure {
  readonly failure: FailureClass
  readonly code: string
}

const LATE: Readonly<Record<CarriedChannel, Readonly<Record<'bounced' | 'soft-bounced' | 'opted-out', LateFailure>>>> = {
  email: {
    bounced: { failure: 'permanent', code: '5.1.1' },
    'soft-bounced': { failure: 'transient', code: '4.2.2' },
    'opted-out': { failure: 'opt-out', code: 'spamreport' },
  },
  sms: {
    bounced: { failure: 'permanent', code: '30005' },
    'soft-bounced': { failure: 'transient', code: '30003' },
    'opted-out': { failure: 'opt-out', code: '21610' },
  },
  whatsapp: {
    bounced: { failure: 'permanent', code: '131026' },
    'soft-bounced': { failure: 'transient', code: '131016' },
    'opted-out': { failure: 'opt-out', code: '131050' },
  },
  letter: {
    bounced: { failure: 'permanent', code: 'unknown-at-address' },
    'soft-bounced': { failure: 'transient', code: 'destroyed' },
    'opted-out': { failure: 'permanent', code: 'refused-by-addressee' },
  },
}

/** Free wording outside the 24 hours: Meta takes the message, and says only later that it never went. */
export const WINDOW_CLOSED: LateFailure = { failure: 'window-or-template', code: '131047' }

export const lateFailure = (channel: CarriedChannel, end: 'bounced' | 'soft-bounced' | 'opted-out'): LateFailure => LATE[channel][end]

export const RETURN_REASONS = ['unknown-at-address', 'moved', 'refused-by-addressee', 'deceased'] as const
