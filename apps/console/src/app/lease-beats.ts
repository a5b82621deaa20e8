/** Heartbeats of a lease, as long as its holder wants it. */
import type { Beat } from './live-messages'

/** Calling what it answers ends them. */
export function startBeats({ path, token, csrf, everySeconds }: Beat, hear: (held: boolean, expiresAt: string | null) => void): () => void {
  const beat = async (): Promise<void> => {
    const answer = await fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      body: JSON.stringify({ token }),
      headers: {
        'content-type': 'application/json',
        'x-csrf-token': csrf,
        'idempotency-key': `beat-${crypto.getRandomValues(new Uint32Array(3)).join('-')}`,
      },
    }).catch(() => null)
    // Without a network nobody knows; the server's answer alone ends a lease.
    if (!answer) return
    const said = answer.ok ? ((await answer.json()) as { expiresAt: string }) : null
    if (said !== null || answer.status === 409) hear(said !== null, said?.expiresAt ?? null)
  }
  const timer = setInterval(() => void beat(), everySeconds * 1000)
  return () => clearInterval(timer)
}
