/** A carrier on loopback that takes every message at once and counts unique keys: what came twice or not at all fails the bench. */
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Beside } from './work'

/** The field that holds our id at the Cloud API; floors use it too. */
const KEY = /"biz_opaque_callback_data":"([^"]+)"/

export async function besideCarrier(): Promise<Beside> {
  const keys = new Set<string>()
  let requests = 0
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (part: string) => { body += part }).on('end', () => {
      requests++
      keys.add(KEY.exec(body)?.[1] ?? '')
      const answer = `{"messaging_product":"whatsapp","contacts":[{"input":"x","wa_id":"x"}],"messages":[{"id":"wamid.${requests}"}]}`
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length }).end(answer)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    told: { carrier: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
    problems: (n) => Promise.resolve(requests === n && keys.size === n ? [] : [`carrier: ${requests} requests with ${keys.size} keys for ${n} contacts`]),
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
