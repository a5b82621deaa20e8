/** How a carrier calls back in a fault run: sent and delivered of every message, each twice, in no order, and some before their own answer. */
import { setTimeout as pause } from 'node:timers/promises'
import type { SeenMessage } from '../support/carriers/stand-in'

export interface News {
  readonly message: SeenMessage<unknown>
  readonly status: 'sent' | 'delivered'
  readonly seconds: number
}

/** Answers what the door did not take. */
export type Call = (news: readonly News[]) => Promise<readonly News[]>

export interface CallingBack {
  tell(message: SeenMessage<unknown>): void
  /** Statuses that the door took. */
  called(): number
  /** When nothing is left to be told; answers how much the door would not take. */
  end(): Promise<number>
  /** What is left stays untold. */
  stop(): Promise<void>
}

const EVERY_MS = 50
/** Of statuses in one call; a real carrier's batch is no larger. */
const BATCH = 1_000
/** When the door has taken nothing for so long, at the end, nobody is there. */
const GIVES_UP_AFTER_MS = 30_000

/** `repeats`: what was not taken is told until it is. */
export function callingBack(repeats: boolean, call: Call): CallingBack {
  let waiting: News[] = []
  let again = repeats
  let ending = false
  let called = 0
  /** By lot; at the end nobody waits for a lot. */
  const chosen = (): News[] => {
    const lots = waiting.map((news) => ({ news, lot: Math.random() })).sort((a, b) => a.lot - b.lot)
    const now = lots.filter(({ lot }) => ending || lot < 0.5).slice(0, BATCH)
    waiting = lots.slice(now.length).map(({ news }) => news)
    return now.map(({ news }) => news)
  }
  const run = async (): Promise<void> => {
    for (let since = performance.now(); !ending || (waiting.length > 0 && performance.now() - since < GIVES_UP_AFTER_MS);) {
      await pause(EVERY_MS)
      const now = chosen()
      if (now.length === 0) continue
      const left = await call(now).catch(() => now)
      called += now.length - left.length
      if (!ending || left.length < now.length) since = performance.now()
      if (again) waiting.push(...left)
    }
  }
  const running = run()
  return {
    tell(message) {
      const seconds = Math.floor(Date.now() / 1000)
      if (!ending)
        waiting.push(
          ...(['sent', 'delivered'] as const).flatMap((status) => [
            { message, status, seconds },
            { message, status, seconds },
          ]),
        )
    },
    called: () => called,
    async end() {
      ending = true
      await running
      return waiting.length
    },
    stop() {
      again = false
      ending = true
      waiting = []
      return running
    },
  }
}
