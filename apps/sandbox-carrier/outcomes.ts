/** What may become of a message: the closed set of answers to the request, and of courses after acceptance. */
import type { Refusal } from './codes'
import type { ReplyKind } from './replies'

/** The answer to the request; where it is lost, `accepted` says what the carrier did nevertheless. */
export type Answer =
  | { readonly kind: 'accept' }
  /** Accepted, but the answer is not JSON. */
  | { readonly kind: 'garble' }
  | ({ readonly kind: 'refuse' } & Refusal)
  | { readonly kind: 'fail'; readonly accepted: boolean }
  | { readonly kind: 'cut'; readonly accepted: boolean }
  | { readonly kind: 'silence'; readonly accepted: boolean }

export type CourseEnd = 'delivered' | 'read' | 'bounced' | 'soft-bounced' | 'opted-out' | 'returned' | 'nothing'

/** What happens after acceptance. */
export interface Course {
  readonly end: CourseEnd
  readonly reply: ReplyKind | null
  /** Callbacks come twice. */
  readonly doubled: boolean
  /** `delivered` arrives before `sent`. */
  readonly disordered: boolean
}

export interface Fate {
  readonly answer: Answer
  /** Real milliseconds before the answer. */
  readonly delay: number
  readonly course: Course
}

export const QUIET: Course = { end: 'delivered', reply: null, doubled: false, disordered: false }
export const CALM: Fate = { answer: { kind: 'accept' }, delay: 0, course: QUIET }

export const accepts = (answer: Answer): boolean =>
  answer.kind === 'accept' || answer.kind === 'garble' || ('accepted' in answer && answer.accepted)
