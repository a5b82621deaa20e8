/** Tasks where several things of one debtor wait for a person: one of them that is done leaves the others. */
import { localDateOf } from '#domain'
import { endCall, turn } from '#pipeline'
import { endDispute, keepUnknown, openDispute, takeCallIn, unknownHandOvers } from '#store'
import { endCarriers } from '../support/carrier'
import { addClaims, addCreditor, claimOf, HOUR, openBench, after, rest, type PipeBench } from '../support/pipe'
import { debtorKey, openTasks } from '../support/pipe-records'

let bench: PipeBench
beforeAll(async () => {
  bench = await openBench()
})
beforeEach(() => bench.clear())
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

test('of two disputes one is resolved: the task is there until the other is too', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(
    bench,
    creditor,
    ['1', '2'].map((reference) => claimOf(reference, { reference: 'D', email: 'd@voorbeeld.example' })),
  )
  const debtor = await debtorKey(bench, creditor, 'D')
  const claims = await bench.database.query<{ id: string }>('select id from claim where creditor_id = $1 order by reference', [creditor.id])
  const disputes = await bench.database.transaction(async (sql) => {
    const opened: string[] = []
    for (const { id } of claims) opened.push((await openDispute(sql, debtor, id, null, bench.now)) ?? '')
    return opened
  })
  const resolve = (id = ''): Promise<boolean> =>
    bench.database.transaction((sql) =>
      endDispute(sql, debtor, id, { outcome: 'rejected', on: localDateOf(bench.now, 'Europe/Amsterdam') }, bench.now),
    )
  expect(await openTasks(bench, creditor)).toEqual(['dispute'])
  expect(await resolve(disputes[0])).toBe(true)
  expect(await openTasks(bench, creditor)).toEqual(['dispute'])
  expect(await resolve(disputes[1])).toBe(true)
  expect(await openTasks(bench, creditor)).toEqual([])
})

test('how a call went that the debtor made tells nothing of an e-mail of which nobody knows what became', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('1', { email: 'd@voorbeeld.example' })])
  await rest(bench)
  await bench.database.query(`update hand_over set state = 'unknown', receipt = null where creditor_id = $1`, [creditor.id])
  await bench.database.query(`update contact_attempt set state = 'unknown', due_at = $2 where creditor_id = $1`, [
    creditor.id,
    new Date(bench.now),
  ])
  const [lost] = await unknownHandOvers(bench.database, bench.now, 1)
  if (!lost) throw new Error('nothing is unknown')
  await keepUnknown(bench.database, lost, after(bench.now, HOUR), true, bench.now)
  expect(await openTasks(bench, creditor)).toEqual(['outcome-unknown'])
  const debtor = await debtorKey(bench, creditor, 'D-1')
  const taken = await bench.database.transaction((sql) => takeCallIn(sql, debtor, 'anna', bench.now))
  if (!('call' in taken)) throw new Error('nobody is on the line')
  expect(await endCall(bench.pipe, taken.call, { kind: 'other', reason: null, note: null, agent: 'anna' }, bench.now)).toBe(true)
  await turn(bench.pipe, bench.now)
  expect(await openTasks(bench, creditor)).toEqual(['outcome-unknown'])
})
