/** A carrier's call, kept as it came and read as its callbacks. */
import { packCall, readCall, type CallSource } from '#channels'
import type { CarrierCallback, Instant } from '#domain'

export const HAND_OVER = '0192f0c1-7c1e-7a3b-8a53-3f1f0a4d9b11'
export const NOW = Date.parse('2027-01-12T08:30:00Z') as Instant
export const AT = '2027-01-12T08:30:00.000Z'

export function read(source: CallSource, body: string | Buffer | object, { query = '', contentType = '' } = {}): CarrierCallback[] {
  const bytes = typeof body === 'string' || Buffer.isBuffer(body) ? Buffer.from(body) : Buffer.from(JSON.stringify(body))
  return readCall(source, packCall({ query, contentType, body: bytes }), NOW)
}
