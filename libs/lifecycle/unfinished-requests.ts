/** Unfinished requests: a server that stops waits for what it answers, and for nobody who has yet to finish asking; Node would wait for them without end. */
import type { IncomingMessage, Server } from 'node:http'
import type { Socket } from 'node:net'

/** For what is just coming in. */
const PATIENCE_MS = 3_000

/** Answers what is to be done as the server stops. */
export function watchRequests(server: Server): () => void {
  /** Null: a connection without a request, such as browsers open ahead of one that may never come. */
  const asked = new Map<Socket, IncomingMessage | null>()
  server.on('connection', (socket: Socket) => {
    asked.set(socket, null)
    socket.once('close', () => asked.delete(socket))
  })
  server.on('request', (request, response) => {
    const { socket } = request
    asked.set(socket, request)
    response.once('close', () => asked.has(socket) && asked.set(socket, null))
  })
  return () => {
    for (const [socket, request] of asked) if (request === null) socket.destroy()
    setTimeout(() => {
      for (const [socket, request] of asked) if (!request?.complete) socket.destroy()
    }, PATIENCE_MS).unref()
  }
}
