/** What every carrier's door does: verify on the raw bytes, keep the raw call, answer; it is worked off later. */
import { ForbiddenException, UnauthorizedException, type RawBodyRequest } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import type { CreditorId, Instant } from '#domain'
import type { CarrierDoorSettings } from '#settings'
import type { BusinessClock } from '#pipeline'
import type { Database } from '#store'
import { keepCall } from './keep-call'

export const CARRIER_DOORS = Symbol('carrier doors')

export interface Door {
  readonly database: Database
  readonly clock: BusinessClock
  /** Told after a call is kept, so that nobody has to wait for the next tick. */
  readonly onCall: () => void
}

export interface CarrierDoors extends Door {
  readonly twilio: Verify
  readonly sendgrid: Verify
  readonly whatsapp: Verify
  /** Whether it is the word that was agreed with Meta. */
  readonly isVerifyToken: (word: string) => Promise<boolean>
  /** Everybody's first, and then those of creditors with accounts of their own. */
  readonly keys: () => Promise<readonly KeysOfADoor[]>
  /** In one piece that can be kept. */
  readonly pack: (call: SignedCall) => Buffer
}

export interface SignedCall {
  /** Path and query as they were called. */
  readonly path: string
  readonly query: string
  readonly contentType: string
  readonly body: Buffer
  /** Undefined for one that is missing, or came twice. */
  readonly header: (name: string) => string | undefined
}

export interface KeysOfADoor {
  /** Null: of the environment, for everybody. */
  readonly creditorId: CreditorId | null
  readonly keys: CarrierDoorSettings
}

export type Verdict = 'genuine' | 'unsigned' | 'forged'
export type Verify = (call: SignedCall, keys: CarrierDoorSettings, now: Instant) => Verdict
export type CarrierRequest = RawBodyRequest<FastifyRequest>

export async function receive(
  { database, clock, onCall, pack, ...doors }: CarrierDoors,
  carrier: 'twilio' | 'sendgrid' | 'whatsapp',
  source: string,
  request: CarrierRequest,
): Promise<void> {
  const call = callOf(request)
  const now = clock()
  let verdict: Verdict = 'unsigned'
  for (const { creditorId, keys } of await doors.keys()) {
    verdict = doors[carrier](call, keys, now)
    if (verdict === 'unsigned') break
    if (verdict === 'forged') continue
    // Who holds the keys of one creditor's account can say nothing about another's contacts.
    await keepCall(database, { source: creditorId === null ? source : `${source}/${creditorId}`, body: pack(call), receivedAt: now })
    return onCall()
  }
  if (verdict === 'unsigned') throw new UnauthorizedException('the call is not signed')
  throw new ForbiddenException('the signature does not fit the call')
}

function callOf({ originalUrl: path, headers, rawBody = Buffer.alloc(0) }: CarrierRequest): SignedCall {
  const header = (name: string): string | undefined => {
    const value = headers[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const query = path.includes('?') ? path.slice(path.indexOf('?')) : ''
  return { path, query, contentType: header('content-type') ?? '', body: rawBody, header }
}

/** Bytes that a call may have: a batch of events, and a mail with its attachments. */
export const BATCH_BYTES = 4_000_000
export const MAIL_BYTES = 31_000_000
