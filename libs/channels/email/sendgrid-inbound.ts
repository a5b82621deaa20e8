/** A reply by e-mail as SendGrid's Inbound Parse posts it: a form whose fields may each have a charset of their own. */
import { createHash } from 'node:crypto'
import type { CarrierCallback, Instant } from '#domain'
import type { CarrierCall } from '../carrier-call'
import { fieldOf, jsonOf, keepable, listField, textField } from '../fields'
import { textOfHtml } from './html-text'
import { bounceOf, type Bounce } from './mail-bounce'
import { answersOf, automaticOf, headerOf } from './mail-headers'

export function parseSendgridInbound({ contentType, body }: CarrierCall, receivedAt: Instant): CarrierCallback[] {
  const parts = partsOf(contentType, body)
  const fields = new Map(parts.flatMap(({ name, file, value }) => (file === undefined ? [[name, value] as const] : [])))
  const text = (name: string): string => keepable(decoded(fields.get(name), textField(jsonOf(fields.get('charsets') ?? ''), name)))
  const envelope = jsonOf(fields.get('envelope') ?? '')
  const from = textField(envelope, 'from') ?? mailboxOf(text('from'))
  const to = listField(envelope, 'to').find((one): one is string => typeof one === 'string') ?? mailboxOf(text('to'))
  if (!from || !to || from.length > 320 || to.length > 320) throw new Error('sendgrid inbound: from or to is missing or too long')
  const headers = text('headers')
  const messageId = /^<?([^>\s]{1,150})/.exec(headerOf(headers, 'message-id'))?.[1] ?? createHash('sha256').update(body).digest('hex')
  const [subject, answered, automatic] = [text('subject'), answersOf(headers), automaticOf(headers, from, envelopeFrom(envelope))]
  const files = parts.flatMap(({ file, value }) =>
    file === undefined ? [] : [{ name: keepable(file).slice(0, 200), content: Buffer.from(value, 'latin1') }],
  )
  const at = new Date(receivedAt).toISOString()
  const bounce =
    automatic === 'bounce'
      ? bounceOf(
          parts.flatMap(({ name, value }) => (name === 'headers' ? [] : [value])),
          answered,
        )
      : null
  const answers = bounce ? [...new Set([...answered, bounce.reference])] : answered
  return [
    {
      kind: 'inbound',
      key: `sendgrid ${messageId}`,
      channel: 'email',
      from,
      to,
      text: text('text') || textOfHtml(text('html')),
      ...(subject !== '' && { subject: subject.slice(0, 500) }),
      ...(files.length > 0 && { files }),
      ...(answers.length > 0 && { answers }),
      ...(automatic && { automatic }),
      at,
    },
    ...(bounce ? [failureOf(bounce, messageId, at)] : []),
  ]
}

/** By the message id alone, which is the reference of what left by a mail server: of what SendGrid sent, its own events tell. */
const failureOf = ({ reference, failure, code }: Bounce, messageId: string, at: string): CarrierCallback => ({
  kind: 'receipt',
  key: `bounce ${messageId}`,
  handOverId: null,
  carrierReference: reference,
  status: 'failed',
  failure,
  code,
  at,
})

/** Empty where a mail server wrote: it wants no answer. */
function envelopeFrom(envelope: unknown): string | undefined {
  const from = fieldOf(envelope, 'from')
  return typeof from === 'string' ? from : undefined
}

interface Part {
  readonly name: string
  /** Of a file, what it is called. */
  readonly file: string | undefined
  readonly value: string
}

/** The parts of the form (RFC 7578), each byte of them as one character. */
function partsOf(contentType: string, body: Buffer): Part[] {
  const [, quoted, plain] = /^multipart\/form-data;.*boundary=(?:"([^"]{1,70})"|([^\s";]{1,70}))/i.exec(contentType) ?? []
  const boundary = quoted ?? plain
  if (boundary === undefined) throw new Error('sendgrid inbound: not a form')
  const parts = `\r\n${body.toString('latin1')}`.split(`\r\n--${boundary}`).slice(1, -1)
  return parts.flatMap((part): Part[] => {
    const end = part.indexOf('\r\n\r\n')
    const disposition = /^content-disposition: form-data;(.*)$/im.exec(part.slice(0, Math.max(0, end)))?.[1] ?? ''
    const name = /\bname="([^"]*)"/i.exec(disposition.replace(/\bfilename\*?=(?:"[^"]*"|[^;]*)/gi, ''))?.[1]
    const file = /\bfilename\*?=(?:"([^"]*)"|([^;]*))/i.exec(disposition)
    return name === undefined ? [] : [{ name, file: file ? decoded(file[1] ?? file[2]) : undefined, value: part.slice(end + 4) }]
  })
}

function decoded(bytes = '', charset = 'utf-8'): string {
  const raw = Buffer.from(bytes, 'latin1')
  try {
    return new TextDecoder(charset).decode(raw)
  } catch {
    // A charset nobody knows.
    return new TextDecoder().decode(raw)
  }
}

/** Who writes a mail writes its headers: of a longer one a pattern would look at every place from every other, for hours. */
const LONGEST_MAILBOX = 2_000

/** The address in `J. Bakker <j.bakker@klant.example>`. */
function mailboxOf(header: string): string | undefined {
  const read = header.slice(0, LONGEST_MAILBOX)
  return /<([^<>\s]+@[^<>\s]+)>/.exec(read)?.[1] ?? /[^<>\s,]+@[^<>\s,]+/.exec(read)?.[0]
}
