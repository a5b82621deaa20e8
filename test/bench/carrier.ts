/** A carrier on loopback that takes every message at once and counts unique keys: what came twice or not at all fails the bench. */
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { startRedis } from '../support/redis'
import type { Beside } from './work'

/** How one of them is spoken to. */
interface Manner {
  /** What holds the sender's own id in a request; floors use it too. */
  readonly key: RegExp
  readonly status: number
  answer(count: number): string
}

const CLOUD: Manner = {
  key: /"biz_opaque_callback_data":"([^"]+)"/,
  status: 200,
  answer: (count) => `{"messaging_product":"whatsapp","contacts":[{"input":"x","wa_id":"x"}],"messages":[{"id":"wamid.${count}"}]}`,
}

const TWILIO: Manner = {
  key: /handOver%3D([^&]+)/,
  status: 201,
  answer: (count) =>
    `{"sid":"SM${String(count).padStart(32, '0')}","status":"queued","num_segments":"0","error_code":null,"date_created":"Tue, 12 Jan 2027 08:30:00 +0000"}`,
}

const SANDBOX: Manner = { key: /"handOverId":"([^"]+)"/, status: 200, answer: (count) => `{"id":"S${count}"}` }

export const besideCarrier = (): Promise<Beside> => beside(CLOUD)
export const besideTwilio = (): Promise<Beside> => beside(TWILIO)
/** Not everything shall come, and nothing twice. */
export const besideCarrierInPart = (): Promise<Beside> => beside(CLOUD, false)
export const besideSandbox = async (): Promise<Beside> => {
  const sandbox = await beside(SANDBOX, false)
  return { ...sandbox, told: { ...sandbox.told, sandbox: true } }
}

/** The same with a Redis of its own. */
export async function withRedis(besideOf: () => Promise<Beside>): Promise<Beside> {
  const [carrier, redis] = await Promise.all([besideOf(), startRedis()])
  return {
    told: { ...carrier.told, redis: redis.url },
    problems: (n) => carrier.problems(n),
    async close() {
      await Promise.all([carrier.close(), redis.close()])
    },
  }
}

async function beside({ key, status, answer: answerOf }: Manner, everything = true): Promise<Beside> {
  /** When each was first seen, by the clock of the machine; told to whoever asks for `/arrivals`. */
  const keys = new Map<string, number>()
  let requests = 0
  const server = createServer((request, response) => {
    if (request.method === 'GET') return void response.end(JSON.stringify([...keys]))
    let body = ''
    request
      .setEncoding('utf8')
      .on('data', (part: string) => {
        body += part
      })
      .on('end', () => {
        requests++
        const found = key.exec(body)?.[1] ?? ''
        if (!keys.has(found)) keys.set(found, Date.now())
        const answer = answerOf(requests)
        response.writeHead(status, { 'content-type': 'application/json', 'content-length': answer.length }).end(answer)
      })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    told: { carrier: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
    problems: (n) =>
      Promise.resolve(
        requests === keys.size && (keys.size === n || !everything)
          ? []
          : [`carrier: ${requests} requests with ${keys.size} keys for ${n} contacts`],
      ),
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
