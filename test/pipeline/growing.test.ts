/** A portfolio that comes into a system at work: its plans were made for next to nothing, and it reads by key all the same. */
import { turn } from '#pipeline'
import { Database } from '#store'
import { endCarriers } from '../support/carrier'
import { addClaims, addCreditor, claimOf, openBench, type PipeBench } from '../support/pipe'

const DEBTORS = 4_000
/** What a debtor's decision looks at, its indexes included: a few dozen entries. By any index but the one by key it would be thousands. */
const ENTRIES = 50

let bench: PipeBench
beforeAll(async () => { bench = await openBench() })
afterAll(async () => { await bench.close(); await endCarriers() })

test('what is decided costs the same as among few', async () => {
  const creditor = await addCreditor(bench, { live: false })
  const many = (from: number, count: number) => Array.from({ length: count }, (_, index) => claimOf(String(from + index), { email: `klant${from + index}@voorbeeld.example` }))
  const database = await Database.open(bench.url, 'flow', 4)
  const pipe = { ...bench.pipe, database }
  const importing = await Database.open(bench.url, 'flow', 1)
  await addClaims({ ...bench, database: importing }, creditor, many(0, 3))
  for (let turns = 0; turns < 4; turns++) await turn(pipe, bench.now)
  for (let from = 3; from < DEBTORS; from += 1000) await addClaims({ ...bench, database: importing }, creditor, many(from, 1000))
  await importing.close()
  while ((await turn(pipe, bench.now)) > 0);
  // A connection tells what it read when it ends.
  await database.close()
  const [read] = await bench.database.query<{ entries: number; decided: number }>(
    `select (select count(*) from contact_attempt)::int as decided,
       (select sum(idx_tup_read) from pg_stat_user_indexes where relname in ('debtor', 'debtor_person', 'journey', 'claim', 'claim_step', 'contact_point', 'contact_attempt', 'decision'))::int as entries`)
  expect(read?.decided).toBe(DEBTORS + 3)
  expect((read?.entries ?? Infinity) / DEBTORS).toBeLessThan(ENTRIES)
})
