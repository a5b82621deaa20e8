/** Roles: every route tried by every role, what an auditor can see of it afterwards, and admins who can neither reach beyond their creditors nor lock everybody out. */
import fc from 'fast-check'
import { includes, ROLES, scopesOf, type Role, type Scope } from '#access'
import type { CreditorId } from '#domain'
import { AUDITED, setRole } from '#store'
import { callWith, openCaller, type ApiAnswer } from '../support/api'
import { arbitraryOf, ENDLESS, readDocument, routesOf, type DocumentedRoute } from '../support/api-document'
import { endCarriers } from '../support/carrier'
import { addPerson, type Person } from '../support/people'
import { addClaims, addCreditor, claimOf, openBench, type PipeBench } from '../support/pipe'

let bench: PipeBench
let ours: CreditorId
let theirs: CreditorId
let debtor: string
let admin: Person
beforeAll(async () => {
  bench = await openBench()
  const [one, two] = [await addCreditor(bench), await addCreditor(bench)]
  ours = one.id
  theirs = two.id
  await addClaims(bench, one, [claimOf('R1', { phone: '+31612345678' })])
  const [row] = await bench.database.query<{ id: string }>('select id from debtor where creditor_id = $1', [ours])
  debtor = row?.id ?? ''
  admin = await addPerson(bench, { [ours]: 'admin' })
})
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

/** As the document says it of each route. */
const scopeOf = (description: string): Scope | null => (/^Scope: `(.*)`\.$/m.exec(description)?.[1] ?? null) as Scope | null

test('each role may exactly what its scopes say, at its own creditor; and nothing at another, whatever it is there', async () => {
  const people = await Promise.all(
    ROLES.map(async (role): Promise<[Role, Person]> => [role, await addPerson(bench, { [ours]: role, [theirs]: 'auditor' })]),
  )
  const document = await readDocument(bench)
  const body = ({ body: schema }: DocumentedRoute): unknown =>
    schema ? fc.sample(arbitraryOf(schema, []), { numRuns: 1, seed: 3 })[0] : undefined
  const scopes = new Set<Scope>()
  for (const route of routesOf(document).filter(
    ({ path, open }) => path.startsWith('/v1/creditors/{creditor}') && path !== ENDLESS && !open,
  )) {
    const scope = scopeOf(document.paths[route.path]?.[route.method.toLowerCase() as 'get']?.description ?? '')
    if (scope === null) continue
    scopes.add(scope)
    await Promise.all(
      people.map(async ([role, person]) => {
        const path = route.path.replace('{creditor}', ours).replace(/\{\w+\}/g, '01972c7e-0000-7000-8000-000000000000')
        const refused = !includes(scopesOf(role), scope)
        // What may be done is known to be done by the other tests; here only reads are let through, that the world stays as it is.
        if (!refused && route.method !== 'GET') return
        const {
          body: { type },
        } = await person.call<{ readonly type?: string }>(route.method, path, { body: body(route), ifMatch: '*' })
        expect([role, route.method, route.path, type === 'urn:tijdig:problem:forbidden']).toEqual([role, route.method, route.path, refused])
      }),
    )
  }
  expect(scopes.size).toBeGreaterThan(10)
  const [, supervisor] = people.find(([role]) => role === 'supervisor') ?? []
  expect((await supervisor?.call('POST', `/v1/creditors/${theirs}/debtors`, { body: {} }))?.status).toBe(403)
  expect((await supervisor?.call('GET', `/v1/creditors/${theirs}/debtors`))?.status).toBe(200)
  for (const [, { id }] of people) await setRole(bench.database, ours, id, null)
  const nobody = await addPerson(bench, {})
  expect((await nobody.call('GET', `/v1/creditors/${ours}/debtors`)).status).toBe(404)
  expect((await nobody.call('GET', '/v1/creditors')).status).toBe(403)
})

