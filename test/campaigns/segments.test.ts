/** Segments: the SQL of a filter picks the same debtors as a plain reading of the same rows, and what is not a filter is refused with its place. */
import { fc } from '../support/examples'
import {
  ATTRIBUTE_FIELDS,
  FLAG_FIELDS,
  LADDER_PHASES,
  NUMBER_FIELDS,
  parseSegmentFilter,
  type CreditorId,
  type Instant,
  type LocalDate,
  type SegmentCondition,
  type SegmentFilter,
} from '#domain'
import {
  allowSensitiveAttributes,
  createCreditor,
  Database,
  migrate,
  readAudit,
  saveSegment,
  segmentWindow,
  sensitiveAttributesAllowed,
} from '#store'
import { createTestDatabase, type TestDatabase } from '../support/postgres'
import { holds, TODAY, writeDebtors, type ClaimRow, type DebtorRow } from './segment-rows'

const NOW = Date.parse('2027-01-12T08:00:00Z') as Instant
let test_: TestDatabase
let database: Database
let creditor: CreditorId
let debtors: readonly DebtorRow[]

beforeAll(async () => {
  test_ = await createTestDatabase()
  await migrate(test_.url, TODAY)
  database = await Database.open(test_.url, 'flow', 4)
  creditor = await newCreditor('one')
  debtors = fc.sample(aDebtor, { numRuns: 60, seed: 7 }).map((debtor, index) => ({ ...debtor, reference: `D${index}` }))
  await writeDebtors(database, creditor, debtors)
  await writeDebtors(database, await newCreditor('two'), debtors.slice(0, 10))
})
afterAll(async () => {
  await database.close()
  await test_.drop()
})

const newCreditor = (code: string): Promise<CreditorId> =>
  createCreditor(database, {
    code,
    name: code,
    policy: 'nl-reference',
    strategies: { consumer: 'consumer', business: 'business' },
    createdAt: NOW,
    profile: {} as never,
    senders: { email: { address: 'a@example.nl', pacePerSecond: 1 }, sms: { address: '+31612345678', pacePerSecond: 1 } },
  })

const aDay = fc
  .integer({ min: -60, max: 20 })
  .map((offset) => new Date(Date.parse(TODAY) + offset * 86_400_000).toISOString().slice(0, 10) as LocalDate)
const someAttributes = fc.dictionary(fc.constantFrom('region', 'plan'), fc.constantFrom('north', 'south', ''), { maxKeys: 2 })
const aClaim: fc.Arbitrary<ClaimRow> = fc
  .record({
    due: aDay,
    open: fc.integer({ min: 1, max: 500 }).map((n) => n * 100),
    state: fc.constantFrom('open', 'open', 'settled', 'withdrawn'),
    kind: fc.constantFrom('claim', 'claim', 'claim', 'credit-note'),
    product: fc.constantFrom(null, 'gas', 'water'),
    attributes: someAttributes,
    steps: fc.uniqueArray(fc.record({ phase: fc.constantFrom(...LADDER_PHASES), live: fc.boolean() }), {
      maxLength: 2,
      selector: ({ phase }) => phase,
    }),
    paidOn: fc.array(aDay, { maxLength: 2 }),
  })
  .map((claim) => (claim.kind === 'credit-note' ? { ...claim, open: -claim.open } : claim))
const aDebtor: fc.Arbitrary<DebtorRow> = fc.record({
  reference: fc.constant(''),
  kind: fc.constantFrom('consumer', 'business'),
  language: fc.constantFrom('nl', 'en'),
  segment: fc.constantFrom('standard', 'loyal', 'notorious'),
  online: fc.boolean(),
  attributes: someAttributes,
  claims: fc.array(aClaim, { maxLength: 4 }),
  promises: fc.array(fc.constantFrom('open', 'kept', 'broken', 'withdrawn'), { maxLength: 3 }),
  points: fc.array(
    fc.record({
      channel: fc.constantFrom('email', 'sms'),
      usable: fc.boolean(),
      purpose: fc.constantFrom('both', 'invoice'),
      stopped: fc.boolean(),
    }),
    { maxLength: 2 },
  ),
})

const someBounds = fc
  .tuple(fc.integer({ min: -50, max: 60_000 }), fc.integer({ min: -50, max: 60_000 }), fc.constantFrom('min', 'max', 'both'))
  .map(([a, b, which]) => ({ ...(which !== 'max' && { min: Math.min(a, b) }), ...(which !== 'min' && { max: Math.max(a, b) }) }))
