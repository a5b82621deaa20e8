/** The doors of carriers on their own, as the webhooks process opens them beside the bench of a test. */
import { openMetrics } from '#lifecycle'
import { readSettings } from '#settings'
import { openWebhooks } from '../../apps/webhooks/webhooks.module'
import type { PipeBench } from './pipe'

export async function doorsApart(bench: PipeBench, settings: Readonly<Record<string, string>>): ReturnType<typeof openWebhooks> {
  const { carrierDoors, trustedProxies } = readSettings(settings)
  const app = await openWebhooks(
    { database: bench.database, clock: () => bench.now, onCall: () => undefined },
    { sandboxSecret: bench.secret, carrierDoors, trustedProxies },
    { readiness: () => Promise.resolve({ ready: true, parts: {} }), metrics: openMetrics() },
  )
  await app.listen(0, '127.0.0.1')
  return app
}