test('every look at a debtor and every change is told, to auditors alone, and cannot be untold', async () => {
  const noor = await addPerson(bench, { [ours]: 'agent' })
  const home = `/v1/creditors/${ours}`
  await noor.call('GET', `${home}/debtors/${debtor}`)
  await noor.call('POST', `${home}/debtors/search`, { body: { name: 'A. Voorbeeld' } })
  await noor.call('POST', `${home}/debtors/${debtor}/holds`, { body: { kind: 'nonsense' } })
  expect((await noor.call('POST', `${home}/debtors/${debtor}/complaints`, { body: { about: 'Te vaak gebeld' } })).status).toBe(201)
  const key = await openCaller(bench, [ours], { scopes: ['debtors:read'] })
  await key.call('GET', `${home}/debtors/${debtor}/timeline`)
  expect((await noor.call('GET', `${home}/audit`)).status).toBe(403)
  const auditor = await addPerson(bench, { [ours]: 'auditor' })
  const read = async (query: string): Promise<unknown[]> =>
    (await auditor.call<{ items: unknown[] }>('GET', `${home}/audit?${query}`)).body.items
  expect(await read(`actor=user:${noor.id}`)).toMatchObject([
    { action: 'noteComplaint', entity: debtor, actorName: 'Noor Voorbeeld' },
    { action: 'searchDebtors', detail: { shown: 1 } },
    { action: 'readDebtor', entity: debtor },
  ])
  expect(await read(`entity=${debtor}&limit=2`)).toMatchObject([
    { actor: `key:${key.keyId}`, action: 'listTimeline' },
    { action: 'noteComplaint' },
  ])
  expect(JSON.stringify(await read('limit=200'))).not.toMatch(/Voorbeeldsma|Te vaak/)
  for (const role of [bench.database, bench.tenant]) {
    await expect(role.tenantTransaction([ours], (sql) => sql.query('delete from audit_entry'))).rejects.toThrow('permission denied')
    await expect(role.tenantTransaction([ours], (sql) => sql.query(`update audit_entry set actor = 'nobody'`))).rejects.toThrow(
      'permission denied',
    )
  }
})

