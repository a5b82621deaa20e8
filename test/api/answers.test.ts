/** Answers of the inbox: from a message that comes in to an answer that leaves, by several people at once, with what they may take back. */
import { openCaller, type ApiCaller } from '../support/api'
import { endCarriers } from '../support/carrier'
import { after, at, callBack, HOUR, openBench, pay, rest, TUESDAY, type PipeBench } from '../support/pipe'
import { attempts } from '../support/pipe-records'
import { answerWords, type Answer } from './answer-words'
import { APP, inboxOf, openInbox, type InboxHome } from './inbox-home'

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

const { write, call, thread } = inboxOf(() => ({ bench, caller, home }))
const rows = <Row>(text: string, values: unknown[] = []): Promise<Row[]> => bench.database.query<Row>(text, values)
const sent = (): Promise<{ channel: string; text: string; subject: string | null }[]> =>
  rows(
    `select h.channel, b.content ->> 'text' as text, b.content ->> 'subject' as subject from hand_over h join message_body b on b.hand_over_id = h.id join contact_attempt a on a.id = h.attempt_id
    where a.creditor_id = $1 and a.phase = 'reply' order by h.id`,
    [home.creditor.id],
  )

test('a message waits in the inbox with what was read in it, is answered, and the answer leaves once it can be taken back no more', async () => {
  await write('Ik heb al betaald, kunt u dat nakijken?', { subject: 'Re: Herinnering' })
  const {
    body: { items },
  } = await call('GET', 'inbox?view=unassigned')
  expect(items).toMatchObject([
    {
      debtor: home.anna,
      name: 'Anna Proef',
      state: 'open',
      channel: 'email',
      intent: 'paid',
      firstLine: 'Ik heb al betaald, kunt u dat nakijken?',
      windowClosesAt: null,
      lock: null,
    },
  ])
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
  const [handedOver] = await rows<{ id: string }>(
    `select h.id from hand_over h join agent_answer w on w.creditor_id = h.creditor_id and w.attempt_id = h.attempt_id where h.creditor_id = $1`,
    [home.creditor.id],
  )
  await callBack(bench, {
    kind: 'receipt',
    key: 'inbox-bounce',
    handOverId: handedOver?.id,
    carrierReference: null,
    status: 'failed',
    failure: 'permanent',
    code: '5.1.1',
    at: new Date(bench.now).toISOString(),
  })
  await rest(bench)
  const answers = (await call('GET', thread('/items?language=nl'))).body.items.filter(({ author }) => author === 'sanne')
  expect(answers).toMatchObject([{ state: 'failed', why: 'dit e-mailadres bestaat niet', code: '5.1.1' }])
  const told = (await call('GET', `debtors/${home.anna}/timeline?language=nl`)).body.items.find(({ kind }) => kind === 'failed')
  expect(told).toMatchObject({ what: 'mislukt (dit e-mailadres bestaat niet)', detail: { code: '5.1.1' } })
})

test("one answers at a time; whoever takes over keeps the other's draft; a note is never sent", async () => {
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
  expect(body['drafts']).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ author: 'sanne', text: 'Beste Anna' }),
      expect.objectContaining({ author: 'noor', text: 'Dag Anna' }),
    ]),
  )
  expect((await call('POST', thread('/answers'), { agent: 'noor', channel: 'email', text: 'Dag Anna' })).status).toBe(201)
  expect((await call('GET', thread())).body['drafts']).toMatchObject([{ author: 'sanne' }])
  bench.now = after(bench.now, 60_000)
  await rest(bench)
  expect(JSON.stringify(await rows('select content from message_body where creditor_id = $1', [home.creditor.id]))).not.toContain('GEHEIM')
  expect((await call('GET', thread('/items'))).body.items).toEqual(
    expect.arrayContaining([expect.objectContaining({ kind: 'note', author: 'noor' })]),
  )
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
  expect(
    await rows('select from journey where creditor_id = $1 and debtor_id = $2 and ended_at is null', [home.creditor.id, home.anna]),
  ).toEqual([])
  await write('Dank u, alles is betaald?')
  const answer = (): Promise<Answer> =>
    call('POST', thread('/answers?language=nl'), { agent: 'sanne', channel: 'email', text: 'Alles is betaald, dank u.' })
  bench.now = at('2027-01-12T23:00:00Z')
  expect(await answer()).toMatchObject({
    status: 409,
    body: { type: 'urn:tijdig:problem:not-now', detail: expect.stringContaining('alleen contact') as unknown },
  })
  bench.now = at('2027-01-13T09:00:00Z')
  expect((await answer()).status).toBe(201)
  bench.now = after(bench.now, 60_000)
  await rest(bench)
  expect((await attempts(bench, home.creditor)).at(-1)).toMatchObject({ state: 'handed-over', claims: [] })
  await write('STOP')
  expect((await answer()).status).toBe(409)
})

answerWords(() => ({ ...home, bench }), call)
