/** Secrets that lie in the database: AES-256-GCM with a key from outside it, bound to the row they belong to; several keys while one is being replaced. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** The first seals; each opens. */
export type SecretsKeys = readonly Buffer[]

const CIPHER = 'aes-256-gcm'
const [MARK, IV, TAG] = [4, 12, 16]
const markOf = (key: Buffer): Buffer => createHash('sha256').update(key).digest().subarray(0, MARK)

/** `about` is not kept: a sealed text that is put into another row does not open there. */
export function seal([key]: SecretsKeys, text: string, about: string): Buffer {
  if (key === undefined) throw new Error('no key to seal with: set TIJDIG_SECRETS_KEY')
  const iv = randomBytes(IV)
  const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(about))
  const words = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([markOf(key), iv, cipher.getAuthTag(), words])
}

/** Undefined: no key of ours fits, or it was tampered with. */
export function unseal(keys: SecretsKeys, sealed: Buffer, about: string): string | undefined {
  const key = keys.find((one) => markOf(one).equals(sealed.subarray(0, MARK)))
  if (key === undefined || sealed.length < MARK + IV + TAG) return undefined
  try {
    const open = createDecipheriv(CIPHER, key, sealed.subarray(MARK, MARK + IV))
      .setAAD(Buffer.from(about))
      .setAuthTag(sealed.subarray(MARK + IV, MARK + IV + TAG))
    return Buffer.concat([open.update(sealed.subarray(MARK + IV + TAG)), open.final()]).toString('utf8')
  } catch {
    return undefined
  }
}

/** 32 bytes as 64 hexadecimal digits or in base64; undefined for anything else. */
export function secretsKey(text: string): Buffer | undefined {
  const key = Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? 'hex' : 'base64')
  return key.length === 32 && /^[0-9A-Za-z+/]{43}=?$|^[0-9a-f]{64}$/i.test(text) ? key : undefined
}
