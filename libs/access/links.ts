/** Links that let somebody in: the secret is in the link alone, behind its `#`, which no browser sends and no proxy logs. */
import { insertLogInLink, lockLogInLink, newId, type LiveLogInLink, type LogInLinkKind, type Sql } from '#store'
import { isSecret, makeToken, readToken } from './token'

/** What stands behind the address of the pages. */
export async function makeLink(sql: Sql, kind: LogInLinkKind, userId: string | null): Promise<string> {
  const id = newId<string>()
  const { token, secretHash } = makeToken(id)
  await insertLogInLink(sql, { id, secretHash, kind, userId })
  return `/${kind === 'demo' ? 'login' : 'setup'}#token=${token}`
}

/** Its row locked; null for whatever is no live link. */
export async function openLink(sql: Sql, token: string): Promise<(LiveLogInLink & { readonly id: string }) | null> {
  const read = readToken(token)
  const link = read && (await lockLogInLink(sql, read.id))
  return read && link && isSecret(read.secret, link.secretHash) ? { ...link, id: read.id } : null
}
