/** Opens the belt over Redis: Nest's Bull module makes the queue and closes it. */
import type { Queue } from 'bull'
import { BullBelt, type BullBeltOptions } from './bull-belt'
import { bullOptions, type RedisPlace } from './bull-options'

const CHUNKS = 'chunks'

/** Opens also while Redis is away: it is tried until it is there. */
export async function openBullBelt<Job>(place: RedisPlace, options: Omit<BullBeltOptions<Job>, 'closeQueue'>): Promise<BullBelt<Job>> {
  // Loaded where Redis is used: a command or an embedded process should not wait for what it does not need.
  const [{ BullModule, getQueueToken }, { NestFactory }] = await Promise.all([import('@nestjs/bull'), import('@nestjs/core')])
  const context = await NestFactory.createApplicationContext(BullModule.registerQueue({ name: CHUNKS, ...bullOptions(place) }), {
    logger: ['error'],
  })
  const belt = new BullBelt<Job>(context.get<Queue>(getQueueToken(CHUNKS)), { ...options, closeQueue: () => context.close() })
  if (!(await belt.isReachable())) options.onFault(new Error('Redis cannot be reached; it is tried again until it can'))
  return belt
}
