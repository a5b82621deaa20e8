/** Mandates, lists for the bank and returns, complaints and the pause of debt help, as callers and files bring them. */
import { writeFile, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LocalDate } from '#domain'
import { importPayments, publishedMapping } from '#pipeline'
import type { Creditor, DebtorKey } from '#store'
import { openCaller, type ApiCaller } from '../support/api'
import { endCarriers } from '../support/carrier'
import { addClaims, addCreditor, at, claimOf, openBench, pay, playUntil, rest, TUESDAY, type PipeBench } from '../support/pipe'
import { attempts, debtorKey, openTasks } from '../support/pipe-records'

let bench: PipeBench
beforeAll(async () => {
  bench = await openBench()
})
beforeEach(() => bench.clear())
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

interface Case {
  readonly creditor: Creditor
  readonly debtor: DebtorKey
  readonly caller: ApiCaller
  readonly path: string
  readonly ofDebtor: string
  readonly claim: string
}
const MANDATE = { reference: 'M-1', signedOn: '2026-01-05' as LocalDate, collectOn: 'day-after-income' } as const
/** Issued on 12 January, due on 26 January, under a mandate, with a salary on the 25th: collected on Tuesday 26 January. */
async function collectable(options: { live?: boolean; mandate?: typeof MANDATE } = {}): Promise<Case> {
  const creditor = await addCreditor(bench, { live: options.live ?? true })
  const debtor = {
    email: 'klant@voorbeeld.example',
    income: { every: 'month', day: 25, roll: 'preceding' } as const,
    mandate: options.mandate ?? MANDATE,
  }
  await addClaims(bench, creditor, [claimOf('1', debtor, { issuedOn: '2027-01-12' as LocalDate, dueOn: '2027-01-26' as LocalDate })])
  const key = await debtorKey(bench, creditor, 'D-1')
  const [claim] = await bench.database.query<{ id: string }>('select id from claim where creditor_id = $1', [creditor.id])
  const path = `/v1/creditors/${creditor.id}`
  return {
    creditor,
    debtor: key,
    caller: await openCaller(bench, [creditor.id]),
    path,
    ofDebtor: `${path}/debtors/${key.debtorId}`,
    claim: claim?.id ?? '',
  }
}
type Batch = {
  readonly id: string | null
  readonly amount: string
  readonly collections: readonly { readonly claim: string; readonly on: string; readonly preNotifyBy: string; readonly mandate: string }[]
}
const list = async ({ caller, path }: Case, through = '2027-01-26'): Promise<Batch> =>
  (await caller.call<Batch>('POST', `${path}/collection-batches`, { body: { through } })).body
const states = async ({ creditor }: Case): Promise<string[]> =>
  (await attempts(bench, creditor)).map(({ step, state }) => `${step} ${state}`)

test('an imported mandate: seen before, listed once for the bank with its last day of notice, and nobody is reminded meanwhile', async () => {
  const one = await collectable()
  expect((await one.caller.call('GET', `${one.ofDebtor}/mandate`)).body).toEqual({
    ...MANDATE,
    coming: { on: '2027-01-26', changeUntil: '2027-01-11', mayChange: false },
  })
  await playUntil(bench, at('2027-01-25T10:00:00Z'))
  expect((await one.caller.call('GET', `${one.path}/collections?through=2027-01-31`)).body).toMatchObject([
    { debtor: 'D-1', claim: '1', on: '2027-01-26', amount: '125.00' },
  ])
  expect(await list(one, '2027-01-25')).toEqual({ id: null, amount: '0.00', collections: [] })
  const batch = await list(one)
  expect(batch).toMatchObject({
    amount: '125.00',
    collections: [{ claim: '1', on: '2027-01-26', preNotifyBy: '2027-01-12', mandate: 'M-1' }],
  })
  expect(await list(one)).toMatchObject({ id: null })
  await playUntil(bench, at('2027-03-01T12:00:00Z'))
  expect(await states(one)).toEqual([])
  expect((await one.caller.call('GET', `${one.path}/collection-batches/${batch.id ?? ''}`)).body).toMatchObject([
    { claim: '1', returnedOn: null },
  ])
})

