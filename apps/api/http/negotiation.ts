/** What the caller can read, and whether the route can say it so: JSON everywhere, CSV where a file is given. */
import type { FastifyRequest } from 'fastify'
import { ProblemException, problemOf } from './problem'

const READABLE = ['*/*', 'application/*', 'application/json', 'application/problem+json', 'text/csv', 'text/event-stream', 'text/*']

/** The refusal, or null when one of the caller's types fits. */
export function notAcceptable({ headers: { accept } }: FastifyRequest): ProblemException | null {
  if (accept === undefined || accept.split(',').some(readable)) return null
  return new ProblemException(problemOf(406, 'not-acceptable', 'Answers are application/json; say so, or nothing, in Accept.'))
}

function readable(range: string): boolean {
  const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
  const weight = parameters.find((parameter) => parameter.startsWith('q='))
  return READABLE.includes(type) && (weight === undefined || Number(weight.slice(2)) > 0)
}
