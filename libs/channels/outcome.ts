/** Turns an exchange into the closed outcome of a hand-over: what is proven not accepted, what is accepted, and what nobody knows (rule 11). */
import type { FailureClass, HandOverOutcome } from '#domain'
import type { Answered, Exchanged } from './http-exchange'

/** How the answers of one carrier are read. */
export interface Reading {
  /** Under what it has accepted; undefined where a success does not say so. */
  readonly reference: (answer: Answered) => string | undefined
  /** Its own code of a refusal. */
  readonly code: (answer: Answered) => string | undefined
  /** Sorts the code (rule 13); undefined for one that is not known. */
  readonly classify: (code: string) => FailureClass | undefined
}

export function outcomeOf(exchanged: Exchanged, reading: Reading): HandOverOutcome {
  if (exchanged.kind === 'not-sent') return { kind: 'later', failure: 'transient', code: exchanged.code }
  if (exchanged.kind === 'lost') return { kind: 'unknown', code: exchanged.code }
  const { status } = exchanged
  if (status >= 400 && status < 500) return refusal(exchanged, reading)
  if (status < 200 || status >= 300) return { kind: 'unknown', code: `http-${status}` }
  const carrierReference = reading.reference(exchanged)
  return carrierReference === undefined ? { kind: 'unknown', code: 'unreadable-answer' } : { kind: 'accepted', carrierReference }
}

/** Of any 4xx: why not, and whether it may go again. The code decides, for the status of one code differs by source. */
function refusal(answer: Answered, { code: codeOf, classify }: Reading): HandOverOutcome {
  const { status, retryAfterSeconds } = answer
  const code = codeOf(answer) ?? `http-${status}`
  const sorted = classify(code)
  const failure = sorted ?? byStatus(status)
  if (failure === 'indeterminate') return { kind: 'unknown', code }
  if (failure !== 'rate-limit' && failure !== 'transient')
    return { kind: 'refused', failure, code, ...(sorted === undefined && failure === UNKNOWN_CODE && UNFAMILIAR) }
  return retryAfterSeconds === undefined ? { kind: 'later', failure, code } : { kind: 'later', failure, code, retryAfterSeconds }
}

/** Final for this attempt, for nothing says that a second request would be better; and nothing says that the address is to blame. */
export const UNKNOWN_CODE: FailureClass = 'window-or-template'

const UNFAMILIAR = { unfamiliar: true } as const

/** What is said later of a message that failed, by a code or, where there is none, by the word for it. */
export function failureOf(
  code: string | undefined,
  word: string,
  classify: Reading['classify'],
): { readonly failure: FailureClass; readonly code: string; readonly unfamiliar?: true } {
  const sorted = classify(code ?? word)
  return { failure: sorted ?? UNKNOWN_CODE, code: code ?? word, ...(code !== undefined && sorted === undefined && UNFAMILIAR) }
}

/** A carrier that says 429 has never processed the request. */
function byStatus(status: number): FailureClass {
  if (status === 429) return 'rate-limit'
  return status === 401 || status === 403 || status === 404 ? 'account' : UNKNOWN_CODE
}
