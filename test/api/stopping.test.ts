/** A server that stops: what is under way is answered, and nobody who never finishes asking keeps it up. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { doorsApart } from '../support/doors-apart'
import { openBench } from '../support/pipe-bench'

async function ask(url: string, text: string): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  await once(socket, 'connect')
  socket.on('error', () => undefined).resume()
  if (text !== '') await new Promise((written) => socket.write(text, written))
  return socket
}
const UNFINISHED = [
  '',
  'POST /v1/session HTTP/1.1\r\nhost: here\r\n',
  'POST /v1/session HTTP/1.1\r\nhost: here\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{"email":',
  'POST /webhooks/sandbox HTTP/1.1\r\nhost: here\r\nx-sandbox-signature: x\r\ncontent-length: 900\r\n\r\n{"email":',
  'GET /health HTTP/1.1\r\nhost: here\r\n\r\nGET /health HTTP/1.1\r\n',
]

test.each(['the doors of carriers', 'the API'])('%s: connections without a whole request are ended', async (which) => {
  const bench = await openBench()
  const doors = which === 'the API' ? null : await doorsApart(bench, {})
  const url = doors ? await doors.getUrl() : bench.api
  const sockets = await Promise.all(UNFINISHED.map((text) => ask(url, text)))
  const ended = Promise.all(sockets.map((socket) => once(socket, 'close')))
  // What they wrote has come in.
  await fetch(`${url}/health`)
  await doors?.close()
  await bench.close()
  expect((await ended).length).toBe(UNFINISHED.length)
})
