/** Campaigns over the API, as a client drives them; what is not one's own is not there. */
import { endCarriers } from '../support/carrier'
import { openCaller, type ApiCaller } from '../support/api'
import { channelCosts, type Creditor } from '#store'
import { addClaims, addCreditor, at, claimOf, openBench, rest, TUESDAY, type PipeBench } from '../support/pipe'

let bench: PipeBench
let creditor: Creditor
let caller: ApiCaller
let path: string
beforeAll(async () => {
  bench = await openBench()
  creditor = await addCreditor(bench)
  caller = await openCaller(bench, [creditor.id])
  path = `/v1/creditors/${creditor.id}`
  await addClaims(bench, creditor, [claimOf('1', { email: 'a1@example.nl' }), claimOf('2', { email: 'a2@example.nl' }), claimOf('3', {})])
})
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

const post = <Body = Record<string, unknown>>(where: string, body?: unknown): ReturnType<ApiCaller['call']> & Promise<{ body: Body }> =>
  caller.call<Body>('POST', `${path}${where}`, { body: body ?? {} })

const read = <Body = Record<string, unknown>>(where: string): ReturnType<ApiCaller['call']> & Promise<{ body: Body }> =>
  caller.call<Body>('GET', `${path}${where}`)

test('a segment is previewed, stored and refused with the place of what does not fit', async () => {
  const filter = { field: 'days-overdue', min: 1 }
  expect(await post('/segments/preview', { filter })).toMatchObject({
    status: 200,
    body: { members: 3, enrolled: 2, excluded: [{ reason: 'no-contact-point', debtors: 1 }], sample: ['D-1', 'D-2'], complete: true },
  })
  expect(await post('/segments', { name: 'x', filter: { all: [{ field: 'product', in: ['\ud800'] }] } })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/filter/all/0/in/0' }] },
  })
  expect(await post('/segments', { name: 'x', filter: { field: 'debtor-attribute', name: 'origin', in: ['x'] } })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/filter/name' }] },
  })
  expect((await post('/sensitive-attributes', { allowed: true })).status).toBe(204)
  expect((await post('/segments', { name: 'x', filter: { field: 'debtor-attribute', name: 'origin', in: ['x'] } })).status).toBe(201)
})

test('a preview means today where the creditor is: in Auckland a claim is overdue a day sooner', async () => {
  const far = await addCreditor(bench, { policy: 'nl-far' })
  await bench.database.query(
    `insert into configuration_version (id, creditor_id, kind, name, version, hash, origin, definition, created_at, published_at)
     select gen_random_uuid(), $1, kind, 'nl-far', 1, 'x', 'editor', definition || '{"zone": "Pacific/Auckland"}', created_at, created_at from configuration_version where kind = 'policy' and name = 'nl-reference'`,
    [far.id],
  )
  bench.now = at('2027-01-12T20:00:00Z')
  await addClaims(bench, far, [claimOf('far', { email: 'far@example.nl' }, { dueOn: '2027-01-12' as never })])
  const away = await openCaller(bench, [far.id])
  const preview = await away.call('POST', `/v1/creditors/${far.id}/segments/preview`, {
    body: { filter: { field: 'days-overdue', min: 1 } },
  })
  bench.now = TUESDAY
  expect(preview).toMatchObject({ status: 200, body: { members: 1 } })
})

test('what contacts cost is set for each channel, told, and what a dry run counts with', async () => {
  const priced = await addCreditor(bench)
  const admin = await openCaller(bench, [priced.id])
  const place = `/v1/creditors/${priced.id}`
  const edit = async (costs: object[]): ReturnType<ApiCaller['call']> =>
    admin.call('PATCH', place, { body: { costs }, ifMatch: (await admin.call('GET', place)).headers.get('etag') ?? '' })
  expect(await edit([{ channel: 'email', perThousand: '2.00' }])).toMatchObject({
    status: 200,
    body: { costs: [{ channel: 'email', perThousand: '2.00' }] },
  })
  expect(await edit([{ channel: 'letter', perThousand: '1100' }])).toMatchObject({
    status: 200,
    body: {
      costs: [
        { channel: 'email', perThousand: '2.00' },
        { channel: 'letter', perThousand: '1100.00' },
      ],
    },
  })
  expect(
    await edit([
      { channel: 'sms', perThousand: '1' },
      { channel: 'sms', perThousand: '2' },
    ]),
  ).toMatchObject({ status: 422, body: { errors: [{ pointer: '/costs/1/channel' }] } })
  expect(await channelCosts(bench.database, priced.id)).toEqual({ email: 200, letter: 110_000 })
})

