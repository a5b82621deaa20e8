/** The API's foundation: keys and scopes, problems, idempotency, edits held against what was read, pages, limits. */
import { randomUUID } from 'node:crypto'
import { revokeApiKey } from '#store'
import { callWith, openCaller, type ApiCaller } from '../support/api'
import { endCarriers } from '../support/carrier'
import { addCreditor, openBench, type PipeBench } from '../support/pipe'

let bench: PipeBench
let creditor: Awaited<ReturnType<typeof addCreditor>>
let admin: ApiCaller
let home: string
beforeAll(async () => {
  bench = await openBench()
  creditor = await addCreditor(bench)
  admin = await openCaller(bench, [creditor.id])
  home = `/v1/creditors/${creditor.id}`
})
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

const text: unknown = expect.any(String)
const problem = (status: number, name: string): object => ({
  status,
  body: { status, type: `urn:tijdig:problem:${name}`, requestId: text, title: text },
})
const debtor = (reference: string, more: object = {}): object => ({ reference, kind: 'consumer', name: 'A. Voorbeeldsma', ...more })
const countDebtors = async (): Promise<number> =>
  (await bench.database.query('select id from debtor where creditor_id = $1', [creditor.id])).length

describe('keys', () => {
  test('no key, a mangled one, one with another secret, an expired and a revoked one are all the same: 401', async () => {
    const expired = await openCaller(bench, [creditor.id], { expiresAt: new Date(Date.now() - 1000) })
    const revoked = await openCaller(bench, [creditor.id])
    expect((await revoked.call('GET', home)).status).toBe(200)
    await revokeApiKey(bench.database, revoked.keyId, null)
    const wrongSecret = `${admin.token.slice(0, -64)}${'0'.repeat(64)}`
    for (const token of [null, 'nonsense', admin.token.slice(0, -1), wrongSecret, expired.token, revoked.token]) {
      const answer = await callWith(bench.api, token, 'GET', home)
      expect(answer).toMatchObject(problem(401, 'unauthorized'))
      expect(answer.headers.get('www-authenticate')).toContain('Bearer')
    }
  })

  test('the secret is kept nowhere, and the day of use is', async () => {
    await admin.call('GET', home)
    const [row] = await bench.database.query<Record<string, unknown>>(
      'select *, last_used_on is not null as used from api_key where id = $1',
      [admin.keyId],
    )
    expect(row?.used).toBe(true)
    const secret = admin.token.split('_')[2] ?? ''
    const kept = JSON.stringify({ ...row, secret_hash: (row?.secret_hash as Buffer).toString('hex') })
    expect(kept).not.toContain(secret)
  })

  test('a scope that lacks is 403; another creditor, or none, is 404 and tells nothing', async () => {
    const other = await addCreditor(bench)
    const reader = await openCaller(bench, [creditor.id], { scopes: ['debtors:read'] })
    expect((await reader.call('GET', `${home}/debtors`)).status).toBe(200)
    expect(await reader.call('POST', `${home}/debtors`, { body: debtor('scope') })).toMatchObject(problem(403, 'forbidden'))
    for (const id of [other.id, randomUUID(), 'nonsense'])
      expect(await reader.call('GET', `/v1/creditors/${id}/debtors`)).toMatchObject(problem(404, 'not-found'))
  })

  test('an admin makes keys of less than its own, sees the token once, and revokes them', async () => {
    const idempotencyKey = randomUUID()
    const body = { name: 'desk', scopes: ['debtors:read'], creditors: [creditor.id] }
    const made = await admin.call<{ id: string; token: string }>('POST', '/v1/api-keys', { body, idempotencyKey })
    expect(made.status).toBe(201)
    expect((await callWith(bench.api, made.body.token, 'GET', `${home}/debtors`)).status).toBe(200)
    expect(await admin.call('POST', '/v1/api-keys', { body, idempotencyKey })).toMatchObject({
      status: 201,
      body: { id: made.body.id, token: null },
    })
    const keys = await admin.call<{ items: { id: string }[] }>('GET', '/v1/api-keys')
    expect(keys.body.items.map(({ id }) => id)).toContain(made.body.id)
    expect((await admin.call('POST', `/v1/api-keys/${made.body.id}/revocation`)).status).toBe(204)
    expect((await callWith(bench.api, made.body.token, 'GET', `${home}/debtors`)).status).toBe(401)
    const other = await addCreditor(bench)
    expect(await admin.call('POST', '/v1/api-keys', { body: { ...body, creditors: [other.id] } })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/creditors/0' }] },
    })
  })
})

