/** A portfolio that comes into a system at work: its plans were made for next to nothing, and it reads by key all the same. */
import { turn } from '#pipeline'
import { Database } from '#store'
import { endCarriers } from '../support/carrier'
import { addClaims, addCreditor, claimOf, openBench, type PipeBench } from '../support/pipe'

const DEBTORS = 4_000
/** What is looked at in one index for one debtor: one entry or two. By any index but the one by key it would be thousands. */
const ENTRIES = 10
/** Read in its order, with what stands there from before. */
const QUEUE = 'debtor_review_due'

let bench: PipeBench
beforeAll(async () => {
  bench = await openBench()
})
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

test('what is decided costs the same as among few', async () => {
  const creditor = await addCreditor(bench, { live: false })
  const many = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => claimOf(String(from + index), { email: `klant${from + index}@voorbeeld.example` }))
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
  const [made] = await bench.database.query<{ n: number }>('select count(*)::int as n from contact_attempt')
  expect(made?.n).toBe(DEBTORS + 3)
  const read = await bench.database.query<{ by: string; each: number }>(
    'select indexrelname as by, (idx_tup_read / $1::float8)::float8 as each from pg_stat_user_indexes',
    [DEBTORS],
  )
  expect(read.filter(({ by, each }) => by !== QUEUE && each > ENTRIES)).toEqual([])
})
