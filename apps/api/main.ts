/** The API on its own. */
import 'reflect-metadata'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import { runProcess } from '#lifecycle'
import { systemClock } from '#pipeline'
import { settingsWith } from '#settings'
import { Database, refusePendingMigrations } from '#store'
import { ApiModule } from './api.module'

runProcess('api', async ({ settings: given, opened }) => {
  const settings = settingsWith(given, 'databaseUrl')
  await refusePendingMigrations(settings.databaseUrl)
  const database = await Database.open(settings.databaseUrl, 'flow')
  opened(() => database.close())
  const api = ApiModule.with({ database, clock: systemClock, carriers: settings.whatsapp ? 'sandbox, whatsapp' : 'sandbox' })
  const app = await NestFactory.create<NestFastifyApplication>(api, new FastifyAdapter(), { logger: ['error', 'fatal'], abortOnError: false })
  opened(() => app.close())
  await app.listen(settings.port, settings.host)
})
