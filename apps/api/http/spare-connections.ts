/** Connections that browsers open ahead of a request that may never come: Node counts them as busy, and a server that stops would wait for them. */
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

export function endSpareConnections(instance: FastifyInstance): void {
  const spare = new Set<Socket>()
  instance.server.on('connection', (socket: Socket) => {
    spare.add(socket)
    socket.once('close', () => spare.delete(socket))
  })
  instance.server.on('request', ({ socket }: { readonly socket: Socket }) => spare.delete(socket))
  instance.addHook('preClose', (done) => {
    for (const socket of spare) socket.destroy()
    done()
  })
}
