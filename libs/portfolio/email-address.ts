/** E-mail addresses: what class-validator takes for one, with a short way for the plain ones that nearly all are. */
import { isEmail } from 'class-validator'

/** Of these, `isEmail` accepts every one that is short enough for its limits to mean nothing; a property test holds it to that. */
const PLAIN = /^[a-z0-9]+(?:[._+-][a-z0-9]+)*@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,}$/i
const SHORT = 60

export const isEmailAddress = (text: unknown): boolean =>
  (typeof text === 'string' && text.length <= SHORT && PLAIN.test(text)) || isEmail(text)
