/** What the Cloud API's answer proves of a message: accepted, not accepted and why, or nothing (rule 11). */
import type { FailureClass, HandOverOutcome } from '#domain'
import type { Exchanged } from '../http-exchange'
import { whatsappFailure } from './failure-codes'

export function cloudOutcome(exchanged: Exchanged): HandOverOutcome {
  if (exchanged.kind === 'not-sent') return { kind: 'later', failure: 'transient', code: exchanged.code }
  if (exchanged.kind === 'lost') return { kind: 'unknown', code: exchanged.code }
  const { status, body } = exchanged
  if (status >= 400 && status < 500) return refusal(exchanged)
  if (status < 200 || status >= 300) return { kind: 'unknown', code: `http-${status}` }
  const carrierReference = messageIdOf(body)
  return carrierReference === undefined ? { kind: 'unknown', code: 'unreadable-answer' } : { kind: 'accepted', carrierReference }
}

/** The code decides, for limits come as 400 and as 429 alike; a 429 without one we know was still not processed. */
function refusal({ status, body, retryAfterSeconds }: Extract<Exchanged, { kind: 'answered' }>): HandOverOutcome {
  const given = field(field(body, 'error'), 'code')
  const code = typeof given === 'number' || typeof given === 'string' ? String(given) : `http-${status}`
  const failure = whatsappFailure(code) ?? byStatus(status)
  if (failure !== 'rate-limit' && failure !== 'transient') return { kind: 'refused', failure, code }
  return retryAfterSeconds === undefined ? { kind: 'later', failure, code } : { kind: 'later', failure, code, retryAfterSeconds }
}

/** An unknown code is final for this attempt: never a blind retry. */
function byStatus(status: number): FailureClass {
  if (status === 429) return 'rate-limit'
  return status === 401 || status === 403 || status === 404 ? 'account' : 'permanent'
}

function messageIdOf(body: unknown): string | undefined {
  const messages = field(body, 'messages')
  const id = Array.isArray(messages) ? field(messages[0], 'id') : undefined
  return typeof id === 'string' && id !== '' ? id : undefined
}

const field = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined)
