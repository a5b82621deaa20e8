/** A process that ends while Redis hangs or is gone: in order, and soon. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { freshPrefix, NO_REDIS, startRedis, type TestRedis } from '../support/redis'

const WAYS: readonly (readonly [string, (redis: TestRedis) => Promise<void>])[] = [
  ['hangs', () => Promise.resolve()],
  ['is gone', (redis) => redis.kill()],
]

;(NO_REDIS === null ? test.concurrent : test.concurrent.skip).each(WAYS)(
  'what was asked of a Redis that %s before it answered is no fault at the end',
  async (_, then) => {
    const redis = await startRedis()
    const child = fork(join(__dirname, '../support/belt-ending.cjs'), [JSON.stringify({ redisUrl: redis.url, redisPrefix: freshPrefix() })])
    const told = async (step: string): Promise<void> => {
      const done = once(child, 'message')
      child.send(step)
      await done
    }
    try {
      await once(child, 'message')
      redis.halt()
      await told('take')
      await then(redis)
      child.send('end')
      expect((await once(child, 'exit'))[0]).toBe(0)
    } finally {
      child.kill('SIGKILL')
      await redis.close()
    }
  },
)
