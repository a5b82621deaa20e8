/** The inbox: from a message that comes in to an answer that leaves, by several people at once, with what they may take back. */
import { packCall } from '#channels'
import { keepRawCall } from '#store'
import { callWith, openCaller, type ApiCaller } from '../support/api'
import { endCarriers } from '../support/carrier'
import { addClaims, addCreditor, after, at, callBack, claimOf, HOUR, openBench, pay, rest, TUESDAY, type PipeBench } from '../support/pipe'
import { attempts, openTasks } from '../support/pipe-records'
import { answerWords, type Answer } from './answer-words'

let bench: PipeBench
let caller: ApiCaller
let home: Home
beforeAll(async () => { bench = await openBench() })
beforeEach(async () => {
  await bench.clear()
  home = await openHome()
  caller = await openCaller(bench, [home.creditor.id])
})
afterAll(async () => { await bench.close(); await endCarriers() })

interface Home {
  readonly creditor: Awaited<ReturnType<typeof addCreditor>>
  readonly to: Readonly<Record<string, string>>
  readonly anna: string
  readonly bert: string
}
const ANNA = 'anna@klant.example'
const APP = '+31612300055'
const rows = <Row>(text: string, values: unknown[] = []): Promise<Row[]> => bench.database.query<Row>(text, values)

/** Two debtors who have had their reminders: Anna by e-mail, with WhatsApp beside it; Bert by text message. */
async function openHome(): Promise<Home> {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [
    claimOf('F-1001', { reference: 'anna', name: 'Anna Proef', email: ANNA, whatsapp: { number: APP, consentedOn: '2026-12-01' as never }, preferredChannel: 'email' }),
    claimOf('F-1002', { reference: 'bert', name: 'Bert Proef', sms: '+31612300066' }),
  ])
  await rest(bench)
  const senders = await rows<{ channel: string; address: string }>('select channel, address from sender where creditor_id = $1', [creditor.id])
  const debtors = await rows<{ id: string; reference: string }>('select id, reference from debtor where creditor_id = $1 order by reference', [creditor.id])
  return { creditor, to: Object.fromEntries(senders.map(({ channel, address }) => [channel, address])), anna: debtors[0]?.id ?? '', bert: debtors[1]?.id ?? '' }
}

let keys = 0
async function write(text: string, { from = ANNA, channel = 'email', ...more }: Readonly<Record<string, unknown>> & { from?: string; channel?: string } = {}): Promise<void> {
  await callBack(bench, { kind: 'inbound', key: `inbox-${++keys}`, channel, from, to: home.to[channel], text, at: new Date(bench.now).toISOString(), ...more })
  await rest(bench)
}
async function call(method: string, path: string, body?: unknown): Promise<Answer> {
  return (await callWith(bench.api, caller.token, method, `/v1/creditors/${home.creditor.id}/${path}`, { body })) as unknown as Answer
}
const sent = (): Promise<{ channel: string; text: string; subject: string | null }[]> =>
  rows(`select h.channel, b.content ->> 'text' as text, b.content ->> 'subject' as subject from hand_over h join message_body b on b.hand_over_id = h.id join contact_attempt a on a.id = h.attempt_id
    where a.creditor_id = $1 and a.phase = 'reply' order by h.id`, [home.creditor.id])
const thread = (path = ''): string => `threads/${home.anna}${path}`
const messageId = async (): Promise<string> => String((await call('GET', thread('/items'))).body.items.find(({ kind }) => kind === 'inbound')?.['id'])

