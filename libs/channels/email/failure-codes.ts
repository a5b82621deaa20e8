/** The sandbox's codes for e-mail, sorted. */
import type { FailureClass } from '#domain'

const CLASSES: Readonly<Record<string, FailureClass>> = {
  'invalid-address': 'permanent',
  'invalid-content': 'permanent',
  malformed: 'permanent',
  unsubscribed: 'opt-out',
  unauthorized: 'account',
  'too-many-requests': 'rate-limit',
}

export const emailFailure = (code: string): FailureClass | undefined => CLASSES[code]
