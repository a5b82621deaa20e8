/** The inbox: what was read in a message becomes what a person says, who wrote and what came along is found out, and what is done comes back when somebody writes. */
import { packCall } from '#channels'
import { keepRawCall } from '#store'
import { openCaller, type ApiCaller } from '../support/api'
import { endCarriers } from '../support/carrier'
import { after, HOUR, openBench, rest, type PipeBench } from '../support/pipe'
import { openTasks } from '../support/pipe-records'
import { ANNA, inboxOf, openInbox, type InboxHome } from './inbox-home'

let bench: PipeBench
let caller: ApiCaller
let home: InboxHome
beforeAll(async () => {
  bench = await openBench()
})
beforeEach(async () => {
  await bench.clear()
  home = await openInbox(bench)
  caller = await openCaller(bench, [home.creditor.id])
})
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

const { write, call, thread, messageId } = inboxOf(() => ({ bench, caller, home }))
const rows = <Row>(text: string, values: unknown[] = []): Promise<Row[]> => bench.database.query<Row>(text, values)

test('what was read becomes a fact only when a person says so, once; rejected, what rested for it goes on', async () => {
  const promises = (): Promise<unknown[]> =>
    rows('select pay_by::text as day, amount_cents::int as cents, state from promise_to_pay where creditor_id = $1', [home.creditor.id])
  const standing = async (): Promise<string[]> =>
    (
      await rows<{ kind: string }>('select kind from hold where creditor_id = $1 and lifted_at is null order by kind', [home.creditor.id])
    ).map(({ kind }) => kind)
  await write('Ik betaal vrijdag')
  const [item] = (await call('GET', thread('/items'))).body.items
  expect(item).toMatchObject({
    suggestion: 'open',
    matchedBy: 'address',
    reading: { intent: 'will-pay', clear: true, day: '2027-01-15', found: [{ words: [{ start: 0, end: 17 }] }] },
  })
  const settle = async (body: unknown, id?: string): Promise<number> =>
    (await call('POST', thread(`/messages/${id ?? (await messageId())}/settlement`), body)).status
  expect(await settle({ agent: 'sanne', as: 'accepted' })).toBe(422)
  expect(await settle({ agent: 'sanne', as: 'accepted', payBy: '2027-01-11', amount: '125.00' })).toBe(422)
  expect(await settle({ agent: 'sanne', as: 'accepted', payBy: '2027-01-15', amount: '125.00' })).toBe(204)
  expect(await settle({ agent: 'noor', as: 'rejected' })).toBe(409)
  expect(await promises()).toEqual([{ day: '2027-01-15', cents: 12_500, state: 'open' }])
  expect(await standing()).toEqual([])

  bench.now = after(bench.now, HOUR)
  await write('Mijn man is overleden')
  expect(await standing()).toEqual(['deceased'])
  expect(await settle({ agent: 'sanne', as: 'rejected' })).toBe(204)
  expect(await standing()).toEqual([])

  bench.now = after(bench.now, HOUR)
  await write('hm, dat bedrag?')
  expect(await settle({ agent: 'sanne', as: 'changed', intent: 'dispute' })).toBe(422)
  const [claim] = await rows<{ id: string; theirs: string }>(
    `select max(id::text) filter (where reference = 'F-1001') as id, max(id::text) filter (where reference = 'F-1002') as theirs from claim where creditor_id = $1`,
    [home.creditor.id],
  )
  expect(await settle({ agent: 'sanne', as: 'changed', intent: 'dispute', claim: claim?.theirs })).toBe(422)
  expect(await settle({ agent: 'sanne', as: 'changed', intent: 'dispute', claim: claim?.id })).toBe(204)
  expect(await standing()).toEqual(['dispute'])
})

