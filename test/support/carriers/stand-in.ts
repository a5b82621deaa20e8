/** What our stand-ins for real carriers have in common: they check each request against the published contract, keep what they saw, and know some recipients by their fate. */
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

export interface Called {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly raw: Buffer
}

export interface SeenMessage<Message> {
  readonly handOverId: string
  readonly message: Message
  /** Null: not accepted. */
  readonly reference: string | null
  /** Milliseconds of a monotonic clock. */
  readonly at: number
}

export interface StandIn<Message> {
  readonly url: string
  readonly seen: SeenMessage<Message>[]
  /** How requests broke the contract. */
  readonly violations: string[]
  /** What became of messages, by the word for it, and how often. */
  readonly became: ReadonlyMap<string, number>
  /** Requests that are read and not answered. */
  inFlight(): number
  /** Whatever is posted is answered so from now on, and none is accepted; null: by its fate. */
  answerAll(answer: Answer | null): void
  /** Every connection is cut, and for so long none is taken. */
  goAway(milliseconds: number): Promise<void>
  close(): Promise<void>
}

/** What lies between us and a carrier, whoever is written to. */
export interface Weather<Message> {
  readonly latencyMs: number
  /** What becomes of the next message; undefined: as its recipient has it. */
  next(): string | undefined
  /** Told before the answer leaves. */
  accepted(message: SeenMessage<Message>): void
}

export interface Answer {
  readonly status: number
  readonly body?: object | string | Buffer
  readonly headers?: Readonly<Record<string, string>>
}

export interface Understood<Message> {
  readonly handOverId: string
  readonly message: Message
  readonly to: string
}

export interface Contract<Message> {
  /** Answers what is asked, and not sent; only what the real carrier can be asked too. */
  asked?(called: Called, seen: readonly SeenMessage<Message>[]): Answer | undefined
  /** How a request breaks the contract, or what it says. */
  read(called: Called): string | Understood<Message>
  /** To a request that breaks it. */
  readonly malformed: Answer
  /** By the last five digits of a number, or the first word of an e-mail address. */
  readonly fates: Readonly<Record<string, Answer>>
  fateOf(to: string): string
  accepted(reference: string): Answer
  reference(count: number): string
}

/** Fates of every carrier; some are accepted all the same, which their caller cannot know. */
const FATES: Readonly<Record<string, { readonly accepted: boolean; readonly act: 'cut' | 'silence' | 'trouble' | 'garbage' }>> = {
  reset: { accepted: true, act: 'cut' },
  'reset-unaccepted': { accepted: false, act: 'cut' },
  error: { accepted: false, act: 'trouble' },
  'error-accepted': { accepted: true, act: 'trouble' },
  silent: { accepted: false, act: 'silence' },
  'silent-accepted': { accepted: true, act: 'silence' },
  garbled: { accepted: true, act: 'garbage' },
}

const FAIR: Weather<unknown> = { latencyMs: 0, next: () => undefined, accepted: () => undefined }

export async function startStandIn<Message>(contract: Contract<Message>, weather: Weather<Message> = FAIR): Promise<StandIn<Message>> {
  const desk: Desk<Message> = { seen: [], violations: [], became: new Map(), inFlight: 0, forAll: null }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    desk.inFlight += 1
    response.once('close', () => {
      desk.inFlight -= 1
    })
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const answer = take(contract, weather, desk, {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        raw: Buffer.concat(chunks),
      })
      if (weather.latencyMs === 0) answer(request, response)
      else setTimeout(answer, weather.latencyMs, request, response)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  let ended = false
  const shut = async (): Promise<void> => {
    if (!server.listening) return
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }
  return {
    url: `http://127.0.0.1:${port}`,
    seen: desk.seen,
    violations: desk.violations,
    became: desk.became,
    inFlight: () => desk.inFlight,
    answerAll: (answer) => {
      desk.forAll = answer
    },
    async goAway(milliseconds) {
      await shut()
      await pause(milliseconds)
      if (ended) return
      server.listen(port, '127.0.0.1')
      await once(server, 'listening')
    },
    close() {
      ended = true
      return shut()
    },
  }
}

/** What a stand-in notes of its work. */
interface Desk<Message> {
  readonly seen: SeenMessage<Message>[]
  readonly violations: string[]
  readonly became: Map<string, number>
  inFlight: number
  forAll: Answer | null
}

type Answering = (request: IncomingMessage, response: ServerResponse) => void

/** What is accepted is noted before anything is answered. */
function take<Message>(
  contract: Contract<Message>,
  weather: Weather<Message>,
  { seen, violations, became, forAll }: Desk<Message>,
  called: Called,
): Answering {
  const saying =
    (answer: Answer): Answering =>
    (_request, response) => {
      send(response, answer)
    }
  const asked = contract.asked?.(called, seen)
  if (asked) return saying(called.method === 'POST' ? (forAll ?? asked) : asked)
  const read = contract.read(called)
  if (typeof read === 'string') {
    violations.push(read)
    return saying((read === 'authorization' && contract.fates.unauthorized) || contract.malformed)
  }
  const fate = weather.next() ?? contract.fateOf(read.to)
  became.set(fate, (became.get(fate) ?? 0) + 1)
  const refused = forAll ?? contract.fates[fate]
  const accepted = forAll === null && (FATES[fate]?.accepted ?? !refused)
  const reference = accepted ? contract.reference(seen.length + 1) : null
  const message = { handOverId: read.handOverId, message: read.message, reference, at: performance.now() }
  seen.push(message)
  if (accepted) weather.accepted(message)
  return refused
    ? saying(refused)
    : (request, response) => {
        act(FATES[fate]?.act, request, response, contract.accepted(reference ?? ''))
      }
}

function act(
  what: 'cut' | 'silence' | 'trouble' | 'garbage' | undefined,
  request: IncomingMessage,
  response: ServerResponse,
  accepted: Answer,
): void {
  switch (what) {
    case 'cut':
      return void request.socket.destroy()
    case 'silence':
      return
    case 'trouble':
      return send(response, { status: 500, body: '<html>Internal Server Error</html>' })
    case 'garbage':
      return send(response, { status: 200, body: '<html>ok</html>' })
    case undefined:
      return send(response, accepted)
  }
}

function send(response: ServerResponse, { status, body = '', headers = {} }: Answer): void {
  const json = typeof body !== 'string' && !Buffer.isBuffer(body)
  response.writeHead(status, { ...(json && { 'content-type': 'application/json' }), ...headers })
  response.end(json ? JSON.stringify(body) : body)
}

/** Undefined for what is no JSON. */
export function parsed(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8')) as unknown
  } catch {
    return undefined
  }
}

/** The conventions of the sandbox carrier, for numbers. */
export const FATE_OF_DIGITS: Readonly<Record<string, string>> = {
  99001: 'refused',
  99002: 'unsubscribed',
  99003: 'unauthorized',
  99004: 'busy',
  99005: 'reset',
  99006: 'reset-unaccepted',
  99007: 'error',
  99008: 'error-accepted',
  99009: 'silent',
  99010: 'silent-accepted',
  99011: 'garbled',
  99012: 'template',
}
