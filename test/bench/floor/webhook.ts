/** Floor of webhook: node:http alone; a signature is checked, repeats are dropped, and what comes during a commit shares the next one. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Pool } from 'pg'
import { AUTH_TOKEN, PUBLIC_URL } from '../../support/carriers/settings'
import { calledAt } from '../called'
import { openPool, runSide } from '../side'

/** Commits on their way. */
const WRITES = 2
const GROUP = 500
const RANK: Readonly<Record<string, number>> = { queued: 1, sent: 2, delivered: 4, undelivered: 3, failed: 3 }

const KEEP = `
  with given as (select * from unnest($1::text[], $2::text[], $3::smallint[]) as g (reference, status, rank)),
  kept as (insert into call (reference, status, at) select reference, status, clock_timestamp() from given on conflict do nothing returning reference),
  new as (select g.reference, max(g.rank) as rank from given g join kept using (reference) group by 1)
  update contact c set state = new.rank from new where c.carrier_reference = new.reference and c.state < new.rank`

interface Call {
  readonly reference: string
  readonly status: string
  readonly response: ServerResponse
}

function keeping(pool: Pool): (call: Call) => void {
  const waiting: Call[] = []
  let writing = 0
  const write = (): void => {
    while (waiting.length > 0 && writing < WRITES) {
      const group = waiting.splice(0, GROUP)
      writing++
      void pool
        .query({
          name: 'keep',
          text: KEEP,
          values: [
            group.map(({ reference }) => reference),
            group.map(({ status }) => status),
            group.map(({ status }) => RANK[status] ?? 1),
          ],
        })
        .then(
          () => 204,
          () => 503,
        )
        .then((code) => {
          for (const { response } of group) response.writeHead(code).end()
          writing--
          write()
        })
    }
  }
  return (call) => {
    waiting.push(call)
    if (waiting.length === 1) setImmediate(write)
  }
}

function isGenuine(path: string, form: URLSearchParams, signature: string): boolean {
  let signed = PUBLIC_URL + path
  for (const name of [...form.keys()].sort()) signed += name + (form.get(name) ?? '')
  const [due, given] = [createHmac('sha1', AUTH_TOKEN).update(signed).digest(), Buffer.from(signature, 'base64')]
  return given.length === due.length && timingSafeEqual(given, due)
}

void runSide(async (run) => {
  const pool = await openPool(run.url, WRITES)
  const keep = keeping(pool)
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request
      .on('data', (part: Buffer) => parts.push(part))
      .on('end', () => {
        const form = new URLSearchParams(Buffer.concat(parts).toString())
        if (!isGenuine(request.url ?? '', form, String(request.headers['x-twilio-signature']))) return void response.writeHead(403).end()
        keep({ reference: form.get('MessageSid') ?? '', status: form.get('MessageStatus') ?? '', response })
      })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const measured = await calledAt((server.address() as AddressInfo).port, run, async () => {
    const {
      rows: [row],
    } = await pool.query<{ kept: number; moved: number }>(
      'select (select count(*) from call)::int as kept, (select count(*) from contact where state = 4)::int as moved',
    )
    return row?.kept === run.n && row.moved === run.n ? [] : [`floor: ${JSON.stringify(row)} of ${run.n} kept`]
  })
  server.close()
  server.closeAllConnections()
  await pool.end()
  return measured
})
