/** Real use: nothing is imported, time is the system's, and the sandbox carrier stands in until real ones are configured. */
import { once } from 'node:events'
import type { Instant } from '#domain'
import type { Settings } from '#settings'
import { openTicker } from '../scheduler/scheduler.module'
import { openHouse } from './house'
import { openLog } from './log'

export const systemClock = (): Instant => Date.now() as Instant

const ANSWER_WITHIN_MS = 10_000

export async function serve(settings: Settings): Promise<void> {
  const house = await openHouse({
    ...settings, clock: systemClock, log: openLog(settings.logLevel), answerWithinMs: ANSWER_WITHIN_MS,
    sandbox: { seed: 'tijdig', behaviour: 'calm', clock: 'system' },
  })
  const ticker = openTicker(house.pipe, systemClock)
  house.onCall = () => ticker.wake()
  ticker.start()
  process.stdout.write(welcome(house.url, settings))
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  process.stdout.write('Stopping: what is on its way is waited for.\n')
  await ticker.stop()
  await house.close()
}

function welcome(url: string, { databaseUrl, dataFolder, redirectAllTo, whatsapp }: Settings): string {
  return [
    `Tijdig is up: ${url}/health`,
    databaseUrl === null ? `Database: embedded, in ${dataFolder}` : 'Database: the server of DATABASE_URL',
    whatsapp === null
      ? `Carriers: SANDBOX. No message reaches anybody; what would have been sent lies in ${dataFolder}/outbox.`
      : `Carriers: WHATSAPP IS REAL and reaches people, by ${whatsapp.url}. The others are SANDBOX: what they would have sent lies in ${dataFolder}/outbox.`,
    ...(redirectAllTo === null ? [] : [`REDIRECT_ALL_TO: everything goes to ${redirectAllTo}.`]),
    'A new creditor starts in shadow: it decides and shows, and sends nothing until `tijdig release CREDITOR`.',
    'Ctrl-C stops it.', '',
  ].join('\n')
}
