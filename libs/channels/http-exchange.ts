/** One HTTP exchange with a carrier, told apart by what can be known of it: answered, never sent, or lost on the way. */
import type { IncomingHttpHeaders } from 'node:http'
import { buildConnector, FormData, Pool, type Dispatcher } from 'undici'
import { jsonOf } from './fields'

export interface Answered {
  readonly kind: 'answered'
  readonly status: number
  readonly retryAfterSeconds: number | undefined
  readonly headers: IncomingHttpHeaders
  /** Undefined when it is not JSON. */
  readonly body: unknown
}

export type Exchanged =
  | Answered
  /** Not one byte of the request was written. */
  | { readonly kind: 'not-sent'; readonly code: string }
  | { readonly kind: 'lost'; readonly code: string }

/** A form brings its own content type. */
export type RequestBody = string | AsyncIterable<string> | FormData

export interface Exchange {
  readonly connections: number
  get(path: string): Promise<Exchanged>
  post(path: string, body: RequestBody, timeoutMs?: number): Promise<Exchanged>
  close(): Promise<void>
}

export interface ExchangeOptions {
  /** Paths are added to its own. */
  readonly url: string
  /** Sent with every request: who we are. */
  readonly headers?: Readonly<Record<string, string>>
  /** Of what is posted; JSON when left out. */
  readonly contentType?: string
  readonly timeoutMs: number
  readonly connections: number
}

/**
 * No retry agent and no pipelining: a request on a kept-alive connection that the other side closes under it fails as a socket error
 * (lost), and is never written a second time. Requests that still wait in the pool when a connection breaks were not written.
 */
export function openExchange({ url, headers = {}, contentType = 'application/json', timeoutMs, connections }: ExchangeOptions): Exchange {
  const { origin, pathname } = new URL(url)
  const base = pathname.replace(/\/$/, '')
  const withBody = { ...headers, 'content-type': contentType }
  const pool = new Pool(origin, { connections, pipelining: 1, connect: connecting(timeoutMs), maxResponseSize: 16 * 1024 * 1024 })

  const exchange = async (method: 'GET' | 'POST', path: string, body: RequestBody | null, limit: number): Promise<Exchanged> => {
    try {
      const answer = await pool.request({
        method,
        path: base + path,
        body: body as Dispatcher.DispatchOptions['body'],
        headersTimeout: limit,
        bodyTimeout: limit,
        headers: body === null || body instanceof FormData ? headers : withBody,
      })
      const text = await answer.body.text()
      return {
        kind: 'answered',
        status: answer.statusCode,
        retryAfterSeconds: seconds(answer.headers['retry-after']),
        headers: answer.headers,
        body: jsonOf(text),
      }
    } catch (error) {
      return { kind: neverWritten(error) ? 'not-sent' : 'lost', code: codeOf(error) }
    }
  }

  return {
    connections,
    get: (path) => exchange('GET', path, null, timeoutMs),
    post: (path, body, limit = timeoutMs) => exchange('POST', path, body, limit),
    close: () => pool.close(),
  }
}

const unconnected = new WeakSet<object>()

/** Marks its failures, TLS and name resolution among them: by their codes alone a reset in a handshake and one of a request look the same. */
function connecting(timeout: number): buildConnector.connector {
  const connect = buildConnector({ timeout })
  return (options, callback) =>
    connect(options, (...[fault, socket]: buildConnector.CallbackArgs) => {
      if (fault === null) return callback(null, socket)
      unconnected.add(fault)
      callback(fault, null)
    })
}

/** The request had no connection to be written to. Everything else, a reset above all, may have been read. */
const neverWritten = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && (unconnected.has(error) || partsOf(error).code === 'UND_ERR_CLOSED')

function codeOf(error: unknown): string {
  const { code, name } = partsOf(error)
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'unreadable'
}

const partsOf = (error: unknown): { readonly code?: unknown; readonly name?: unknown } =>
  typeof error === 'object' && error !== null ? error : {}

/** A date instead of seconds is left out: it would need a clock. */
function seconds(header: string | string[] | undefined): number | undefined {
  return typeof header === 'string' && /^\d{1,6}$/.test(header) ? Number(header) : undefined
}