test('a campaign is made, foreseen, started once and followed; another creditor sees none of it', async () => {
  const segment = (await post<{ id: string }>('/segments', { name: 'late', filter: { field: 'days-overdue', min: 1 } })).body.id
  const given = {
    name: 'spring',
    kind: 'reminders',
    segmentId: segment,
    enrolment: 'once',
    variants: [{ name: 'a', strategy: 'consumer', strategyVersion: 1, share: 100 }],
  }
  expect(await post('/campaigns', { ...given, variants: [{ ...given.variants[0], strategyVersion: 9 }] })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/variants/0' }] },
  })
  const { id } = (await post<{ id: string }>('/campaigns', given)).body
  const at = `/campaigns/${id}`
  const preview = await post<{ previewId: string }>(`${at}/preview`, { days: 2 })
  expect(preview).toMatchObject({
    status: 200,
    body: {
      enrolled: 2,
      played: 2,
      excluded: [{ reason: 'no-contact-point', debtors: 1 }],
      perChannel: [{ channel: 'email', contacts: 2, cost: '0.00' }],
    },
  })
  const { previewId } = preview.body
  expect((await post(`${at}/start`)).status).toBe(422)
  expect(await post(`${at}/start`, { previewId: id, enrolled: 2 })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/previewId' }] },
  })
  expect(await post(`${at}/start`, { previewId, enrolled: 3 })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/enrolled' }] } })
  bench.now = (TUESDAY + 31 * 60_000) as typeof TUESDAY
  expect(await post(`${at}/start`, { previewId, enrolled: 2 })).toMatchObject({
    status: 409,
    body: { type: 'urn:tijdig:problem:preview-old' },
  })
  bench.now = TUESDAY
  await addClaims(bench, creditor, [claimOf('4', { email: 'a4@example.nl' })])
  expect(await post(`${at}/start`, { previewId, enrolled: 2 })).toMatchObject({
    status: 409,
    body: { type: 'urn:tijdig:problem:preview-moved' },
  })
  const again = (await post<{ previewId: string; enrolled: number }>(`${at}/preview`, {})).body
  const starts = await Promise.all([1, 2].map(async () => (await post(`${at}/start`, { previewId: again.previewId, enrolled: 3 })).status))
  expect([again.enrolled, starts.sort()]).toEqual([3, [200, 409]])
  expect((await post('/channel-pauses', { channel: 'email', reason: 'Storing' })).status).toBe(200)
  await rest(bench)
  expect((await read(`${at}/progress`)).body).toMatchObject({ resting: [{ channel: 'email', because: 'person', until: null }] })
  expect((await post('/channel-pauses/end', { channel: 'email' })).status).toBe(200)
  await bench.database.query(`update sender set slowed_until = clock_timestamp() + interval '1 hour' where creditor_id = $1`, [creditor.id])
  expect((await read(`${at}/progress`)).body).toMatchObject({
    resting: [{ channel: 'email', because: 'carrier', until: expect.any(String) as string }],
  })
  expect((await read('/channels')).body).toMatchObject({
    senders: expect.arrayContaining([expect.objectContaining({ channel: 'email', quietUntil: expect.any(String) as string })]) as unknown,
  })
  await bench.database.query(`update sender set slowed_until = '-infinity' where creditor_id = $1`, [creditor.id])
  await rest(bench)
  expect((await read(`${at}/progress`)).body).toMatchObject({
    enrolled: 3,
    enrolments: [{ state: 'contacted', debtors: 3 }],
    excluded: [{ reason: 'no-contact-point', debtors: 1 }],
  })
  const first = (await read(`${at}/recipients?limit=2`)).body as { items: unknown[]; next: string }
  expect([first.items.length, ((await read(`${at}/recipients?limit=2&cursor=${first.next}`)).body.items as unknown[]).length]).toEqual([
    2, 2,
  ])
  const file = (await caller.call<string>('GET', `${path}${at}/recipients.csv`)).body.split('\r\n')
  expect(file[1]).toMatch(/^D-\d;a;contacted;[a-z -]+;/)
  expect(await bench.database.query(`select actor, subject from audit_entry where action = 'exportRecipients'`)).toEqual([
    { actor: `key:${caller.keyId}`, subject: id },
  ])
  expect((first.items as { why: { sentence: string }[] }[])[0]?.why[0]?.sentence).toMatch(/\.$/)
  expect([file[0], file.length, file[3]]).toEqual([
    'debtor;variant;state;reason;since',
    6,
    'D-3;;excluded;no-contact-point;2027-01-12T09:30:00+01:00',
  ])
  expect((await read('/strategies')).body).toMatchObject([
    { name: 'business' },
    { name: 'consumer', version: 1, for: ['consumer'] },
    { name: 'relation' },
    { name: 'sociaal' },
    { name: 'welcome' },
  ])
  expect((await read(`${at}/log`)).body).toMatchObject([
    { action: 'exportRecipients' },
    { action: 'campaign.start', actor: `key:${caller.keyId}` },
    { action: 'campaign.create' },
  ])
  expect((await read('/campaigns')).body).toMatchObject({ items: [{ name: 'spring', state: 'running' }], next: null })
  const other = await addCreditor(bench)
  const stranger = await openCaller(bench, [other.id])
  for (const where of [
    `/v1/creditors/${creditor.id}${at}`,
    `/v1/creditors/${other.id}${at}`,
    `/v1/creditors/${other.id}/segments/${segment}`,
  ])
    expect((await stranger.call('GET', where)).status).toBe(404)
  expect((await stranger.call('POST', `/v1/creditors/${other.id}${at}/stop`, { body: {} })).status).toBe(404)
  expect((await read(at)).body.state).toBe('running')
})

