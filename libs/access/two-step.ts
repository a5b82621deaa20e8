/** The second step of a log-in: codes by time (RFC 6238), each of them once, and few to guess. */
import { createHash } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { countTrials, forgetTrials, proposeTotp, totpOf, useTotpStep, type Sql } from '#store'

const PERIOD_SECONDS = 30
/** Within a quarter of an hour, by whoever has the session or the link of somebody: a million codes are soon tried. */
const MOST_TRIALS = 10

const totp = (secret: string, label: string): TOTP =>
  new TOTP({ issuer: 'Tijdig', label, secret: Secret.fromBase32(secret), period: PERIOD_SECONDS })

/** A new secret, as the address that an authenticator reads; it counts once a code of it was given. Null when a step is set already. */
export async function proposeTwoStep(sql: Sql, user: { readonly id: string; readonly email: string }): Promise<string | null> {
  if ((await totpOf(sql, user.id)).confirmed) return null
  const secret = new Secret({ size: 20 }).base32
  await proposeTotp(sql, user.id, secret)
  return totp(secret, user.email).toString()
}

/** The code of now, or of half a minute before or after, that was not used yet. */
export async function useCode(sql: Sql, userId: string, secret: string, code: string, now: number): Promise<boolean> {
  const delta = totp(secret, '').validate({ token: code, window: 1, timestamp: now })
  return delta !== null && (await useTotpStep(sql, userId, Math.floor(now / 1000 / PERIOD_SECONDS) + delta))
}

export type TriedCode = { readonly kind: 'right' | 'wrong' } | { readonly kind: 'too-many'; readonly seconds: number }

/** Where no password is asked for beside it. Not in a transaction that a wrong code undoes: its trial would not count. */
export async function tryCode(sql: Sql, userId: string, secret: string, code: string, now: number): Promise<TriedCode> {
  const subject = createHash('sha256').update(`code ${userId}`).digest()
  const seconds = await countTrials(sql, [{ subject, most: MOST_TRIALS }])
  if (seconds > 0) return { kind: 'too-many', seconds }
  if (!(await useCode(sql, userId, secret, code, now))) return { kind: 'wrong' }
  await forgetTrials(sql, [subject])
  return { kind: 'right' }
}
