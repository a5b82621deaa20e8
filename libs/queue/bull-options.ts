/** How Bull is set up: it carries, and nothing of it is the truth; a job that ended is gone, and so is what failed. */
import type { QueueOptions } from 'bull'

export interface RedisPlace {
  readonly redisUrl: string
  /** Begins every key, so that installations can share a server. */
  readonly redisPrefix: string
  /** After so long without a sign of life of its worker a job is given to another. */
  readonly stalledAfterMs?: number
}

const STALLED_AFTER_MS = 15_000
/** A worker that stands still goes on catching jobs with each of its lanes, as long as its connection lives. */
const MOST_STALLS = 10
/** Idle for so long, a connection is asked by the network whether it is still there. */
const KEEP_ALIVE_MS = 10_000
const CONNECT_MS = 5_000
const RECONNECT_MS = 1_000

export function bullOptions({ redisUrl, redisPrefix, stalledAfterMs = STALLED_AFTER_MS }: RedisPlace): QueueOptions {
  return {
    prefix: redisPrefix,
    redis: {
      ...addressOf(redisUrl),
      // Its socketTimeout is left alone: a timer of the lost connection would break the next one.
      maxRetriesPerRequest: 1,
      keepAlive: KEEP_ALIVE_MS,
      connectTimeout: CONNECT_MS,
      retryStrategy: (times) => Math.min(times * 100, RECONNECT_MS),
    },
    defaultJobOptions: { attempts: 1, removeOnComplete: true, removeOnFail: true },
    settings: {
      lockDuration: stalledAfterMs,
      stalledInterval: stalledAfterMs,
      maxStalledCount: MOST_STALLS,
      drainDelay: 1,
      retryProcessDelay: RECONNECT_MS,
    },
  }
}

/** Read here, since Bull's own reading of a URL knows neither TLS nor escaped passwords. */
function addressOf(redisUrl: string): NonNullable<Exclude<QueueOptions['redis'], string>> {
  const { protocol, hostname, port, username, password, pathname } = new URL(redisUrl)
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || 6379),
    db: Number(pathname.slice(1) || 0),
    ...(username === '' ? {} : { username: decodeURIComponent(username) }),
    ...(password === '' ? {} : { password: decodeURIComponent(password) }),
    ...(protocol === 'rediss:' ? { tls: {} } : {}),
  }
}
