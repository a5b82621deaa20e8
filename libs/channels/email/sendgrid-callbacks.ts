/** What SendGrid calls back in batches of events: signed over a time and the raw bytes; receipts, opt-outs, and much that changes nothing. */
import { createPublicKey, createVerify } from 'node:crypto'
import { isUUID } from 'class-validator'
import type { CarrierCallback, FailureClass, Instant, ReceiptStatus } from '#domain'
import type { CarrierCall } from '../carrier-call'
import { fieldOf, jsonOf, textField } from '../fields'
import { droppedFailure } from './sendgrid-codes'
import { HAND_OVER } from './sendgrid-email'

/** A call that was signed longer ago is a replay: SendGrid signs each of its own attempts anew. */
const STALE_MS = 5 * 60_000

export interface SendgridSignature {
  readonly signature: string
  /** Seconds, as they are written: what is signed begins with them. */
  readonly timestamp: string
}

export function signedBySendgrid(
  { body }: Pick<CarrierCall, 'body'>,
  { signature, timestamp }: SendgridSignature,
  publicKeys: readonly string[],
  now: Instant,
): boolean {
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now - Number(timestamp) * 1000) > STALE_MS) return false
  const der = Buffer.from(signature, 'base64')
  return publicKeys.some((key) =>
    createVerify('sha256')
      .update(timestamp)
      .update(body)
      .verify(createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' }), der),
  )
}

/** An event that cannot be read, or is about nothing of ours, changes nothing; the rest of its batch is worked off all the same. */
export function parseSendgridEvents({ body }: CarrierCall): CarrierCallback[] {
  const events = jsonOf(body.toString('utf8'))
  if (!Array.isArray(events)) throw new Error('sendgrid events: not a list')
  return events.flatMap(callbackOf)
}

function callbackOf(event: unknown): CarrierCallback[] {
  const [word, id, seconds] = [textField(event, 'event'), textField(event, 'sg_event_id'), fieldOf(event, 'timestamp')]
  if (word === undefined || id === undefined || id.length > 180 || typeof seconds !== 'number' || !(seconds > 0 && seconds < 1e11))
    return []
  const handOverId = textField(event, HAND_OVER)
  const about = {
    key: `sendgrid ${id}`,
    handOverId: isUUID(handOverId) ? (handOverId ?? null) : null,
    at: new Date(seconds * 1000).toISOString(),
  }
  if (OPT_OUTS.includes(word)) return [{ kind: 'opt-out', ...about }]
  const told = toldBy(word, event)
  if (told === undefined) return []
  // What follows the first point is the way it took inside SendGrid; what stands before it was answered to the request.
  const carrierReference = textField(event, 'sg_message_id')?.split('.')[0] ?? null
  return [{ kind: 'receipt', ...about, carrierReference, ...told }]
}

const OPT_OUTS: readonly string[] = ['unsubscribe', 'group_unsubscribe', 'spamreport']

interface Told {
  readonly status: ReceiptStatus
  readonly failure: FailureClass | null
  readonly code: string | null
}

const well = (status: ReceiptStatus): Told => ({ status, failure: null, code: null })

/** Of what is deferred SendGrid tries again by itself. */
function toldBy(word: string, event: unknown): Told | undefined {
  switch (word) {
    case 'processed':
    case 'deferred':
      return well('accepted')
    case 'delivered':
      return well('delivered')
    case 'bounce': {
      // Blocked: the mailbox is full, or the host did not want it today.
      const blocked = textField(event, 'type') === 'blocked'
      return { status: 'failed', failure: blocked ? 'transient' : 'permanent', code: codeOf(event, blocked ? 'blocked' : 'bounce') }
    }
    case 'dropped':
      return { status: 'failed', failure: droppedFailure(textField(event, 'reason') ?? ''), code: 'dropped' }
    default:
      return undefined
  }
}

/** The status of the standard (5.1.1); the reason beside it quotes addresses. */
const codeOf = (event: unknown, word: string): string => /^\d\.\d{1,3}\.\d{1,3}$/.exec(textField(event, 'status') ?? '')?.[0] ?? word
