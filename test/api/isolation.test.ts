/** One creditor never sees another's row: tried at every route there is, with every kind of id, and in every table. */
import { fc } from '../support/examples'
import type { OpenAPIObject } from '@nestjs/swagger'
import { callWith, openCaller, type ApiCaller } from '../support/api'
import { arbitraryOf, ENDLESS, readDocument, routesOf, type DocumentedRoute } from '../support/api-document'
import { addWorld, fingerprint, idsOf, tablesOfCreditors, type ApiWorld } from '../support/api-world'
import { endCarriers } from '../support/carrier'
import { openBench, type PipeBench } from '../support/pipe'

let bench: PipeBench
let theirs: ApiWorld
let ours: ApiWorld
let theirIds: string[]
let stranger: ApiCaller
let document: OpenAPIObject
let routes: DocumentedRoute[]
beforeAll(async () => {
  bench = await openBench()
  theirs = await addWorld(bench, 'Zzgeheim')
  ours = await addWorld(bench, 'Eigen')
  theirIds = await idsOf(bench, theirs.creditor.id)
  stranger = await openCaller(bench, [ours.creditor.id], { platform: true })
  document = await readDocument(bench)
  routes = routesOf(document).filter(({ path }) => path.startsWith('/v1'))
})
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

/** A body that fits, with their ids in it wherever an id may stand. */
const bodyFor = ({ body }: DocumentedRoute): unknown =>
  body ? fc.sample(arbitraryOf(body, theirIds), { numRuns: 1, seed: 7 })[0] : undefined
const queryFor = ({ parameters }: DocumentedRoute): string => {
  const given = parameters
    .filter((parameter) => parameter.in === 'query' && parameter.required === true)
    .map(
      ({ name, schema }) =>
        `${name}=${encodeURIComponent(String(fc.sample(arbitraryOf(schema ?? {}, theirIds), { numRuns: 1, seed: 7 })[0]))}`,
    )
  return given.length > 0 ? `?${given.join('&')}` : ''
}
const innerNames = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').filter((name) => name !== 'creditor')
const at = (path: string, creditor: string, id: string): string => path.replace('{creditor}', creditor).replace(/\{\w+\}/g, id)

async function tried(route: DocumentedRoute, address: string, caller: Pick<ApiCaller, 'token'>): Promise<{ status: number; text: string }> {
  const { status, body } = await callWith<unknown>(bench.api, caller.token, route.method, `${address}${queryFor(route)}`, {
    body: bodyFor(route),
    ifMatch: '*',
  })
  return { status, text: JSON.stringify(body) }
}

test('the document tells of every route that the server has', () => {
  const served = bench.routes().filter((route) => route.includes(' /v1') && !route.startsWith('HEAD '))
  expect(served.length).toBeGreaterThan(35)
  expect(routes.map(({ method, path }) => `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`).sort()).toEqual(served.sort())
  expect(routes.filter(({ path }) => path.includes('{creditor}')).length).toBeGreaterThan(30)
})

test('no route answers without a key', async () => {
  // Those by which a stranger becomes a caller are tried with the sessions.
  for (const route of routes.filter(({ open }) => !open)) {
    const { status } = await callWith(bench.api, null, route.method, at(route.path, theirs.creditor.id, theirIds[0] ?? ''), {
      body: bodyFor(route),
    })
    // Strangers are few a minute: after that they are told so instead.
    expect([route.method, route.path, status === 401 || status === 429]).toEqual([route.method, route.path, true])
  }
})

test("at another creditor's address there is nothing, and nothing happens", async () => {
  const before = await fingerprint(bench, theirs.creditor.id)
  for (const route of routes.filter(({ path }) => path.includes('{creditor}'))) {
    const { status } = await tried(route, at(route.path, theirs.creditor.id, theirIds[0] ?? ''), stranger)
    expect([route.method, route.path, status]).toEqual([route.method, route.path, 404])
  }
  expect(await fingerprint(bench, theirs.creditor.id)).toEqual(before)
})

test("at our own address, another creditor's ids are of nothing: never a row, never a change", async () => {
  const before = await fingerprint(bench, theirs.creditor.id)
  for (const route of routes.filter(({ path }) => path !== ENDLESS)) {
    const ids = innerNames(route.path).length > 0 ? theirIds : theirIds.slice(0, 1)
    await Promise.all(
      ids.map(async (id) => {
        const { status, text } = await tried(route, at(route.path, ours.creditor.id, id), stranger)
        if (innerNames(route.path).length > 0)
          expect([route.method, route.path, status >= 400 && status < 500 && status !== 403]).toEqual([route.method, route.path, true])
        if (route.body === null && innerNames(route.path).length > 0 && queryFor(route) === '')
          expect([route.method, route.path, status]).toEqual([route.method, route.path, 404])
        for (const mark of theirs.marks) expect([route.method, route.path, text.includes(mark)]).toEqual([route.method, route.path, false])
      }),
    )
  }
  expect(await fingerprint(bench, theirs.creditor.id)).toEqual(before)
})

const KEPT = ['debtor', 'claim', 'contact_attempt', 'decision', 'audit_entry']

test("in every table, the tenant's role sees, changes and removes no row of another creditor", async () => {
  const before = await fingerprint(bench, theirs.creditor.id)
  const filled: string[] = []
  for (const table of await tablesOfCreditors(bench)) {
    const [{ rows } = { rows: 0 }] = await bench.database.query<{ rows: number }>(
      `select count(*)::int as rows from ${table} where creditor_id = $1`,
      [theirs.creditor.id],
    )
    if (rows > 0) filled.push(table)
    await bench.tenant.tenantTransaction([ours.creditor.id], async (sql) => {
      expect([table, await sql.query(`select creditor_id from ${table} where creditor_id = $1`, [theirs.creditor.id])]).toEqual([table, []])
      const [may] = await sql.query<{ delete: boolean; update: boolean }>(
        `select has_table_privilege($1, 'delete') as delete, has_table_privilege($1, 'update') as update`,
        [table],
      )
      if (may?.update)
        expect([
          table,
          await sql.query(`update ${table} set creditor_id = creditor_id where creditor_id = $1 returning 1`, [theirs.creditor.id]),
        ]).toEqual([table, []])
      else expect(table).toBe('audit_entry')
      // From what others hang on, the role may remove nothing at all.
      if (may?.delete)
        expect([table, await sql.query(`delete from ${table} where creditor_id = $1 returning 1`, [theirs.creditor.id])]).toEqual([
          table,
          [],
        ])
      else expect(KEPT).toContain(table)
    })
    // Nor may a row of ours become theirs.
    await bench.tenant
      .tenantTransaction([ours.creditor.id], async (sql) => {
        const moved = await sql
          .query(`update ${table} set creditor_id = $1 returning 1`, [theirs.creditor.id])
          .catch((fault: unknown) => String(fault))
        expect([
          table,
          typeof moved === 'string' ? /row-level security|permission denied for table audit_entry/.test(moved) : moved.length === 0,
        ]).toEqual([table, true])
        throw new Error('undo')
      })
      .catch((fault: unknown) => {
        if (!(fault instanceof Error) || !/undo|aborted/.test(fault.message)) throw fault
      })
  }
  expect(filled.length).toBeGreaterThan(12)
  expect(await fingerprint(bench, theirs.creditor.id)).toEqual(before)
})
