/** The worker: takes chunks of ids from the belt and hands contacts to carriers; any number of them, on any number of machines. */
import '#tracing'
import 'reflect-metadata'
import { openHealthDoor, openMetrics, readinessOf, runProcess } from '#lifecycle'
import { keepConfigurationFresh, openApart, systemClock, takeChunks } from '#pipeline'

runProcess('worker', async ({ settings, log, opened }) => {
  const metrics = openMetrics()
  const { pipe, belt, close } = await openApart(settings, log, metrics)
  opened(close)
  opened(keepConfigurationFresh(pipe))
  const door = await openHealthDoor(
    settings.host,
    settings.port,
    () => readinessOf({ database: () => pipe.database.isReachable(), belt: () => belt.isReachable() }),
    metrics,
  )
  opened(() => door.close())
  takeChunks(pipe, belt, systemClock)
})
