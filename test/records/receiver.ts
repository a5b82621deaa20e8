/** Somebody who wants to be told: a real HTTP server that checks signatures and behaves as a test asks. */
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'

export interface Told {
  readonly id: string
  readonly type: string
  readonly data: { readonly debtor: string; readonly links: Readonly<Record<string, string>>; readonly [name: string]: unknown }
  readonly body: string
}

export interface Receiver {
  readonly url: string
  /** What came with a good signature, in the order it came. */
  readonly told: Told[]
  readonly forged: number
  secret: string
  behave: (answer: ServerResponse) => void
  close(): Promise<void>
}

export const well = (answer: ServerResponse): void => void answer.writeHead(200).end()

export async function startReceiver(): Promise<Receiver> {
  const told: Told[] = []
  let forged = 0
  const server = createServer((request, answer) => {
    const chunks: Buffer[] = []
    request
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => {
        const body = Buffer.concat(chunks).toString('utf8')
        try {
          const payload = new Webhook(receiver.secret).verify(body, request.headers as Record<string, string>) as Pick<
            Told,
            'type' | 'data'
          >
          told.push({ ...payload, id: String(request.headers['webhook-id']), body })
        } catch {
          forged++
        }
        receiver.behave(answer)
      })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    told,
    secret: '',
    behave: well,
    get forged() {
      return forged
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return receiver
}
