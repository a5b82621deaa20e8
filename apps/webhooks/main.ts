/** The carriers' doors on their own: what is called back is kept, whatever the rest of the house does. */
import '#tracing'
import 'reflect-metadata'
import { listening, openHealthDoor, openMetrics, readinessOf, runProcess, type Readiness } from '#lifecycle'
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
  const metrics = openMetrics()
  const readiness = (): Promise<Readiness> => readinessOf({ database: () => database.isReachable() })
  const app = await openWebhooks({ database, clock: systemClock, onCall: () => undefined }, settings, { readiness, metrics })
  opened(() => app.close())
  const { host, port, webhooksPort } = settings
  const doors = { setting: webhooksPort === null ? 'PORT' : 'WEBHOOKS_PORT', port: webhooksPort ?? port, host }
  await listening(() => app.listen(doors.port, host), doors)
  // Figures are for those at home: where the world has no port of its own, nobody is told them.
  if (webhooksPort === null) return
  const health = await openHealthDoor(host, port, readiness, metrics)
  opened(() => health.close())
})
