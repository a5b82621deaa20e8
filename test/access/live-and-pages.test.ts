/** What a browser gets beside JSON: the pages themselves, and one stream that tells what changed. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CreditorId } from '#domain'
import { Database, endSession, newId } from '#store'
import { callWith } from '../support/api'
import { carrierFolder, endCarriers } from '../support/carrier'
import { addPerson, type Person } from '../support/people'
import { addClaims, addCreditor, claimOf, openBench, type PipeBench } from '../support/pipe'

let bench: PipeBench
let ours: CreditorId
let theirs: CreditorId
let noor: Person
let debtors: Record<string, string>
beforeAll(async () => {
  const pagesFolder = join(await carrierFolder(), 'pages')
  await mkdir(join(pagesFolder, 'assets'), { recursive: true })
  await writeFile(join(pagesFolder, 'index.html'), '<!doctype html><title>Tijdig</title>')
  await writeFile(join(pagesFolder, 'assets/app-1a2b.js'), 'export {}')
  bench = await openBench({ pagesFolder })
  const [one, two] = [await addCreditor(bench), await addCreditor(bench)]
  ours = one.id
  theirs = two.id
  await addClaims(bench, one, [claimOf('L1', {})])
  await addClaims(bench, two, [claimOf('L2', {})])
  noor = await addPerson(bench, { [ours]: 'agent' })
  debtors = Object.fromEntries(
    (await bench.database.query<{ creditor: string; id: string }>('select creditor_id as creditor, id from debtor')).map(
      ({ creditor, id }) => [creditor, id],
    ),
  )
})
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

const page = (path: string, accept = 'text/html,*/*'): Promise<{ status: number; body: string; headers: Headers }> =>
  callWith<string>(bench.api, null, 'GET', path, { headers: { accept } })

test('every screen is the one page, under a policy that runs no foreign script; files with a hash are kept for good; the API stays the API', async () => {
  for (const path of ['/', '/calls', '/debtors/01972c7e-0000-7000-8000-000000000000?tab=all']) {
    const { status, body, headers } = await page(path)
    expect([path, status, body, headers.get('cache-control')]).toEqual([path, 200, '<!doctype html><title>Tijdig</title>', 'no-cache'])
    expect(headers.get('content-security-policy')).toMatch(/script-src 'self';.*frame-ancestors 'none'/)
  }
  const file = await page('/assets/app-1a2b.js', '*/*')
  expect([file.status, file.headers.get('content-type'), file.headers.get('cache-control')]).toEqual([
    200,
    expect.stringContaining('javascript'),
    expect.stringContaining('immutable'),
  ])
  for (const path of ['/v1/nothing', '/assets/gone-3c4d.js', '/webhooks/nothing', '/..%2f..%2fpackage.json'])
    expect([path, (await page(path)).status]).toEqual([path, path.startsWith('/..') ? expect.any(Number) : 404])
  expect((await page('/..%2f..%2fpackage.json')).body).not.toContain('"tijdig"')
  expect((await page('/calls', 'application/json')).status).toBe(404)
})

/** What a stream says, message by message. */
async function* watch(person: Person, topics: string): AsyncGenerator<string> {
  const leaving = new AbortController()
  const answer = await fetch(`${bench.api}/v1/live?topics=${topics}`, {
    headers: { cookie: person.cookie, accept: 'text/event-stream' },
    signal: leaving.signal,
  })
  if (!answer.ok || !answer.body) throw new Error(`${answer.status} ${await answer.text()}`)
  expect(answer.headers.get('content-type')).toMatch('text/event-stream')
  let text = ''
  try {
    for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
      text += chunk
      const said = text.split('\n\n')
      text = said.pop() ?? ''
      yield* said
    }
  } finally {
    leaving.abort()
  }
}

/** Beats come when they come. */
async function next(stream: AsyncGenerator<string>): Promise<string> {
  for (;;) {
    const said = (await stream.next()).value as string
    if (!said.startsWith(':')) return said
  }
}
const dataOf = (said: string): unknown => JSON.parse(/^data: (.*)$/m.exec(said)?.[1] ?? 'null')
const touch = (creditor: CreditorId): Promise<unknown> =>
  bench.database.query('update debtor set version = version + 1 where creditor_id = $1', [creditor])
const openTask = (creditor: CreditorId): Promise<unknown> =>
  bench.database.query(`insert into task (creditor_id, id, debtor_id, kind, opened_at) values ($1, $2, $3, 'dispute', $4)`, [
    creditor,
    newId(),
    debtors[creditor],
    new Date(bench.now),
  ])

test('a stream tells of what changed after it was ready, of our creditors only, and ends with the session', async () => {
  const owner = await Database.open(bench.url, 'owner', 1)
  const stream = watch(noor, `debtor:${debtors[ours]},debtor:${debtors[theirs]},work:dispute`)
  expect(await next(stream)).toMatch(/^event: ready\nid: \d+/)
  await touch(theirs)
  await openTask(theirs)
  await touch(ours)
  expect(dataOf(await next(stream))).toMatchObject({ topic: `debtor:${debtors[ours]}`, creditor: ours })
  await openTask(ours)
  expect(dataOf(await next(stream))).toMatchObject({ topic: 'work:dispute', creditor: ours })
  await touch(ours)
  expect(dataOf(await next(stream))).toMatchObject({ topic: `debtor:${debtors[ours]}` })
  // After its connection broke, what was told meanwhile is unknown: everything is read anew.
  await owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen tijdig_work' and datname = current_database()`,
  )
  expect(await next(stream)).toMatch(/^event: ready/)
  await openTask(ours)
  expect(dataOf(await next(stream))).toMatchObject({ topic: 'work:dispute' })
  await owner.close()
  await endSession(bench.database, noor.sessionId)
  expect(await next(stream).catch(() => 'over')).toBe('over')
})

