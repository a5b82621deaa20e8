/** People log in: what a browser must send, what ends a session, and what nobody gets by guessing. */
import { FastifyAdapter } from '@nestjs/platform-fastify'
import type { FastifyInstance } from 'fastify'
import { TOTP, Secret } from 'otpauth'
import { logIn as logInFrom, makeLink } from '#access'
import { proposeTotp, setDisabled, useTotpStep } from '#store'
import { postGatekeeper } from '../../apps/api/http/gatekeeper'
import { callWith, openCaller, type ApiAnswer } from '../support/api'
import { endCarriers } from '../support/carrier'
import { addPerson, type Person } from '../support/people'
import { addCreditor, openBench, type PipeBench } from '../support/pipe'

const PASSWORD = 'klaver op de dijk'
let bench: PipeBench
let creditor: Awaited<ReturnType<typeof addCreditor>>
let home: string
let noor: Person
beforeAll(async () => {
  bench = await openBench()
  creditor = await addCreditor(bench)
  home = `/v1/creditors/${creditor.id}`
  noor = await addPerson(bench, { [creditor.id]: 'agent' }, { password: PASSWORD })
})
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

const logIn = (body: object): Promise<ApiAnswer> => callWith(bench.api, null, 'POST', '/v1/session', { body })
const cookieOf = ({ headers }: ApiAnswer): string => headers.get('set-cookie') ?? ''
const as = (answer: ApiAnswer): Record<string, string> => ({ cookie: cookieOf(answer).split(';')[0] ?? '' })

test('a right password opens a session that only our own pages can use, and that says who one is', async () => {
  const answer = await logIn({ email: noor.email.toUpperCase(), password: PASSWORD })
  expect(answer).toMatchObject({
    status: 201,
    body: { user: { id: noor.id, name: 'Noor Voorbeeld', twoStep: false }, creditors: [{ role: 'agent' }] },
  })
  expect(cookieOf(answer)).toMatch(/^tijdig_session=\S+; HttpOnly; SameSite=Strict; Path=\/$/)
  expect((await callWith(bench.api, null, 'GET', '/v1/session', { headers: as(answer) })).body).toEqual(answer.body)
  const [kept] = await bench.database.query<{ row: string }>(
    'select row_to_json(s)::text || row_to_json(u)::text as row from user_session s join app_user u on u.id = s.user_id order by s.id desc limit 1',
  )
  expect(kept?.row).not.toContain(PASSWORD)
  expect(kept?.row).not.toContain(as(answer).cookie?.slice(-64))
})

test('a wrong password, an unknown address and a disabled person are told the same', async () => {
  const gone = await addPerson(bench, {}, { password: PASSWORD })
  await setDisabled(bench.database, gone.id, true)
  const answers = await Promise.all(
    [
      { email: noor.email, password: 'something else' },
      { email: 'nobody@voorbeeld.example', password: PASSWORD },
      { email: gone.email, password: PASSWORD },
    ].map(logIn),
  )
  for (const { status, body } of answers)
    expect([status, body.type, body.detail]).toEqual([401, 'urn:tijdig:problem:invalid-credentials', answers[0]?.body.detail])
  expect((await gone.call('GET', '/v1/session')).status).toBe(401)
})

test('whoever guesses is stopped after ten trials, also when they come at once, and the right password does not help then', async () => {
  const target = await addPerson(bench, {}, { password: PASSWORD })
  const trials = await Promise.all(
    Array.from({ length: 14 }, (_, index) => logIn({ email: target.email, password: `guess ${index} is wrong` })),
  )
  expect(trials.filter(({ status }) => status === 401)).toHaveLength(10)
  const late = await logIn({ email: target.email, password: PASSWORD })
  expect(late).toMatchObject({ status: 429 })
  expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(600)
  expect((await logIn({ email: noor.email, password: PASSWORD })).status).toBe(201)
})

test('whoever guesses from one network of IPv6 is one, however many addresses they take in it', async () => {
  const target = await addPerson(bench, {}, { password: PASSWORD })
  const addresses = Array.from({ length: 12 }, (_, index) => (index % 2 ? `2001:db8::${index}` : `2001:0DB8:0:0:${index}::1`))
  const from = async (address: string): Promise<string> =>
    (await logInFrom(bench.database, { email: target.email, password: 'a guess that is wrong' }, address, Date.now())).kind
  const kinds = await Promise.all(addresses.map(from))
  expect(kinds.filter((kind) => kind === 'refused')).toHaveLength(10)
  expect(await from('2001:db8:0:1::1')).toBe('refused')
})

test('of who is not known yet no more is read than a log-in needs', async () => {
  expect((await logIn({ email: noor.email, password: 'x'.repeat(20_000) })).status).toBe(413)
})

