/** Real use: nothing is imported, time is the system's, and the sandbox carrier stands in until real ones are configured. */
import { once } from 'node:events'
import { makeLink } from '#access'
import { openLog, watchDescriptors } from '#lifecycle'
import { answerWithinMs, systemClock } from '#pipeline'
import { connectedCarriers, type Settings } from '#settings'
import { anybodyLogsIn, type Database } from '#store'
import { openTicker, startWebhooks } from '../scheduler/scheduler.module'
import { openHouse } from './house'

export async function serve(settings: Settings): Promise<void> {
  const log = openLog(settings.logLevel)
  const stopWatching = watchDescriptors(log)
  // Before anything is opened: a start that is broken off would leave its database running.
  const signalled = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  const house = await openHouse({
    ...settings,
    clock: systemClock,
    log,
    answerWithinMs: answerWithinMs(settings.leaseSeconds),
    sandbox: { seed: 'tijdig', behaviour: 'calm', clock: 'system' },
  })
  const ticker = openTicker(house.pipe, systemClock)
  house.onCall = () => ticker.wake()
  house.isTurning = () => ticker.isTurning()
  ticker.start()
  const webhooks = startWebhooks(house.pipe, systemClock, settings.webhooksAllowPrivate)
  process.stdout.write(welcome(house.url, settings, await firstLink(house.pipe.database)))
  await signalled
  process.stdout.write('Stopping: what is on its way is waited for.\n')
  await webhooks.stop()
  await ticker.stop()
  await house.close()
  await stopWatching()
}

/** Null once there is somebody who can invite the others. */
const firstLink = async (database: Database): Promise<string | null> =>
  (await anybodyLogsIn(database)) ? null : database.transaction((sql) => makeLink(sql, 'first-admin', null))

function welcome(url: string, settings: Settings, link: string | null): string {
  const { databaseUrl, redisUrl, dataFolder, redirectAllTo } = settings
  const real = connectedCarriers(settings)
  return [
    `Tijdig is up: ${url}`,
    ...(link === null ? [] : [`Nobody can log in yet. This link makes the first admin, once: ${url}${link}`]),
    databaseUrl === null ? `Database: embedded, in ${dataFolder}` : 'Database: the server of DATABASE_URL',
    ...(redisUrl === null ? [] : ['Belt: the Redis of REDIS_URL; workers that run apart may help.']),
    real.length === 0
      ? `Carriers: SANDBOX. No message reaches anybody; what would have been sent lies in ${dataFolder}/outbox.`
      : `Carriers: REAL, AND REACHING PEOPLE: ${real.join(', ')}. The others are SANDBOX: what they would have sent lies in ${dataFolder}/outbox.`,
    ...(redirectAllTo === null ? [] : [`REDIRECT_ALL_TO: everything goes to ${redirectAllTo}.`]),
    'A new creditor starts in shadow: it decides and shows, and sends nothing until `tijdig release CREDITOR`.',
    'Ctrl-C stops it.',
    '',
  ].join('\n')
}