test('a message waits in the inbox with what was read in it, is answered, and the answer leaves once it can be taken back no more', async () => {
  await write('Ik heb al betaald, kunt u dat nakijken?', { subject: 'Re: Herinnering' })
  const { body: { items } } = await call('GET', 'inbox?view=unassigned')
  expect(items).toMatchObject([{ debtor: home.anna, name: 'Anna Proef', state: 'open', channel: 'email', intent: 'paid', firstLine: 'Ik heb al betaald, kunt u dat nakijken?', windowClosesAt: null, lock: null }])
  expect((await call('PUT', thread('/assignee'), { assignee: 'sanne' })).status).toBe(204)
  expect((await call('GET', 'inbox?view=unassigned')).body.items).toEqual([])
  expect((await call('GET', 'inbox?view=mine&agent=sanne')).body.items).toHaveLength(1)

  const text = 'Beste Anna,\n\nDat zie ik <hier> ook. *Dank*!\n[Sanne](https://kwaad.example)'
  const answered = await call('POST', thread('/answers'), { agent: 'sanne', channel: 'email', text })
  expect(answered).toMatchObject({ status: 201, body: { undoSeconds: 10 } })
  await rest(bench)
  expect(await sent()).toEqual([])
  const [queued] = (await call('GET', thread('/items'))).body.items
  expect(queued).toMatchObject({ kind: 'outbound', state: 'queued', author: 'sanne', text })

  const contact = String(answered.body['contact'])
  expect((await call('POST', thread(`/answers/${contact}/retraction`))).body).toMatchObject({ text })
  bench.now = after(bench.now, 60_000)
  await rest(bench)
  expect(await sent()).toEqual([])

  expect((await call('POST', thread('/answers'), { agent: 'sanne', channel: 'email', text })).status).toBe(201)
  bench.now = after(bench.now, 60_000)
  await rest(bench)
  const [mail] = await sent()
  expect(mail?.subject).toBe('Re: Herinnering')
  expect(mail?.text).toContain('Dat zie ik <hier> ook. *Dank*!')
  expect((await call('GET', thread('/items'))).body.items[0]).toMatchObject({ kind: 'outbound', state: 'handed-over', author: 'sanne' })
  expect((await call('GET', 'inbox?view=waiting')).body.items).toHaveLength(1)
  expect((await call('POST', thread(`/answers/${contact}/retraction`))).status).toBe(404)
  // What was taken back is nowhere in the conversation; what fails says why in plain words, its code beside them.
  const [handedOver] = await rows<{ id: string }>(`select h.id from hand_over h join agent_answer w on w.creditor_id = h.creditor_id and w.attempt_id = h.attempt_id where h.creditor_id = $1`, [home.creditor.id])
  await callBack(bench, { kind: 'receipt', key: 'inbox-bounce', handOverId: handedOver?.id, carrierReference: null, status: 'failed', failure: 'permanent', code: '5.1.1', at: new Date(bench.now).toISOString() })
  await rest(bench)
  const answers = (await call('GET', thread('/items?language=nl'))).body.items.filter(({ author }) => author === 'sanne')
  expect(answers).toMatchObject([{ state: 'failed', why: 'dit e-mailadres bestaat niet', code: '5.1.1' }])
  const told = (await call('GET', `debtors/${home.anna}/timeline?language=nl`)).body.items.find(({ kind }) => kind === 'failed')
  expect(told).toMatchObject({ what: 'mislukt (dit e-mailadres bestaat niet)', detail: { code: '5.1.1' } })
})

test('one answers at a time; whoever takes over keeps the other\'s draft; a note is never sent', async () => {
  await write('wie is dit?')
  expect((await call('PUT', thread('/lock'), { agent: 'sanne' })).status).toBe(200)
  expect((await call('PUT', thread('/draft'), { agent: 'sanne', text: 'Beste Anna', seq: 3 })).status).toBe(204)
  expect((await call('PUT', thread('/draft'), { agent: 'sanne', text: 'Beste', seq: 2 })).status).toBe(409)
  expect((await call('PUT', thread('/lock'), { agent: 'noor' })).status).toBe(409)
  expect((await call('POST', thread('/answers'), { agent: 'noor', channel: 'email', text: 'Hallo' })).status).toBe(409)
  const since = async (): Promise<unknown> => ((await call('GET', thread())).body['lock'] as unknown as { since: string }).since
  const begun = await since()
  expect((await call('PUT', thread('/lock'), { agent: 'sanne' })).status).toBe(200)
  expect(await since()).toBe(begun)
  expect((await call('PUT', thread('/lock'), { agent: 'noor', takeOver: true })).status).toBe(200)
  expect(await since()).not.toBe(begun)
  expect((await call('PUT', thread('/draft'), { agent: 'noor', text: 'Dag Anna', seq: 1 })).status).toBe(204)
  expect((await call('POST', thread('/notes'), { agent: 'noor', text: 'GEHEIM: belt altijd laat' })).status).toBe(201)
  const { body } = await call('GET', thread())
  expect(body).toMatchObject({ lock: { holder: 'noor' }, calledBy: null })
  expect(body['drafts']).toEqual(expect.arrayContaining([expect.objectContaining({ author: 'sanne', text: 'Beste Anna' }), expect.objectContaining({ author: 'noor', text: 'Dag Anna' })]))
  expect((await call('POST', thread('/answers'), { agent: 'noor', channel: 'email', text: 'Dag Anna' })).status).toBe(201)
  expect((await call('GET', thread())).body['drafts']).toMatchObject([{ author: 'sanne' }])
  bench.now = after(bench.now, 60_000)
  await rest(bench)
  expect(JSON.stringify(await rows('select content from message_body where creditor_id = $1', [home.creditor.id]))).not.toContain('GEHEIM')
  expect((await call('GET', thread('/items'))).body.items).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'note', author: 'noor' })]))
})

