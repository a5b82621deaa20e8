/** What editors do: write together without overwriting each other, hand in what fits, and try it out on themselves alone. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sendTest } from '#pipeline'
import { openCaller, type ApiCaller } from '../support/api'
import { endCarriers } from '../support/carrier'
import { addPerson } from '../support/people'
import { addClaims, addCreditor, claimOf, openBench, type PipeBench } from '../support/pipe'
import { editorsOf, outcomeOf } from './editors-home'

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

const { begin, save, handIn } = editorsOf(() => ({ anna, home }))

test('two editors share a draft; nobody overwrites what they have not seen, and what blocks is not handed in', async () => {
  const draft = await begin('template', 'email/reminder.nl')
  expect(
    await outcomeOf(bert.call('POST', `${home}/configuration-drafts`, { body: { kind: 'template', name: 'email/reminder.nl' } })),
  ).toEqual([409, 'draft-exists'])
  const mine = await save(bert, draft.address, draft.etag, { ...draft.definition, body: 'Betaal nu.' })
  expect(mine).toMatchObject({ status: 200, body: { authors: [`key:${anna.keyId}`, `key:${bert.keyId}`] } })
  expect((await save(anna, draft.address, draft.etag, draft.definition)).status).toBe(412)
  expect((await save(anna, draft.address, undefined, draft.definition)).status).toBe(428)
  const {
    body: { findings },
  } = await anna.call<{ findings: { code: string; blocking: boolean }[] }>('GET', `${draft.address}/findings`)
  expect(findings).toContainEqual(expect.objectContaining({ code: 'missing-section', blocking: true }))
  expect((await handIn(anna, draft.address)).status).toBe(422)
  await save(anna, draft.address, mine.headers.get('etag') ?? '', { channel: 'pigeon' })
  expect((await anna.call('GET', `${draft.address}/findings`)).body).toMatchObject({ findings: [{ code: 'does-not-fit', blocking: true }] })
  expect((await anna.call('GET', `${draft.address}/preview`)).status).toBe(409)
  const ladder = await begin('strategy', 'consumer')
  for (const definition of [
    {},
    { name: 'consumer', for: ['consumer'], steps: [null] },
    { ...ladder.definition, steps: [{ name: 'a', phase: 'reminder', day: { from: 'step', step: 'b', days: 1 } }] },
  ]) {
    await save(anna, ladder.address, '*', definition)
    expect((await anna.call('GET', `${ladder.address}/findings`)).body).toMatchObject({
      findings: [{ code: 'does-not-fit', blocking: true }],
    })
    expect([
      (await anna.call('GET', `${ladder.address}/outlook`)).status,
      (await anna.call('POST', `${ladder.address}/effect`, { body: {} })).status,
    ]).toEqual([409, 409])
  }
  expect((await anna.call('GET', `${draft.address}/outlook`)).status).toBe(409)
  expect((await anna.call('POST', `${draft.address}/test`, { body: {} })).body).toMatchObject({ type: 'urn:tijdig:problem:no-address' })
})

test('a test goes to whoever writes, never to a debtor', async () => {
  await addClaims(bench, creditor, [claimOf('T1', { phone: '+31612301001' })])
  const writer = await addPerson(bench, { [creditor.id]: 'operator' })
  const { address } = await begin('template', 'sms/reminder.nl')
  const tested = (to: string) => writer.call('POST', `${address}/test`, { body: { to } })
  expect(await tested('+31612301001')).toMatchObject({ status: 422, body: { errors: [{ pointer: '/to' }] } })
  expect((await tested('+31612309999')).body).toMatchObject({ accepted: true })
})

test("a test of an SMS or of WhatsApp's approved words is marked, reaches the carrier once, and is nobody's contact", async () => {
  const standing = { secretsKeys: [], sandboxUrl: bench.carrier.url, redirectAllTo: null }
  const template = { name: 'proef', version: 1 }
  const contents = [
    { channel: 'sms', text: 'Wij missen uw betaling.', segments: 1 },
    {
      channel: 'whatsapp',
      kind: 'template',
      template: 'herinnering',
      parameters: ['A. Voorbeeldsma', '62,50'],
      text: 'Dag A. Voorbeeldsma',
    },
  ] as const
  const before = (await bench.carrier.stats()).accepted
  for (const content of contents) {
    expect(
      await sendTest(standing, bench.database, {
        creditorId: creditor.id,
        channel: content.channel,
        message: { content, language: 'nl', template } as never,
        to: '+31612345678',
      }),
    ).toMatchObject({ kind: 'accepted' })
  }
  expect((await bench.carrier.stats()).accepted).toBe(before + 2)
  const files = (await readdir(join(bench.carrier.folder, 'outbox'), { recursive: true, withFileTypes: true })).filter((file) =>
    file.isFile(),
  )
  const texts = (await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'utf8')))).join()
  expect(texts).toContain('[Proef] Wij missen uw betaling.')
  expect(texts).toContain('[Proef] A. Voorbeeldsma')
  expect(
    await bench.database.query(
      'select (select count(*) from contact_attempt)::int + (select count(*) from hand_over)::int + (select count(*) from sending_budget)::int as n',
    ),
  ).toEqual([{ n: 0 }])
})
