/** Calls a door as Twilio does, 64 at a time over bare sockets, and counts what it answers; it runs beside the side that is measured. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { PUBLIC_URL } from '../support/carriers/settings'
import { signedByTwilio } from '../support/carriers/twilio-simulator'
import { percentile } from './side'
import type { Beside } from './work'

export const TWICE_IN = 10
export const FORGED_IN = 100
const CALLERS = 64
/** Where statuses are called back. */
export const DOOR = '/webhooks/twilio/status'

export interface CallsMade {
  readonly count: number
  readonly ms: number
  readonly taken: number
  readonly refused: number
  readonly p99: number
}

/** A side that is listening asks for the calls, and is answered when all have been answered. */
export async function besideCaller(): Promise<Beside> {
  const server = createServer((request, response) => {
    void text(request).then(async (body) => {
      const { port, n } = JSON.parse(body) as { port: number; n: number }
      response.end(JSON.stringify(await callAll(port, n)))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    told: { caller: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
    problems: () => Promise.resolve([]),
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

async function callAll(port: number, n: number): Promise<CallsMade> {
  const calls = Array.from({ length: n }, (_, index) => callsOf(port, index + 1)).flat()
  const waits: number[] = []
  const statuses: string[] = []
  let next = 0
  const caller = async (): Promise<void> => {
    const socket = connect(port, '127.0.0.1').setNoDelay(true)
    await once(socket, 'connect')
    for (let call = calls[next++]; call; call = calls[next++]) {
      const from = performance.now()
      statuses.push(await exchange(socket, call))
      waits.push(performance.now() - from)
    }
    socket.destroy()
  }
  const from = performance.now()
  await Promise.all(Array.from({ length: CALLERS }, caller))
  const ms = performance.now() - from
  const answered = (first: string): number => statuses.filter((status) => status.startsWith(first)).length
  return { count: calls.length, ms, taken: answered('2'), refused: answered('403'), p99: percentile(waits, 0.99) }
}

function callsOf(port: number, number: number): Buffer[] {
  const sid = `SM${String(number).padStart(32, '0')}`
  const form = {
    AccountSid: 'AC0123456789abcdef0123456789abcdef',
    ApiVersion: '2010-04-01',
    From: '+3197010200300',
    MessageSid: sid,
    MessageStatus: 'delivered',
    SmsSid: sid,
    SmsStatus: 'delivered',
    To: `+316${String(number).padStart(8, '0')}`,
  }
  const path = `${DOOR}?handOver=01960000-0000-7000-8000-${String(number).padStart(12, '0')}`
  const body = new URLSearchParams(form).toString()
  const call = (signature: string): Buffer =>
    Buffer.from(
      `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/x-www-form-urlencoded\r\nX-Twilio-Signature: ${signature}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    )
  const genuine = call(signedByTwilio(PUBLIC_URL + path, form))
  return [
    genuine,
    ...(number % TWICE_IN === 0 ? [genuine] : []),
    ...(number % FORGED_IN === 0 ? [call(Buffer.alloc(20, 1).toString('base64'))] : []),
  ]
}

/** Answers the status, when the whole answer is there. */
function exchange(socket: Socket, call: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const lost = (): void => {
      reject(new Error('the door closed a connection'))
    }
    const read = (part: Buffer): void => {
      answer += part.toString('latin1')
      const end = answer.indexOf('\r\n\r\n')
      if (end < 0 || answer.length < end + 4 + Number(/content-length: *(\d+)/i.exec(answer)?.[1] ?? 0)) return
      socket.off('data', read).off('close', lost)
      resolve(answer.slice(9, 12))
    }
    socket.on('data', read).once('close', lost)
    socket.write(call)
  })
}
