/** A code of an authenticator that is asked for without a password. */
import { tryCode } from '#access'
import type { Database } from '#store'
import { invalidField, tooMany } from '../http/problem'

/** Not in a transaction that the refusal would undo: the trial counts. */
export async function refuseWrongCode(database: Database, userId: string, secret: string, code: string): Promise<void> {
  const tried = await tryCode(database, userId, secret, code, Date.now())
  if (tried.kind === 'too-many') throw tooMany(tried.seconds)
  if (tried.kind === 'wrong') throw invalidField('/code', 'is not the one of now')
}
