/** Waiting for what comes: as long as it takes, and in vain for a minute only. */
import { setTimeout as pause } from 'node:timers/promises'

/** Of a test that fails: a machine may be some times slower than ours. */
export const PATIENCE_MS = 60_000

/** For what nothing can be waited on: read again and again until it is so. */
export async function expectSoon<T>(read: () => Promise<T>, expected: T): Promise<void> {
  for (const until = performance.now() + PATIENCE_MS; ; await pause(20)) {
    try {
      expect(await read()).toEqual(expected)
      return
    } catch (fault) {
      if (performance.now() > until) throw fault
    }
  }
}
