/** Codes of the WhatsApp Cloud API, sorted; the sandbox speaks them too. The code decides, not the HTTP status, which differs per source. */
import type { FailureClass } from '#domain'

const CLASSES: Readonly<Record<FailureClass, readonly string[]>> = {
  // Not on WhatsApp, an old app, bad content; 131049 and 130472 ask to wait a day or more, for which another channel is better.
  permanent: ['131026', '131021', '131051', '131008', '131009', '100', '33', '131052', '131053', '131049', '130472', 'malformed'],
  'opt-out': ['131050'],
  'rate-limit': ['4', '80007', '130429', '131048', '133016'],
  // 131056 is too many to one number: that person waits, and the sender's pace has nothing to do with it.
  transient: ['1', '2', '131000', '131016', '131056', '131057'],
  // More than 24 hours after the person's last message, or a template that is missing, paused or does not fit.
  'window-or-template': ['131047', '132000', '132001', '132005', '132007', '132012', '132015', '132016', '132068', '132069'],
  account: ['0', '3', '10', '190', '368', '130497', '131005', '131031', '131037', '131042', '131045', '131064', '133010'],
  indeterminate: [],
}

const byCode = new Map(Object.entries(CLASSES).flatMap(([failure, codes]) => codes.map((code) => [code, failure as FailureClass] as const)))
/** 200 to 299 are permissions that our token lacks. */
export const whatsappFailure = (code: string): FailureClass | undefined =>
  byCode.get(code) ?? (/^2\d\d$/.test(code) ? 'account' : undefined)
