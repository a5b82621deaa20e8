/** A stand-in for Meta's Cloud API: takes messages, keeps what it saw, and knows some numbers by their fate. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

export const WHATSAPP_NUMBER_ID = '106540352242922'
export const WHATSAPP_TOKEN = 'EAAtest-token-0123456789'

export interface SeenMessage {
  readonly handOverId: string
  readonly to: string
  readonly path: string
  readonly authorization: string | undefined
  readonly body: Readonly<Record<string, unknown>>
  /** Milliseconds of a monotonic clock. */
  readonly at: number
  readonly reference: string | null
}

export interface WhatsappStub {
  readonly url: string
  readonly seen: readonly SeenMessage[]
  /** Every message is answered so from now on; null: by its fate. */
  answerAll(answer: StubAnswer | null): void
  /** Nothing was seen, and each is answered by its fate. */
  forget(): void
  close(): Promise<void>
}

export interface StubAnswer {
  readonly status: number
  readonly code?: number
  readonly retryAfter?: string
}

/** The last five digits of a number, as the sandbox carrier has them. */
const FATES: Readonly<Record<string, StubAnswer | 'reset' | 'silent' | 'garbled'>> = {
  99001: { status: 400, code: 131026 }, 99002: { status: 400, code: 131050 }, 99003: { status: 401, code: 190 },
  99004: { status: 429, code: 130429, retryAfter: '7' }, 99012: { status: 400, code: 131047 }, 99007: { status: 500 }, 99008: { status: 500 },
  99005: 'reset', 99006: 'reset', 99009: 'silent', 99010: 'silent', 99011: 'garbled',
}
const ACCEPTED_ALL_THE_SAME = ['99005', '99008', '99010', '99011']

export async function startWhatsappStub(): Promise<WhatsappStub> {
  const seen: SeenMessage[] = []
  let forAll: StubAnswer | null = null
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      if (request.method === 'GET') return void response.writeHead(request.headers.authorization === `Bearer ${WHATSAPP_TOKEN}` ? 200 : 401).end(JSON.stringify({ id: WHATSAPP_NUMBER_ID }))
      const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>
      const digits = String(body.to).slice(-5)
      const fate = forAll ?? FATES[digits]
      const accepted = fate === undefined || (forAll === null && ACCEPTED_ALL_THE_SAME.includes(digits))
      const reference = accepted ? `wamid.${seen.length + 1}` : null
      seen.push(seenOf(request, body, reference))
      answer(request, response, fate, reference)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen,
    answerAll: (answer) => { forAll = answer },
    forget() {
      seen.length = 0
      forAll = null
    },
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

const seenOf = (request: IncomingMessage, body: Readonly<Record<string, unknown>>, reference: string | null): SeenMessage => ({
  handOverId: String(body.biz_opaque_callback_data), to: String(body.to), path: request.url ?? '', authorization: request.headers.authorization, body, at: performance.now(), reference,
})

function answer(request: IncomingMessage, response: ServerResponse, fate: (typeof FATES)[string] | undefined, reference: string | null): void {
  if (fate === 'silent') return
  if (fate === 'reset') return void request.socket.destroy()
  if (fate === 'garbled') return void response.writeHead(200).end('<html>ok')
  if (fate !== undefined) {
    response.writeHead(fate.status, fate.retryAfter === undefined ? {} : { 'retry-after': fate.retryAfter })
    return void response.end(JSON.stringify(fate.code === undefined ? {} : { error: { message: 'no', type: 'OAuthException', code: fate.code, fbtrace_id: 'A' } }))
  }
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ messaging_product: 'whatsapp', contacts: [{ input: 'x', wa_id: 'x' }], messages: [{ id: reference }] }))
}
