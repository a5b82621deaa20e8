/** Two debtors that are one person are seen, counted and contacted as one. */
import type { DebtorId, LocalDate } from '#domain'
import { decideDue } from '#pipeline'
import { findDebtor, markVulnerable, newId, openClaims, readTimeline, recordOptOut, recordPromise, vulnerabilityOf } from '#store'
import { endCarriers } from '../support/carrier'
import { addClaims, after, callBack, claimOf, DAY, HOUR, openBench, pay, playUntil, rest, TUESDAY, type PipeBench } from '../support/pipe'
import { attempts, debtorKey, handOvers } from '../support/pipe-records'
import { claimsOf, email, merge, merged, pairOf, undo } from './pair'

let bench: PipeBench
beforeAll(async () => {
  bench = await openBench()
})
beforeEach(() => bench.clear())
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

test('claims, history and addresses are seen under the survivor, by either reference, and one message goes out for both', async () => {
  const both = await pairOf(bench)
  await bench.database.transaction((sql) => recordPromise(sql, both.old, '2027-01-12' as LocalDate, 5_000, bench.now))
  await merged(bench, both)
  expect(await claimsOf(bench, both.main)).toEqual(['main', 'old'])
  expect(await claimsOf(bench, both.old)).toEqual([])
  expect(await findDebtor(bench.database, both.creditor.id, 'D-old')).toBe(both.main.debtorId)
  const timeline = await readTimeline(bench.database, both.creditor.id, 'D-old')
  expect(timeline?.entries.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['promise', 'merged']))
  expect(await bench.database.query('select count(*)::int as n from contact_point where debtor_id = $1', [both.main.debtorId])).toEqual([
    { n: 2 },
  ])
  await playUntil(bench, after(TUESDAY, 4 * DAY))
  expect((await attempts(bench, both.creditor)).filter(({ state }) => state === 'handed-over')).toMatchObject([
    { debtor: 'D-main', claims: ['main', 'old'] },
  ])
  expect(await bench.database.query(`select count(*)::int as n from journey where state = 'running'`)).toEqual([{ n: 1 }])
})

test('the budget counts over both: what the one got today, the other is not sent again', async () => {
  const both = await pairOf(bench, email('oud'), email('nieuw'))
  await bench.database.query(`update debtor set review_at = $2 where id = $1`, [both.main.debtorId, new Date(after(TUESDAY, 365 * DAY))])
  await rest(bench)
  expect(await attempts(bench, both.creditor)).toMatchObject([{ debtor: 'D-old', state: 'handed-over' }])
  await merged(bench, both)
  await rest(bench)
  expect(await attempts(bench, both.creditor)).toHaveLength(1)
  expect((await attempts(bench, both.creditor))[0]).toMatchObject({ debtor: 'D-main' })
})

test('two messages queued before the merge: only one leaves', async () => {
  const both = await pairOf(bench)
  await decideDue(bench.pipe, bench.now, 10)
  expect((await attempts(bench, both.creditor)).map(({ state }) => state)).toEqual(['queued', 'queued'])
  await merged(bench, both)
  await rest(bench)
  expect(await handOvers(bench, both.creditor)).toHaveLength(1)
})

test('stop on one address is kept, and counts for the person; a later stop outlives the undo, what only followed from the merge does not', async () => {
  const both = await pairOf(bench, { ...email('oud'), sms: '+31612300031' }, { ...email('nieuw'), sms: '+31612300032' })
  const optOuts = async (): Promise<number> =>
    (await bench.database.query<{ n: number }>('select count(*)::int as n from opt_out'))[0]?.n ?? 0
  await bench.database.transaction((sql) => recordOptOut(sql, both.old, 'sms', 'agent', bench.now))
  const id = await merged(bench, both)
  expect(await optOuts()).toBe(2)
  bench.now = after(TUESDAY, HOUR)
  expect(await undo(bench, both, id)).toBeNull()
  expect(await optOuts()).toBe(1)
  const again = await merged(bench, both)
  await bench.database.transaction((sql) => recordOptOut(sql, both.main, 'sms', 'agent', after(bench.now, HOUR)))
  expect(await undo(bench, both, again)).toBeNull()
  expect(await optOuts()).toBe(2)
})

test("a reply from the merged debtor's number is the survivor's, and stops both", async () => {
  const both = await pairOf(bench, { sms: '+31612300031' }, email('nieuw'))
  await merged(bench, both)
  const [sender] = await bench.database.query<{ address: string }>(
    `select address from sender where creditor_id = $1 and channel = 'sms'`,
    [both.creditor.id],
  )
  await callBack(bench, {
    kind: 'inbound',
    key: 'hello',
    channel: 'sms',
    from: '+31612300031',
    to: sender?.address,
    text: 'wie is dit?',
    at: new Date(TUESDAY).toISOString(),
  })
  await rest(bench)
  expect(await bench.database.query('select debtor_id as id from inbound_message')).toEqual([{ id: both.main.debtorId }])
})

