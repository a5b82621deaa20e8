/** What every carrier's door does: verify on the raw bytes, keep the raw call, answer; it is worked off later. */
import { ForbiddenException, type RawBodyRequest } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import type { CreditorId, Instant } from '#domain'
import type { CarrierDoorSettings } from '#settings'
import type { BusinessClock } from '#pipeline'
import type { Database } from '#store'
import { keepCall } from './keep-call'
import type { Strangers } from './strangers'

export const CARRIER_DOORS = Symbol('carrier doors')

export interface Door {
  readonly database: Database
  readonly clock: BusinessClock
  /** Told after a call is kept, so that nobody has to wait for the next tick. */
  readonly onCall: () => void
}

export interface CarrierDoors extends Door {
  readonly strangers: Strangers
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
  /** Empty for one that came twice. */
  readonly header: (name: string) => string
}

export interface KeysOfADoor {
  /** Null: of the environment, for everybody. */
  readonly creditorId: CreditorId | null
  readonly keys: CarrierDoorSettings
}

export type Verify = (call: SignedCall, keys: CarrierDoorSettings, now: Instant) => boolean
export type CarrierRequest = RawBodyRequest<FastifyRequest>

export async function receive(
  { database, clock, onCall, pack, strangers, ...doors }: CarrierDoors,
  carrier: 'twilio' | 'sendgrid' | 'whatsapp',
  source: string,
  request: CarrierRequest,
): Promise<void> {
  const call = callOf(request)
  const now = clock()
  for (const { creditorId, keys } of await doors.keys()) {
    if (!doors[carrier](call, keys, now)) continue
    strangers.noteGenuine(request.ip)
    // Who holds the keys of one creditor's account can say nothing about another's contacts.
    await keepCall(database, { source: creditorId === null ? source : `${source}/${creditorId}`, body: pack(call), receivedAt: now })
    return onCall()
  }
  strangers.noteWrong(request.ip)
  throw new ForbiddenException('the signature does not fit the call')
}

function callOf({ originalUrl: path, headers, rawBody = Buffer.alloc(0) }: CarrierRequest): SignedCall {
  const header = (name: string): string => {
    const value = headers[name]
    return typeof value === 'string' ? value : ''
  }
  const query = path.includes('?') ? path.slice(path.indexOf('?')) : ''
  return { path, query, contentType: header('content-type'), body: rawBody, header }
}

/** Without these headers no call of theirs is read. */
export const SIGNED_BY = {
  twilio: ['x-twilio-signature'],
  sendgrid: ['x-twilio-email-event-webhook-signature', 'x-twilio-email-event-webhook-timestamp'],
  whatsapp: ['x-hub-signature-256'],
  sandbox: ['x-sandbox-signature'],
} as const

/** Bytes that a call may have: a batch of events, and a mail with its attachments. */
export const BATCH_BYTES = 4_000_000
export const MAIL_BYTES = 31_000_000
