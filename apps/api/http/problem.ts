/** Problem details (RFC 9457): the one form of everything the API refuses. */
import { STATUS_CODES } from 'node:http'
import { HttpException } from '@nestjs/common'

/** One field that does not fit: a JSON pointer into the body, or the name of a parameter. */
export interface FieldError {
  readonly pointer: string
  readonly message: string
}

/** The JSON pointer (RFC 6901) to what is under this name. */
export const pointerTo = (above: string, name: string): string => `${above}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`

export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly requestId?: string
  readonly errors?: readonly FieldError[]
}

/** The type is a name, stable for programs; the detail is for people and may change. */
export class ProblemException extends HttpException {
  constructor(
    readonly problem: Problem,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(problem, problem.status)
  }
}

export function problemOf(status: number, name: string, detail: string, errors?: readonly FieldError[]): Problem {
  return { type: `urn:tijdig:problem:${name}`, title: STATUS_CODES[status] ?? 'Error', status, detail, ...(errors && { errors }) }
}

export const refuse = (status: number, name: string, detail: string, errors?: readonly FieldError[]): ProblemException =>
  new ProblemException(problemOf(status, name, detail, errors))

/** Also for what belongs to somebody else: whether it exists is not told. */
export const notFound = (what: string): ProblemException => refuse(404, 'not-found', `There is no such ${what}.`)
export const conflict = (name: string, detail: string): ProblemException => refuse(409, name, detail)
export const forbidden = (detail: string): ProblemException => refuse(403, 'forbidden', detail)
export const badRequest = (name: string, detail: string): ProblemException => refuse(400, name, detail)
export const invalid = (errors: readonly FieldError[]): ProblemException =>
  refuse(422, 'invalid', `${errors.length === 1 ? 'One field does' : `${errors.length} fields do`} not fit.`, errors)
export const invalidField = (pointer: string, message: string): ProblemException => invalid([{ pointer, message }])
export const preconditionFailed = (): ProblemException =>
  refuse(412, 'changed-meanwhile', 'It has changed since you read it: read it again, and repeat your change on what you find.')
export const preconditionRequired = (): ProblemException =>
  refuse(428, 'if-match-required', "Send the ETag that you read with it as If-Match, so that nobody's change is overwritten.")
export const unauthorized = (): ProblemException =>
  new ProblemException(problemOf(401, 'unauthorized', 'Log in, or send a key that is live: Authorization: Bearer tijdig_…'), {
    'www-authenticate': 'Bearer realm="tijdig"',
  })
export const tooMany = (seconds: number): ProblemException =>
  new ProblemException(problemOf(429, 'too-many-requests', `Too many requests: try again in ${seconds} seconds.`), {
    'retry-after': String(seconds),
  })

export function found<T>(row: T | null, what: string): T {
  if (row === null) throw notFound(what)
  return row
}