test('a campaign is made with its segment in one request, and of one that is refused neither is kept', async () => {
  const given = { name: 'autumn', kind: 'preference', enrolment: 'once', variants: [], filter: { field: 'days-overdue', min: 1 } }
  const segments = async (): Promise<unknown[]> => (await read<{ items: unknown[] }>('/segments?limit=100')).body.items
  const before = await segments()
  expect(await post('/campaigns', { ...given, name: 'spring' })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/name' }] } })
  expect(await post('/campaigns', { ...given, filter: { field: 'luck' } })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/filter/field' }] },
  })
  expect((await post('/campaigns', { ...given, filter: undefined })).status).toBe(422)
  expect(await segments()).toEqual(before)
  const { id } = (await post<{ id: string }>('/campaigns', given)).body
  const segment = (await read<{ segmentId: string }>(`/campaigns/${id}`)).body.segmentId
  expect(await segments()).toEqual([expect.objectContaining({ id: segment, name: 'autumn', filter: given.filter }), ...before])
  expect((await post('/campaigns', { ...given, name: 'winter', segmentId: segment })).status).toBe(422)
})

test('what a debtor asks for is noted, with who noted it', async () => {
  const [debtor] = await bench.database.query<{ id: string }>('select id from debtor where creditor_id = $1 and reference = $2', [
    creditor.id,
    'D-1',
  ])
  const where = `/debtors/${debtor?.id}/channel-preferences`
  expect(await post(where, { preferences: [{ documentType: 'reminder', channel: 'letter' }] })).toMatchObject({
    status: 200,
    body: [{ documentType: 'reminder', channel: 'letter', askedBy: `key:${caller.keyId}` }],
  })
  expect((await post(where, { preferences: [{ documentType: 'reminder', channel: 'pigeon' }] })).status).toBe(422)
})
