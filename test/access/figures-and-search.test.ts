/** What agents and those who lead them look at: a debtor who calls in is found, what happens next, and figures that say nothing when they cannot. */
import type { CreditorId } from '#domain'
import { newId } from '#store'
import { endCarriers } from '../support/carrier'
import { addPerson, type Person } from '../support/people'
import { addClaims, addCreditor, claimOf, openBench, rest, type PipeBench } from '../support/pipe'

let bench: PipeBench
let ours: CreditorId
let home: string
let sanne: Person
let debtor: string
beforeAll(async () => {
  bench = await openBench()
  const creditor = await addCreditor(bench)
  ours = creditor.id
  home = `/v1/creditors/${ours}`
  sanne = await addPerson(bench, { [ours]: 'supervisor' })
  await addClaims(bench, creditor, [
    claimOf('G1', { email: 'g1@voorbeeld.example' }),
    claimOf('G2', { name: 'B. Anders', phone: '+31612345679', preferredChannel: 'call' }),
  ])
  await rest(bench)
  const [row] = await bench.database.query<{ id: string }>(`select id from debtor where creditor_id = $1 and reference = 'D-G1'`, [ours])
  debtor = row?.id ?? ''
})
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

test('whoever calls in is found by an invoice or by the end of the account they paid from', async () => {
  const [claim] = await bench.database.query<{ id: string }>(`select id from claim where creditor_id = $1 and reference = 'G1'`, [ours])
  await bench.database.query(
    `insert into payment (creditor_id, id, received_on, amount_cents, payer, claim_id, source_key, recorded_at) values ($1, $2, '2027-01-11', 100, '{"iban": "NL91ABNA0417164300"}', $3, 'x', $4)`,
    [ours, newId(), claim?.id, new Date(bench.now)],
  )
  const found = async (by: object): Promise<unknown> =>
    (await sanne.call<{ items: { reference: string }[] }>('POST', `${home}/debtors/search`, { body: by })).body.items.map(
      ({ reference }) => reference,
    )
  expect(await found({ invoice: 'F-G2' })).toEqual(['D-G2'])
  expect(await found({ invoice: 'G1' })).toEqual(['D-G1'])
  for (const ibanEnd of ['4300', '164300', '17164300']) expect([ibanEnd, await found({ ibanEnd })]).toEqual([ibanEnd, ['D-G1']])
  expect(await found({ ibanEnd: '994300' })).toEqual([])
  expect((await sanne.call('POST', `${home}/debtors/search`, { body: { ibanEnd: '4300', invoice: 'G1' } })).status).toBe(422)
})

interface Preview {
  readonly contacts: readonly { readonly at: string; readonly phase: string; readonly reasons: readonly { readonly sentence: string }[] }[]
  readonly tasks: readonly { readonly kind: string }[]
}

test('what happens next is what decide would do, another thing after a promise, nothing after a payment; and nothing is written', async () => {
  const look = (body: object): Promise<{ status: number; body: Preview }> =>
    sanne.call<Preview>('POST', `${home}/debtors/${debtor}/preview`, { body })
  const before = await bench.database.query('select version, review_at from debtor where id = $1', [debtor])
  const silent = (await look({ language: 'en' })).body
  expect(silent.contacts.length).toBeGreaterThan(1)
  expect(silent.contacts[0]?.reasons[0]?.sentence).toMatch(/\w+ \w+/)
  const promised = (await look({ assume: [{ type: 'promise', payBy: '2027-01-29' }] })).body
  expect(Date.parse(promised.contacts[0]?.at ?? '')).toBeGreaterThan(Date.parse('2027-01-29'))
  expect(promised.contacts[0]?.at).not.toBe(silent.contacts[0]?.at)
  expect((await look({ assume: [{ type: 'payment', claim: 'G1', amount: '125.00' }] })).body.contacts).toEqual([])
  expect((await look({ assume: [{ type: 'dispute', claim: 'G1' }] })).body.tasks).toMatchObject([{ kind: 'dispute' }])
  for (const wrong of [
    { until: '2027-01-01' },
    { until: '2029-01-01' },
    { assume: [{ type: 'miracle' }] },
    { assume: [{ type: 'payment', claim: 'G2', amount: '1.00' }] },
  ]) {
    expect([wrong, (await look(wrong)).status]).toEqual([wrong, 422])
  }
  expect(await bench.database.query('select version, review_at from debtor where id = $1', [debtor])).toEqual(before)
})

