/** What editors handed in: another person approves it or sends it back, it is published on its day, and debtors get it from then on. */
import { forgetConfiguration } from '#pipeline'
import { openCaller, type ApiCaller } from '../support/api'
import { endCarriers } from '../support/carrier'
import { addClaims, addCreditor, claimOf, openBench, playUntil, at, rest, type PipeBench } from '../support/pipe'
import { attempts, debtorKey } from '../support/pipe-records'
import { editorsOf, outcomeOf, type Draft } from './editors-home'

let bench: PipeBench
let creditor: Awaited<ReturnType<typeof addCreditor>>
let anna: ApiCaller
let bert: ApiCaller
let home: string
beforeAll(async () => {
  bench = await openBench()
})
beforeEach(async () => {
  await bench.clear()
  creditor = await addCreditor(bench)
  anna = await openCaller(bench, [creditor.id])
  bert = await openCaller(bench, [creditor.id])
  home = `/v1/creditors/${creditor.id}`
})
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

const { begin, save, handIn, move } = editorsOf(() => ({ anna, home }))
const EMAIL = 'klant@voorbeeld.example'

test('new words reach debtors once another person approved them and they are published, not before', async () => {
  const draft = await begin('template', 'email/reminder.nl')
  const subject = 'Even samen kijken: uw factuur van {{ creditor.name }}'
  await save(anna, draft.address, draft.etag, { ...draft.definition, subject })
  expect((await anna.call('GET', `${draft.address}/differences`)).body).toEqual({
    sentences: [`onderwerp: was “${String(draft.definition.subject)}”, wordt “${subject}”.`],
  })
  expect(JSON.stringify((await anna.call('GET', `${draft.address}/preview`)).body)).toContain('Even samen kijken: uw factuur van De Linde')
  const {
    body: { id, version },
  } = await handIn(anna, draft.address)
  expect(version).toBe(2)
  expect((await anna.call('GET', draft.address)).status).toBe(404)
  expect(await outcomeOf(move(bert, id, 'publication'))).toEqual([409, 'not-approved'])
  expect(await outcomeOf(move(anna, id, 'approval'))).toEqual([403, 'own-work'])
  expect(await outcomeOf(move(bert, id, 'approval'))).toEqual([200, 'approved'])
  expect(await outcomeOf(move(anna, id, 'publication'))).toEqual([200, 'live'])
  forgetConfiguration(bench.pipe)
  const other = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('1', { email: EMAIL })])
  await addClaims(bench, other, [claimOf('1', { email: EMAIL })])
  await rest(bench)
  const subjects = await bench.database.query<{ subject: string }>(
    `select content ->> 'subject' as subject from message_body where creditor_id = any ($1) order by creditor_id = $2 desc`,
    [[creditor.id, other.id], creditor.id],
  )
  expect(subjects.map((row) => row.subject.split(':')[0])).toEqual(['Even samen kijken', 'Herinnering'])
})

