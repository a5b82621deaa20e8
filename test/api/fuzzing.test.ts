/** Every route, fed with what its document allows and with what it does not: never a fault of ours, never a change by what is refused. */
import { fc } from '../support/examples'
import { callWith, openCaller, type ApiCaller } from '../support/api'
import { arbitraryOf, ENDLESS, readDocument, routesOf, type DocumentedRoute, type Schema } from '../support/api-document'
import { addWorld, fingerprint, idsOf, type ApiWorld } from '../support/api-world'
import { endCarriers } from '../support/carrier'
import { openBench, type PipeBench } from '../support/pipe'

let bench: PipeBench
let world: ApiWorld
let caller: ApiCaller
let ids: string[]
let routes: DocumentedRoute[]
beforeAll(async () => {
  bench = await openBench()
  world = await addWorld(bench, 'Fuzz')
  ids = await idsOf(bench, world.creditor.id)
  caller = await openCaller(bench, [world.creditor.id], { platform: true })
  routes = routesOf(await readDocument(bench)).filter(({ path }) => path.startsWith('/v1') && path !== ENDLESS)
})
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

const addressOf = (route: DocumentedRoute, id: string): string =>
  route.path.replace('{creditor}', world.creditor.id).replace(/\{\w+\}/g, encodeURIComponent(id))

async function send(route: DocumentedRoute, address: string, body: unknown, headers: Record<string, string> = {}): Promise<number> {
  const { status, body: answer } = await callWith<{ type?: string; requestId?: string }>(bench.api, caller.token, route.method, address, {
    body,
    ifMatch: '*',
    headers,
  })
  const told = `${route.method} ${route.path} answered ${status} to ${JSON.stringify({ body }).slice(0, 300)}`
  if (status >= 500) throw new Error(`${told}: ${JSON.stringify(bench.told.filter(({ level }) => level === 'error').at(-1))}`)
  if (status >= 400 && !(answer.type?.startsWith('urn:tijdig:problem:') && answer.requestId))
    throw new Error(`${told}, which is no problem`)
  if (!route.answers.includes(String(status))) throw new Error(`${told}, which its document does not tell of`)
  return status
}

/** What a field is not. */
const WRONG: readonly unknown[] = [
  { a: { b: [] } },
  ['x'],
  'x\0y',
  '\ud800',
  1e400,
  -1,
  3.5,
  '2027-13-45',
  `'; drop table debtor; --`,
  '%00',
  'x'.repeat(5000),
]

/** The same body with one thing wrong in it: no value fits every field, and no field is called so. */
function spoilt(schema: Schema, body: unknown): fc.Arbitrary<unknown> {
  const names = Object.keys(schema.properties ?? {})
  const given = typeof body === 'object' && body !== null ? body : {}
  const missing = (schema.required ?? []).map((name) =>
    fc.constant(Object.fromEntries(Object.entries(given).filter(([key]) => key !== name))),
  )
  const wrong = names.map((name) => fc.constant({ ...given, [name]: { unfit: [['deep']] }, unknownField: 1 }))
  return fc.oneof(fc.constant({ ...given, unknownField: 1 }), fc.constantFrom<unknown>([], 'text', 7, null, true), ...missing, ...wrong)
}

test('what fits the document is answered as the document says', async () => {
  for (const route of routes) {
    const body = route.body ? arbitraryOf(route.body, ids) : fc.constant(undefined)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...ids), body, async (id, value) => {
        await send(route, addressOf(route, id), value)
      }),
      { numRuns: 3 },
    )
  }
})

test('what does not fit is refused and changes nothing', async () => {
  const before = await fingerprint(bench, world.creditor.id)
  for (const route of routes.filter(({ body, method }) => body !== null || method !== 'GET')) {
    const { body: schema } = route
    if (schema === null) continue
    const cases = arbitraryOf(schema, ids).chain((value) => spoilt(schema, value))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...ids), cases, async (id, value) => {
        const status = await send(route, addressOf(route, id), value)
        if (status < 400) throw new Error(`${route.method} ${route.path} took ${JSON.stringify(value)}`)
      }),
      { numRuns: 4 },
    )
  }
  expect(await fingerprint(bench, world.creditor.id)).toEqual(before)
})

test('strange ids, queries and single fields meet a refusal, never a fault', async () => {
  let turn = 0
  for (const route of routes) {
    const known = addressOf(route, ids[0] ?? '')
    const strange = ['%00', 'x'.repeat(190), '../../health'].map((id) => send(route, addressOf(route, id), route.body ? {} : undefined))
    const queries = route.parameters
      .filter((parameter) => parameter.in === 'query')
      .flatMap(({ name }) =>
        ['', '%00', '[]', '1e99', 'x'.repeat(2000)].map((value) => send(route, `${known}?${name}=${value}&${name}=again`, undefined)),
      )
    const { properties = {} } = route.body ?? {}
    const sound = route.body ? (fc.sample(arbitraryOf(route.body, ids), { numRuns: 1, seed: 3 })[0] as object) : {}
    // Each field meets every third of the wrong values, another third than the field before.
    const fields = Object.keys(properties).flatMap((name) =>
      WRONG.filter((_, index) => (index + ++turn) % 3 === 0).map((value) => send(route, known, { ...sound, [name]: value })),
    )
    await Promise.all([...strange, ...queries, ...fields])
  }
})
