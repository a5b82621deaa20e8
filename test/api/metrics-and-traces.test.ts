/** What whoever runs Tijdig sees from outside: figures at /metrics, spans at a collector, and in neither anything about a person. */
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { openMetrics } from '#lifecycle'
import { openWebhooks } from '../../apps/webhooks/webhooks.module'
import { openCaller } from '../support/api'
import { endCarriers } from '../support/carrier'
import { addClaims, addCreditor, claimOf, openBench, rest, type PipeBench } from '../support/pipe'

const run = promisify(execFile)
const ROOT = join(__dirname, '../..')

let bench: PipeBench
let turns = true
beforeAll(async () => {
  bench = await openBench({ isTurning: () => turns })
})
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

test('/metrics tells rates by route, hand-overs by outcome and what waits; and names nobody', async () => {
  const creditor = await addCreditor(bench)
  const caller = await openCaller(bench, [creditor.id])
  await caller.call('GET', `/v1/creditors/${creditor.id}/debtors?limit=7`)
  await addClaims(bench, creditor, [claimOf('m1', { email: 'zeldzaam@voorbeeld.example' })])
  const waiting = await (await fetch(`${bench.api}/metrics`)).text()
  expect(waiting).toMatch(/tijdig_oldest_due_review_seconds \d/)
  await rest(bench)
  const told = await (await fetch(`${bench.api}/metrics`)).text()
  expect(told).toMatch(/tijdig_http_seconds_count\{method="GET",route="\/v1\/creditors\/:creditor\/debtors",status="2xx"\} 1/)
  expect(told).toMatch(/tijdig_hand_overs_total\{channel="email",outcome="accepted"\} 1/)
  expect(told).toMatch(/nodejs_eventloop_lag_seconds/)
  for (const secret of [creditor.id, creditor.code, 'zeldzaam', 'm1', caller.keyId]) expect(told).not.toContain(secret)
})

test('a process whose turns of the pipe all fail is not ready, though its database can be read', async () => {
  const ready = async (): Promise<unknown> => {
    const answer = await fetch(`${bench.api}/ready`)
    return { status: answer.status, body: await answer.json() }
  }
  expect(await ready()).toEqual({ status: 200, body: { status: 'ready', database: true, tenant: true, turns: true } })
  turns = false
  expect(await ready()).toEqual({ status: 503, body: { status: 'not ready', database: true, tenant: true, turns: false } })
  turns = true
})

const asked = async (address: string, headers: Record<string, string> = {}): Promise<{ status: number; text: string }> => {
  const answer = await fetch(address, { headers })
  return { status: answer.status, text: await answer.text() }
}

test('whom a proxy asks for is told that the house is up, and nothing of its inside', async () => {
  const fromOutside = { 'x-forwarded-for': '198.51.100.7' }
  expect(await asked(`${bench.api}/health`, fromOutside)).toEqual({ status: 200, text: '{"status":"ok"}' })
  expect(await asked(`${bench.api}/ready`, fromOutside)).toEqual({ status: 200, text: '{"status":"ready"}' })
  expect((await asked(`${bench.api}/metrics`, fromOutside)).status).toBe(404)
})

test("the carriers' door on its own tells the world whether it works, and its figures nobody; what it turned away is counted", async () => {
  const metrics = openMetrics()
  const app = await openWebhooks(
    { database: bench.database, clock: () => bench.now, onCall: () => undefined },
    { sandboxSecret: bench.secret, carrierDoors: { twilio: null, sendgrid: null, whatsapp: null } },
    { readiness: () => Promise.resolve({ ready: true, parts: { database: true } }), metrics },
  )
  await app.listen(0, '127.0.0.1')
  const url = await app.getUrl()
  expect((await fetch(`${url}/webhooks/sandbox`, { method: 'POST', body: 'x' })).status).toBe(401)
  expect(await asked(`${url}/health`)).toEqual({ status: 200, text: '{"status":"ok"}' })
  expect(await asked(`${url}/ready`)).toEqual({ status: 200, text: '{"status":"ready"}' })
  expect((await asked(`${url}/metrics`)).status).toBe(404)
  expect(await metrics.text()).toMatch(/tijdig_http_seconds_count\{method="POST",route="\/webhooks\/sandbox",status="4xx"\} 1/)
  await app.close()
})

test('each request is one line of log, with its id and the pattern of its route', async () => {
  const creditor = await addCreditor(bench)
  const caller = await openCaller(bench, [creditor.id])
  bench.told.length = 0
  await caller.call('GET', `/v1/creditors/${creditor.id}/debtors?limit=7`, { headers: { 'x-request-id': 'seen-from-outside' } })
  const lines = bench.told.filter(({ fields }) => fields.requestId === 'seen-from-outside')
  expect(lines).toMatchObject([
    {
      level: 'info',
      message: 'request',
      fields: { method: 'GET', route: '/v1/creditors/:creditor/debtors', status: 200, key: caller.keyId },
    },
  ])
  expect(JSON.stringify(lines)).not.toContain(creditor.id)
})

/** A process of ours in small: traced, with a request to itself and a statement whose value is secret. */
const PROGRAM = `
require('#tracing')
const { createServer } = require('node:http')
const { Database } = require('#store')
async function main() {
  const database = await Database.open(process.argv[1], 'flow', 1)
  const server = createServer(async (request, response) => {
    await database.query('select $1::text as told', ['geheime-waarde'])
    response.end('ok')
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  await (await fetch('http://127.0.0.1:' + server.address().port + '/path?naam=geheime-naam')).text()
  server.close()
  await database.close()
  const loaded = Object.keys(require.cache).filter((file) => file.includes('@opentelemetry'))
  process.stdout.write(String(loaded.length))
}
main()
`

async function play(variables: Record<string, string>): Promise<number> {
  const { PATH, HOME } = process.env
  const { stdout } = await run(process.execPath, ['-e', PROGRAM, bench.url], { cwd: ROOT, env: { PATH, HOME, ...variables } })
  return Number(stdout)
}

describe('traces', () => {
  let collector: Server
  const bodies: string[] = []
  beforeAll(async () => {
    collector = createServer((request, response) => {
      let body = ''
      request
        .setEncoding('utf8')
        .on('data', (chunk: string) => {
          body += chunk
        })
        .on('end', () => {
          if (request.url === '/v1/traces') bodies.push(body)
          response.setHeader('content-type', 'application/json').end('{}')
        })
    }).listen(0, '127.0.0.1')
    await once(collector, 'listening')
  })
  afterAll(() => new Promise((resolve) => collector.close(resolve)))

  test('without the standard variables nothing of OpenTelemetry is loaded', async () => {
    expect(await play({})).toBe(0)
    expect(await play({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9', OTEL_SDK_DISABLED: 'true' })).toBe(0)
  })

  test('with them, spans of requests and statements arrive, without values and queries', async () => {
    const { port } = collector.address() as AddressInfo
    expect(
      await play({
        OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
        OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
        OTEL_SERVICE_NAME: 'tijdig',
      }),
    ).toBeGreaterThan(0)
    const told = bodies.join('')
    expect(told).toContain('"tijdig"')
    expect(told).toContain('/path')
    expect(told).toContain('select $1::text as told')
    expect(told).not.toContain('geheime')
    // Nor the command line, which held the address of the database.
    expect(told).not.toContain(bench.url)
  })
})
