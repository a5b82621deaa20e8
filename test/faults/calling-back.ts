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
  /** When nothing is left to be told. */
  end(): Promise<void>
  /** What is left stays untold. */
  stop(): Promise<void>
}

const EVERY_MS = 50

/** `repeats`: what was not taken is told until it is. */
export function callingBack(repeats: boolean, call: Call): CallingBack {
  let waiting: News[] = []
  let again = repeats
  let ending = false
  let called = 0
  const run = async (): Promise<void> => {
    while (!ending || waiting.length > 0) {
      await pause(EVERY_MS)
      const chosen = waiting.map((news) => ({ news, lot: Math.random() }))
      // At the end nobody waits for a lot.
      const now = chosen.filter(({ lot }) => ending || lot < 0.5).sort((a, b) => a.lot - b.lot).map(({ news }) => news)
      waiting = chosen.filter(({ lot }) => !ending && lot >= 0.5).map(({ news }) => news)
      if (now.length === 0) continue
      const left = await call(now).catch(() => now)
      called += now.length - left.length
      if (again) waiting.push(...left)
    }
  }
  const running = run()
  return {
    tell(message) {
      const seconds = Math.floor(Date.now() / 1000)
      if (!ending) waiting.push(...(['sent', 'delivered'] as const).flatMap((status) => [{ message, status, seconds }, { message, status, seconds }]))
    },
    called: () => called,
    end() {
      ending = true
      return running
    },
    stop() {
      again = false
      ending = true
      waiting = []
      return running
    },
  }
}
