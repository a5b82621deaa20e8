/** Codes of an SMS carrier's answer, sorted; the sandbox speaks Twilio's (https://www.twilio.com/docs/api/errors). */
import type { FailureClass } from '#domain'

const CLASSES: Readonly<Record<FailureClass, readonly string[]>> = {
  // The number, the content, or the route to it.
  permanent: ['21211', '21614', '21265', '21266', '21267', '21635', '21612', 'malformed', '30004', '30005', '30006'],
  'opt-out': ['21610'],
  'rate-limit': ['20429', '21611', '14107', '30001'],
  // Said later, of a message that was taken: the telephone was off, the route was down, or it waited too long (30036).
  transient: ['30003', '30008', '30017', '30022', '30036', '30410', '30450'],
  // The number is innocent of a text that is empty or too long.
  'window-or-template': ['21602', '21617'],
  account: [
    '20003',
    '20404',
    '21212',
    '21408',
    '21606',
    '21603',
    '21659',
    '21660',
    '21703',
    '21608',
    '30002',
    '30007',
    '30018',
    '30024',
    '30034',
  ],
  indeterminate: ['20500', '20503'],
}

const byCode = new Map(Object.entries(CLASSES).flatMap(([failure, codes]) => codes.map((code) => [code, failure as FailureClass] as const)))
export const smsFailure = (code: string): FailureClass | undefined => byCode.get(code)
