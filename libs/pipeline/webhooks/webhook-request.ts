/** One webhook on the wire: signed as Standard Webhooks says, sent once, answered by a status; what the receiver writes back is not read. */
import { Webhook } from 'standardwebhooks'
import { Agent, type Dispatcher } from 'undici'
import type { CreditorId } from '#domain'
import type { DueDelivery, EndpointRound } from '#store'
import { isPrivateLiteral, publicLookup } from './webhook-address'

const ANSWER_WITHIN_MS = 10_000
const CONNECTIONS = 4

export interface WebhookWire {
  send(round: EndpointRound, delivery: DueDelivery): Promise<WebhookAnswer>
  close(): Promise<void>
}

export interface WebhookAnswer {
  readonly ok: boolean
  readonly status: number | null
  /** `ok`, `http-503`, `redirect`, `timeout`, `private-address`, or the code of the connection's fault. */
  readonly code: string
  readonly latencyMs: number
}

export function openWebhookWire({
  allowPrivate,
  answerWithinMs = ANSWER_WITHIN_MS,
}: {
  readonly allowPrivate: boolean
  readonly answerWithinMs?: number
}): WebhookWire {
  const agent = new Agent({
    connections: CONNECTIONS,
    headersTimeout: answerWithinMs,
    bodyTimeout: answerWithinMs,
    connect: { timeout: answerWithinMs, ...(allowPrivate ? {} : { lookup: publicLookup }) },
  })
  return {
    send: (round, delivery) => timed(() => post(agent, round, delivery, { allowPrivate, answerWithinMs })),
    close: () => agent.destroy(),
  }
}

async function timed(work: () => Promise<Omit<WebhookAnswer, 'latencyMs'>>): Promise<WebhookAnswer> {
  const from = performance.now()
  const answer = await work().catch((fault: unknown) => ({ ok: false, status: null, code: codeOf(fault) }))
  return { ...answer, latencyMs: Math.round(performance.now() - from) }
}

async function post(
  agent: Dispatcher,
  { creditorId, url: text, secrets }: EndpointRound,
  delivery: DueDelivery,
  limits: { allowPrivate: boolean; answerWithinMs: number },
): Promise<Omit<WebhookAnswer, 'latencyMs'>> {
  const url = new URL(text)
  if (!limits.allowPrivate && isPrivateLiteral(url)) return { ok: false, status: null, code: 'private-address' }
  const body = JSON.stringify(payloadOf(creditorId, delivery))
  // The receiver holds this time against its own clock, so it is the system's, also where business time is played.
  const sentAt = new Date()
  const signal = AbortSignal.timeout(limits.answerWithinMs)
  const { statusCode, body: answer } = await agent.request({
    origin: url.origin,
    path: `${url.pathname}${url.search}`,
    method: 'POST',
    body,
    signal,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Tijdig-Webhooks/1',
      'webhook-id': delivery.eventId,
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
      'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(delivery.eventId, sentAt, body)).join(' '),
    },
  })
  // None of it is wanted: a few bytes are let go by so that the connection can be used again, more than that ends it.
  void answer.dump({ limit: 4_096, signal }).catch(() => undefined)
  if (statusCode >= 200 && statusCode < 300) return { ok: true, status: statusCode, code: 'ok' }
  return { ok: false, status: statusCode, code: statusCode >= 300 && statusCode < 400 ? 'redirect' : `http-${statusCode}` }
}

/** Ids, codes and where to read more with a key of one's own; never a name, an address or a text (rule 20). */
function payloadOf(creditorId: CreditorId, { eventId, kind, eventAt, debtorId, attemptId, claimId, detail }: DueDelivery): object {
  const home = `/v1/creditors/${creditorId}`
  return {
    type: kind,
    timestamp: new Date(eventAt).toISOString(),
    data: {
      event: eventId,
      debtor: debtorId,
      ...(attemptId !== null && { contact: attemptId }),
      ...(claimId !== null && { claim: claimId }),
      ...(detail !== null && { detail }),
      links: {
        debtor: `${home}/debtors/${debtorId}`,
        ...(attemptId !== null && { contact: `${home}/contacts/${attemptId}` }),
        ...(claimId !== null && { claim: `${home}/claims/${claimId}` }),
      },
    },
  }
}

/** By shape, since an abort is no Error everywhere. */
function codeOf(fault: unknown): string {
  if (typeof fault !== 'object' || fault === null) return 'failed'
  if ('name' in fault && (fault.name === 'TimeoutError' || fault.name === 'AbortError')) return 'timeout'
  const code = 'code' in fault && typeof fault.code === 'string' ? fault.code : ''
  if (code.includes('TIMEOUT')) return 'timeout'
  if (code === 'EPRIVATEADDRESS') return 'private-address'
  return /^[A-Z][A-Z0-9_]{1,60}$/.test(code) ? code.toLowerCase().replaceAll('_', '-') : 'failed'
}