test('refused: itself, strangers, another kind, who was merged, who holds others, and who is being contacted right now', async () => {
  const both = await pairOf(bench)
  const other = await pairOf(bench)
  await addClaims(bench, both.creditor, [claimOf('firm', { kind: 'business', ...email('firma') }), claimOf('third', email('derde'))])
  const [firm, third] = [await debtorKey(bench, both.creditor, 'D-firm'), await debtorKey(bench, both.creditor, 'D-third')]
  expect(await merge(bench, { old: both.old, main: both.old })).toEqual({ fault: 'same-debtor' })
  expect(await merge(bench, { old: both.old, main: other.main })).toEqual({ fault: 'unknown-debtor' })
  expect(await merge(bench, { old: both.old, main: { ...both.main, debtorId: newId<DebtorId>() } })).toEqual({ fault: 'unknown-debtor' })
  expect(await merge(bench, { old: both.old, main: firm })).toEqual({ fault: 'other-kind' })
  await decideDue(bench.pipe, bench.now, 10)
  await bench.database.query(`update contact_attempt set state = 'sending' where debtor_id = $1`, [both.main.debtorId])
  expect(await merge(bench, both)).toEqual({ fault: 'contact-under-way' })
  await bench.database.query(`update contact_attempt set state = 'queued' where debtor_id = $1`, [both.main.debtorId])
  await merged(bench, both)
  expect(await merge(bench, { old: both.old, main: third })).toEqual({ fault: 'already-merged' })
  expect(await merge(bench, { old: third, main: both.old })).toEqual({ fault: 'already-merged' })
  expect(await merge(bench, { old: both.main, main: third })).toEqual({ fault: 'is-survivor' })
})

test('merges crossed and doubled by several agents at once: one stands, nobody hangs', async () => {
  const both = await pairOf(bench)
  const answers = await Promise.all([
    merge(bench, both),
    merge(bench, { old: both.main, main: both.old }),
    merge(bench, both),
    merge(bench, { old: both.main, main: both.old }),
  ])
  expect(answers.filter((answer) => 'id' in answer)).toHaveLength(1)
  expect(await bench.database.query('select count(*)::int as n from debtor where merged_into is not null')).toEqual([{ n: 1 }])
})

test('payments and reviews in the middle of a merge are neither lost nor counted twice', async () => {
  const pairs = await Promise.all(Array.from({ length: 3 }, () => pairOf(bench)))
  await Promise.all([
    decideDue(bench.pipe, bench.now, 50),
    ...pairs.flatMap((both) => [pay(bench, both.creditor, 'old', 2_500), merge(bench, both), pay(bench, both.creditor, 'main', 500)]),
  ])
  // Both stopped at the gate in one hour: the step is tried again after it.
  await playUntil(bench, after(TUESDAY, 2 * HOUR))
  for (const { creditor, main } of pairs) {
    expect((await openClaims(bench.database, main)).map(({ reference, open }) => `${reference} ${open}`)).toEqual([
      'main 12000',
      'old 10000',
    ])
    const sent = (await attempts(bench, creditor)).filter(({ state }) => state === 'handed-over')
    expect(sent.map(({ debtorId, amount, claims }) => [debtorId, claims.length, amount])).toEqual([[main.debtorId, 2, 22_000]])
  }
})

test("who was marked as vulnerable under one name is so under the other, until the undo; a mark of the other's own stands", async () => {
  const both = await pairOf(bench)
  await markVulnerable(bench.database, both.old, { note: 'kort en rustig', by: 'agent' }, bench.now)
  const id = await merged(bench, both)
  expect(await vulnerabilityOf(bench.database, both.main)).toMatchObject({ note: 'kort en rustig' })
  expect(await undo(bench, both, id)).toBeNull()
  expect(await Promise.all([both.old, both.main].map((debtor) => vulnerabilityOf(bench.database, debtor)))).toMatchObject([
    { note: 'kort en rustig' },
    null,
  ])
  await markVulnerable(bench.database, both.main, { note: 'alleen per brief', by: 'agent' }, bench.now)
  expect(await undo(bench, both, await merged(bench, both))).toBeNull()
  expect(await vulnerabilityOf(bench.database, both.main)).toMatchObject({ note: 'alleen per brief' })
})
