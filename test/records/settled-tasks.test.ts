/** What a person was asked to do about invoices that are paid meanwhile: nobody is asked any more, and is again when the money goes back. */
import type { LocalDate } from '#domain'
import { tellTimeline } from '#pipeline'
import { readTimeline, type Creditor } from '#store'
import { endCarriers } from '../support/carrier'
import { addClaims, addCreditor, claimOf, openBench, pay, rest, type PipeBench } from '../support/pipe'
import { openTasks } from '../support/pipe-records'

let bench: PipeBench
beforeAll(async () => {
  bench = await openBench()
})
beforeEach(() => bench.clear())
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

/** At the end of the ladder: the final demand lies more than fourteen days back. */
async function proposed(...references: string[]): Promise<Creditor> {
  const creditor = await addCreditor(bench)
  const history = { lastPhase: 'final-demand' as const, on: '2026-12-21' as LocalDate }
  await addClaims(
    bench,
    creditor,
    references.map((reference) =>
      claimOf(reference, { reference: 'D', email: 'd@voorbeeld.example' }, { dueOn: '2026-11-01' as LocalDate, history }),
    ),
  )
  await rest(bench)
  expect(await openTasks(bench, creditor)).toEqual(['escalation'])
  return creditor
}

test('a hand-over is not asked for any more once its invoice is paid, and the timeline says so; it is again when the money goes back', async () => {
  const creditor = await proposed('1')
  await pay(bench, creditor, '1', 12_500)
  await rest(bench)
  expect(await openTasks(bench, creditor)).toEqual([])
  const told = tellTimeline((await readTimeline(bench.database, creditor.id, 'D'))!, 'nl', 'Europe/Amsterdam')
  expect(told.at(-1)?.what).toBe('taak afgerond (overdracht, niet meer nodig: betaald of ingetrokken)')
  await pay(bench, creditor, '1', -12_500)
  await rest(bench)
  expect(await openTasks(bench, creditor)).toEqual(['escalation'])
})

test('while one of its invoices is open a hand-over is asked for; what somebody has approved stays so', async () => {
  const creditor = await proposed('1', '2')
  await pay(bench, creditor, '1', 12_500)
  await rest(bench)
  expect(await openTasks(bench, creditor)).toEqual(['escalation'])
  await bench.database.query(`update task set closed_at = $2, closed_as = 'approved' where creditor_id = $1`, [
    creditor.id,
    new Date(bench.now),
  ])
  await pay(bench, creditor, '2', 12_500)
  await rest(bench)
  await pay(bench, creditor, '2', -12_500)
  await rest(bench)
  expect(await openTasks(bench, creditor)).toEqual([])
})