test('nobody listed it: the day after, the ladder goes on by itself', async () => {
  const one = await collectable()
  await playUntil(bench, at('2027-02-03T12:00:00Z'))
  expect(await states(one)).toEqual(['reminder handed-over'])
})

test('in shadow nothing is collected', async () => {
  const one = await collectable({ live: false })
  bench.now = at('2027-01-25T10:00:00Z')
  expect((await one.caller.call('POST', `${one.path}/collection-batches`, { body: { through: '2027-01-26' } })).status).toBe(409)
})

test('a return in a payment file, read twice: told once, with the day of the next attempt, which is listed on that day', async () => {
  const one = await collectable()
  await playUntil(bench, at('2027-01-25T10:00:00Z'))
  await list(one)
  await pay(bench, one.creditor, '1', 12_500)
  await playUntil(bench, at('2027-01-29T08:30:00Z'))
  const file = join(await mkdtemp(join(tmpdir(), 'payments-')), 'bank.csv')
  await writeFile(file, 'transactionId;receivedOn;amount;direction;claimReference;returnCode\nB-9;29-01-2027;125,00;out;1;AM04\n')
  const { mapping, version } = await publishedMapping(bench.database, one.creditor.id, 'payments-generic')
  for (let times = 0; times < 2; times++)
    await importPayments(
      bench.pipe,
      { creditor: one.creditor, file, mapping, mappingVersion: version, errorFile: `${file}.refused` },
      bench.now,
    )
  await playUntil(bench, at('2027-02-20T12:00:00Z'))
  expect(await states(one)).toEqual(['debit-failed handed-over'])
  const [sent] = await bench.database.query<{ text: string }>(
    `select content ->> 'text' as text from message_body where creditor_id = $1`,
    [one.creditor.id],
  )
  expect(sent?.text).toContain('26 februari 2027')
  bench.now = at('2027-02-25T10:00:00Z')
  expect(await list(one, '2027-02-26')).toMatchObject({ collections: [{ on: '2027-02-26' }] })
})

test('a return of what the bookkeeping collected by itself is told too; a wrong account ends the mandate, and an export does not bring it back', async () => {
  const one = await collectable()
  bench.now = at('2027-01-28T10:00:00Z')
  const back = { body: { claim: one.claim, code: 'AC04', on: '2027-01-27' } }
  const mistyped = await one.caller.call('POST', `${one.ofDebtor}/collections/returns`, { body: { ...back.body, on: '2028-01-27' } })
  expect(mistyped).toMatchObject({ status: 422, body: { errors: [{ pointer: '/on' }] } })
  expect((await one.caller.call('POST', `${one.ofDebtor}/collections/returns`, back)).status).toBe(204)
  expect((await one.caller.call('POST', `${one.ofDebtor}/collections/returns`, back)).status).toBe(409)
  expect((await one.caller.call('GET', `${one.ofDebtor}/mandate`)).status).toBe(404)
  await addClaims(bench, one.creditor, [
    claimOf(
      '1',
      { email: 'ander@voorbeeld.example', mandate: MANDATE },
      { issuedOn: '2027-01-12' as LocalDate, dueOn: '2027-01-26' as LocalDate },
    ),
  ])
  expect((await one.caller.call('GET', `${one.ofDebtor}/mandate`)).status).toBe(404)
  await rest(bench)
  expect(await states(one)).toEqual(['debit-failed handed-over'])
  await playUntil(bench, at('2027-02-05T12:00:00Z'))
  expect(await states(one)).toEqual(['debit-failed handed-over', 'reminder handed-over'])
})

test('a refund asked of the bank is a dispute for a person, and no letter pretends to answer it', async () => {
  const one = await collectable()
  bench.now = at('2027-01-28T10:00:00Z')
  await one.caller.call('POST', `${one.ofDebtor}/collections/returns`, { body: { claim: one.claim, code: 'MD06', on: '2027-01-27' } })
  await playUntil(bench, at('2027-02-20T12:00:00Z'))
  expect([await states(one), await openTasks(bench, one.creditor)]).toEqual([[], ['dispute']])
})

