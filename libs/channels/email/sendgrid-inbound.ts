/** A reply by e-mail as SendGrid's Inbound Parse posts it: a form whose fields may each have a charset of their own. */
import { createHash } from 'node:crypto'
import type { CarrierCallback, Instant } from '#domain'
import type { CarrierCall } from '../carrier-call'
import { fieldOf, jsonOf, keepable, listField, textField } from '../fields'
import { answersOf, automaticOf, headerOf } from './mail-headers'

export function parseSendgridInbound({ contentType, body }: CarrierCall, receivedAt: Instant): CarrierCallback[] {
  const fields = fieldsOf(contentType, body)
  const text = (name: string): string => keepable(decoded(fields.get(name), textField(jsonOf(fields.get('charsets') ?? ''), name)))
  const envelope = jsonOf(fields.get('envelope') ?? '')
  const from = textField(envelope, 'from') ?? mailboxOf(text('from'))
  const to = listField(envelope, 'to').find((one): one is string => typeof one === 'string') ?? mailboxOf(text('to'))
  if (!from || !to || from.length > 320 || to.length > 320) throw new Error('sendgrid inbound: from or to is missing or too long')
  const headers = text('headers')
  const messageId = /^<?([^>\s]{1,150})/.exec(headerOf(headers, 'message-id'))?.[1] ?? createHash('sha256').update(body).digest('hex')
  const [subject, answers, automatic] = [text('subject'), answersOf(headers), automaticOf(headers, from, envelopeFrom(envelope))]
  return [{
    kind: 'inbound', key: `sendgrid ${messageId}`, channel: 'email', from, to, text: text('text'), ...(subject !== '' && { subject: subject.slice(0, 500) }),
    ...(answers.length > 0 && { answers }), ...(automatic && { automatic }), at: new Date(receivedAt).toISOString(),
  }]
}

/** Empty where a mail server wrote: it wants no answer. */
function envelopeFrom(envelope: unknown): string | undefined {
  const from = fieldOf(envelope, 'from')
  return typeof from === 'string' ? from : undefined
}

/** The fields of the form (RFC 7578), each byte of them as one character; files are left where they are. */
function fieldsOf(contentType: string, body: Buffer): Map<string, string> {
  const [, quoted, plain] = /^multipart\/form-data;.*boundary=(?:"([^"]{1,70})"|([^\s";]{1,70}))/i.exec(contentType) ?? []
  const boundary = quoted ?? plain
  if (boundary === undefined) throw new Error('sendgrid inbound: not a form')
  const parts = `\r\n${body.toString('latin1')}`.split(`\r\n--${boundary}`).slice(1, -1)
  return new Map(parts.flatMap((part): [string, string][] => {
    const end = part.indexOf('\r\n\r\n')
    const head = part.slice(0, Math.max(0, end))
    const name = /^content-disposition: form-data;.*?\bname="([^"]*)"/im.exec(head)?.[1]
    return name === undefined || /\bfilename\*?=/i.test(head) ? [] : [[name, part.slice(end + 4)]]
  }))
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

/** The address in `J. Bakker <j.bakker@klant.example>`. */
const mailboxOf = (header: string): string | undefined => /<([^<>\s]+@[^<>\s]+)>/.exec(header)?.[1] ?? /[^<>\s,]+@[^<>\s,]+/.exec(header)?.[0]