test('done: what rested until the reply was read goes on; waiting comes back on its day, and done by a new message', async () => {
  await write('Kunt u mij bellen?')
  expect(await openTasks(bench, home.creditor)).toEqual(['reply'])
  expect((await call('PUT', thread('/state'), { state: 'waiting', until: '2027-01-11T00:00:00Z' })).status).toBe(422)
  expect((await call('PUT', thread('/state'), { state: 'waiting', until: new Date(bench.now + HOUR).toISOString() })).status).toBe(204)
  bench.now = after(bench.now, HOUR)
  await rest(bench)
  expect((await call('GET', 'inbox')).body.items).toHaveLength(1)
  expect((await call('PUT', thread('/state'), { state: 'done' })).status).toBe(204)
  expect(await openTasks(bench, home.creditor)).toEqual([])
  expect(await rows(`select 1 from hold where creditor_id = $1 and lifted_at is null`, [home.creditor.id])).toEqual([])
  expect((await call('GET', 'inbox?view=done')).body.items).toHaveLength(1)
  await write('Hallo?')
  expect((await call('GET', 'inbox')).body.items).toMatchObject([{ debtor: home.anna, firstLine: 'Hallo?' }])
})

test('what one saw is sent along to take a change back: what a colleague did since stands', async () => {
  await write('Kunt u mij bellen?')
  const put = async (path: string, body: object): Promise<number> => (await call('PUT', thread(path), body)).status
  expect(await put('/assignee', { assignee: 'sanne' })).toBe(204)
  expect(await put('/assignee', { assignee: 'noor', was: 'sanne' })).toBe(204)
  expect(await put('/assignee', { assignee: null, was: 'sanne' })).toBe(409)
  const [until, later] = [HOUR, 2 * HOUR].map((ahead) => new Date(bench.now + ahead).toISOString())
  expect(await put('/state', { state: 'waiting', until })).toBe(204)
  expect(await put('/state', { state: 'waiting', until: later })).toBe(204)
  expect(await put('/state', { state: 'open', was: { state: 'waiting', until } })).toBe(409)
  expect(await openTasks(bench, home.creditor)).toEqual([])
  expect((await call('GET', thread())).body).toMatchObject({ assignee: 'noor', state: 'waiting', waitUntil: later })
  expect(await put('/state', { state: 'open', was: { state: 'waiting', until: later } })).toBe(204)
})

test('an unknown sender is linked by a person, who sees what matched; known from then on, never written to, and taken off again when that was wrong', async () => {
  const stranger = 'buurman@elders.example'
  await write('Anna en Bert (F-1001, F-1002): mijn vader is overleden', { from: stranger })
  const {
    body: {
      items: [message],
    },
  } = await call('GET', 'inbox/unknown')
  expect(message).toMatchObject({ from: stranger, reading: { intent: 'deceased' } })
  const id = String(message?.['id'])
  const candidates = (await call('GET', `inbox/unknown/${id}/candidates`)).body as unknown as { debtor: string; matched: string[] }[]
  expect(candidates.map(({ debtor, matched }) => [debtor, matched])).toEqual(
    expect.arrayContaining([
      [home.anna, ['reference']],
      [home.bert, ['reference']],
    ]),
  )
  expect((await call('POST', `inbox/unknown/${id}/link`, { agent: 'sanne', debtor: home.bert })).status).toBe(204)
  expect((await call('POST', `inbox/unknown/${id}/link`, { agent: 'sanne', debtor: home.anna })).status).toBe(404)
  expect(await rows(`select debtor_id as debtor, kind from hold where creditor_id = $1 and lifted_at is null`, [home.creditor.id])).toEqual(
    [{ debtor: home.bert, kind: 'deceased' }],
  )
  await write('Nog iets', { from: stranger })
  expect((await call('GET', 'inbox')).body.items).toMatchObject([{ debtor: home.bert, firstLine: 'Nog iets' }])
  expect(
    await rows(`select 1 from contact_point where creditor_id = $1 and debtor_id = $2 and channel = 'email'`, [
      home.creditor.id,
      home.bert,
    ]),
  ).toEqual([])
  expect((await call('POST', `threads/${home.bert}/messages/${id}/split`, { agent: 'sanne' })).status).toBe(204)
  expect(await rows(`select 1 from hold where creditor_id = $1 and lifted_at is null`, [home.creditor.id])).toEqual([])
  await write('En weer', { from: stranger })
  expect((await call('GET', 'inbox/unknown')).body.items).toHaveLength(2)
  expect((await call('POST', `inbox/unknown/${id}/dismissal`, { agent: 'sanne' })).status).toBe(204)
  expect((await call('GET', 'inbox/unknown')).body.items).toHaveLength(1)
})