const small = fc.tuple(fc.integer({ min: -40, max: 4 }), fc.integer({ min: 0, max: 60 })).map(([min, more]) => ({ min, max: min + more }))
const some = (...values: string[]): fc.Arbitrary<string[]> => fc.subarray(values, { minLength: 1 })
const aCondition = fc.oneof(
  fc.tuple(fc.constantFrom(...NUMBER_FIELDS), fc.oneof(someBounds, small)).map(([field, bounds]) => ({ field, ...bounds })),
  fc.record({ field: fc.constantFrom(...FLAG_FIELDS), is: fc.boolean() }),
  fc.record({ field: fc.constant('phase'), in: some('none', ...LADDER_PHASES) }),
  fc.record({ field: fc.constant('kind'), in: some('consumer', 'business') }),
  fc.record({ field: fc.constant('language'), in: some('nl', 'en') }),
  fc.record({ field: fc.constant('debtor-segment'), in: some('standard', 'loyal', 'notorious') }),
  fc.record({ field: fc.constant('product'), in: some('gas', 'water', `x' or '1'='1`) }),
  fc.record({
    field: fc.constantFrom(...ATTRIBUTE_FIELDS),
    name: fc.constantFrom('region', 'plan', `'); drop table debtor; --`),
    in: some('north', 'south', '%'),
  }),
) as fc.Arbitrary<SegmentCondition>
const { filter: aFilter } = fc.letrec<{ filter: SegmentFilter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    aCondition,
    fc.record({ all: fc.array(tie('filter'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('filter'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('filter') }),
  ),
}))

const referencesOf = async (filter: SegmentFilter, size: number): Promise<string[]> => {
  const ids: string[] = []
  for (let after: Awaited<ReturnType<typeof segmentWindow>>['after'] = null, more = true; more;) {
    const window = await segmentWindow(database, creditor, filter, TODAY, after, size)
    ids.push(...window.debtors)
    after = window.after
    more = after !== null
  }
  const rows = await database.query<{ reference: string }>(
    `select reference from debtor where creditor_id = $1 and id = any ($2::uuid[])`,
    [creditor, ids],
  )
  expect(rows.length).toBe(ids.length)
  return rows.map(({ reference }) => reference).sort()
}

test('the statement picks whom a plain reading of the rows picks', async () => {
  let picked = 0
  await fc.assert(
    fc.asyncProperty(aFilter, fc.integer({ min: 7, max: 80 }), async (filter, size) => {
      expect(parseSegmentFilter(filter, false)).toEqual({ filter })
      const expected = debtors
        .filter((debtor) => holds(filter, debtor))
        .map(({ reference }) => reference)
        .sort()
      picked += expected.length
      expect(await referencesOf(filter, size)).toEqual(expected)
    }),
    { numRuns: 150 },
  )
  expect(picked).toBeGreaterThan(500)
})

test('what is not a filter is refused with its place', () => {
  const problems = (value: unknown): string[] => {
    const parsed = parseSegmentFilter(value, false)
    return 'problems' in parsed ? parsed.problems.map(({ pointer }) => pointer) : []
  }
  expect(problems({ all: [{ field: 'days-overdue', min: 1.5 }, { any: [] }, { not: { field: 'language', in: ['fr'] } }] })).toEqual([
    '/all/0/min',
    '/all/1/any',
    '/all/2/not/in/0',
  ])
  expect(problems({ field: 'days-overdue' })).toEqual([''])
  expect(problems({ field: 'days-overdue', min: 9, max: 1 })).toEqual(['/max'])
  expect(problems({ field: 'secret', in: ['x'] })).toEqual(['/field'])
  expect(problems({ field: 'kind', in: ['consumer'], 'or/else': 1 })).toEqual(['/or~1else'])
  expect(problems({ field: 'product', in: ['a\u0000b'] })).toEqual(['/in/0'])
  expect(problems([])).toEqual([''])
  expect(problems({ not: { not: { not: { not: { not: { not: { field: 'online', is: true } } } } } } })).toEqual([
    '/not/not/not/not/not/not',
  ])
  expect(problems({ any: Array.from({ length: 120 }, () => ({ field: 'online', is: true })) })).toHaveLength(1)
})

test('whatever is sent as a filter is parsed or refused, never more', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      const parsed = parseSegmentFilter(value, false)
      expect('filter' in parsed || parsed.problems.length > 0).toBe(true)
    }),
  )
})

test('attributes of origin are refused until an admin allows them, which is kept with who did it', async () => {
  const filter = { field: 'debtor-attribute', name: 'Nationaliteit', in: ['NL'] }
  expect(parseSegmentFilter(filter, await sensitiveAttributesAllowed(database, creditor))).toEqual({
    problems: [expect.objectContaining({ pointer: '/name' })],
  })
  await database.transaction(async (sql) => {
    expect(await allowSensitiveAttributes(sql, creditor, true, 'admin Noor', NOW)).toBe(true)
    expect(await allowSensitiveAttributes(sql, creditor, true, 'admin Noor', NOW)).toBe(false)
  })
  expect(parseSegmentFilter(filter, await sensitiveAttributesAllowed(database, creditor))).toEqual({ filter })
  expect(await readAudit(database, creditor, null, 10)).toEqual([
    { actor: 'admin Noor', action: 'sensitive-attributes.allow', subject: null, detail: null, at: NOW },
  ])
})

test('a changed filter is the next version of its name, the same one is the version that is there', async () => {
  const save = (max: number): Promise<{ version: number; id: string }> =>
    database.transaction((sql) => saveSegment(sql, creditor, 'late', { field: 'days-overdue', min: 1, max }, 'Noor', NOW))
  const [first, same, second] = [await save(10), await save(10), await save(20)]
  expect([first.version, same.version, second.version]).toEqual([1, 1, 2])
  expect(same.id).toBe(first.id)
})
