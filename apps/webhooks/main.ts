/** The carriers' doors on their own: what is called back is kept, whatever the rest of the house does. */
import '#tracing'
import 'reflect-metadata'
import { listening, openMetrics, readinessOf, runProcess } from '#lifecycle'
import { systemClock } from '#pipeline'
import { settingsWith } from '#settings'
import { Database, refusePendingMigrations } from '#store'
import { openWebhooks } from './webhooks.module'

runProcess('webhooks', async ({ settings: given, opened }) => {
  const settings = settingsWith(given, 'databaseUrl', 'sandboxSecret')
  await refusePendingMigrations(settings.databaseUrl)
  const database = await Database.open(settings.databaseUrl, 'flow')
  opened(() => database.close())
  // A scheduler finds what was kept at its next turn.
  const app = await openWebhooks({ database, clock: systemClock, onCall: () => undefined }, settings, {
    readiness: () => readinessOf({ database: () => database.isReachable() }),
    metrics: openMetrics(),
  })
  opened(() => app.close())
  const { host, webhooksPort } = settings
  const port = webhooksPort ?? settings.port
  await listening(() => app.listen(port, host), { setting: webhooksPort === null ? 'PORT' : 'WEBHOOKS_PORT', port, host })
})
