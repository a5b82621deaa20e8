/** The scheduler: reacts, decides, sweeps, puts what is due on the belt, posts letters, reconciles; any number of them, without a leader. */
import '#tracing'
import 'reflect-metadata'
import { openHealthDoor, openMetrics, readinessOf, runProcess } from '#lifecycle'
import { openApart, systemClock } from '#pipeline'
import { openTicker, startWebhooks } from './scheduler.module'

runProcess('scheduler', async ({ settings, log, opened }) => {
  const metrics = openMetrics()
  const { pipe, belt, close } = await openApart(settings, log, metrics)
  opened(close)
  const ticker = openTicker(pipe, systemClock)
  opened(() => ticker.stop())
  const parts = {
    database: () => pipe.database.isReachable(),
    belt: () => belt.isReachable(),
    turns: () => Promise.resolve(ticker.isTurning()),
  }
  const door = await openHealthDoor(settings.host, settings.port, () => readinessOf(parts), metrics)
  metrics.watch('tijdig_belt_depth', 'Jobs on the belt or being worked on, over all processes', [], async () => [
    { value: await belt.depth() },
  ])
  opened(() => door.close())
  ticker.start()
  const webhooks = startWebhooks(pipe, systemClock, settings.webhooksAllowPrivate)
  opened(() => webhooks.stop())
})
