/** What the SendGrid SDK sends by: our exchange, which has a time limit, tells what was written, and takes no page of HTML for a success. */
import { Client } from '@sendgrid/client'
import type { ClientRequest } from '@sendgrid/client/src/request'
import type { ClientResponse } from '@sendgrid/client/src/response'
import type { Answered, Exchange } from '../http-exchange'
import { NoSuccess } from '../no-success'

export class SendgridHttp extends Client {
  constructor(private readonly exchange: Exchange) {
    super()
  }

  override async request({ url, body }: ClientRequest): Promise<[ClientResponse, unknown]> {
    const exchanged = await this.exchange.post(url, JSON.stringify(body))
    if (exchanged.kind !== 'answered') throw new NoSuccess(exchanged)
    if (messageIdOf(exchanged) === undefined)
      throw new NoSuccess({ ...exchanged, retryAfterSeconds: exchanged.retryAfterSeconds ?? untilReset(exchanged) })
    return [{ statusCode: exchanged.status, body: {}, headers: exchanged.headers, toString: () => `HTTP ${exchanged.status}` }, undefined]
  }
}

export function messageIdOf({ status, headers }: Answered): string | undefined {
  const id = headers['x-message-id']
  return status === 202 && typeof id === 'string' && id !== '' ? id : undefined
}

/** SendGrid names the second at which its limit ends, by its own clock, which the answer tells too. */
function untilReset({ headers }: Answered): number | undefined {
  const seconds = Number(headers['x-ratelimit-reset']) - Date.parse(headers.date ?? '') / 1000
  return seconds > 0 && seconds < 86_400 ? Math.ceil(seconds) : undefined
}
