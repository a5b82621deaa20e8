/** The sender of webhooks: its own loop beside the ticker, so that who is slow to listen never delays who is to be reminded. */
import { setTimeout as delay } from 'node:timers/promises'
import { openWebhookWire, WebhookRounds, type BusinessClock, type Pipe } from '#pipeline'

const REST_MS = 1000

export interface WebhookSender {
  /** Takes nothing new, and waits for the answers to what was sent. */
  stop(): Promise<void>
}

export function startWebhooks(
  { database, log }: Pick<Pipe, 'database' | 'log'>,
  clock: BusinessClock,
  allowPrivate: boolean,
): WebhookSender {
  const wire = openWebhookWire({ allowPrivate })
  const rounds = new WebhookRounds({ database, wire, log })
  const stopping = new AbortController()
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const taken = await rounds.start(clock()).catch((fault: unknown) => {
        log.error({ fault: String(fault) }, 'webhooks could not be taken')
        return 0
      })
      await delay(taken === 0 ? REST_MS : REST_MS / 20, null, { signal: stopping.signal }).catch(() => null)
    }
  }
  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
      await rounds.idle()
      await wire.close()
    },
  }
}
