/** Every fault of every kind becomes a problem; of our own faults the caller learns the request's id and nothing else. */
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common'
import type { PipeLog } from '#pipeline'
import { isPassing } from '#store'
import type { ApiReply, ApiRequest } from './api-request'
import { ProblemException, problemOf, type Problem } from './problem'
import type { RouteTable } from './route-table'

@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: PipeLog,
    private readonly routes: RouteTable,
  ) {}

  catch(fault: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<ApiRequest>()
    const reply = host.switchToHttp().getResponse<ApiReply>()
    if (reply.sent) return
    const problem = this.problemFor(fault, request, reply)
    if (fault instanceof ProblemException) reply.headers(fault.headers)
    if (problem.status === 503) reply.header('retry-after', '1')
    void reply
      .status(problem.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify({ ...problem, requestId: request.id }))
  }

  private problemFor(fault: unknown, request: ApiRequest, reply: ApiReply): Problem {
    if (fault instanceof ProblemException) return fault.problem
    if (request.is404) return this.noRoute(request, reply)
    const known = ofFramework(fault)
    if (known) return known
    this.log.error({ requestId: request.id, route: request.routeOptions.url, ...traceOf(fault) }, 'a request failed')
    return isPassing(fault)
      ? problemOf(503, 'unavailable', 'The database cannot be reached just now. Nothing was changed; try again.')
      : problemOf(500, 'fault', 'Something went wrong in Tijdig. Nothing was changed; the log tells more under the id of this request.')
  }

  private noRoute(request: ApiRequest, reply: ApiReply): Problem {
    const allowed = this.routes.methodsOf(request.url)
    // What is there but for the slash at its end is not there.
    if (allowed.length === 0 || allowed.includes(request.method))
      return problemOf(404, 'no-such-address', 'There is nothing at this address; /docs lists what there is.')
    reply.header('allow', allowed.join(', '))
    return problemOf(405, 'method-not-allowed', `This address answers ${allowed.join(', ')}.`)
  }
}

/** An address that cannot be read meets no route, and no filter of routes. */
export const answerUnreadable = (_fault: unknown, request: ApiRequest, reply: ApiReply): void =>
  void reply
    .status(400)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify({ ...problemOf(400, 'malformed', 'The address cannot be read.'), requestId: request.id }))

const OF_FRAMEWORK: Readonly<Record<number, readonly [string, string]>> = {
  400: ['malformed', 'The request cannot be read.'],
  413: ['too-large', 'The body is larger than this address takes.'],
  414: ['address-too-long', 'The address is too long.'],
  415: ['media-type', 'This address does not take a body of that content type.'],
  503: ['not-ready', 'This process is starting, stopping, or without its database.'],
}

/** Faults that the framework raises for what the caller sent. Their own texts may quote it, so they are not passed on. */
function ofFramework(fault: unknown): Problem | null {
  if (!(fault instanceof Error)) return null
  const status = fault instanceof HttpException ? fault.getStatus() : 'statusCode' in fault ? fault.statusCode : undefined
  if (typeof status !== 'number' || status < 400 || (status >= 500 && !(fault instanceof HttpException && status === 503))) return null
  const [name, detail] = OF_FRAMEWORK[status] ?? ['refused', 'The request cannot be accepted.']
  return problemOf(status, name, detail)
}

/** The message stays out: it may quote a value. */
function traceOf(fault: unknown): Readonly<Record<string, unknown>> {
  if (!(fault instanceof Error)) return { fault: typeof fault }
  const stack = fault.stack
    ?.slice(fault.stack.indexOf('\n    at '))
    .split('\n')
    .slice(1, 9)
    .map((line) => line.trim())
  return { fault: fault.name, code: 'code' in fault ? fault.code : undefined, stack }
}
