/** The door of a process that serves nothing else: is it up, and can it work. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { listening } from './listening'
import type { Metrics } from './metrics'

export interface Readiness {
  readonly ready: boolean
  /** What was looked at: `database: true`. */
  readonly parts: Readonly<Record<string, boolean>>
}

export interface HealthDoor {
  close(): Promise<void>
}

/** Each part answers whether it can be worked with; one that throws cannot. */
export async function readinessOf(parts: Readonly<Record<string, () => Promise<boolean>>>): Promise<Readiness> {
  const answers = await Promise.all(Object.entries(parts).map(async ([name, look]) => [name, await look().catch(() => false)] as const))
  return { ready: answers.every(([, good]) => good), parts: Object.fromEntries(answers) }
}

export async function openHealthDoor(host: string, port: number, look: () => Promise<Readiness>, metrics: Metrics): Promise<HealthDoor> {
  const server = createServer((request, response) => {
    const answer = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    if (request.method !== 'GET') return answer(405, { status: 'only GET is answered here' })
    if (request.url === '/health') return answer(200, { status: 'ok' })
    if (request.url === '/metrics') {
      metrics.text().then(
        (text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
        () => answer(500, { status: 'no metrics' }),
      )
      return
    }
    if (request.url !== '/ready') return answer(404, { status: 'there is nothing here' })
    look().then(
      ({ ready, parts }) => answer(ready ? 200 : 503, { status: ready ? 'ready' : 'not ready', ...parts }),
      () => answer(503, { status: 'not ready' }),
    )
  })
  await listening(() => once(server.listen(port, host), 'listening'), { setting: 'PORT', port, host })
  return {
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
