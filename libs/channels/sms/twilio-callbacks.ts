/** What Twilio calls back: signed over the URL and the sorted parameters, a status of a message or a message of somebody. */
import { isUUID } from 'class-validator'
import { validateRequest } from 'twilio/lib/webhooks/webhooks'
import type { CarrierCallback, InboundMedia, Instant } from '#domain'
import type { CarrierCall } from '../carrier-call'
import { extensionOf, keepable } from '../fields'
import { failureOf } from '../outcome'
import { smsFailure } from './failure-codes'
import { HAND_OVER, TWILIO_STATUSES } from './twilio-words'

/** `url` is the public one, whatever a proxy made of it; either of two tokens while one is being replaced. */
export function signedByTwilio(
  { body }: Pick<CarrierCall, 'body'>,
  url: string,
  signature: string,
  authTokens: readonly string[],
): boolean {
  const parameters = parametersOf(body)
  return authTokens.some((token) => validateRequest(token, signature, url, parameters))
}

/** A name that comes twice is signed with each of its values; own fields only, for a parameter may be named like one of every object. */
function parametersOf(body: Buffer): Record<string, string | string[]> {
  const given = new URLSearchParams(body.toString('utf8'))
  return Object.fromEntries(
    [...new Set(given.keys())].map((name) => {
      const values = given.getAll(name)
      return [name, values.length > 1 ? values : (values[0] ?? '')]
    }),
  )
}

/** A status that is new to us changes nothing. Twilio tells no time: it is that of the call. */
export function parseTwilioStatus({ query, body }: CarrierCall, receivedAt: Instant): CarrierCallback[] {
  const given = new URLSearchParams(body.toString('utf8'))
  const reference = needed(given, 'MessageSid')
  const word = needed(given, 'MessageStatus')
  const status = Object.hasOwn(TWILIO_STATUSES, word) ? TWILIO_STATUSES[word] : undefined
  const handOverId = new URLSearchParams(query).get(HAND_OVER)
  if (status === undefined) return []
  const code = given.get('ErrorCode')
  const failure =
    status === 'failed' ? failureOf(code ? keepable(code).slice(0, 20) : undefined, word, smsFailure) : { failure: null, code: null }
  return [
    {
      kind: 'receipt',
      key: `twilio ${reference} ${word}`,
      handOverId: isUUID(handOverId) ? handOverId : null,
      carrierReference: reference,
      status,
      ...failure,
      at: new Date(receivedAt).toISOString(),
    },
  ]
}

/** With Advanced Opt-Out the carrier says itself that a word of the creditor's choice was a stop. */
export function parseTwilioInbound({ body }: CarrierCall, receivedAt: Instant): CarrierCallback[] {
  const given = new URLSearchParams(body.toString('utf8'))
  const [sid, media] = [needed(given, 'MessageSid'), mediaOf(given)]
  return [
    {
      kind: 'inbound',
      key: `twilio ${sid}`,
      channel: 'sms',
      from: needed(given, 'From'),
      to: needed(given, 'To'),
      text: keepable(given.get('Body') ?? ''),
      ...(given.get('OptOutType') === 'STOP' && { stops: true }),
      ...(media.length > 0 && { media }),
      at: new Date(receivedAt).toISOString(),
    },
  ]
}

const MOST_MEDIA = 10
/** Whatever stands before it: it is fetched from where we reach Twilio. */
const MEDIA_PATH = /\/2010-04-01\/Accounts\/AC[0-9a-fA-F]{32}\/Messages\/(?:SM|MM)\w{1,64}\/Media\/ME\w{1,64}$/

/** What comes with an MMS lies at Twilio. */
function mediaOf(given: URLSearchParams): InboundMedia[] {
  const count = Math.min(Number(given.get('NumMedia')) || 0, MOST_MEDIA)
  return Array.from({ length: count }, (_, index): InboundMedia[] => {
    const [url, type = ''] = [given.get(`MediaUrl${index}`), given.get(`MediaContentType${index}`) ?? undefined]
    const reference = MEDIA_PATH.exec(url?.replace(/[?#].*$/, '') ?? '')?.[0]
    return reference === undefined ? [] : [{ reference, name: `mms-${index + 1}${extensionOf(type)}`, type: keepable(type).slice(0, 100) }]
  }).flat()
}

/** Names the parameter, and never a value: a text or an address would end in a log. */
function needed(given: URLSearchParams, name: string): string {
  const value = given.get(name)
  if (!value || value.length > 320) throw new Error(`twilio callback: ${name} is missing or too long`)
  return keepable(value)
}
