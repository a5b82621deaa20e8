/** A peer that cuts a kept-alive connection under the second request on it. */
import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'

/** Answers the first request of every connection and cuts the connection when it reads the second. */
export async function closingPeer(): Promise<{ url: string; seen: string[]; close(): Promise<void> }> {
  const seen: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    let turn = 0
    let text = ''
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8')
      const length = /content-length: (\d+)/i.exec(text)?.[1]
      const end = text.indexOf('\r\n\r\n')
      if (length === undefined || end < 0 || Buffer.byteLength(text.slice(end + 4)) < Number(length)) return
      seen.push(/(?:"(?:handOverId|biz_opaque_callback_data|hand_over)":"|handOver%3D)([0-9a-f-]{36})/.exec(text)?.[1] ?? '')
      text = ''
      turn += 1
      if (turn > 1) socket.destroy()
      else
        socket.write(
          'HTTP/1.1 202 Accepted\r\ncontent-type: application/json\r\nx-message-id: x\r\ncontent-length: 44\r\nconnection: keep-alive\r\n\r\n{"id":"x","sid":"x","messages":[{"id":"x"}]}',
        )
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    async close() {
      server.close()
      for (const socket of sockets) socket.destroy()
      await once(server, 'close')
    },
  }
}
