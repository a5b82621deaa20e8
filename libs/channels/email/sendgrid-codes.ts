/** What SendGrid says of a message, sorted: at once by the field that is wrong, later by the event. */
import type { FailureClass } from '#domain'

const FIELDS: readonly (readonly [RegExp, FailureClass])[] = [
  [/^personalizations\.to\b/, 'permanent'],
  [/^(from|reply_to)\b/, 'account'],
  // The address is innocent of a message that is too large or badly made.
  [/^(personalizations|subject|content|attachments|headers|custom_args|http-413$)/, 'window-or-template'],
  [/^http-405$/, 'account'],
]

/** By the field, without the places in its lists; undefined where the status has to tell. */
export const sendgridFailure = (field: string): FailureClass | undefined => FIELDS.find(([pattern]) => pattern.test(field))?.[1]

/** Why SendGrid did not even try: somebody asked it not to, or the address has bounced before. */
export function droppedFailure(reason: string): FailureClass {
  if (/unsubscribed|spam report/i.test(reason)) return 'opt-out'
  return /bounced|invalid/i.test(reason) ? 'permanent' : 'account'
}
