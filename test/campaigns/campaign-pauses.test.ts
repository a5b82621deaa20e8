/** A campaign that is paused, resumed, stopped or finished, on a real pipe: nobody is written to twice, and debtors go back to the journey they had. */
import type { LocalDate } from '#domain'
import { CampaignNotReady } from '#pipeline'
import { mergeDebtors, readAudit } from '#store'
import { endCarriers } from '../support/carrier'
import { addClaims, addCreditor, after, claimOf, DAY, openBench, pay, playUntil, rest, type PipeBench } from '../support/pipe'
import { attempts } from '../support/pipe-records'
import { act, begin, email, many, progress, running, stateOf } from './campaign-bench'

let bench: PipeBench
beforeAll(async () => {
  bench = await openBench()
})
afterAll(async () => {
  await bench.close()
  await endCarriers()
})
beforeEach(async () => {
  await bench.clear()
})

const key = async (creditor: { id: string }, reference: string): Promise<never> =>
  (
    await bench.database.query(
      'select creditor_id as "creditorId", id as "debtorId" from debtor where creditor_id = $1 and reference = $2',
      [creditor.id, reference],
    )
  )[0] as never

test('a paused campaign decides and sends nothing, a resume goes on where it was, and nobody is written to twice', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [...many(3), ...many(3, 11, '2027-01-08')])
  const id = await begin(bench, creditor)
  await rest(bench)
  expect((await attempts(bench, creditor)).length).toBe(3)
  await act(bench, creditor, id, 'pause')
  await playUntil(bench, after(bench.now, 3 * DAY))
  expect((await attempts(bench, creditor)).length).toBe(3)
  expect((await progress(bench, creditor, id)).states).toEqual({ contacted: 3, waiting: 3 })
  await act(bench, creditor, id, 'resume')
  await rest(bench)
  expect((await attempts(bench, creditor)).map(({ debtor, state }) => `${debtor} ${state}`).sort()).toEqual(
    ['D-1', 'D-2', 'D-3', 'D-11', 'D-12', 'D-13'].map((debtor) => `${debtor} handed-over`).sort(),
  )
  await expect(act(bench, creditor, id, 'resume')).rejects.toThrow(CampaignNotReady)
})

test('a debtor who pays while the campaign is paused leaves as settled', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, many(2))
  const id = await begin(bench, creditor)
  await rest(bench)
  await act(bench, creditor, id, 'pause')
  await pay(bench, creditor, '1', 12_500)
  await rest(bench)
  expect(await progress(bench, creditor, id)).toMatchObject({
    states: { settled: 1, contacted: 1 },
    responses: [{ variant: 'a', payments: 1, paidCents: 12_500, promises: 0, replies: 0 }],
  })
  expect(await stateOf(bench, id)).toBe('paused')
})

test("a stop ends what has not left and gives the debtors back to the creditor's own journey, each claim where it was", async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [...many(2), claimOf('3', email(3), { dueOn: '2027-01-08' as LocalDate })])
  const id = await begin(bench, creditor)
  await rest(bench)
  await act(bench, creditor, id, 'stop')
  await rest(bench)
  expect((await running(bench, creditor)).map(({ strategy, campaign }) => [strategy, campaign])).toEqual([
    ['consumer', null],
    ['consumer', null],
    ['consumer', null],
  ])
  expect((await progress(bench, creditor, id)).states).toEqual({ stopped: 3 })
  await playUntil(bench, after(bench.now, 3 * DAY))
  expect((await attempts(bench, creditor)).map(({ debtor, step, state }) => [debtor, step, state])).toEqual([
    ['D-1', 'reminder', 'handed-over'],
    ['D-2', 'reminder', 'handed-over'],
    ['D-3', 'reminder', 'handed-over'],
  ])
  expect((await readAudit(bench.database, creditor.id, id, 10)).map(({ action, actor }) => [action, actor])).toEqual([
    ['campaign.stop', 'Noor'],
    ['campaign.start', 'Noor'],
    ['campaign.create', 'Noor'],
  ])
})

test('a campaign is finished when all have settled; money that went back brings a debtor into it again while it runs', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, many(2))
  const id = await begin(bench, creditor)
  await rest(bench)
  await pay(bench, creditor, '1', 12_500)
  await rest(bench)
  await pay(bench, creditor, '1', -12_500)
  await rest(bench)
  expect((await progress(bench, creditor, id)).states).toEqual({ contacted: 2 })
  await pay(bench, creditor, '1', 12_500)
  await pay(bench, creditor, '2', 12_500)
  await rest(bench)
  expect(await stateOf(bench, id)).toBe('finished')
  await pay(bench, creditor, '1', -12_500)
  await rest(bench)
  expect(await running(bench, creditor)).toEqual([{ debtor: 'D-1', strategy: 'consumer', campaign: null }])
})

test('a journey that a merge brought to another debtor goes on without the campaign once that has ended', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, many(2))
  await pay(bench, creditor, '2', 12_500)
  await rest(bench)
  const id = await begin(bench, creditor)
  await rest(bench)
  const [one, two] = [await key(creditor, 'D-1'), await key(creditor, 'D-2')] as { debtorId: never }[]
  await bench.database.transaction((sql) =>
    mergeDebtors(sql, { creditorId: creditor.id, mergedId: one!.debtorId, survivorId: two!.debtorId, by: 'agent' }, bench.now),
  )
  await rest(bench)
  expect(await stateOf(bench, id)).toBe('finished')
  expect(await running(bench, creditor)).toEqual([{ debtor: 'D-2', strategy: 'consumer', campaign: null }])
})
