/** Saves that must happen exactly once: with one Idempotency-Key, repeated for as long as there is no network. */
import { ask, type Ask } from './http'
import { newKey } from './ids'
import { Problem } from './problem'

const AGAIN_AFTER_MS = 5_000

/** `onWait` is told once when it has to wait. */
export async function sendSurely<T>(path: string, options: Ask, onWait: () => void): Promise<T> {
  const idempotencyKey = options.idempotencyKey ?? newKey()
  let waited = false
  for (;;) {
    try {
      return await ask<T>(path, { ...options, idempotencyKey })
    } catch (fault) {
      if (!(fault instanceof Problem && fault.isOffline)) throw fault
      if (!waited) onWait()
      waited = true
      await network()
    }
  }
}

const network = (): Promise<void> =>
  new Promise((resolve) => {
    const go = (): void => {
      clearTimeout(timer)
      removeEventListener('online', go)
      resolve()
    }
    const timer = setTimeout(go, AGAIN_AFTER_MS)
    addEventListener('online', go)
  })