test('on WhatsApp free words go for a day after theirs; at night, after a stop, or without an address nothing goes', async () => {
  const answer = (channel: string): Promise<Answer> => call('POST', thread('/answers'), { agent: 'sanne', channel, text: 'Dag' })
  expect((await answer('whatsapp')).status).toBe(422)
  await write('Hallo, wat is dit?', { from: APP, channel: 'whatsapp' })
  expect((await call('GET', 'inbox')).body.items).toMatchObject([{ windowClosesAt: new Date(TUESDAY + 24 * HOUR).toISOString() }])
  expect((await answer('whatsapp')).status).toBe(201)
  expect((await answer('sms')).status).toBe(409)
  bench.now = at('2027-01-12T23:00:00Z')
  expect(await answer('email')).toMatchObject({ status: 409, body: { type: 'urn:tijdig:problem:not-now' } })
  bench.now = at('2027-01-13T09:00:00Z')
  expect((await answer('whatsapp')).status).toBe(422)
  await write('STOP', { from: APP, channel: 'whatsapp' })
  expect((await answer('whatsapp')).status).toBe(409)
  expect((await answer('email')).status).toBe(201)
})

test('who owes nothing any more is answered all the same, within the hours and never after a stop', async () => {
  await pay(bench, home.creditor, 'F-1001', 12_500)
  await rest(bench)
  expect(await rows('select from journey where creditor_id = $1 and debtor_id = $2 and ended_at is null', [home.creditor.id, home.anna])).toEqual([])
  await write('Dank u, alles is betaald?')
  const answer = (): Promise<Answer> => call('POST', thread('/answers?language=nl'), { agent: 'sanne', channel: 'email', text: 'Alles is betaald, dank u.' })
  bench.now = at('2027-01-12T23:00:00Z')
  expect(await answer()).toMatchObject({ status: 409, body: { type: 'urn:tijdig:problem:not-now', detail: expect.stringContaining('alleen contact') as unknown } })
  bench.now = at('2027-01-13T09:00:00Z')
  expect((await answer()).status).toBe(201)
  bench.now = after(bench.now, 60_000)
  await rest(bench)
  expect((await attempts(bench, home.creditor)).at(-1)).toMatchObject({ state: 'handed-over', claims: [] })
  await write('STOP')
  expect((await answer()).status).toBe(409)
})

test('what was read becomes a fact only when a person says so, once; rejected, what rested for it goes on', async () => {
  const promises = (): Promise<unknown[]> => rows('select pay_by::text as day, amount_cents::int as cents, state from promise_to_pay where creditor_id = $1', [home.creditor.id])
  const standing = async (): Promise<string[]> => (await rows<{ kind: string }>('select kind from hold where creditor_id = $1 and lifted_at is null order by kind', [home.creditor.id])).map(({ kind }) => kind)
  await write('Ik betaal vrijdag')
  const [item] = (await call('GET', thread('/items'))).body.items
  expect(item).toMatchObject({ suggestion: 'open', matchedBy: 'address', reading: { intent: 'will-pay', clear: true, day: '2027-01-15', found: [{ words: [{ start: 0, end: 17 }] }] } })
  const settle = async (body: unknown, id?: string): Promise<number> => (await call('POST', thread(`/messages/${id ?? await messageId()}/settlement`), body)).status
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
  const [claim] = await rows<{ id: string; theirs: string }>(`select max(id::text) filter (where reference = 'F-1001') as id, max(id::text) filter (where reference = 'F-1002') as theirs from claim where creditor_id = $1`, [home.creditor.id])
  expect(await settle({ agent: 'sanne', as: 'changed', intent: 'dispute', claim: claim?.theirs })).toBe(422)
  expect(await settle({ agent: 'sanne', as: 'changed', intent: 'dispute', claim: claim?.id })).toBe(204)
  expect(await standing()).toEqual(['dispute'])
})

