/** A process with few connections to the database: whoever holds one of them never waits for another. */
import { countHeldOutcomes, dial, nextCall, openCallDesk, tellUndoably, type CallFacts } from '#pipeline'
import { Database, openClaims } from '#store'
import { endCarriers } from '../support/carrier'
import { addClaims, addCreditor, claimOf, openBench, rest, type PipeBench } from '../support/pipe'

let bench: PipeBench
beforeAll(async () => {
  bench = await openBench()
})
beforeEach(() => bench.clear())
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

test('agents who all go on to the next call at once, on few connections: what they told is counted, and none waits for the connection of another', async () => {
  const told: ((claim: string) => Partial<CallFacts>)[] = [
    () => ({ kind: 'paid' }),
    () => ({ kind: 'no-answer' }),
    (claim) => ({
      kind: 'arrangement',
      arrangement: { claims: [claim], instalments: [{ dueOn: '2027-01-20' as never, amount: 12_500 }], today: '2027-01-12' as never },
    }),
  ]
  const creditor = await addCreditor(bench, { desk: { callTries: 1 } })
  await addClaims(
    bench,
    creditor,
    told.map((_, index) => claimOf(String(index), { phone: `+3161230${String(1000 + index)}`, preferredChannel: 'call' })),
  )
  await rest(bench)
  const narrow = await Database.open(bench.url, 'flow', told.length)
  const desk = openCallDesk({ database: narrow, redirectAllTo: null, log: bench.pipe.log })
  for (const [index, facts] of told.entries()) {
    const call = await nextCall(desk, creditor.id, `agent-${index}`, bench.now)
    const talking = call && (await dial(desk, call, bench.now))
    if (!talking) throw new Error('nobody talks')
    const [claim] = await openClaims(bench.database, talking)
    const ended = { reason: null, note: null, agent: `agent-${index}`, ...facts(claim?.id ?? '') } as CallFacts
    expect(await bench.database.transaction((sql) => tellUndoably(bench.pipe, sql, talking, ended, 60, bench.now))).not.toBeNull()
  }
  const counted = await Promise.all(
    told.map((_, index) => countHeldOutcomes(desk, { creditorId: creditor.id, agent: `agent-${index}` }, 10)),
  )
  expect(counted).toEqual([1, 1, 1])
  await narrow.close()
})
