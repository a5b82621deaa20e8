/** Calls at the carriers' doors, signed as each carrier signs; each answers the status and the body of the door. */
import { createHmac } from 'node:crypto'
import { CARRIERS, PUBLIC_URL, signedBySendgrid } from './settings'
import { signedByTwilio } from './twilio-simulator'

export interface DoorAnswer {
  readonly status: number
  readonly type: string | null
  readonly text: string
}

const ANSWERS_WITHIN_MS = 30_000

type Headers = Readonly<Record<string, string>>

export async function post(url: string, body: string | Buffer, headers: Headers): Promise<DoorAnswer> {
  const answer = await fetch(url, { method: 'POST', body: Buffer.from(body), headers, signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) })
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() }
}

/** `headers` replace what would be signed. */
export function callAsTwilio(origin: string, path: string, form: Readonly<Record<string, string>>, headers?: Headers): Promise<DoorAnswer> {
  const signed = headers ?? { 'x-twilio-signature': signedByTwilio(PUBLIC_URL + path, form) }
  return post(origin + path, new URLSearchParams(form).toString(), { 'content-type': 'application/x-www-form-urlencoded', ...signed })
}

export function callAsSendgrid(
  origin: string,
  path: string,
  body: string | Buffer,
  now: number,
  { type = 'application/json', headers }: { type?: string; headers?: Headers } = {},
): Promise<DoorAnswer> {
  const timestamp = String(Math.floor(now / 1000))
  const signed = headers ?? {
    'x-twilio-email-event-webhook-timestamp': timestamp,
    'x-twilio-email-event-webhook-signature': signedBySendgrid(timestamp, Buffer.from(body)),
  }
  return post(origin + path, body, { 'content-type': type, ...signed })
}

export function callAsMeta(origin: string, body: string, headers?: Headers): Promise<DoorAnswer> {
  const signed = headers ?? {
    'x-hub-signature-256': `sha256=${createHmac('sha256', CARRIERS.WHATSAPP_APP_SECRET).update(body).digest('hex')}`,
  }
  return post(`${origin}/webhooks/whatsapp`, body, { 'content-type': 'application/json', ...signed })
}

/** A mail server's report (RFC 3464) as Inbound Parse posts it: the words, the status and the headers of the mail that came back. */
export function bounceForm(
  to: string,
  messageId: string,
  action: string,
  status: string,
): { readonly body: Buffer; readonly type: string } {
  const from = 'MAILER-DAEMON@mx.example'
  const fields = {
    from,
    to,
    text: 'Your message could not be delivered.',
    envelope: JSON.stringify({ from: '', to: [to] }),
    headers: `Message-ID: <${action}.${status}@mx.example>\nContent-Type: multipart/report; report-type=delivery-status\n`,
    attachment1: `Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; weg@voorbeeld.example\r\nAction: ${action}\r\nStatus: ${status}\r\n`,
    attachment2: `Subject: Herinnering\r\nMessage-ID: ${messageId}\r\n`,
  }
  const parts = Object.entries(fields).map(
    ([name, value]) => `--grens\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  return { body: Buffer.from(`${parts.join('')}--grens--\r\n`), type: 'multipart/form-data; boundary=grens' }
}

/** A form as Inbound Parse posts it, with a file of so many bytes. */
export function mailForm(from: string, to: string, text: string, fileBytes = 0): { readonly body: Buffer; readonly type: string } {
  const fields = {
    from,
    to,
    text,
    envelope: JSON.stringify({ from, to: [to] }),
    charsets: '{"text":"UTF-8"}',
    headers: `Message-ID: <${from}.${text.length}.${fileBytes}>\n`,
  }
  const parts = Object.entries(fields).map(
    ([name, value]) => `--grens\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const file = `--grens\r\nContent-Disposition: form-data; name="attachment1"; filename="foto.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`
  return {
    body: Buffer.concat([Buffer.from(parts.join('') + file), Buffer.alloc(fileBytes, 1), Buffer.from('\r\n--grens--\r\n')]),
    type: 'multipart/form-data; boundary=grens',
  }
}
