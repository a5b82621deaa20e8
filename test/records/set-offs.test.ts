/** What a payment covers before the principal (art. 6:44 BW), through the real pipe; and what debt help takes off. */
import type { LocalDate } from '#domain'
import { debtorStatement, waiveCharges } from '#pipeline'
import { confirmArrangement, endTask, keepEarlyReceipt, openClaims, proposeArrangement, restDebtor, type DebtorKey } from '#store'
import { openCaller } from '../support/api'
import { endCarriers } from '../support/carrier'
import { addClaims, at, callBack, claimOf, openBench, playUntil, rest, type PipeBench } from '../support/pipe'
import { handOvers } from '../support/pipe-records'
import { owingIn, SATURDAY_AFTER_TERM } from './owing'

let bench: PipeBench
const { owing, paid, textOf } = owingIn(() => bench)
beforeAll(async () => {
  bench = await openBench()
})
beforeEach(() => bench.clear())
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

test('where payments cover costs first, the principal in full leaves as much open as the costs; the message names it, and letting go of them ends the debt', async () => {
  const { creditor, debtor } = await owing({ charges: { paymentsCoverCostsFirst: true } })
  await playUntil(bench, at('2027-02-05T20:00:00Z'))
  const { token } = await openCaller(bench, [creditor.id])
  const answer = await fetch(`${bench.api}/v1/creditors/${creditor.id}/payments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': 'the-payment-of-6-february' },
    body: JSON.stringify({ payments: [{ key: 'paid', receivedOn: '2027-02-06', amount: '390.00', claimReference: '1' }] }),
  })
  expect(answer.status).toBe(200)
  await playUntil(bench, SATURDAY_AFTER_TERM)
  const demand = await textOf(creditor, 'final-demand')
  for (const line of [
    'Betaald op 6 februari 2027: € 390,00',
    'Daarvan voor incassokosten: € 60,00',
    'Nog open van factuur F-1: € 70,00',
    'Incassokosten volgens de wet, over € 400,00: € 60,00',
    'Al betaald van de incassokosten: € 60,00',
    'Samen: € 70,00',
  ])
    expect(demand).toContain(line)
  expect(demand).not.toContain('Daarom komt er nu')
  // The bookkeeping, which knows of no costs, has 10.00 open.
  await addClaims(bench, creditor, [claimOf('1', {}, { original: 40_000, open: 1_000 })])
  const owed = async (): Promise<number | undefined> =>
    (await debtorStatement(bench.database, bench.pipe.rulebooks, debtor, bench.now))?.total
  await paid(creditor, '2027-02-07', 1_000)
  expect(await owed()).toBe(6_000)
  // What went back first paid the rest, and then the costs.
  await paid(creditor, '2027-02-08', -40_000)
  expect(await owed()).toBe(46_000)
  await paid(creditor, '2027-02-09', 40_000)
  expect(await owed()).toBe(6_000)
  expect(
    await bench.database.transaction((sql) =>
      waiveCharges(sql, bench.pipe.rulebooks, debtor, { claimId: null, what: ['costs'], reason: 'goodwill' }, bench.now),
    ),
  ).toBe(1)
  expect(await owed()).toBeUndefined()
  const [{ open, lines }] = (await bench.database.query<{ open: number; lines: number }>(
    `select c.open_cents as open, (select sum(amount_cents)::int from ledger_entry l where l.creditor_id = c.creditor_id and l.claim_id = c.id) as lines from claim c where c.creditor_id = $1`,
    [creditor.id],
  )) as [{ open: number; lines: number }]
  expect([open, lines]).toEqual([0, 0])
})

test('money of the day before an arrangement that was made after midnight covers costs first, whatever day it still is in Greenwich', async () => {
  const { creditor, debtor } = await owing({ charges: { paymentsCoverCostsFirst: true } })
  await playUntil(bench, at('2027-02-07T00:30:00+01:00'))
  const claims = await openClaims(bench.database, debtor)
  const today = '2027-02-07' as LocalDate
  await bench.database.transaction(async (sql) => {
    const agreed = { claims: claims.map(({ id }) => id), instalments: [{ dueOn: '2027-03-01' as LocalDate, amount: 40_000 }], by: 'noor' }
    const made = await proposeArrangement(sql, debtor, agreed, today, bench.now)
    expect('fault' in made ? made.fault : await confirmArrangement(sql, debtor, made.id, 'noor', today, bench.now)).toBeNull()
  })
  bench.now = at('2027-02-07T08:00:00+01:00')
  await paid(creditor, '2027-02-06', 10_000)
  expect(await openClaims(bench.database, debtor)).toMatchObject([{ open: 36_000 }])
  await paid(creditor, '2027-02-07', 10_000)
  expect(await openClaims(bench.database, debtor)).toMatchObject([{ open: 26_000 }])
})

test('a notice that the carrier refuses brings no costs', async () => {
  const { creditor, debtor } = await owing()
  await playUntil(bench, at('2027-01-21T20:00:00Z'))
  await bench.database.query(`update contact_point set address = '"refused@voorbeeld.example"' where creditor_id = $1`, [creditor.id])
  await playUntil(bench, SATURDAY_AFTER_TERM)
  expect((await handOvers(bench, creditor)).map(({ state }) => state)).toEqual(['accepted', 'refused'])
  expect(await debtorStatement(bench.database, bench.pipe.rulebooks, debtor, bench.now)).toMatchObject({ total: 40_000 })
})

test.each([false, true])(
  'when the notice that announced the costs comes back, what a payment covered of them lowers the principal; told by a name that is known only later: %p',
  async (early) => {
    const { creditor, debtor } = await owing({ charges: { paymentsCoverCostsFirst: true } })
    await playUntil(bench, at('2027-02-06T08:00:00Z'))
    await paid(creditor, '2027-02-06', 39_000)
    const owed = async (): Promise<number | undefined> =>
      (await debtorStatement(bench.database, bench.pipe.rulebooks, debtor, bench.now))?.total
    expect(await owed()).toBe(7_000)
    const [notice] = await bench.database.query<{ id: string }>(
      `select h.id from contact_attempt a join hand_over h on h.creditor_id = a.creditor_id and h.attempt_id = a.id where a.creditor_id = $1 and a.phase = 'formal-notice'`,
      [creditor.id],
    )
    const known = (reference: string | null): Promise<unknown> =>
      bench.database.query('update hand_over set carrier_reference = $2 where id = $1', [notice?.id, reference])
    await known(null)
    const receipt = {
      kind: 'receipt',
      key: 'back',
      carrierReference: 'the-letter',
      status: 'failed',
      failure: 'permanent',
      code: '5.1.1',
      at: '2027-02-06T08:00:00Z',
    } as const
    if (early) await keepEarlyReceipt(bench.database, { ...receipt, handOverId: null }, null, bench.now)
    else await callBack(bench, { ...receipt, handOverId: notice?.id })
    await rest(bench)
    await known('the-letter')
    bench.now = at('2027-02-06T09:00:00Z')
    await rest(bench)
    expect(await owed()).toBe(1_000)
  },
)

test('a notice of debt help that a person confirms lets go of costs whose term still runs, and of no others', async () => {
  const during = await owing()
  await playUntil(bench, at('2027-02-01T12:00:00Z'))
  const helped = async (debtor: DebtorKey, as: string): Promise<string | null> => {
    await bench.database.transaction(async (sql) => {
      await restDebtor(sql, debtor, { kind: 'debt-help', claimId: null, until: null, note: null }, bench.now)
      const [task] = await sql.query<{ id: string }>(
        `select id from task where creditor_id = $1 and kind = 'debt-help-confirmation' and closed_at is null`,
        [debtor.creditorId],
      )
      await endTask(sql, debtor.creditorId, task?.id ?? '', { as, note: null, by: 'noor' }, bench.now)
    })
    return (
      (
        await bench.database.query<{ waived: string | null }>('select costs_waived as waived from claim where creditor_id = $1', [
          debtor.creditorId,
        ])
      )[0]?.waived ?? null
    )
  }
  expect(await helped(during.debtor, 'mistaken')).toBeNull()
  expect(await helped(during.debtor, 'confirmed')).toBe('hardship')
  await bench.clear()
  const after = await owing()
  await playUntil(bench, SATURDAY_AFTER_TERM)
  expect(await helped(after.debtor, 'confirmed')).toBeNull()
})