test('a reviewer sends words back with the reason, and what is approved goes live on its day, not before', async () => {
  const draft = await begin('template', 'email/reminder.nl')
  const body = `Wij schrijven u derhalve.\n${String(draft.definition.body)}`
  await save(anna, draft.address, draft.etag, { ...draft.definition, body })
  const {
    body: { findings },
  } = await anna.call<{ findings: object[] }>('GET', `${draft.address}/findings`)
  expect(findings).toContainEqual({
    code: 'difficult-word',
    detail: 'derhalve',
    blocking: false,
    field: 'body',
    line: 1,
    instead: 'daarom',
  })
  expect((await anna.call('GET', `${draft.address}/differences`)).body).toEqual({
    sentences: ['Nieuw: tekst › 1 is “Wij schrijven u derhalve.”.'],
  })
  expect((await anna.call('GET', `${draft.address}/preview?channel=sms&several=true`)).body).toMatchObject({
    content: { channel: 'sms', segments: expect.any(Number) as unknown },
  })
  expect((await anna.call('GET', `${draft.address}/letter`)).headers.get('content-type')).toBe('application/pdf')
  const {
    body: { id: first },
  } = await handIn(anna, draft.address)
  const reject = (who: ApiCaller, version: string) =>
    who.call('POST', `${home}/configuration-versions/${version}/rejection`, { body: { reason: 'Schrijf daarom.' } })
  expect(await outcomeOf(reject(anna, first))).toEqual([403, 'own-work'])
  expect((await reject(bert, first)).body).toMatchObject({ state: 'rejected', rejectedBecause: 'Schrijf daarom.' })
  expect(await outcomeOf(move(bert, first, 'approval'))).toEqual([409, 'rejected-already'])
  const again = await anna.call<Draft>('POST', `${home}/configuration-drafts`, {
    body: { kind: 'template', name: 'email/reminder.nl', definition: { ...draft.definition, body: body.replace('derhalve', 'daarom') } },
  })
  const {
    body: { id },
  } = await handIn(anna, `${home}/configuration-drafts/${again.body.id}`)
  expect((await bert.call('GET', `${home}/configuration-versions/${id}/content`)).body).toMatchObject({
    comparedWith: 1,
    sentences: ['Nieuw: tekst › 1 is “Wij schrijven u daarom.”.'],
  })
  await move(bert, id, 'approval')
  const awaited = await bert.call('POST', `${home}/configuration-versions/${id}/publication`, { body: { from: '2027-01-14' } })
  expect(awaited.body).toMatchObject({ state: 'awaited', liveFrom: '2027-01-13T23:00:00.000Z' })
  const states = async (): Promise<unknown> =>
    (
      await anna.call<{ items: { version: number; state: string }[] }>(
        'GET',
        `${home}/configuration-versions?kind=template&name=email%2Freminder.nl`,
      )
    ).body.items.map(({ version, state }) => [version, state])
  await playUntil(bench, at('2027-01-13T22:00:00Z'))
  expect(await states()).toEqual([
    [3, 'awaited'],
    [2, 'rejected'],
    [1, 'live'],
  ])
  await playUntil(bench, at('2027-01-14T08:30:00Z'))
  expect(await states()).toEqual([
    [3, 'live'],
    [2, 'rejected'],
    [1, 'replaced'],
  ])
  const named = await anna.call<{ name: string }[]>('GET', `${home}/configuration?kind=template`)
  expect(named.body.find(({ name }) => name === 'email/reminder.nl')).toMatchObject({
    live: { version: 3, origin: 'editor' },
    draft: null,
    waiting: null,
  })
})

test('nobody publishes their own legal wording, and an older version never replaces a later one', async () => {
  const draft = await begin('template', 'letter/formal-notice.nl')
  const first = await handIn(anna, draft.address)
  const again = await begin('template', 'letter/formal-notice.nl')
  const second = await handIn(anna, again.address)
  for (const {
    body: { id },
  } of [first, second])
    await move(bert, id, 'approval')
  expect(await outcomeOf(move(anna, second.body.id, 'publication'))).toEqual([403, 'own-work'])
  expect(await outcomeOf(move(bert, second.body.id, 'publication'))).toEqual([200, 'live'])
  expect(await outcomeOf(move(bert, first.body.id, 'publication'))).toEqual([409, 'later-version-live'])
})

test('a debtor on their way keeps the ladder they began; who comes after follows the new one', async () => {
  await addClaims(bench, creditor, [claimOf('old', { email: EMAIL })])
  const draft = await begin('strategy', 'consumer')
  const steps = (draft.definition.steps as { name: string }[])
    .filter(({ name }) => name !== 'pre-due')
    .map((step) => (step.name === 'reminder' ? { ...step, day: { from: 'soft-due-date', days: 12 } } : step))
  await save(anna, draft.address, draft.etag, { ...draft.definition, steps })
  expect((await anna.call('GET', `${draft.address}/differences?language=en`)).body).toMatchObject({
    sentences: expect.arrayContaining(['steps › reminder › day › days: was 5, becomes 12.']) as unknown,
  })
  const {
    body: { id },
  } = await handIn(anna, draft.address)
  await move(bert, id, 'approval')
  await move(bert, id, 'publication')
  forgetConfiguration(bench.pipe)
  await addClaims(bench, creditor, [claimOf('new', { email: EMAIL })])
  await playUntil(bench, at('2027-01-18T12:00:00Z'))
  const reminded = async (reference: string): Promise<number> => {
    const { debtorId } = await debtorKey(bench, creditor, `D-${reference}`)
    return (await bench.database.query('select from contact_attempt where debtor_id = $1 and sent_at is not null', [debtorId])).length
  }
  expect([await reminded('old'), await reminded('new')]).toEqual([1, 0])
  await playUntil(bench, at('2027-01-20T12:00:00Z'))
  expect([await reminded('old'), await reminded('new'), (await attempts(bench, creditor)).length]).toEqual([1, 1, 2])
})
