/** One HTTP exchange with a carrier, told apart by what can be known of it: answered, never sent, or lost on the way. */
import { Pool, type Dispatcher } from 'undici'

export type Exchanged =
  /** `body` is undefined when it is not JSON. */
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfterSeconds: number | undefined; readonly body: unknown }
  /** Not one byte of the request was written. */
  | { readonly kind: 'not-sent'; readonly code: string }
  | { readonly kind: 'lost'; readonly code: string }

export type RequestBody = string | AsyncIterable<string>

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
  readonly timeoutMs: number
  readonly connections: number
}

/**
 * No retry agent and no pipelining: a request on a kept-alive connection that the other side closes under it fails as a socket error
 * (lost), and is never written a second time. Requests that still wait in the pool when a connection breaks were not written.
 */
export function openExchange({ url, headers = {}, timeoutMs, connections }: ExchangeOptions): Exchange {
  const { origin, pathname } = new URL(url)
  const base = pathname.replace(/\/$/, '')
  const withBody = { ...headers, 'content-type': 'application/json' }
  const pool = new Pool(origin, { connections, pipelining: 1, connect: { timeout: timeoutMs }, maxResponseSize: 16 * 1024 * 1024 })

  const exchange = async (method: 'GET' | 'POST', path: string, body: RequestBody | null, limit: number): Promise<Exchanged> => {
    try {
      const answer = await pool.request({
        method, path: base + path, body: body as Dispatcher.DispatchOptions['body'], headersTimeout: limit, bodyTimeout: limit,
        headers: body === null ? headers : withBody,
      })
      const text = await answer.body.text()
      return { kind: 'answered', status: answer.statusCode, retryAfterSeconds: seconds(answer.headers['retry-after']), body: parsed(text) }
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

/** Failures of connecting: the request had no connection to be written to. Everything else, a reset above all, may have been read. */
function neverWritten(error: unknown): boolean {
  const { code, syscall, errors } = partsOf(error)
  // Several addresses of one host were tried.
  if (Array.isArray(errors) && errors.length > 0) return errors.every(neverWritten)
  return code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'UND_ERR_CLOSED' || syscall === 'connect' || syscall === 'getaddrinfo'
}

function codeOf(error: unknown): string {
  const { code, name } = partsOf(error)
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'unreadable'
}

const partsOf = (error: unknown): { readonly code?: unknown; readonly name?: unknown; readonly syscall?: unknown; readonly errors?: unknown } =>
  (typeof error === 'object' && error !== null ? error : {})

/** A date instead of seconds is left out: it would need a clock. */
function seconds(header: string | string[] | undefined): number | undefined {
  return typeof header === 'string' && /^\d{1,6}$/.test(header) ? Number(header) : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
