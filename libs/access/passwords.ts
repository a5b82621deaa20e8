/** Passwords: Node's own scrypt with the cost that OWASP asks for, its figures kept beside the hash so that they can be raised. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** OWASP Password Storage Cheat Sheet: 32 MiB, three times. */
const COST = { N: 2 ** 15, r: 8, p: 3 }
const BYTES = 32
const FORM = /^scrypt\$(\d+)\$(\d+)\$(\d+)\$([\w-]+)\$([\w-]+)$/

export const LEAST_CHARACTERS = 12

/** Why it cannot be one; null when it can. Length is what counts (NIST SP 800-63B, 3.1.1). */
export function refusePassword(password: string, { email, name }: { readonly email: string; readonly name: string }): string | null {
  const plain = password.trim().toLowerCase()
  if ([...plain].length < LEAST_CHARACTERS) return `must have ${LEAST_CHARACTERS} characters or more`
  if (new Set(plain).size < 5) return 'must not repeat so few characters'
  return plain === email.toLowerCase() || plain === name.trim().toLowerCase() ? 'must not be your name or address' : null
}

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, COST)
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** Without a hash it takes as long and is wrong: whether an account is there cannot be told by the time. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const [, N, r, p, salt = '', key = ''] = FORM.exec(hash ?? (await NOBODY)) ?? []
  const expected = Buffer.from(key, 'base64url')
  const given = await derive(password, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) })
  return given.length === expected.length && timingSafeEqual(given, expected) && hash !== null
}

const derive = (password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, BYTES, { ...cost, maxmem: 2 * 128 * cost.N * cost.r }, (fault, key) => {
      if (fault) reject(fault)
      else resolve(key)
    })
  })

/** A hash that costs the same to look at; of nothing that anybody could type. */
const NOBODY = Promise.resolve(
  ['scrypt', COST.N, COST.r, COST.p, randomBytes(16).toString('base64url'), randomBytes(BYTES).toString('base64url')].join('$'),
)
