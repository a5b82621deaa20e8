/**
 * Recipients with a known fate, whatever the behaviour (as Twilio's magic numbers). The word is the whole local part of the e-mail
 * address or what stands before a `+` in it (`reset@any.example`, `reset+7@any.example`); the number stands for the last five digits
 * of a telephone number (`+31612399005`); for a letter, the word is the city.
 *
 * | word             | digits | what happens                                                        |
 * |------------------|--------|---------------------------------------------------------------------|
 * | refused          | 99001  | refused, permanent                                                  |
 * | unsubscribed     | 99002  | refused, the person opted out                                       |
 * | unauthorized     | 99003  | 401, our account                                                    |
 * | busy             | 99004  | 429 with retry-after 7                                              |
 * | reset            | 99005  | accepted, then the connection is cut before the answer              |
 * | reset-unaccepted | 99006  | the connection is cut, nothing accepted                             |
 * | error            | 99007  | 500, nothing accepted                                               |
 * | error-accepted   | 99008  | 500, but accepted                                                   |
 * | silent           | 99009  | never answered, nothing accepted                                    |
 * | silent-accepted  | 99010  | never answered, but accepted                                        |
 * | garbled          | 99011  | accepted, the answer cannot be read                                 |
 * | template         | 99012  | refused, this form of message is not allowed                        |
 * | bounce           | 99021  | accepted, fails later for good (a letter comes back)                |
 * | soft-bounce      | 99022  | accepted, fails later for now                                       |
 * | complaint        | 99023  | accepted, fails later as an opt-out                                 |
 * | lost             | 99024  | accepted, and nothing is heard of it again                          |
 * | read             | 99025  | accepted, delivered, read                                           |
 * | twice            | 99026  | accepted, every callback comes twice, delivered before sent         |
 * | reply-stop, reply-paid, reply-later, reply-parts, reply-dispute, reply-question | 99031 .. 99036 | read and answered |
 */
import { refusal, type CarriedChannel, type RefusalKind } from './codes'
import type { Answer, Course } from './outcomes'
import type { ReplyKind } from './replies'

interface Convention {
  readonly answer?: Answer
  readonly course?: Partial<Course>
}

const refused =
  (kind: RefusalKind) =>
  (channel: CarriedChannel): Convention => ({ answer: { kind: 'refuse', ...refusal(channel, kind) } })
const answered = (answer: Answer) => (): Convention => ({ answer })
const then = (course: Partial<Course>) => (): Convention => ({ course })
const replied = (reply: ReplyKind) => then({ end: 'read', reply })

const CONVENTIONS: readonly (readonly [word: string, digits: string, fate: (channel: CarriedChannel) => Convention])[] = [
  ['refused', '99001', refused('invalid')],
  ['unsubscribed', '99002', refused('opt-out')],
  ['unauthorized', '99003', refused('account')],
  ['busy', '99004', refused('busy')],
  ['reset', '99005', answered({ kind: 'cut', accepted: true })],
  ['reset-unaccepted', '99006', answered({ kind: 'cut', accepted: false })],
  ['error', '99007', answered({ kind: 'fail', accepted: false })],
  ['error-accepted', '99008', answered({ kind: 'fail', accepted: true })],
  ['silent', '99009', answered({ kind: 'silence', accepted: false })],
  ['silent-accepted', '99010', answered({ kind: 'silence', accepted: true })],
  ['garbled', '99011', answered({ kind: 'garble' })],
  ['template', '99012', refused('window')],
  ['bounce', '99021', (channel) => ({ course: { end: channel === 'letter' ? 'returned' : 'bounced' } })],
  ['soft-bounce', '99022', then({ end: 'soft-bounced' })],
  ['complaint', '99023', then({ end: 'opted-out' })],
  ['lost', '99024', then({ end: 'nothing' })],
  ['read', '99025', then({ end: 'read' })],
  ['twice', '99026', then({ doubled: true, disordered: true })],
  ['reply-stop', '99031', replied('stop')],
  ['reply-paid', '99032', replied('paid')],
  ['reply-later', '99033', replied('later')],
  ['reply-parts', '99034', replied('parts')],
  ['reply-dispute', '99035', replied('dispute')],
  ['reply-question', '99036', replied('question')],
]

const byWord = new Map(CONVENTIONS.map(([word, , fate]) => [word, fate]))
const byDigits = new Map(CONVENTIONS.map(([, digits, fate]) => [digits, fate]))

/** The word of a letter is the last line of its address, see `addressLine`. */
export function conventionFor(channel: CarriedChannel, to: string): Convention | undefined {
  if (channel === 'sms' || channel === 'whatsapp') return byDigits.get(to.slice(-5))?.(channel)
  const word = channel === 'email' ? to.split('@')[0]?.split('+')[0] : to.split(', ').at(-1)
  return word === undefined ? undefined : byWord.get(word.toLowerCase())?.(channel)
}
