/** Sessions: what a cookie stands for; its secret is kept as a hash, and the page's own token against forged requests follows from it. */
import { createHmac } from 'node:crypto'
import type { CreditorId } from '#domain'
import { findLiveSession, insertSession, newId, type Sql } from '#store'
import type { Caller } from './caller'
import { isRole, scopesOf } from './roles'
import type { Scope } from './scopes'
import { isSecret, makeToken, readToken } from './token'

/** Where a session is used, so that its owner knows it again in the list. */
export interface Whereabouts {
  readonly address: string
  readonly browser: string
}

/** The token is what the cookie holds. */
export async function startSession(
  sql: Sql,
  userId: string,
  from: Whereabouts,
): Promise<{ readonly id: string; readonly token: string; readonly csrf: string }> {
  const id = newId<string>()
  const { token, secretHash } = makeToken(id)
  await insertSession(sql, { id, userId, secretHash, ...from })
  return { id, token, csrf: csrfOf(token) }
}

/** Does not count as being active: whoever asks for somebody notes that. */
export async function recogniseSession(sql: Sql, token: string): Promise<Caller | null> {
  const read = readToken(token)
  const session = read && (await findLiveSession(sql, read.id))
  if (!read || !session || !isSecret(read.secret, session.secretHash)) return null
  const granted = new Map(
    Object.entries(session.roles).map(([creditor, role]) => [creditor as CreditorId, isRole(role) ? scopesOf(role) : []]),
  )
  const all: readonly Scope[] = session.platform ? ['admin'] : [...new Set([...granted.values()].flat())]
  return {
    kind: 'user',
    id: session.userId,
    session: { id: session.id, csrf: csrfOf(token), stale: session.stale },
    creditors: [...granted.keys()],
    platform: session.platform,
    scopesAt: (creditor) => (creditor === null ? all : (granted.get(creditor) ?? [])),
  }
}

/** Knowing it proves to have read an answer of ours, which a page of somebody else cannot. */
const csrfOf = (token: string): string => createHmac('sha256', token).update('csrf').digest('base64url')
