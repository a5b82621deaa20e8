/** What Meta calls back in batches: signed over the raw bytes; statuses of messages, and messages of people, by number or by user id. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { isUUID } from 'class-validator'
import type { CarrierCallback, InboundMedia, Instant, ReceiptStatus } from '#domain'
import type { CarrierCall } from '../carrier-call'
import { codeField, extensionOf, fieldOf, jsonOf, listField, textField } from '../fields'
import { failureOf } from '../outcome'
import { whatsappFailure } from './failure-codes'

export function signedByMeta({ body }: Pick<CarrierCall, 'body'>, signature: string, appSecrets: readonly string[]): boolean {
  const hex = /^sha256=([0-9a-f]{64})$/i.exec(signature)?.[1]
  if (hex === undefined) return false
  const given = Buffer.from(hex, 'hex')
  return appSecrets.some((secret) => timingSafeEqual(createHmac('sha256', secret).update(body).digest(), given))
}

/** What is new to us, or cannot be read, changes nothing; the rest of its batch is worked off all the same. */
export function parseCloudCalls({ body }: CarrierCall, receivedAt: Instant): CarrierCallback[] {
  const call = jsonOf(body.toString('utf8'))
  if (call === undefined) throw new Error('whatsapp call: not JSON')
  const values = listField(call, 'entry')
    .flatMap((entry) => listField(entry, 'changes'))
    .filter((change) => fieldOf(change, 'field') === 'messages')
    .map((change) => fieldOf(change, 'value'))
  return values.flatMap((value) => {
    const to = numberOf(textField(fieldOf(value, 'metadata'), 'display_phone_number'))
    return [
      ...listField(value, 'statuses').flatMap((status) => statusOf(status, receivedAt)),
      ...(to === undefined ? [] : listField(value, 'messages').flatMap((message) => messageOf(message, to, receivedAt))),
    ]
  })
}

const STATUSES: Readonly<Record<string, ReceiptStatus>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  played: 'read',
  failed: 'failed',
}

function statusOf(given: unknown, receivedAt: Instant): CarrierCallback[] {
  const [reference, word = ''] = [textField(given, 'id'), textField(given, 'status')]
  const status = Object.hasOwn(STATUSES, word) ? STATUSES[word] : undefined
  if (reference === undefined || reference.length > 180 || status === undefined) return []
  const handOverId = textField(given, 'biz_opaque_callback_data')
  const failure =
    status === 'failed'
      ? failureOf(codeField(listField(given, 'errors')[0], 'code')?.slice(0, 20), word, whatsappFailure)
      : { failure: null, code: null }
  return [
    {
      kind: 'receipt',
      key: `whatsapp ${reference} ${word}`,
      handOverId: isUUID(handOverId) ? (handOverId ?? null) : null,
      carrierReference: reference,
      status,
      ...failure,
      at: timeOf(given, receivedAt),
    },
  ]
}

/** Who has a user name is known by a user id, and their number may be absent (2026). */
function messageOf(given: unknown, to: string, receivedAt: Instant): CarrierCallback[] {
  const [id, from] = [textField(given, 'id'), numberOf(textField(given, 'from')) ?? textField(given, 'from_user_id')]
  if (id === undefined || id.length > 180 || from === undefined || from.length > 320) return []
  const [answered, media] = [textField(fieldOf(given, 'context'), 'id'), mediaOf(given)]
  return [
    {
      kind: 'inbound',
      key: `whatsapp ${id}`,
      channel: 'whatsapp',
      from,
      to,
      text: textOf(given),
      ...(answered !== undefined && { answers: [answered] }),
      ...(media && { media: [media] }),
      at: timeOf(given, receivedAt),
    },
  ]
}

const WITH_FILE = ['image', 'document', 'audio', 'video', 'sticker']

function mediaOf(message: unknown): InboundMedia | undefined {
  const kind = textField(message, 'type') ?? ''
  const part = WITH_FILE.includes(kind) ? fieldOf(message, kind) : undefined
  const [reference, type = ''] = [textField(part, 'id'), textField(part, 'mime_type')]
  if (reference === undefined || reference.length > 200) return undefined
  return { reference, name: textField(part, 'filename')?.slice(0, 200) ?? `${kind}${extensionOf(type)}`, type: type.slice(0, 100) }
}

/** What a person typed, chose, or wrote under a picture. */
function textOf(message: unknown): string {
  const type = textField(message, 'type') ?? ''
  const part = fieldOf(message, type)
  const chosen = fieldOf(part, 'button_reply') ?? fieldOf(part, 'list_reply')
  return textField(part, 'body') ?? textField(part, 'text') ?? textField(chosen, 'title') ?? textField(part, 'caption') ?? ''
}

const numberOf = (text: string | undefined): string | undefined => {
  const digits = text?.replace(/[\s()+-]/g, '')
  return digits !== undefined && /^\d{6,15}$/.test(digits) ? `+${digits}` : undefined
}

function timeOf(given: unknown, receivedAt: Instant): string {
  const seconds = Number(codeField(given, 'timestamp'))
  return new Date(seconds > 0 && seconds < 1e11 ? seconds * 1000 : receivedAt).toISOString()
}