test('a code is asked for where it is set, and each works once', async () => {
  const careful = await addPerson(bench, {}, { password: PASSWORD })
  const secret = new Secret({ size: 20 })
  await proposeTotp(bench.database, careful.id, secret.base32)
  await useTotpStep(bench.database, careful.id, 1)
  const given = { email: careful.email, password: PASSWORD }
  expect((await logIn(given)).body.type).toBe('urn:tijdig:problem:code-needed')
  const code = new TOTP({ secret }).generate()
  expect((await logIn({ ...given, code: code === '000000' ? '111111' : '000000' })).body.type).toBe(
    'urn:tijdig:problem:invalid-credentials',
  )
  expect((await logIn({ ...given, code })).status).toBe(201)
  expect((await logIn({ ...given, code })).status).toBe(401)
})

test('who has the session or the link of somebody with a second step, and not their telephone, gets ten codes to guess and nothing else', async () => {
  const careful = await addPerson(bench, {}, { password: PASSWORD })
  const secret = new Secret({ size: 20 })
  await proposeTotp(bench.database, careful.id, secret.base32)
  await useTotpStep(bench.database, careful.id, 1)
  const code = new TOTP({ secret }).generate()
  const wrong = code === '000000' ? '111111' : '000000'
  const token = (await makeLink(bench.database, 'invitation', careful.id)).replace('/setup#token=', '')
  const setUp = (more: object): Promise<ApiAnswer> =>
    callWith(bench.api, null, 'POST', '/v1/setup', { body: { token, password: 'een ander goed woord', ...more } })
  expect((await setUp({})).body.type).toBe('urn:tijdig:problem:code-needed')
  expect(await setUp({ code: wrong })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/code' }] } })
  expect((await careful.call('DELETE', '/v1/session/second-step', { body: { code: wrong } })).status).toBe(422)
  // More at once than the pool has connections.
  const trials = await Promise.all(Array.from({ length: 14 }, () => setUp({ code: wrong })))
  expect(trials.map(({ status }) => status).sort()).toEqual([...Array<number>(8).fill(422), ...Array<number>(6).fill(429)])
  expect((await careful.call('DELETE', '/v1/session/second-step', { body: { code } })).status).toBe(429)
  expect((await setUp({ code })).status).toBe(429)
  await bench.database.query('delete from log_in_trial')
  expect(await setUp({ code })).toMatchObject({ status: 201, body: { user: { id: careful.id, twoStep: true } } })
})

test('whoever finds the session of somebody open cannot set a second step on it without their password, which they guess ten times', async () => {
  const away = await addPerson(bench, {}, { password: PASSWORD })
  const propose = (body: object): Promise<ApiAnswer<{ address: string; errors: unknown }>> =>
    away.call('POST', '/v1/session/second-step', { body })
  expect((await propose({})).status).toBe(422)
  const guesses = await Promise.all(Array.from({ length: 12 }, () => propose({ password: 'een gok van een ander' })))
  expect(guesses.map(({ status }) => status).sort()).toEqual([...Array<number>(10).fill(422), 429, 429])
  expect((await propose({ password: PASSWORD })).status).toBe(429)
  await bench.database.query('delete from log_in_trial')
  const { body } = await propose({ password: PASSWORD })
  const secret = Secret.fromBase32(new URL(body.address).searchParams.get('secret') ?? '')
  const code = new TOTP({ secret }).generate()
  expect((await away.call('PUT', '/v1/session/second-step', { body: { code } })).status).toBe(204)
  expect(await propose({ password: PASSWORD })).toMatchObject({ status: 409 })
})

test('whoever has one address of IPv6 has a whole network: it counts as one stranger', async () => {
  const server: FastifyInstance = new FastifyAdapter().getInstance()
  await postGatekeeper(server, bench.database, { perKey: 1, perStranger: 2 })
  server.get('/v1/door', { config: { scope: 'everyone' } }, () => 'open')
  const ask = async (remoteAddress: string): Promise<number> => (await server.inject({ url: '/v1/door', remoteAddress })).statusCode
  expect([await ask('2a02:a440:1:1::1'), await ask('2a02:a440:1:1::2'), await ask('2a02:a440:1:1:ffff::3')]).toEqual([200, 200, 429])
  expect(await ask('2a02:a440:1:2::1')).toBe(200)
  await server.close()
})

test('more requests a minute than a key may make are refused until the minute is over, and other keys go on', async () => {
  const server: FastifyInstance = new FastifyAdapter().getInstance()
  await postGatekeeper(server, bench.database, { perKey: 2, perStranger: 1 })
  server.get('/v1/mine', { config: { scope: 'signed-in' } }, () => 'yours')
  const [one, other] = [await openCaller(bench, [creditor.id]), await openCaller(bench, [creditor.id])]
  const codes: number[] = []
  for (const { token } of [one, one, one, other])
    codes.push((await server.inject({ url: '/v1/mine', headers: { authorization: `Bearer ${token}` } })).statusCode)
  expect(codes).toEqual([200, 200, 429, 200])
  await server.close()
})

test('what changes something needs the token of the session, which a foreign page cannot know', async () => {
  const body = { reference: 'D-csrf', kind: 'consumer', name: 'A. Voorbeeldsma' }
  for (const token of ['', 'guess', noor.csrf.slice(1)]) {
    expect(await noor.call('POST', `${home}/debtors`, { body, headers: { 'x-csrf-token': token } })).toMatchObject({
      status: 403,
      body: { type: 'urn:tijdig:problem:csrf' },
    })
  }
  expect((await noor.call('GET', `${home}/debtors`, { headers: { 'x-csrf-token': '' } })).status).toBe(200)
  expect((await noor.call('POST', `${home}/debtors`, { body })).status).toBe(201)
})

test('sessions are listed and ended, one by one, by their owner alone', async () => {
  const other = await logIn({ email: noor.email, password: PASSWORD })
  const [session] = (await noor.call<{ id: string; own: boolean }[]>('GET', '/v1/sessions')).body
  expect(session).toMatchObject({ own: false, address: '127.0.0.1' })
  const stranger = await addPerson(bench, {})
  expect((await stranger.call('DELETE', `/v1/sessions/${session?.id}`)).status).toBe(404)
  expect((await noor.call('DELETE', `/v1/sessions/${session?.id}`)).status).toBe(204)
  expect((await callWith(bench.api, null, 'GET', '/v1/session', { headers: as(other) })).status).toBe(401)
  expect((await noor.call('GET', '/v1/session')).status).toBe(200)
})

test('a session ends at log-out, after an hour without a request, and after twelve hours in any case', async () => {
  const [idle, old, left] = [await addPerson(bench, {}), await addPerson(bench, {}), await addPerson(bench, {})]
  await bench.database.query(`update user_session set seen_at = clock_timestamp() - interval '59 minutes' where id = $1`, [idle.sessionId])
  expect((await idle.call('GET', '/v1/session')).status).toBe(200)
  await bench.database.query(`update user_session set seen_at = seen_at - interval '59 minutes' where id = $1`, [idle.sessionId])
  expect((await idle.call('GET', '/v1/session')).status).toBe(200)
  await bench.database.query(`update user_session set seen_at = clock_timestamp() - interval '61 minutes' where id = $1`, [idle.sessionId])
  await bench.database.query(`update user_session set expires_at = expires_at - interval '12 hours 1 second' where id = $1`, [
    old.sessionId,
  ])
  const out = await left.call('DELETE', '/v1/session')
  expect([out.status, out.headers.get('set-cookie')]).toEqual([204, expect.stringContaining('Max-Age=0')])
  for (const person of [idle, old, left]) expect((await person.call('GET', '/v1/session')).status).toBe(401)
})

test("the first link makes the one first admin; an invitation sets a password and ends what was open; the demo's link works again and again", async () => {
  const link = await makeLink(bench.database, 'first-admin', null)
  const token = link.replace('/setup#token=', '')
  const setUp = (body: object): Promise<ApiAnswer> => callWith(bench.api, null, 'POST', '/v1/setup', { body })
  expect(await setUp({ token, name: 'Ada', email: 'ada@voorbeeld.example', password: 'kort' })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/password' }] },
  })
  expect(await setUp({ token, password: PASSWORD })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/name' }] } })
  const [first, second] = await Promise.all(
    ['ada', 'eve'].map((name) => setUp({ token, name, email: `${name}@voorbeeld.example`, password: PASSWORD })),
  )
  expect([first?.status, second?.status].sort()).toEqual([201, 401])
  const ada = first?.status === 201 ? first : second
  expect(ada?.body).toMatchObject({ user: { platform: true }, creditors: [{ role: 'admin' }] })

  const invitation = (await makeLink(bench.database, 'invitation', noor.id)).replace('/setup#token=', '')
  expect(await setUp({ token: invitation, password: 'een ander goed woord' })).toMatchObject({
    status: 201,
    body: { user: { id: noor.id } },
  })
  expect((await noor.call('GET', '/v1/session')).status).toBe(401)
  expect((await setUp({ token: invitation, password: PASSWORD })).status).toBe(401)
  expect((await logIn({ email: noor.email, password: PASSWORD })).status).toBe(401)

  const demo = (await makeLink(bench.database, 'demo', noor.id)).replace('/login#token=', '')
  const byLink = (): Promise<ApiAnswer> => callWith(bench.api, null, 'POST', '/v1/session/token', { body: { token: demo } })
  expect([(await byLink()).status, (await byLink()).status]).toEqual([201, 201])
  expect((await setUp({ token: demo, password: PASSWORD })).status).toBe(401)
  await makeLink(bench.database, 'demo', noor.id)
  expect((await byLink()).status).toBe(401)
})
