/** Product side of the API: the server as it ships, asked for everything that reads; prints each route's p50 and p95. */
import { tmpdir } from 'node:os'
import type { OpenAPIObject } from '@nestjs/swagger'
import { makeApiKey } from '#access'
import { openMetrics } from '#lifecycle'
import { openCallDesk } from '#pipeline'
import { Database, listCreditors } from '#store'
import { openHttpServer } from '../../../apps/api/http.module'
import { ApiModule } from '../../../apps/api/api.module'
import { readingsOf, type Reading } from '../addresses'
import { NOW } from '../debtors'
import { percentile, runSide, timed } from '../side'

const TIMES = 40
const PAGES = 10
const LARGE = 10_000

interface Timed {
  readonly waits: number[]
  readonly statuses: Set<number>
}

void runSide(async ({ url }) => {
  const [database, tenant] = [await Database.open(url, 'flow'), await Database.open(url, 'tenant')]
  const log = {
    info: () => undefined,
    error: (fields: object, message: string) => void process.stderr.write(`${message} ${JSON.stringify(fields)}\n`),
  }
  const source = {
    database,
    tenant,
    desk: openCallDesk({ database, redirectAllTo: null, log }),
    clock: () => NOW,
    carriers: 'sandbox',
    standing: () => ({ secretsKeys: [], sandboxUrl: null, redirectAllTo: null }),
    dataFolder: tmpdir(),
    log,
    metrics: openMetrics(),
    requestsPerMinute: 10_000_000,
  }
  const app = await openHttpServer(ApiModule.with(source), { ...source, host: '127.0.0.1', port: 0, pagesFolder: tmpdir() })
  const [creditor] = await listCreditors(database)
  if (!creditor) throw new Error('no creditor')
  const { token } = await makeApiKey(database, {
    name: 'bench',
    scopes: ['admin'],
    creditors: [creditor.id],
    platform: true,
    expiresAt: null,
  })
  const base = await app.getUrl()
  const document = (await (await fetch(`${base}/docs/openapi.json`)).json()) as OpenAPIObject
  const readings = await readingsOf(document, database, creditor.id)
  const times = new Map<string, Timed>()
  const measured = await timed(async () => {
    for (const route of new Set(readings.map((reading) => reading.route)))
      times.set(
        route,
        await ask(
          base,
          token,
          readings.filter((reading) => reading.route === route),
        ),
      )
    return [...times.values()].reduce((sum, { waits }) => sum + waits.length, 0)
  })
  await app.close()
  await Promise.all([database.close(), tenant.close()])
  const answered = [...times].filter(([, { statuses }]) => [...statuses].some((status) => status < 300))
  tell(times)
  const scanned = await readWhole(url)
  const faults = [...times].flatMap(([route, { statuses }]) =>
    [...statuses].filter((status) => status >= 500 || status === 400).map((status) => `${route} answers ${status}`),
  )
  return {
    ...measured,
    problems: [...faults, ...scanned.map((table) => `${table} was read whole`)],
    figures: { routes: answered.length, 'slowest p95 ms': Math.max(...answered.map(([, { waits }]) => percentile(waits, 0.95))) },
  }
})

/** Every way in turn, and on to the next pages where there are some. */
async function ask(base: string, token: string, ways: readonly Reading[]): Promise<Timed> {
  const timed: Timed = { waits: [], statuses: new Set() }
  let [cursor, pages]: [string | null, number] = [null, 0]
  // The first is not counted: its statements are made ready.
  for (let asked = -1; asked < TIMES; asked++) {
    const { method, path, body } = ways[Math.max(0, asked) % ways.length]!
    const on = cursor === null ? '' : `${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`
    const from = performance.now()
    const answer = await fetch(base + path + (body === undefined ? on : ''), {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json', 'idempotency-key': `${path} ${asked}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (asked >= 0) timed.waits.push(performance.now() - from)
    timed.statuses.add(answer.status)
    const next = answer.ok && text.startsWith('{') ? ((JSON.parse(text) as { next?: string | null }).next ?? null) : null
    const goesOn = ways.length === 1 && next !== null && pages < PAGES
    ;[cursor, pages] = goesOn ? [next, pages + 1] : [null, 0]
  }
  return timed
}

function tell(times: ReadonlyMap<string, Timed>): void {
  const rows = [...times].map(([route, { waits, statuses }]) => ({
    route,
    p50: percentile(waits, 0.5),
    p95: percentile(waits, 0.95),
    statuses: [...statuses].join(),
  }))
  for (const { route, p50, p95, statuses } of rows.toSorted((a, b) => b.p95 - a.p95)) {
    process.stderr.write(`${p50.toFixed(1).padStart(8)} ${p95.toFixed(1).padStart(8)}  ${statuses.padEnd(8)} ${route}\n`)
  }
}

/** Large tables of which somebody read every row since the database was copied. */
async function readWhole(url: string): Promise<string[]> {
  const owner = await Database.open(url, 'owner', 1)
  try {
    const rows = await owner.query<{ name: string }>(
      `select s.relname as name from pg_stat_user_tables s join pg_class c on c.oid = s.relid where c.reltuples > ${LARGE} and s.seq_scan > 0 order by 1`,
    )
    return rows.map(({ name }) => name)
  } finally {
    await owner.close()
  }
}