test('what a machine or a stop word wrote from an unknown address is linked without work for anybody; a stop holds for whose it is', async () => {
  const linked = async (text: string, more: Readonly<Record<string, unknown>>, debtor: string): Promise<void> => {
    await write(text, { from: 'elders@elders.example', ...more })
    const [message] = (await call('GET', 'inbox/unknown')).body.items
    expect((await call('POST', `inbox/unknown/${String(message?.['id'])}/link`, { agent: 'sanne', debtor })).status).toBe(204)
  }
  await linked('Ik ben er niet tot maandag', { subject: 'Automatic reply: uw factuur', automatic: 'reply' }, home.bert)
  await linked('STOP', { from: 'anna.thuis@elders.example' }, home.anna)
  expect((await call('GET', 'inbox')).body.items).toEqual([])
  expect(await rows(`select kind from task where creditor_id = $1 and closed_at is null`, [home.creditor.id])).toEqual([])
  expect(
    await rows(
      `select debtor_id as debtor, detail ->> 'channel' as channel from contact_event where creditor_id = $1 and kind = 'opt-out'`,
      [home.creditor.id],
    ),
  ).toEqual([{ debtor: home.anna, channel: 'email' }])
})

test('files come with the message by what their bytes say; a hostile one is refused with the reason, and the words are kept', async () => {
  const part = (name: string, content: string): string =>
    `--grens\r\nContent-Disposition: form-data; name="f"; filename="${name}"\r\nContent-Type: application/pdf\r\n\r\n${content}\r\n`
  const field = (name: string, value: string): string => `--grens\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const body = Buffer.from(
    [
      field('from', ANNA),
      field('envelope', JSON.stringify({ from: ANNA, to: [home.to['email']] })),
      field('text', 'Bewijs: ik heb al betaald'),
      part('../../bewijs\u0007.pdf', '%PDF-1.7 bytes'),
      part('factuur.pdf', 'MZ\x90 program'),
      part('pagina.png', '<script>alert(1)</script>'),
      part('', ''),
      part('groot.pdf', `%PDF-${'x'.repeat(5_000_001)}`),
      '--grens--\r\n',
    ].join(''),
    'latin1',
  )
  await keepRawCall(
    bench.database,
    'sendgrid-inbound',
    packCall({ query: '', contentType: 'multipart/form-data; boundary=grens', body }),
    bench.now,
  )
  await rest(bench)
  const files = `${thread(`/messages/${await messageId()}`)}/files`
  const listed = (await call('GET', files)).body as unknown as { id: string; name: string; type: string | null; refused: string | null }[]
  expect(listed.map(({ name, type, refused }) => [name, type, refused])).toEqual([
    ['bewijs .pdf', 'application/pdf', null],
    ['factuur.pdf', null, 'type'],
    ['pagina.png', null, 'type'],
    ['file', null, 'empty'],
    ['groot.pdf', 'application/pdf', 'too-large'],
  ])
  const answer = await caller.call<string>('GET', `/v1/creditors/${home.creditor.id}/${files}/${listed[0]?.id}`)
  expect([answer.status, answer.body, answer.headers.get('content-disposition')]).toEqual([
    200,
    '%PDF-1.7 bytes',
    `attachment; filename*=UTF-8''bewijs%20.pdf`,
  ])
  expect((await call('GET', `${files}/${listed[1]?.id}`)).status).toBe(404)
  await write(`Lang verhaal ${'x'.repeat(250_000)}`)
  const [long] = (await call('GET', thread('/items'))).body.items as unknown as { id: string; text: string; cut: boolean }[]
  expect([long?.text.length, long?.cut]).toEqual([200_000, true])
  expect((await caller.call<string>('GET', `/v1/creditors/${home.creditor.id}/${thread(`/messages/${long?.id}/text`)}`)).body).toHaveLength(
    250_013,
  )
  expect((await call('GET', `threads/${home.bert}/messages/${await messageId()}/files`)).status).toBe(404)
  expect((await call('GET', 'inbox')).body.items).toMatchObject([{ firstLine: expect.stringMatching(/^Lang verhaal/) as unknown }])
})
