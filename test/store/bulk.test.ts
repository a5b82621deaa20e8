/** Bulk: whatever debtors are called and wherever they live, an import writes it as it is, also what all rows share and what some leave out. */
import { fc } from '../support/examples'
import { Client } from 'pg'
import { insertRows } from '#store'
import { createTestDatabase, type TestDatabase } from '../support/postgres'

let fresh: TestDatabase, client: Client
beforeAll(async () => {
  fresh = await createTestDatabase()
  client = new Client({ connectionString: fresh.url })
  await client.connect()
  await client.query(
    `create temp table kept (place int, at date, id uuid, name text, hash bytea, amount bigint, flag boolean, due date, flags text[], detail jsonb)`,
  )
})
afterAll(async () => {
  await client.end()
  await fresh.drop()
})

const sql = { query: async <Row>(text: string, values: readonly unknown[] = []) => (await client.query(text, [...values])).rows as Row[] }

// A text in the database holds every character but this one; a half of a pair is no character.
const text = fc
  .string({
    unit: fc.oneof(fc.constantFrom('"', '\\', ',', '{', '}', "'", '\n', ' ', 'é', '😀'), fc.string({ minLength: 1, maxLength: 1 })),
  })
  .map((given) => given.replaceAll('\0', ''))
const hash = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('hex'))
const day = fc.integer({ min: 0, max: 40_000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10))
const missing = { nil: null, freq: 3 }
const rows = fc.array(
  fc.record({
    id: fc.option(fc.uuid(), missing),
    name: fc.option(text, missing),
    hash: fc.option(hash, missing),
    amount: fc.option(fc.maxSafeInteger(), missing),
    flag: fc.option(fc.boolean(), missing),
    due: fc.option(day, missing),
    flags: fc.option(fc.array(fc.constantFrom('missing-number', 'missing-date')), missing),
    detail: fc.option(text, missing),
  }),
  { minLength: 1, maxLength: 30 },
)
/** Of such a list every row is alike, as most columns of an export are. */
const alike = fc.tuple(rows, fc.integer({ min: 1, max: 5 })).map(([[first], times]) => Array.from({ length: times }, () => first!))

test('what is read back is what was written', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(rows, alike), async (given) => {
      await client.query('truncate kept')
      await insertRows(
        sql,
        'kept',
        { at: ['date', '2027-01-04'] },
        {
          place: ['int', given.map((_, place) => place)],
          id: ['uuid', given.map(({ id }) => id)],
          name: ['text', given.map(({ name }) => name)],
          hash: ['hex', given.map((row) => row.hash)],
          amount: ['bigint', given.map(({ amount }) => amount)],
          flag: ['boolean', given.map(({ flag }) => flag)],
          due: ['date', given.map(({ due }) => due)],
          flags: ['text[]', given.map(({ flags }) => flags && `{${flags.join(',')}}`)],
          detail: ['jsonb', given.map(({ detail }) => (detail === null ? null : JSON.stringify(detail)))],
        },
      )
      const { rows: kept } = await client.query(
        `select id, name, encode(hash, 'hex') as hash, amount::float8 as amount, flag, due::text as due, flags, detail from kept order by place`,
      )
      expect(kept).toEqual(given)
    }),
    { numRuns: 60 },
  )
})
