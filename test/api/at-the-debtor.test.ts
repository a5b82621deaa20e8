/** What the debtor's page asks of the API beside the records: reminding by hand, proposing a hand-over, ledgers, the day of collection, and several debtors at once. */
import { randomUUID } from 'node:crypto'
import { openCaller } from '../support/api'
import { endCarriers } from '../support/carrier'
import { addCreditor, after, openBench, pay, rest, type PipeBench } from '../support/pipe'
import { idOf, openDebtors, type DebtorsHome } from './debtors-home'

let bench: PipeBench
let { creditor, agent, home, debtor } = {} as DebtorsHome
beforeAll(async () => {
  bench = await openBench()
  ;({ creditor, agent, home, debtor } = await openDebtors(bench))
})
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

test('a reminder by hand is shown before it is sent, taken back while it waits, leaves through the rules, and counts', async () => {
  const one = await debtor()
  expect(await agent.call('POST', `${one.at}/reminders/preview`, { body: {} })).toMatchObject({
    status: 200,
    body: { reminder: { channel: 'email', claims: [one.reference], amount: '125.00' }, reasons: [{ code: 'asked-by-person' }, {}] },
  })
  expect(await agent.call('POST', `${one.at}/reminders/preview`, { body: { channel: 'letter' } })).toMatchObject({
    body: { reminder: null, reasons: [{ code: 'contact-point-unusable' }] },
  })
  expect((await agent.call('POST', `${one.at}/reminders`, { body: { amount: '12.50' } })).body).toMatchObject({
    type: 'urn:tijdig:problem:not-now',
    detail: expect.stringContaining('12,50') as unknown,
  })
  const first = await agent.call('POST', `${one.at}/reminders`, { body: { amount: '125.00' } })
  expect(first).toMatchObject({ status: 201, body: { channel: 'email', undoSeconds: 10 } })
  expect((await agent.call('POST', `${one.at}/reminders`, { body: {} })).status).toBe(409)
  const back = `${one.at}/reminders/${String(first.body.contact)}/retraction`
  expect([(await agent.call('POST', back)).status, (await agent.call('POST', back)).status]).toEqual([204, 409])
  type Foreseen = { contacts: { at: string; phase: string }[] }
  const remindersAhead = async (assume: object[]): Promise<string[]> =>
    (await agent.call<Foreseen>('POST', `${one.at}/preview`, { body: { assume } })).body.contacts
      .filter(({ phase }) => phase === 'reminder')
      .map((contact) => contact.at.slice(0, 10))
  expect((await remindersAhead([{ type: 'reminder', channel: 'sms' }])).slice(0, 2)).toEqual(['2027-01-12', '2027-01-19'])
  expect((await agent.call('POST', `${one.at}/reminders`, { body: { channel: 'sms' } })).status).toBe(201)
  bench.now = after(bench.now, 11_000)
  await rest(bench)
  const attempts = await bench.database.query<{ channel: string; state: string }>(
    `select channel, state from contact_attempt where debtor_id = $1 and step like 'by-hand-%' order by id`,
    [one.id],
  )
  expect(attempts).toEqual([
    { channel: 'email', state: 'suppressed' },
    { channel: 'sms', state: 'handed-over' },
  ])
  expect((await remindersAhead([]))[0]).toBe('2027-01-19')
  expect(await agent.call('GET', `${one.at}/timeline?language=nl`)).toMatchObject({
    body: {
      items: expect.arrayContaining([
        expect.objectContaining({
          reasons: expect.arrayContaining([expect.objectContaining({ sentence: 'Een medewerker vroeg om deze herinnering.' })]) as unknown,
        }),
      ]) as unknown,
    },
  })
})

test('a hand-over that a person proposes is decided by somebody else; approved, it ends the ladder', async () => {
  const one = await debtor()
  const approver = await openCaller(bench, [creditor.id])
  const first = await agent.call('POST', `${one.at}/hand-over-proposals`, { body: { note: 'Reageert nergens op' } })
  expect(first.status).toBe(201)
  expect((await approver.call('POST', `${one.at}/hand-over-proposals`, { body: { note: 'Ik ook' } })).status).toBe(409)
  expect((await approver.call('POST', `${one.at}/hand-over-proposals/${idOf(first)}/withdrawal`)).status).toBe(404)
  expect((await agent.call('POST', `${one.at}/hand-over-proposals/${idOf(first)}/withdrawal`)).status).toBe(204)
  const proposed = await agent.call('POST', `${one.at}/hand-over-proposals`, { body: { note: 'Reageert nergens op' } })
  const task = `${home}/tasks/${idOf(proposed)}/closing`
  expect((await agent.call('POST', task, { body: { as: 'approved' } })).status).toBe(403)
  expect((await approver.call('POST', task, { body: { as: 'approved' } })).status).toBe(200)
  expect(await agent.call('POST', `${one.at}/preview`, { body: {} })).toMatchObject({ body: { contacts: [], tasks: [] } })
})

