/** Calls one callback back: signed over the raw bytes, tried a few times. */
import { createHmac } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { Pool } from 'undici'
import type { CarrierCallback } from '#domain'

/** `refused`: somebody answered, but not 2xx. `unreachable`: nobody answered. */
export type CallbackOutcome = 'taken' | 'refused' | 'unreachable'

export interface CallbackSender {
  send(callback: CarrierCallback): Promise<CallbackOutcome>
  close(): Promise<void>
}

const TRIES = [0, 100, 300] as const

export function createCallbackSender(url: string, secret: string, connections: number): CallbackSender {
  const { origin, pathname, search } = new URL(url)
  const pool = new Pool(origin, { connections, pipelining: 1, headersTimeout: 10_000, bodyTimeout: 10_000, connect: { timeout: 2_000 } })

  const attempt = async (body: Buffer, signature: string): Promise<CallbackOutcome> => {
    try {
      const answer = await pool.request({
        method: 'POST',
        path: `${pathname}${search}`,
        body,
        headers: { 'content-type': 'application/json', 'x-sandbox-signature': signature },
      })
      await answer.body.dump()
      return answer.statusCode >= 200 && answer.statusCode < 300 ? 'taken' : 'refused'
    } catch {
      return 'unreachable'
    }
  }

  return {
    async send(callback) {
      const body = Buffer.from(JSON.stringify(callback))
      const signature = createHmac('sha256', secret).update(body).digest('hex')
      let outcome: CallbackOutcome = 'unreachable'
      for (const wait of TRIES) {
        if (wait > 0) await pause(wait)
        outcome = await attempt(body, signature)
        if (outcome === 'taken') return outcome
      }
      return outcome
    },
    close: () => pool.destroy(),
  }
}
