/** What may be asked of the carrier: the bodies of its requests, validated by hand at its own door. */
import type { Language, MessageContent, PostalAddress } from '#domain'
import type { CarriedChannel } from './codes'

export type MessageChannel = Exclude<CarriedChannel, 'letter'>
export const MESSAGE_CHANNELS: readonly MessageChannel[] = ['email', 'sms', 'whatsapp']

export interface MessageRequest {
  readonly handOverId: string
  readonly from: string
  readonly to: string
  readonly language: Language
  readonly content: Extract<MessageContent, { channel: MessageChannel }>
  /** E-mail only. */
  readonly attachments: readonly Attachment[]
}

export interface Attachment {
  readonly filename: string
  readonly contentType: string
  readonly base64: string
}

export interface PrintLetter {
  readonly handOverId: string
  readonly sequence: number
  readonly file: string
  readonly sha256: string
  /** Base64. */
  readonly pdf: string
  readonly address: PostalAddress
  readonly language: Language
}

export interface PrintRequest {
  readonly letters: readonly PrintLetter[]
  /** The manifest and `batch.json` exactly as they lie in the batch folder. */
  readonly manifest: string
  readonly batch: Readonly<Record<string, unknown>>
}

type Fields = Readonly<Record<string, unknown>>
const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {})
const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const languageOf = (value: unknown): Language => (value === 'en' ? 'en' : 'nl')

const NEEDED: Readonly<Record<MessageChannel, readonly string[]>> = {
  email: ['subject', 'html', 'text'],
  sms: ['text'],
  whatsapp: ['text'],
}

export function readMessage(channel: MessageChannel, body: unknown): MessageRequest | undefined {
  const { handOverId, from, to, language, content, attachments } = fieldsOf(body)
  const parts = fieldsOf(content)
  if (!isText(handOverId) || !isText(from) || !isText(to) || parts.channel !== channel) return undefined
  if (NEEDED[channel].some((name) => typeof parts[name] !== 'string')) return undefined
  return {
    handOverId,
    from,
    to,
    language: languageOf(language),
    content: content as MessageRequest['content'],
    attachments: Array.isArray(attachments) ? (attachments as Attachment[]) : [],
  }
}

export function readBatch(body: unknown): PrintRequest | undefined {
  const { letters, manifest, batch } = fieldsOf(body)
  if (!Array.isArray(letters) || !isText(manifest) || !letters.every(isLetter)) return undefined
  return {
    letters: letters.map((letter: PrintLetter) => ({ ...letter, language: languageOf(letter.language) })),
    manifest,
    batch: fieldsOf(batch),
  }
}

/** The file's name becomes a path: nothing but the plain form passes. */
function isLetter(value: unknown): value is PrintLetter {
  const { handOverId, sequence, file, sha256, pdf, address } = fieldsOf(value)
  const { name, street, postcode, city } = fieldsOf(address)
  return (
    isText(handOverId) &&
    typeof sequence === 'number' &&
    isText(file) &&
    /^[\w-]+\.pdf$/.test(file) &&
    isText(sha256) &&
    isText(pdf) &&
    isText(name) &&
    isText(street) &&
    isText(postcode) &&
    isText(city)
  )
}

/** A postal address in one line: what the dice and the conventions know a letter's recipient by. */
export function addressLine({ name, street, houseNumber, addition, postcode, city }: PostalAddress): string {
  return [name, `${street} ${houseNumber}${addition ? ` ${addition}` : ''}`, postcode, city].join(', ')
}