test('a debit returned since the debtor has died rests everything, for a person', async () => {
  const one = await collectable()
  bench.now = at('2027-01-28T10:00:00Z')
  await one.caller.call('POST', `${one.ofDebtor}/collections/returns`, { body: { claim: one.claim, code: 'MD07', on: '2027-01-27' } })
  await playUntil(bench, at('2027-02-20T12:00:00Z'))
  expect([await states(one), await openTasks(bench, one.creditor)]).toEqual([[], ['deceased']])
})

test('a complaint on Friday afternoon: acknowledged in writing, by Tuesday at the latest; with an outcome contact goes on', async () => {
  const one = await collectable()
  bench.now = at('2027-01-15T15:00:00Z')
  const made = await one.caller.call('POST', `${one.ofDebtor}/complaints`, { body: { about: 'tone' } })
  expect(made.status).toBe(201)
  await rest(bench)
  const complaint = `${one.ofDebtor}/complaints/${String(made.body['id'])}`
  await one.caller.call('POST', `${complaint}/owner`, { body: { owner: 'service-1' } })
  const [seen] = (await one.caller.call<Record<string, unknown>[]>('GET', `${one.ofDebtor}/complaints`)).body
  expect(seen).toMatchObject({ owner: 'service-1', acknowledgeBy: '2027-01-19', acknowledgedAt: '2027-01-15T15:00:00.000Z', outcome: null })
  const [sent] = await bench.database.query<{ text: string }>(
    `select content ->> 'text' as text from message_body where creditor_id = $1`,
    [one.creditor.id],
  )
  expect(sent?.text).toContain('U heeft een klacht')
  await playUntil(bench, at('2027-02-20T12:00:00Z'))
  expect([await states(one), await openTasks(bench, one.creditor)]).toEqual([['reply-complaint handed-over'], ['complaint']])
  expect((await one.caller.call('POST', `${complaint}/resolution`, { body: { outcome: 'rejected' } })).status).toBe(204)
  expect((await one.caller.call('POST', `${complaint}/resolution`, { body: { outcome: 'rejected' } })).status).toBe(404)
  expect(await openTasks(bench, one.creditor)).toEqual([])
  // The day of collection passed while it rested: it is made up for with fresh notice, after Easter.
  expect((await one.caller.call('GET', `${one.path}/collections?through=2027-12-31`)).body).toMatchObject([
    { on: '2027-03-30', preNotifyBy: '2027-03-16' },
  ])
})

test('debt help: confirmed the same day, looked at after four months, prolonged once, over after eight', async () => {
  const one = await collectable()
  bench.now = TUESDAY
  await one.caller.call('POST', `${one.ofDebtor}/holds`, { body: { kind: 'debt-help' } })
  expect(await openTasks(bench, one.creditor)).toEqual(['debt-help-confirmation'])
  const close = async (kind: string, as: string): Promise<void> => {
    const { body } = await one.caller.call<{ items: { id: string; kind: string }[] }>('GET', `${one.path}/tasks`)
    const task = body.items.find((open) => open.kind === kind)
    expect((await one.caller.call('POST', `${one.path}/tasks/${task?.id ?? ''}/closing`, { body: { as } })).status).toBe(200)
  }
  await close('debt-help-confirmation', 'done')
  await playUntil(bench, at('2027-05-12T10:00:00Z'))
  expect(await openTasks(bench, one.creditor)).toEqual(['debt-help-review'])
  await close('debt-help-review', 'prolonged')
  await playUntil(bench, at('2027-09-13T10:00:00Z'))
  expect([await openTasks(bench, one.creditor), await states(one)]).toEqual([['debt-help-review'], []])
  await close('debt-help-review', 'prolonged')
  await playUntil(bench, at('2027-09-25T10:00:00Z'))
  expect(await openTasks(bench, one.creditor)).toEqual([])
  expect(await bench.database.query('select count(*)::int as n from hold where lifted_at is null')).toEqual([{ n: 0 }])
})
