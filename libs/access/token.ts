/** The text of an API key: `tijdig_<id>_<secret>`; the prefix lets scanners find one that leaked, the hash is all we keep. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

const FORM = /^tijdig_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_([0-9a-f]{64})$/
const SECRET_BYTES = 32

export interface ReadToken {
  readonly id: string
  readonly secret: string
}

export function readToken(text: string): ReadToken | null {
  const match = FORM.exec(text)
  if (!match) return null
  return { id: match.slice(1, 6).join('-'), secret: match[6] ?? '' }
}

export function makeToken(id: string): { readonly token: string; readonly secretHash: Buffer } {
  const secret = randomBytes(SECRET_BYTES).toString('hex')
  return { token: `tijdig_${id.replaceAll('-', '')}_${secret}`, secretHash: hashOf(secret) }
}

/** A plain hash is enough: the secret has 256 random bits, nothing to guess. */
const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()

export const isSecret = (secret: string, hash: Buffer): boolean => timingSafeEqual(hashOf(secret), hash)