describe('problems', () => {
  test('each field that does not fit is pointed to', async () => {
    const answer = await admin.call('POST', `${home}/debtors`, { body: { kind: 'dog', name: '', reference: 5, extra: 1 } })
    expect(answer).toMatchObject(problem(422, 'invalid'))
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect((answer.body.errors as { pointer: string }[]).map(({ pointer }) => pointer).sort()).toEqual([
      '/extra',
      '/kind',
      '/name',
      '/reference',
    ])
  })

  test('400, 404, 405, 406, 413 and 415 are problems too, and quote nothing', async () => {
    const post = (body: string, headers: Record<string, string> = {}): ReturnType<ApiCaller['call']> =>
      admin.call('POST', `${home}/debtors`, { body, headers })
    expect(await post('{"name": "secr')).toMatchObject(problem(400, 'malformed'))
    expect(await post('{"__proto__": {"a": 1}}')).toMatchObject(problem(400, 'malformed'))
    expect(await post(`{"name": ${'['.repeat(300_000)}${']'.repeat(300_000)}}`)).toMatchObject(problem(400, 'too-deep'))
    expect(await post('[]')).toMatchObject(problem(422, 'invalid'))
    expect(await post(JSON.stringify({ name: 'x'.repeat(1_000_001) }))).toMatchObject(problem(413, 'too-large'))
    expect(await post('name=x', { 'content-type': 'application/x-www-form-urlencoded' })).toMatchObject(problem(415, 'media-type'))
    expect(await admin.call('GET', `${home}/debtors`, { headers: { accept: 'image/png' } })).toMatchObject(problem(406, 'not-acceptable'))
    expect(await admin.call('GET', '/v1/secret-of-somebody')).toMatchObject(problem(404, 'no-such-address'))
    const answer = await admin.call('PUT', `${home}/debtors`)
    expect(answer).toMatchObject(problem(405, 'method-not-allowed'))
    expect(answer.headers.get('allow')).toBe('GET, HEAD, POST')
    expect(JSON.stringify(await admin.call('GET', '/v1/secret-of-somebody'))).not.toContain('secret-of-somebody')
  })

  test('a long name above many values is refused like every other that is no field; a stranger sends less than that', async () => {
    const body = `{"${'k'.repeat(150_000)}": [${'0,'.repeat(75_000)}0]}`
    expect(await admin.call('POST', `${home}/debtors`, { body })).toMatchObject(problem(422, 'invalid'))
    expect(await callWith(bench.api, null, 'POST', '/v1/session', { body })).toMatchObject(problem(413, 'too-large'))
    expect(await admin.call('POST', `${home}/debtors`, { body: { a: [{ 'b/c': ['\ud800'] }] } })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/a/0/b~1c/0' }] },
    })
  })

  test('a request keeps its own id when that is sane, else gets one', async () => {
    const own = await admin.call('GET', home, { headers: { 'x-request-id': 'order-12345678' } })
    expect(own.headers.get('x-request-id')).toBe('order-12345678')
    const made = await admin.call('GET', '/v1/nothing', { headers: { 'x-request-id': 'a b{}' } })
    expect(made.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(made.body.requestId).toBe(made.headers.get('x-request-id'))
  })
})

