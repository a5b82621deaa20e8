/** Addresses: one canonical text per address, and the creditor's keyed hash of it by which replies and opt-outs are matched. */
import { hash } from 'node:crypto'
import type { Address } from '#domain'

export function addressHash(addressKey: Buffer, address: Address): string {
  const canonical =
    typeof address === 'string'
      ? address.trim().toLowerCase()
      : [address.name, address.street, address.houseNumber, address.addition ?? '', address.postcode, address.city, address.country]
          .join('\n')
          .toLowerCase()
  return hmac(addressKey, canonical)
}

const BLOCK = 64
/** Of SHA-256. */
const DIGEST = 32

/**
 * HMAC-SHA256 (RFC 2104) by two plain hashes over bytes that are used again: for each address of an import, an Hmac object or buffers of its own
 * cost several times as much, most of it to clear away.
 */
function hmac(key: Buffer, text: string): string {
  const { inner, outer } = padsOf(key)
  outer.write(hash('sha256', keyed(inner, text), 'binary'), BLOCK, 'latin1')
  return hash('sha256', outer, 'hex')
}

/** The key's block and the text behind it. */
function keyed(inner: Buffer, text: string): Buffer {
  // A character of JavaScript is at most three bytes.
  if (text.length * 3 > inner.length - BLOCK) return Buffer.concat([inner.subarray(0, BLOCK), Buffer.from(text)])
  return inner.subarray(0, BLOCK + inner.write(text, BLOCK))
}

/** The key's blocks, each with room for what is hashed with it. */
interface Pads {
  readonly inner: Buffer
  readonly outer: Buffer
}

const LONGEST = 1_024
const pads = new WeakMap<Buffer, Pads>()

function padsOf(key: Buffer): Pads {
  let known = pads.get(key)
  if (!known) {
    const block = Buffer.alloc(BLOCK)
    ;(key.length > BLOCK ? hash('sha256', key, 'buffer') : key).copy(block)
    const padded = (by: number, room: number): Buffer => Buffer.concat([block.map((byte) => byte ^ by), Buffer.alloc(room)])
    pads.set(key, (known = { inner: padded(0x36, LONGEST), outer: padded(0x5c, DIGEST) }))
  }
  return known
}
