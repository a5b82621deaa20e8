/** Addresses: one canonical text per address, and the creditor's keyed hash of it by which replies and opt-outs are matched. */
import { hash } from 'node:crypto'
import type { Address } from '#domain'

export function addressHash(addressKey: Buffer, address: Address): string {
  const canonical = typeof address === 'string'
    ? address.trim().toLowerCase()
    : [address.name, address.street, address.houseNumber, address.addition ?? '', address.postcode, address.city, address.country].join('\n').toLowerCase()
  return hmac(addressKey, canonical)
}

const BLOCK = 64

/** HMAC-SHA256 (RFC 2104) by two plain hashes: an Hmac object for each address of an import costs several times as much, most of it to clear away. */
function hmac(key: Buffer, text: string): string {
  const { inner, outer } = padsOf(key)
  return hash('sha256', Buffer.concat([outer, hash('sha256', Buffer.concat([inner, Buffer.from(text)]), 'buffer')]), 'hex')
}

interface Pads {
  readonly inner: Buffer
  readonly outer: Buffer
}

const pads = new WeakMap<Buffer, Pads>()

function padsOf(key: Buffer): Pads {
  let known = pads.get(key)
  if (!known) {
    const block = Buffer.alloc(BLOCK)
    ;(key.length > BLOCK ? hash('sha256', key, 'buffer') : key).copy(block)
    pads.set(key, (known = { inner: block.map((byte) => byte ^ 0x36) as Buffer, outer: block.map((byte) => byte ^ 0x5c) as Buffer }))
  }
  return known
}
