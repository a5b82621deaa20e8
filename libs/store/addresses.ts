/** Addresses: one canonical text per address, and the creditor's keyed hash of it by which replies and opt-outs are matched. */
import { createHmac } from 'node:crypto'
import type { Address } from '#domain'

export function addressHash(addressKey: Buffer, address: Address): string {
  const canonical = typeof address === 'string'
    ? address.trim().toLowerCase()
    : [address.name, address.street, address.houseNumber, address.addition ?? '', address.postcode, address.city, address.country].join('\n').toLowerCase()
  return createHmac('sha256', addressKey).update(canonical).digest('hex')
}
