/** Turns an exchange into the closed outcome of a hand-over: what is proven not accepted, what is accepted, and what nobody knows (rule 11). */
import type { FailureClass, HandOverOutcome } from '#domain'
import type { Exchanged } from '../http-exchange'

/** Sorts a carrier's code (rule 13); undefined for a code it does not know. */
export type Classify = (code: string) => FailureClass | undefined

export function outcomeOf(exchanged: Exchanged, classify: Classify): HandOverOutcome {
  if (exchanged.kind === 'not-sent') return { kind: 'later', failure: 'transient', code: exchanged.code }
  if (exchanged.kind === 'lost') return { kind: 'unknown', code: exchanged.code }
  const { status, body } = exchanged
  if (status >= 400 && status < 500) return refusal(exchanged, classify)
  if (status < 200 || status >= 300) return { kind: 'unknown', code: `http-${status}` }
  const carrierReference = textField(body, 'id')
  return carrierReference === undefined ? { kind: 'unknown', code: 'unreadable-answer' } : { kind: 'accepted', carrierReference }
}

/** Of any 4xx: why not, and whether it may go again. */
export function refusal({ status, body, retryAfterSeconds }: Extract<Exchanged, { kind: 'answered' }>, classify: Classify): HandOverOutcome {
  const code = textField(body, 'code') ?? `http-${status}`
  // The status wins for 429 alone: a carrier that says so has never processed the request.
  const failure = status === 429 ? 'rate-limit' : (classify(code) ?? byStatus(status))
  if (failure === 'indeterminate') return { kind: 'unknown', code }
  if (failure !== 'rate-limit' && failure !== 'transient') return { kind: 'refused', failure, code }
  return retryAfterSeconds === undefined ? { kind: 'later', failure, code } : { kind: 'later', failure, code, retryAfterSeconds }
}

/** An unknown code is final for this attempt: never a blind retry. */
const byStatus = (status: number): FailureClass => (status === 401 || status === 403 || status === 404 ? 'account' : 'permanent')

export function textField(body: unknown, name: string): string | undefined {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined
  return typeof value === 'string' && value !== '' ? value : undefined
}
