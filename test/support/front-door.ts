/** A front door before the API, as a proxy is one: it counts the streams that go through it, and can cut them. */
import { EventEmitter, once } from 'node:events'
import { createServer, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface FrontDoor {
  readonly url: string
  /** Once so many streams are open. */
  streams(count: number): Promise<void>
  /** Once another stream was refused. */
  refused(): Promise<void>
  /** Ends every stream, and refuses new ones until it is mended. */
  cut(): void
  mend(): void
  close(): Promise<void>
}

export async function openFrontDoor(api: string): Promise<FrontDoor> {
  const open = new Set<ServerResponse>()
  const changes = new EventEmitter()
  let isCut = false
  const server = createServer((asked, answer) => {
    const isStream = asked.url?.startsWith('/v1/live') === true
    if (isStream && isCut) {
      changes.emit('refused')
      return void answer.writeHead(503).end()
    }
    if (isStream) {
      open.add(answer)
      changes.emit('change')
      answer.once('close', () => {
        open.delete(answer)
        changes.emit('change')
      })
    }
    const passed = request(`${api}${asked.url ?? ''}`, { method: asked.method, headers: asked.headers }, (given) => {
      answer.writeHead(given.statusCode ?? 502, given.headers)
      given.pipe(answer)
    })
    passed.on('error', () => answer.destroy())
    answer.once('close', () => passed.destroy())
    asked.pipe(passed)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async streams(count) {
      while (open.size !== count) await once(changes, 'change')
    },
    async refused() {
      await once(changes, 'refused')
    },
    cut() {
      isCut = true
      for (const answer of open) answer.destroy()
    },
    mend() {
      isCut = false
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