test('done: what rested until the reply was read goes on; waiting comes back on its day, and done by a new message', async () => {
  await write('Kunt u mij bellen?')
  expect((await openTasks(bench, home.creditor))).toEqual(['reply'])
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

test('an unknown sender is linked by a person, who sees what matched; known from then on, never written to, and taken off again when that was wrong', async () => {
  const stranger = 'buurman@elders.example'
  await write('Anna en Bert (F-1001, F-1002): mijn vader is overleden', { from: stranger })
  const { body: { items: [message] } } = await call('GET', 'inbox/unknown')
  expect(message).toMatchObject({ from: stranger, reading: { intent: 'deceased' } })
  const id = String(message?.['id'])
  const candidates = (await call('GET', `inbox/unknown/${id}/candidates`)).body as unknown as { debtor: string; matched: string[] }[]
  expect(candidates.map(({ debtor, matched }) => [debtor, matched])).toEqual(expect.arrayContaining([[home.anna, ['reference']], [home.bert, ['reference']]]))
  expect((await call('POST', `inbox/unknown/${id}/link`, { agent: 'sanne', debtor: home.bert })).status).toBe(204)
  expect((await call('POST', `inbox/unknown/${id}/link`, { agent: 'sanne', debtor: home.anna })).status).toBe(404)
  expect(await rows(`select debtor_id as debtor, kind from hold where creditor_id = $1 and lifted_at is null`, [home.creditor.id])).toEqual([{ debtor: home.bert, kind: 'deceased' }])
  await write('Nog iets', { from: stranger })
  expect((await call('GET', 'inbox')).body.items).toMatchObject([{ debtor: home.bert, firstLine: 'Nog iets' }])
  expect(await rows(`select 1 from contact_point where creditor_id = $1 and debtor_id = $2 and channel = 'email'`, [home.creditor.id, home.bert])).toEqual([])
  expect((await call('POST', `threads/${home.bert}/messages/${id}/split`, { agent: 'sanne' })).status).toBe(204)
  expect(await rows(`select 1 from hold where creditor_id = $1 and lifted_at is null`, [home.creditor.id])).toEqual([])
  await write('En weer', { from: stranger })
  expect((await call('GET', 'inbox/unknown')).body.items).toHaveLength(2)
  expect((await call('POST', `inbox/unknown/${id}/dismissal`, { agent: 'sanne' })).status).toBe(204)
  expect((await call('GET', 'inbox/unknown')).body.items).toHaveLength(1)
})

test('files come with the message by what their bytes say; a hostile one is refused with the reason, and the words are kept', async () => {
  const part = (name: string, content: string): string => `--grens\r\nContent-Disposition: form-data; name="f"; filename="${name}"\r\nContent-Type: application/pdf\r\n\r\n${content}\r\n`
  const field = (name: string, value: string): string => `--grens\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const body = Buffer.from([
    field('from', ANNA), field('envelope', JSON.stringify({ from: ANNA, to: [home.to['email']] })), field('text', 'Bewijs: ik heb al betaald'), part('../../bewijs\u0007.pdf', '%PDF-1.7 bytes'), part('factuur.pdf', 'MZ\x90 program'),
    part('pagina.png', '<script>alert(1)</script>'), part('', ''), part('groot.pdf', `%PDF-${'x'.repeat(5_000_001)}`), '--grens--\r\n',
  ].join(''), 'latin1')
  await keepRawCall(bench.database, 'sendgrid-inbound', packCall({ query: '', contentType: 'multipart/form-data; boundary=grens', body }), bench.now)
  await rest(bench)
  const files = `${thread(`/messages/${await messageId()}`)}/files`
  const listed = (await call('GET', files)).body as unknown as { id: string; name: string; type: string | null; refused: string | null }[]
  expect(listed.map(({ name, type, refused }) => [name, type, refused])).toEqual([
    ['bewijs .pdf', 'application/pdf', null], ['factuur.pdf', null, 'type'], ['pagina.png', null, 'type'], ['file', null, 'empty'], ['groot.pdf', 'application/pdf', 'too-large'],
  ])
  const answer = await caller.call<string>('GET', `/v1/creditors/${home.creditor.id}/${files}/${listed[0]?.id}`)
  expect([answer.status, answer.body, answer.headers.get('content-disposition')]).toEqual([200, '%PDF-1.7 bytes', `attachment; filename*=UTF-8''bewijs%20.pdf`])
  expect((await call('GET', `${files}/${listed[1]?.id}`)).status).toBe(404)
  await write(`Lang verhaal ${'x'.repeat(250_000)}`)
  const [long] = (await call('GET', thread('/items'))).body.items as unknown as { id: string; text: string; cut: boolean }[]
  expect([long?.text.length, long?.cut]).toEqual([200_000, true])
  expect((await caller.call<string>('GET', `/v1/creditors/${home.creditor.id}/${thread(`/messages/${long?.id}/text`)}`)).body).toHaveLength(250_013)
  expect((await call('GET', `threads/${home.bert}/messages/${await messageId()}/files`)).status).toBe(404)
  expect((await call('GET', 'inbox')).body.items).toMatchObject([{ firstLine: expect.stringMatching(/^Lang verhaal/) as unknown }])
})

answerWords(() => ({ ...home, bench }), call)
