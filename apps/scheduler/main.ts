/** The scheduler: reacts, decides, sweeps, puts what is due on the belt, posts letters, reconciles; any number of them, without a leader. */
import 'reflect-metadata'
import { openHealthDoor, readinessOf, runProcess } from '#lifecycle'
import { openApart, systemClock } from '#pipeline'
import { openTicker, startWebhooks } from './scheduler.module'

runProcess('scheduler', async ({ settings, log, opened }) => {
  const { pipe, belt, close } = await openApart(settings, log)
  opened(close)
  const ticker = openTicker(pipe, systemClock)
  opened(() => ticker.stop())
  const parts = { database: () => pipe.database.isReachable(), belt: () => belt.isReachable(), turns: () => Promise.resolve(ticker.isTurning()) }
  const door = await openHealthDoor(settings.host, settings.port, () => readinessOf(parts))
  opened(() => door.close())
  ticker.start()
  const webhooks = startWebhooks(pipe, systemClock, settings.webhooksAllowPrivate)
  opened(() => webhooks.stop())
})
