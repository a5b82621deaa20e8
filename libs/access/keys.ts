/** API keys: made, shown once, and recognised. */
import type { CreditorId } from '#domain'
import { findLiveApiKey, insertApiKey, newId, noteApiKeyUsed, type Sql } from '#store'
import type { Caller } from './caller'
import { isScope, type Scope } from './scopes'
import { isSecret, makeToken, readToken } from './token'

export interface KeyToMake {
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly creditors: readonly CreditorId[]
  /** May make creditors, which are then its own. */
  readonly platform: boolean
  readonly expiresAt: Date | null
}

/** The token is shown to whoever asked for the key, and to nobody after that. */
export async function makeApiKey(sql: Sql, key: KeyToMake): Promise<{ readonly id: string; readonly token: string }> {
  const id = newId<string>()
  const { token, secretHash } = makeToken(id)
  await insertApiKey(sql, { ...key, id, secretHash })
  return { id, token }
}

/** Null for whatever is no live key: why is nobody's business. */
export async function recognise(sql: Sql, authorization: string): Promise<Caller | null> {
  const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
  const read = token === undefined ? null : readToken(token)
  const key = read && (await findLiveApiKey(sql, read.id))
  if (!read || !key || !isSecret(read.secret, key.secretHash)) return null
  if (!key.usedToday) await noteApiKeyUsed(sql, key.id)
  const scopes = key.scopes.filter(isScope)
  return { kind: 'key', id: key.id, session: null, creditors: key.creditors, platform: key.platform, scopesAt: () => scopes }
}
