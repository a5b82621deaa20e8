/** A running journey keeps its versions until somebody changes it over, and sees first what that would do. */
import { randomUUID } from 'node:crypto'
import { changeOver, foreseeChangeover, Rulebooks, versionsToChangeTo } from '#pipeline'
import { foresee } from '#simulation'
import { seedConfiguration, type Creditor } from '#store'
import { endCarriers } from '../support/carrier'
import { addClaims, addCreditor, after, claimOf, DAY, openBench, playUntil, rest, TUESDAY, type PipeBench } from '../support/pipe'
import { attempts } from '../support/pipe-records'

let bench: PipeBench
beforeAll(async () => {
  bench = await openBench()
})
beforeEach(() => bench.clear())
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

/** Before its due date, so that the whole ladder lies ahead. */
const claims = ['1', '2', '3'].map((reference) =>
  claimOf(reference, { email: `${reference}@voorbeeld.example`, phone: '+31612300077' }, { dueOn: '2027-01-20' as never }),
)

/** The next version of the consumer strategy: a call in place of the reminder by e-mail. */
async function publishCalls(): Promise<void> {
  const [seeded] = await bench.database.query<{ definition: { steps: { name: string }[] } }>(
    `select definition from configuration_version where kind = 'strategy' and name = 'consumer' order by version limit 1`,
  )
  const steps = seeded?.definition.steps.map((step) => (step.name === 'reminder' ? { ...step, channel: 'call' } : step))
  await seedConfiguration(
    bench.database,
    [{ kind: 'strategy', name: 'consumer', hash: randomUUID(), definition: { ...seeded?.definition, steps } }],
    bench.now,
  )
}
const versionsOf = async (creditor: Creditor): Promise<number[]> =>
  (
    await bench.database.query<{ v: number }>('select strategy_version as v from journey where creditor_id = $1 order by debtor_id', [
      creditor.id,
    ])
  ).map(({ v }) => v)

test('the effect is shown with nothing written; then the journeys change, and only what follows is decided anew', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, claims)
  await rest(bench)
  const before = await versionsOf(creditor)
  await publishCalls()
  const pipe = { database: bench.database, rulebooks: new Rulebooks(bench.database) }
  const to = await versionsToChangeTo(pipe, creditor, { strategy: 'consumer' })
  const effect = await foreseeChangeover(pipe, creditor, to, { foresee, days: 14, mostPlayed: 100 }, bench.now)
  expect(effect).toMatchObject({
    played: 3,
    different: 3,
    old: { perPhase: { 'pre-due': 3, reminder: 3 }, perChannel: [{ channel: 'email', contacts: 6 }] },
    new: { perPhase: { 'pre-due': 3, reminder: 3 } },
  })
  expect(effect.new.perChannel.map(({ channel, contacts }) => [channel, contacts])).toEqual([
    ['email', 3],
    ['call', 3],
  ])
  expect(await versionsOf(creditor)).toEqual(before)

  expect(await changeOver(pipe, creditor, to, 'operator', bench.now)).toBe(3)
  expect(await changeOver(pipe, creditor, to, 'operator', bench.now)).toBe(0)
  expect(await versionsOf(creditor)).toEqual(before.map(() => to.strategyVersion))
  await playUntil(bench, after(TUESDAY, 14 * DAY))
  // Calls that nobody makes are put up again the next day.
  expect(new Set((await attempts(bench, creditor)).map(({ step, channel }) => `${step} ${channel}`))).toEqual(
    new Set(['pre-due email', 'reminder call']),
  )
})

test('a policy or strategy that nobody published is refused, and a strategy leaves alone whom it is not for', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, claims)
  const pipe = { database: bench.database, rulebooks: new Rulebooks(bench.database) }
  await expect(versionsToChangeTo(pipe, creditor, { policy: 'nl-strict' })).rejects.toThrow('nl-strict')
  const to = await versionsToChangeTo(pipe, creditor, { strategy: 'business' })
  expect(await foreseeChangeover(pipe, creditor, to, { foresee, days: 14, mostPlayed: 100 }, bench.now)).toMatchObject({
    played: 0,
    different: 0,
  })
  expect(await changeOver(pipe, creditor, to, 'operator', bench.now)).toBe(0)
})