test('figures count what waits and what left; a share of few cases, and what only the bank knows, is no figure', async () => {
  interface Figure {
    readonly code: string
    readonly of: string | null
    readonly value: number | null
    readonly missing: string | null
  }
  const figures = async (query = ''): Promise<readonly Figure[]> =>
    (await sanne.call<{ figures: Figure[] }>('GET', `${home}/kpis${query}`)).body.figures
  const named = async (code: string, query = ''): Promise<readonly Figure[]> => (await figures(query)).filter((one) => one.code === code)
  expect(await named('handed-over')).toMatchObject([{ of: 'email', value: 1 }])
  expect(await named('calls-waiting')).toMatchObject([{ value: 1 }])
  expect(await named('dso')).toMatchObject([{ value: null, missing: 'bank-data' }])
  const promise = (state: string, day: string, count: number): Promise<unknown> =>
    bench.database.query(
      `insert into promise_to_pay (creditor_id, id, debtor_id, made_at, pay_by, amount_cents, state) select $1, gen_random_uuid(), $2, $3, $4, 100, $5 from generate_series(1, $6)`,
      [ours, debtor, new Date(bench.now), day, state, count],
    )
  await promise('kept', '2027-01-10', 14)
  await promise('broken', '2027-01-11', 5)
  await promise('open', '2027-01-11', 30)
  expect(await named('promises-kept')).toMatchObject([{ value: null, missing: 'few-cases', cases: 19 }])
  await promise('broken', '2027-01-11', 1)
  expect(await named('promises-kept')).toMatchObject([{ value: 70, missing: null, cases: 20 }])
  expect(await named('promises-kept', '?days=1')).toMatchObject([{ value: null, cases: 0 }])
  const groups = async (of: string): Promise<unknown> =>
    (await sanne.call<{ groups: { name: string; figures: Figure[] }[] }>('GET', `${home}/kpis/groups?of=${of}`)).body.groups.map(
      ({ name, figures: [kept] }) => [name, kept?.value],
    )
  expect(await groups('segment')).toEqual([['standard', 70]])
  expect(await groups('strategy')).toEqual([['consumer v1', 70]])
  expect((await sanne.call('GET', `${home}/kpis?days=9999`)).status).toBe(422)

  // Behind each figure are its rows: as many as it counts, page by page, and of a share those that do not count too.
  interface Row {
    readonly debtor: string
    readonly name: string
    readonly of: string | null
    readonly counts: boolean | null
  }
  const rows = async (query: string): Promise<readonly Row[]> => {
    const page = (await sanne.call<{ items: Row[]; next: string | null }>('GET', `${home}/kpis/rows?limit=7&${query}`)).body
    return page.next === null ? page.items : [...page.items, ...(await rows(`${query.replace(/&cursor=.*/, '')}&cursor=${page.next}`))]
  }
  expect(await rows('code=handed-over&of=email')).toMatchObject([{ debtor: 'D-G1', of: 'email', counts: null }])
  expect(await rows('code=handed-over&of=sms')).toEqual([])
  expect(await rows('code=calls-waiting')).toMatchObject([{ name: 'B. Anders' }])
  const kept = await rows('code=promises-kept')
  expect([kept.length, kept.filter(({ counts }) => counts).length]).toEqual([20, 14])
  for (const { code, of, value } of (await figures()).filter(
    (one) => one.value !== null && one.missing === null && one.code !== 'promises-kept',
  )) {
    expect([code, of, (await rows(`code=${code}${of === null ? '' : `&of=${of}`}`)).length]).toEqual([code, of, value])
  }
  // Who wrote over WhatsApp 23 hours ago can be answered there for one hour more.
  const wrote = (hoursAgo: number): Promise<unknown> =>
    bench.database.query(
      `insert into inbound_message (creditor_id, id, debtor_id, channel, from_address, text, received_at) values ($1, $2, $3, 'whatsapp', 'x', 'y', $4)`,
      [ours, newId(), debtor, new Date(bench.now - hoursAgo * 3_600_000)],
    )
  await bench.database.query(`insert into conversation (creditor_id, debtor_id, state, since) values ($1, $2, 'open', $3)`, [
    ours,
    debtor,
    new Date(bench.now),
  ])
  await wrote(23)
  expect(await named('windows-closing')).toMatchObject([{ value: 1 }])
  expect(await rows('code=windows-closing')).toMatchObject([{ debtor: 'D-G1', of: 'whatsapp' }])
  await wrote(1)
  expect(await named('windows-closing')).toMatchObject([{ value: 0 }])
  // A carrier that refuses our account is told of where it is; another creditor's is not.
  const carriers = async (): Promise<unknown> =>
    (await sanne.call<{ carriers: { channel: string; state: string }[] }>('GET', `${home}/kpis`)).body.carriers.filter(
      ({ state }) => state !== 'works',
    )
  expect(await carriers()).toEqual([])
  expect(await sanne.call('GET', `${home}/kpis`)).toMatchObject({
    body: {
      carriers: expect.arrayContaining([
        expect.objectContaining({ channel: 'email', accepted: 1, failed: 0, lastAcceptedAt: expect.stringMatching(/^2027-01-/) as string }),
        expect.objectContaining({ channel: 'sms', accepted: 0, lastAcceptedAt: null }),
      ]) as unknown,
    },
  })
  await bench.database.query(
    `insert into carrier_stop (account, code, since) values ('twilio', '20003', clock_timestamp()), ('smtp:own of ' || gen_random_uuid(), 'EAUTH', clock_timestamp())`,
  )
  await bench.database.query(
    `update sender set paused_at = $2, paused_by = 'x', pause_reason = 'y' where creditor_id = $1 and channel = 'letter'`,
    [ours, new Date(bench.now)],
  )
  expect(await carriers()).toMatchObject([
    { channel: 'letter', state: 'paused' },
    { channel: 'sms', state: 'stopped', code: '20003' },
  ])
  const admin = await addPerson(bench, { [ours]: 'admin' })
  expect(await admin.call('GET', `${home}/channels`)).toMatchObject({
    status: 200,
    body: { stopped: [{ account: 'twilio', code: '20003' }] },
  })
  const noor = await addPerson(bench, { [ours]: 'agent' })
  expect((await noor.call('GET', `${home}/kpis`)).status).toBe(403)
  expect((await noor.call('GET', `${home}/kpis/rows?code=queued`)).status).toBe(403)
})
