/** The API on its own. */
import '#tracing'
import 'reflect-metadata'
import { openMetrics, runProcess } from '#lifecycle'
import { keepConfigurationFresh, openCallDesk, systemClock } from '#pipeline'
import { connectedCarriers, settingsWith } from '#settings'
import { Database, refusePendingMigrations } from '#store'
import { ApiModule } from './api.module'
import { openHttpServer } from './http.module'

runProcess('api', async ({ settings: given, opened, log }) => {
  const settings = settingsWith(given, 'databaseUrl')
  await refusePendingMigrations(settings.databaseUrl)
  const database = await Database.open(settings.databaseUrl, 'flow')
  opened(() => database.close())
  const tenant = await Database.open(settings.databaseUrl, 'tenant')
  opened(() => tenant.close())
  const desk = openCallDesk({ database, redirectAllTo: settings.redirectAllTo, log })
  opened(keepConfigurationFresh(desk))
  const source = {
    database,
    tenant,
    desk,
    clock: systemClock,
    carriers: ['sandbox', ...connectedCarriers(settings)].join(', '),
    standing: () => settings,
    dataFolder: settings.dataFolder,
    log,
    metrics: openMetrics(),
    webhooksAllowPrivate: settings.webhooksAllowPrivate,
  }
  const app = await openHttpServer(ApiModule.with(source), {
    ...source,
    host: settings.host,
    port: settings.port,
    pagesFolder: settings.pagesFolder,
    trustedProxies: settings.trustedProxies,
  })
  opened(() => app.close())
})
