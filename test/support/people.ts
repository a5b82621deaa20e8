/** People who log in, for tests: with a role at some creditors, a session of their own, and requests as their browser sends them. */
import { randomUUID } from 'node:crypto'
import { hashPassword, startSession, type Role } from '#access'
import type { CreditorId } from '#domain'
import { insertUser, setPasswordHash, setRole } from '#store'
import { callWith, type ApiAnswer, type CallOptions } from './api'
import type { PipeBench } from './pipe'

export interface Person {
  readonly id: string
  readonly email: string
  readonly sessionId: string
  /** What a browser sends of itself. */
  readonly cookie: string
  readonly csrf: string
  call<Body = Record<string, unknown>>(method: string, path: string, options?: CallOptions): Promise<ApiAnswer<Body>>
}

export interface PersonOptions {
  readonly name?: string
  readonly platform?: boolean
  /** Left out: they have none, and their session is there all the same. */
  readonly password?: string
}

export async function addPerson(
  { database, api }: PipeBench,
  roles: Readonly<Record<CreditorId, Role>>,
  { name = 'Noor Voorbeeld', platform = false, password }: PersonOptions = {},
): Promise<Person> {
  const email = `p-${randomUUID().slice(0, 8)}@voorbeeld.example`
  const id = await insertUser(database, { email, name, language: 'nl', platform })
  if (id === null) throw new Error('the address is taken')
  for (const [creditor, role] of Object.entries(roles)) await setRole(database, creditor as CreditorId, id, role)
  if (password !== undefined) await setPasswordHash(database, id, await hashPassword(password))
  const { id: sessionId, token, csrf } = await startSession(database, id, { address: '127.0.0.1', browser: 'test' })
  const cookie = `tijdig_session=${token}`
  return {
    id,
    email,
    sessionId,
    cookie,
    csrf,
    call: (method, path, options = {}) =>
      callWith(api, null, method, path, { ...options, headers: { cookie, 'x-csrf-token': csrf, ...options.headers } }),
  }
}