test('the ledger of a claim tells each line, the latest first; the day of collection moves up to its cut-off', async () => {
  const one = await debtor()
  await pay(bench, creditor, one.reference, 2_500)
  type Lines = { items: { kind: string; amount: string }[]; next: string | null }
  const ledger = `${home}/claims/${one.claim}/ledger?limit=1`
  const first = await agent.call<Lines>('GET', ledger)
  const second = await agent.call<Lines>('GET', `${ledger}&cursor=${first.body.next ?? ''}`)
  expect([...first.body.items, ...second.body.items]).toMatchObject([
    { kind: 'payment', amount: '-25.00', bookedOn: '2027-01-12' },
    { kind: 'principal', amount: '125.00' },
  ])
  expect(second.body.next).toBeNull()
  expect((await agent.call('GET', `${one.at}/files`)).body).toEqual([])
  const mandate = `${one.at}/mandate`
  expect((await agent.call('PATCH', mandate, { body: { collectOn: '5' }, ifMatch: '"x"' })).status).toBe(404)
  expect((await agent.call('PUT', mandate, { body: { reference: 'M-1', signedOn: '2026-12-01', collectOn: '28' } })).status).toBe(204)
  const read = await agent.call('GET', mandate)
  expect(read.body).toMatchObject({ collectOn: '28', coming: { on: '2027-01-28', changeUntil: '2027-01-13', mayChange: true } })
  const ifMatch = read.headers.get('etag') ?? ''
  expect(await agent.call('PATCH', mandate, { body: { collectOn: '27' }, ifMatch })).toMatchObject({
    status: 200,
    body: { coming: { on: '2027-01-27', mayChange: true } },
  })
  expect((await agent.call('PATCH', mandate, { body: { collectOn: '26' }, ifMatch })).status).toBe(412)
  const near = await agent.call('PUT', mandate, { body: { reference: 'M-1', signedOn: '2026-12-01', collectOn: '20' } })
  expect(near.status).toBe(204)
  const now = await agent.call('GET', mandate)
  expect(await agent.call('PATCH', mandate, { body: { collectOn: '26' }, ifMatch: now.headers.get('etag') ?? '' })).toMatchObject({
    status: 409,
    body: { type: 'urn:tijdig:problem:past-cut-off' },
  })
})

test('several debtors are found by what holds of them, exported, put at rest and let go again; nothing of another creditor', async () => {
  const [one, other] = [await debtor(), await debtor()]
  const elsewhere = await openCaller(bench, [(await addCreditor(bench)).id])
  const debtors = [one.id, other.id]
  const until = '2027-02-01T09:00:00Z'
  expect((await agent.call('POST', `${home}/debtors/holds`, { body: { debtors: [], until, note: 'feest' } })).status).toBe(422)
  expect((await agent.call('POST', `${home}/debtors/holds`, { body: { debtors, until } })).status).toBe(422)
  expect(
    (await agent.call('POST', `${home}/debtors/holds`, { body: { debtors, until: '2026-01-01T09:00:00Z', note: 'feest' } })).status,
  ).toBe(422)
  expect(
    (
      await agent.call('POST', `${home}/debtors/holds`, {
        body: { debtors: Array.from({ length: 201 }, () => randomUUID()), until, note: 'feest' },
      })
    ).status,
  ).toBe(422)
  type Rests = { placed: { debtor: string; hold: string }[] }
  const rests = await agent.call<Rests>('POST', `${home}/debtors/holds`, {
    body: { debtors: [...debtors, one.id, randomUUID()], until, note: 'feest' },
  })
  expect(rests.body.placed.map(({ debtor: id }) => id)).toEqual(debtors.toSorted())
  expect(await agent.call('GET', `${home}/debtors?hold=manual`)).toMatchObject({
    body: { items: [{ id: one.id }, { id: other.id }], next: null },
  })
  expect(await agent.call('GET', `${home}/debtors?hold=manual&segment=loyal&phase=reminder`)).toMatchObject({
    body: { items: [], next: null },
  })
  expect(await agent.call('GET', `${home}/debtors/total`)).toMatchObject({ body: { exact: true } })
  const file = await agent.call<string>('POST', `${home}/debtors/export`, { body: { debtors } })
  expect(
    file.body
      .split('\r\n')
      .slice(1, 3)
      .map((line) => line.split(';').filter((_, column) => [0, 5].includes(column))),
  ).toEqual([
    [`D-${one.reference}`, '125.00'],
    [`D-${other.reference}`, '125.00'],
  ])
  const holds = rests.body.placed.map(({ hold }) => hold)
  expect((await elsewhere.call('POST', `${home}/debtors/holds/lifting`, { body: { holds } })).status).toBe(404)
  expect(await agent.call('POST', `${home}/debtors/holds/lifting`, { body: { holds } })).toMatchObject({ status: 200, body: { lifted: 2 } })
  expect(await agent.call('POST', `${home}/debtors/holds/lifting`, { body: { holds } })).toMatchObject({ body: { lifted: 0 } })
  expect(await agent.call('GET', `${one.at}/holds`)).toMatchObject({
    body: [{ kind: 'manual', note: 'feest', liftedAt: expect.any(String) as unknown }],
  })
})