describe('idempotency', () => {
  test('a POST without the key is refused and does nothing', async () => {
    const before = await countDebtors()
    for (const idempotencyKey of ['', 'short', 'with space in it']) {
      const { status } = await admin.call('POST', `${home}/debtors`, { body: debtor('keyless'), idempotencyKey })
      expect([400, 422]).toContain(status)
    }
    expect(await countDebtors()).toBe(before)
  })

  test('ten equal POSTs at once have one effect, and whoever is not told to wait gets the same answer', async () => {
    const idempotencyKey = randomUUID()
    const before = await countDebtors()
    const post = (): ReturnType<ApiCaller['call']> => admin.call('POST', `${home}/debtors`, { body: debtor('once'), idempotencyKey })
    const answers = await Promise.all(Array.from({ length: 10 }, post))
    expect(await countDebtors()).toBe(before + 1)
    const later = await post()
    expect(later.headers.get('idempotency-replayed')).toBe('true')
    expect(later.headers.get('location')).toMatch(new RegExp(`^${home}/debtors/`))
    for (const answer of answers) {
      if (answer.status === 201) expect(answer.body).toEqual(later.body)
      else expect(answer).toMatchObject(problem(409, 'idempotency-key-in-flight'))
    }
  })

  test('the same key with another body, or at another address, is refused; a refused request does not use its key up', async () => {
    const idempotencyKey = randomUUID()
    expect((await admin.call('POST', `${home}/debtors`, { body: debtor(''), idempotencyKey })).status).toBe(422)
    expect((await admin.call('POST', `${home}/debtors`, { body: debtor('used'), idempotencyKey })).status).toBe(201)
    expect(await admin.call('POST', `${home}/debtors`, { body: debtor('other'), idempotencyKey })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: 'Idempotency-Key' }] },
    })
    expect((await admin.call('POST', `${home}/stop`, { idempotencyKey })).status).toBe(422)
    const stranger = await openCaller(bench, [creditor.id])
    expect((await stranger.call('POST', `${home}/debtors`, { body: debtor('theirs'), idempotencyKey })).status).toBe(201)
  })

  test('what is kept for repetitions names nobody', async () => {
    await admin.call('POST', `${home}/debtors`, { body: debtor('private', { name: 'Zeldzamenaam' }) })
    const kept = await bench.database.query('select route, location, answer from idempotent_request')
    expect(JSON.stringify(kept)).not.toContain('Zeldzamenaam')
  })
})

describe('edits', () => {
  test('need the tag of what was read; of two that read the same, one wins', async () => {
    const {
      body: { id },
    } = await admin.call<{ id: string }>('POST', `${home}/debtors`, { body: debtor('edit') })
    const place = `${home}/debtors/${id}`
    const etag = (await admin.call('GET', place)).headers.get('etag') ?? ''
    expect(await admin.call('PATCH', place, { body: { language: 'en' } })).toMatchObject(problem(428, 'if-match-required'))
    const both = await Promise.all(
      ['en', 'nl'].map((language) => admin.call('PATCH', place, { body: { language, name: `In ${language}` }, ifMatch: etag })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412])
    const won = both.find(({ status }) => status === 200)
    expect((await admin.call('GET', place)).body).toEqual(won?.body)
    expect((await admin.call('PATCH', place, { body: { online: false }, ifMatch: won?.headers.get('etag') ?? '' })).body).toMatchObject({
      online: false,
      name: won?.body.name,
    })
  })
})

describe('pages', () => {
  test('every row once and in order, also when rows are added between pages', async () => {
    const many = await addCreditor(bench)
    const caller = await openCaller(bench, [many.id])
    const place = `/v1/creditors/${many.id}/debtors`
    const add = async (reference: string): Promise<void> =>
      void (await caller.call('POST', place, { body: debtor(reference, { name: `Naam ${reference}` }) }))
    for (let number = 0; number < 7; number++) await add(`p${number}`)
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: Awaited<ReturnType<typeof readPage>> = await readPage(cursor)
      seen.push(...page.items.map(({ reference }) => reference))
      cursor = page.next
      if (seen.length < 7) await add(`late${seen.length}`)
    }
    async function readPage(after: string): Promise<{ items: { reference: string }[]; next: string | null }> {
      return (
        await caller.call<{ items: { reference: string }[]; next: string | null }>(
          'GET',
          `${place}?limit=3${after === '' ? '' : `&cursor=${after}`}`,
        )
      ).body
    }
    expect(seen).toEqual(['p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'late3', 'late6'])
  })

  test('a cursor that we did not make is refused', async () => {
    const forged = [`["x"]`, `{"a":1}`, '[null]', `["${randomUUID()}", 1]`].map((text) => Buffer.from(text).toString('base64url'))
    for (const cursor of ['x', '%00', ...forged]) {
      expect(await admin.call('GET', `${home}/debtors?cursor=${cursor}`)).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: 'cursor' }] },
      })
    }
    for (const limit of ['0', '201', 'x', '1e9', '-1']) expect((await admin.call('GET', `${home}/debtors?limit=${limit}`)).status).toBe(422)
  })
})
