/** The carrier's door: HTTP on loopback. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { takeMessage, type Carrier, type Taken } from './carrier'
import { PrintHouse } from './print-house'
import { MESSAGE_CHANNELS, readBatch, readMessage, type MessageChannel } from './requests'

interface Reply {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

const LARGEST_BODY = 512 * 1024 * 1024
const MALFORMED: Reply = { status: 400, body: { code: 'malformed', message: 'The request cannot be read.' } }
const NOT_FOUND: Reply = { status: 404, body: { code: 'not-found', message: 'There is nothing here.' } }
const CLOCK_NOT_SET: Reply = { status: 503, body: { code: 'clock-not-set', message: 'POST /clock first.' } }

export function createCarrierServer(carrier: Carrier): Server {
  const house = new PrintHouse(carrier)
  const server = createServer((request, response) => {
    route(carrier, house, request, response).catch((error: unknown) => {
      process.stderr.write(`sandbox carrier: ${error instanceof Error ? error.message : String(error)}\n`)
      response.destroy()
    })
  })
  // A client's idle connection is never closed from this side, so that a lost answer is always one that the dice meant.
  server.keepAliveTimeout = 0
  return server
}

async function route(carrier: Carrier, house: PrintHouse, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://carrier')
  const [, room = '', name = '', id = ''] = url.pathname.split('/')
  const what = `${request.method ?? ''} ${room}`
  const body = request.method === 'POST' ? await readJson(request) : undefined
  const now = carrier.clock.now()
  if (what === 'GET stats')
    return send(response, {
      status: 200,
      body: { ...carrier.memory.stats(), pendingCallbacks: carrier.rounds.pending, inFlight: inFlight.size },
    })
  if (what === 'GET hand-overs') return send(response, lookUp(carrier, name, url.searchParams.get('channel')))
  if (what === 'POST clock') return send(response, await setClock(carrier, body))
  if (what !== 'POST messages' && what !== 'POST print') return send(response, NOT_FOUND)
  if (now === undefined) return send(response, CLOCK_NOT_SET)
  if (what === 'POST print') return send(response, await printBatch(house, id, body, now))
  const channel = MESSAGE_CHANNELS.find((known) => known === name)
  if (!channel) return send(response, NOT_FOUND)
  await message(carrier, channel, body, now, response)
}

async function message(carrier: Carrier, channel: MessageChannel, body: unknown, now: number, response: ServerResponse): Promise<void> {
  const asked = readMessage(channel, body)
  if (!asked) return send(response, MALFORMED)
  inFlight.add(response)
  response.once('close', () => inFlight.delete(response))
  const latency = carrier.settings.latencyMs / 2
  if (latency > 0) await pause(latency)
  const taken = await takeMessage(carrier, asked, now)
  if (latency + taken.delay > 0) await pause(latency + taken.delay)
  answer(response, taken)
}

/** Read and not yet answered; a client that went away is not waited for, but what it asked is done all the same. */
const inFlight = new Set<ServerResponse>()

function answer(response: ServerResponse, { answer: given, id }: Taken): void {
  switch (given.kind) {
    case 'accept':
      return send(response, { status: 202, body: { id } })
    case 'garble':
      response.writeHead(202, { 'content-type': 'text/html' }).end('<html><body>Bad gate')
      return
    case 'refuse': {
      const { status, code, message: text, retryAfterSeconds } = given
      const headers: Record<string, string> = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }
      return send(response, { status, body: { code, message: text }, headers })
    }
    case 'fail':
      return send(response, { status: 500, body: { code: 'internal', message: 'Something went wrong here.' } })
    case 'cut':
      response.socket?.resetAndDestroy()
      return
    case 'silence':
      return
  }
}

/** As Twilio's list of messages: a negative answer says nothing of a request that is still on its way. WhatsApp has no such list. */
function lookUp({ memory }: Carrier, handOverId: string, channel: string | null): Reply {
  const known = memory.acceptance(handOverId)
  if ((known?.channel ?? channel) === 'whatsapp')
    return { status: 404, body: { code: 'no-look-up', message: 'There is no look-up for this channel.' } }
  return { status: 200, body: known ? { accepted: true, id: known.id } : { accepted: false } }
}

async function setClock({ clock }: Carrier, body: unknown): Promise<Reply> {
  const now = typeof body === 'object' && body !== null && 'now' in body && typeof body.now === 'string' ? Date.parse(body.now) : NaN
  if (Number.isNaN(now)) return MALFORMED
  if (!clock.set) return { status: 409, body: { code: 'system-clock', message: 'This carrier follows the system clock.' } }
  const next = await clock.set(now)
  return { status: 200, body: { next: next === null ? null : new Date(next).toISOString() } }
}

async function printBatch(house: PrintHouse, id: string, body: unknown, now: number): Promise<Reply> {
  const batch = readBatch(body)
  if (!batch || !/^[\w-]+$/.test(id)) return MALFORMED
  const { accepted, rejected } = await house.print(id, batch, now)
  return { status: 202, body: { accepted, rejected } }
}

/** Undefined when it is too large or no JSON. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LARGEST_BODY) return undefined
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown
  } catch {
    return undefined
  }
}

function send(response: ServerResponse, { status, body, headers }: Reply): void {
  const text = JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), ...headers }).end(text)
}
