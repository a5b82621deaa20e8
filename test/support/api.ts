/** A caller of the API for tests: a key of its own, and requests whose answers are what a client sees. */
import { randomUUID } from 'node:crypto'
import { makeApiKey, type Scope } from '#access'
import type { CreditorId } from '#domain'
import type { PipeBench } from './pipe'

export interface ApiAnswer<Body = Record<string, unknown>> {
  readonly status: number
  readonly body: Body
  readonly headers: Headers
}

export interface CallOptions {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly idempotencyKey?: string
  readonly ifMatch?: string
}

export interface ApiCaller {
  readonly token: string
  readonly keyId: string
  call<Body = Record<string, unknown>>(method: string, path: string, options?: CallOptions): Promise<ApiAnswer<Body>>
}

export interface CallerOptions {
  readonly scopes?: readonly Scope[]
  readonly platform?: boolean
  readonly expiresAt?: Date
}

export async function openCaller(
  bench: PipeBench,
  creditors: readonly CreditorId[],
  { scopes = ['admin'], platform = false, expiresAt }: CallerOptions = {},
): Promise<ApiCaller> {
  const { id, token } = await makeApiKey(bench.database, { name: 'test', scopes, creditors, platform, expiresAt: expiresAt ?? null })
  return { token, keyId: id, call: (method, path, options) => callWith(bench.api, token, method, path, options) }
}

export async function callWith<Body>(
  api: string,
  token: string | null,
  method: string,
  path: string,
  { body, headers = {}, idempotencyKey = randomUUID(), ifMatch }: CallOptions = {},
): Promise<ApiAnswer<Body>> {
  const answer = await fetch(`${api}${path}`, {
    method,
    headers: {
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(method === 'POST' && { 'idempotency-key': idempotencyKey }),
      ...(ifMatch !== undefined && { 'if-match': ifMatch }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await answer.text()
  const isJson = /json/.test(answer.headers.get('content-type') ?? '')
  return { status: answer.status, headers: answer.headers, body: (isJson ? JSON.parse(text) : text) as Body }
}