test('an admin invites, changes and disables people of their own creditor; nobody of another, nobody with more than themselves, and never the last admin', async () => {
  const invite = (body: object): Promise<ApiAnswer> => admin.call('POST', '/v1/users', { body })
  const email = 'nieuw@voorbeeld.example'
  const made = await invite({ email, name: 'Nieuw', roles: [{ creditor: ours, role: 'agent' }] })
  expect(made).toMatchObject({ status: 201, body: { link: expect.stringMatching(/^\/setup#token=tijdig_/) as string } })
  const at = `/v1/users/${String(made.body.id)}`
  expect((await invite({ email, name: 'Nieuw', roles: [{ creditor: ours, role: 'agent' }] })).status).toBe(409)
  expect((await invite({ email: 'a@voorbeeld.example', name: 'A', roles: [{ creditor: theirs, role: 'agent' }] })).status).toBe(422)
  expect((await invite({ email: 'b@voorbeeld.example', name: 'B', roles: [], platform: true })).status).toBe(403)
  expect((await admin.call('GET', at)).body).toMatchObject({ email, hasPassword: false, roles: [{ creditor: ours, role: 'agent' }] })
  expect(
    (await admin.call('PUT', `/v1/creditors/${ours}/users/${String(made.body.id)}/role`, { body: { role: 'supervisor' } })).status,
  ).toBe(204)
  expect((await admin.call('PATCH', at, { body: { disabled: true } })).body).toMatchObject({
    disabledAt: expect.any(String) as string,
    roles: [{ role: 'supervisor' }],
  })

  const both = await addPerson(bench, { [ours]: 'agent', [theirs]: 'agent' })
  expect((await admin.call('PATCH', `/v1/users/${both.id}`, { body: { disabled: true } })).status).toBe(404)
  expect((await admin.call('POST', `/v1/users/${both.id}/invitation`)).status).toBe(404)
  expect((await admin.call('DELETE', `/v1/sessions/${both.sessionId}`)).status).toBe(404)
  expect((await admin.call('GET', `/v1/users/${both.id}`)).body.roles).toEqual([{ creditor: ours, role: 'agent' }])
  const stranger = await addPerson(bench, { [theirs]: 'admin' })
  expect((await admin.call('GET', `/v1/users/${stranger.id}`)).status).toBe(404)
  expect((await stranger.call('PUT', `/v1/creditors/${theirs}/users/${admin.id}/role`, { body: { role: 'agent' } })).status).toBe(404)

  for (const change of [
    admin.call('PATCH', `/v1/users/${admin.id}`, { body: { disabled: true } }),
    admin.call('PUT', `/v1/creditors/${ours}/users/${admin.id}/role`, { body: { role: null } }),
  ]) {
    expect(await change).toMatchObject({ status: 409, body: { type: 'urn:tijdig:problem:last-admin' } })
  }
  const second = await addPerson(bench, { [ours]: 'admin' })
  const downfall = await Promise.all(
    (
      [
        [admin, second],
        [second, admin],
      ] as const
    ).map(([one, other]) => one.call('PUT', `/v1/creditors/${ours}/users/${other.id}/role`, { body: { role: 'agent' } })),
  )
  expect(downfall.map(({ status }) => status).sort()).toEqual([204, 409])
  const left = downfall[0]?.status === 204 ? admin : second
  expect((await left.call('GET', '/v1/users')).status).toBe(200)
  expect((await callWith(bench.api, null, 'GET', '/v1/users')).status).toBe(401)
})

test('people set a second step themselves, and change their password knowing the old one', async () => {
  const noor = await addPerson(bench, { [ours]: 'agent' }, { password: 'klaver op de dijk' })
  const propose = { body: { password: 'klaver op de dijk' } }
  expect((await noor.call<{ address: string }>('POST', '/v1/session/second-step', propose)).body.address).toMatch(
    /^otpauth:\/\/totp\/Tijdig:/,
  )
  expect((await noor.call('PUT', '/v1/session/second-step', { body: { code: '000000' } })).status).toBe(422)
  const change = (password: string, next: string): Promise<ApiAnswer> =>
    noor.call('PUT', '/v1/session/password', { body: { password, next } })
  expect(await change('verkeerd woord', 'een heel ander woord')).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/password' }] },
  })
  expect(await change('klaver op de dijk', 'kort')).toMatchObject({ status: 422, body: { errors: [{ pointer: '/next' }] } })
  expect((await change('klaver op de dijk', 'een heel ander woord')).status).toBe(204)
  expect(
    (await callWith(bench.api, null, 'POST', '/v1/session', { body: { email: noor.email, password: 'een heel ander woord' } })).status,
  ).toBe(201)
  expect((await noor.call('GET', '/v1/session')).status).toBe(200)
})

/** The pages' own words; the compiler of the tests does not know JSX, nor its neighbours. */
const { actions } = jest.requireActual<{ actions: Readonly<Record<string, readonly [nl: string, en: string]>> }>(
  '../../apps/console/src/screens/audit/actions',
)
/** Routes that say so of themselves are told otherwise, or not at all. */
const NOT_TOLD = /The audit tells what it changed\.|is no look at them\./
const ABOUT_DEBTORS: readonly (Scope | null)[] = ['debtors:read', 'messages:read', 'calls:write']

test('whatever the audit can tell of has words in Dutch and English, and nothing else has', async () => {
  const document = await readDocument(bench)
  const told = routesOf(document)
    .filter(({ method, path, parameters }) => {
      const description = document.paths[path]?.[method.toLowerCase() as 'get']?.description ?? ''
      const asks = method === 'GET' || (method === 'POST' && !parameters.some(({ name }) => name === 'Idempotency-Key'))
      return (
        path.startsWith('/v1/creditors/{creditor}') &&
        !NOT_TOLD.test(description) &&
        (!asks || /The audit tells who took it\./.test(description) || ABOUT_DEBTORS.includes(scopeOf(description)))
      )
    })
    .map(({ method, path }) => document.paths[path]?.[method.toLowerCase() as 'get']?.operationId ?? '')
  expect(Object.keys(actions).sort()).toEqual([...new Set([...told, ...AUDITED])].sort())
  for (const language of [0, 1]) {
    const words = Object.values(actions).map((both) => both[language] ?? '')
    expect(words.filter((text, index) => text.trim() === '' || words.indexOf(text) !== index)).toEqual([])
  }
})
