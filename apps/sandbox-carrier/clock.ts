/** The carrier's time: the system's, with a timer for what is due next, or a driven one that moves only when told. */
import type { AcceptedLog } from './accepted-log'
import type { CallbackRounds } from './callback-rounds'

export interface Clock {
  /** Undefined while a driven clock was never set. */
  now(): number | undefined
  /** Something new was planned. */
  wake(): void
  /** Only a driven clock can be set; resolves when everything due by then was called back, with the moment to come back for. */
  set?(now: number): Promise<number | null>
  stop(): void
}

/** A receiver that was away is tried again after this long. */
const AWAY = 2_000
const LONGEST_TIMER = 2 ** 31 - 1

export function systemClock(rounds: CallbackRounds): Clock {
  let timer: NodeJS.Timeout | undefined
  let running = false
  const run = async (): Promise<void> => {
    running = true
    const now = Date.now()
    await rounds.run(now)
    running = false
    const next = rounds.next()
    if (next !== undefined) arm(next <= now ? Date.now() + AWAY : next)
  }
  const arm = (due: number): void => {
    clearTimeout(timer)
    timer = setTimeout(
      () => {
        void run()
      },
      Math.min(LONGEST_TIMER, Math.max(0, due - Date.now())),
    )
  }
  const wake = (): void => {
    const next = rounds.next()
    if (!running && next !== undefined) arm(next)
  }
  return {
    now: () => Date.now(),
    wake,
    stop: () => {
      clearTimeout(timer)
    },
  }
}

export function drivenClock(rounds: CallbackRounds, log: AcceptedLog, start: number | undefined): Clock {
  let time = start
  return {
    now: () => time,
    wake: () => undefined,
    stop: () => undefined,
    async set(now) {
      time = now
      await log.append({ type: 'clock', now: new Date(now).toISOString() })
      await rounds.run(now)
      const next = rounds.next()
      // Still due: nobody was there to take it. A minute later is soon enough, and keeps the clock moving.
      return next === undefined ? null : next <= now ? now + 60_000 : next
    },
  }
}