test('whoever took over an answer hears of the words the other had yet to save', async () => {
  const [mine, sanne] = [await addPerson(bench, { [ours]: 'supervisor' }), await addPerson(bench, { [ours]: 'supervisor' })]
  const thread = `/v1/creditors/${ours}/threads/${debtors[ours]}`
  const stream = watch(sanne, 'inbox')
  expect(await next(stream)).toMatch(/ready/)
  expect(await sanne.call('PUT', `${thread}/lock`, { body: { takeOver: true } })).toMatchObject({ status: 200 })
  expect(dataOf(await next(stream))).toMatchObject({ topic: 'inbox' })
  expect((await mine.call('PUT', `${thread}/draft`, { body: { text: 'Dag, dank!', seq: 1 } })).status).toBe(204)
  expect(dataOf(await next(stream))).toMatchObject({ topic: 'inbox' })
  await stream.return(undefined)
})

test('who looks at a debtor is told to the others who do, as they come and go; nobody else hears of it, and it is no look at the debtor', async () => {
  const [anna, bram, chris] = [
    await addPerson(bench, { [ours]: 'agent' }),
    await addPerson(bench, { [ours]: 'auditor' }),
    await addPerson(bench, { [theirs]: 'agent' }),
  ]
  const path = `/v1/creditors/${ours}/debtors/${debtors[ours]}/presence`
  const topic = `presence:${debtors[ours]}`
  const seenBy = async (person: Person): Promise<unknown> => (await person.call<{ id: string }[]>('GET', path)).body.map(({ id }) => id)
  const [ofAnna, ofBram, ofChris] = [watch(anna, topic), watch(bram, topic), watch(chris, topic)]
  expect(await next(ofAnna)).toMatch(/ready/)
  // Anna's own coming is told to her too, and counts for the others alone.
  expect(dataOf(await next(ofAnna))).toMatchObject({ topic, creditor: ours })
  expect(await seenBy(anna)).toEqual([])
  expect(await seenBy(bram)).toEqual([anna.id])
  expect(await next(ofBram)).toMatch(/ready/)
  expect(await next(ofChris)).toMatch(/ready/)
  expect(dataOf(await next(ofAnna))).toMatchObject({ topic })
  expect(await seenBy(anna)).toEqual([bram.id])
  expect((await chris.call('GET', path)).status).toBe(404)
  // Another tab of hers changes nothing, and neither does its end.
  const second = watch(anna, `${topic},calls`)
  expect(await next(second)).toMatch(/ready/)
  expect(await seenBy(bram)).toEqual([anna.id])
  await second.return(undefined)
  await ofBram.return(undefined)
  expect(dataOf(await next(ofAnna))).toMatchObject({ topic })
  expect(await seenBy(anna)).toEqual([])
  expect(await seenBy(bram)).toEqual([anna.id])
  // Who may read debtors no more looks at none, and what a process left that was killed ends by itself; both are told.
  const again = watch(bram, topic)
  expect(await next(again)).toMatch(/ready/)
  expect(dataOf(await next(again))).toMatchObject({ topic })
  await bench.database.query(
    `insert into presence select creditor_id, debtor_id, $1, gen_random_uuid(), since, clock_timestamp() - interval '1 second' from presence where user_id = $1`,
    [bram.id],
  )
  await bench.database.query('delete from user_role where user_id = $1', [anna.id])
  const rows = (): Promise<unknown[]> => bench.database.query('select user_id as id from presence')
  while ((await rows()).length > 1) await next(again)
  expect(await rows()).toEqual([{ id: bram.id }])
  // Drafts of the configuration in the same way, for who may read them.
  const [eva, fred] = [await addPerson(bench, { [ours]: 'operator' }), await addPerson(bench, { [ours]: 'operator' })]
  const [draft] = await bench.database.query<{ id: string }>(
    `insert into configuration_draft (creditor_id, id, kind, name, definition, authors, saved_at) values ($1, gen_random_uuid(), 'policy', 'x', '{}', '{user}', clock_timestamp()) returning id`,
    [ours],
  )
  if (!draft) throw new Error('no draft')
  const ofEva = watch(eva, `presence:${draft.id}`)
  expect(await next(ofEva)).toMatch(/ready/)
  expect(dataOf(await next(ofEva))).toMatchObject({ topic: `presence:${draft.id}`, creditor: ours })
  const writers = async (person: Person): Promise<unknown> =>
    (await person.call('GET', `/v1/creditors/${ours}/configuration-drafts/${draft.id}/presence`)).body
  expect([await writers(eva), await writers(fred)]).toMatchObject([[], [{ id: eva.id }]])
  expect((await bram.call('GET', `/v1/creditors/${theirs}/configuration-drafts/${draft.id}/presence`)).status).toBe(404)
  await ofEva.return(undefined)
  await Promise.all([ofAnna, ofChris, again].map((stream) => stream.return(undefined)))
  expect(await bench.database.query(`select from audit_entry where action = 'listPresent'`)).toEqual([])
})

test('topics that do not exist are refused, and so are more streams than a browser needs', async () => {
  const sanne = await addPerson(bench, { [ours]: 'supervisor' })
  for (const topics of ['everything', 'debtor:1', 'work:Dispute', 'calls,'.repeat(201)]) {
    expect([topics, (await sanne.call('GET', `/v1/live?topics=${topics}`)).status]).toEqual([topics, 422])
  }
  const streams = Array.from({ length: 20 }, () => watch(sanne, 'calls'))
  for (const stream of streams) expect(await next(stream)).toMatch(/ready/)
  expect((await sanne.call('GET', '/v1/live?topics=calls')).status).toBe(429)
  await Promise.all(streams.map((stream) => stream.return(undefined)))
})
