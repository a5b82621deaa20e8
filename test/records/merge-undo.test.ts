/** A merge undone: both are as they were, and what happened since is with whom it concerns. */
import { fc } from '../support/examples'
import { createHash } from 'node:crypto'
import type { Channel, ImportedDebtor, LocalDate } from '#domain'
import { decideDue, enqueueDue } from '#pipeline'
import {
  confirmArrangement,
  Database,
  MOVED_TABLES,
  openClaims,
  placeHold,
  proposeArrangement,
  readMerge,
  recordDispute,
  recordOptOut,
  recordPromise,
  type DebtorKey,
} from '#store'
import { endCarriers } from '../support/carrier'
import { addClaims, addCreditor, after, claimOf, DAY, HOME, openBench, pay, rest, TUESDAY, type PipeBench } from '../support/pipe'
import { debtorKey } from '../support/pipe-records'
import { claimsOf, count, email, merge, merged, pairOf, undo } from './pair'

let bench: PipeBench
let owner: Database
beforeAll(async () => {
  bench = await openBench()
  owner = await Database.open(bench.url, 'owner', 2)
})
beforeEach(() => bench.clear())
afterAll(async () => {
  await owner.close()
  await bench.close()
  await endCarriers()
})

/** Every row of every table but the merges themselves; counters and dates of the next look may move on, and both events stay. */
async function everything(): Promise<Record<string, string>> {
  const tables = await owner.query<{ name: string }>(
    `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname not in ('debtor_merge', 'debtor_merge_row')`,
  )
  const flow = bench.database
  const entries = await Promise.all(
    tables.map(async ({ name }) => {
      const rows =
        name === 'migration'
          ? []
          : await flow.query<{ row: string }>(
              `select (to_jsonb(t) - array['version', 'review_at'])::text as row from ${name} t ${name === 'contact_event' ? `where kind not in ('merged', 'merge-undone')` : ''} order by 1`,
            )
      return [
        name,
        `${rows.length} ${createHash('sha256')
          .update(rows.map(({ row }) => row).join('\n'))
          .digest('hex')}`,
      ] as const
    }),
  )
  return Object.fromEntries(entries)
}

test("an import of the merged debtor's reference brings its claims to the survivor; an undo gives them back with their own", async () => {
  const both = await pairOf(bench)
  const id = await merged(bench, both)
  await addClaims(bench, both.creditor, [
    claimOf('old', email('anders')),
    { ...claimOf('later', email('anders')), debtor: { reference: 'D-old', kind: 'consumer', name: 'Anders' } },
  ])
  expect(await claimsOf(bench, both.main)).toEqual(['later', 'main', 'old'])
  expect(await bench.database.query(`select name from debtor_person where debtor_id = $1`, [both.main.debtorId])).toEqual([
    { name: 'A. Voorbeeldsma' },
  ])
  expect(await undo(bench, both, id)).toBeNull()
  expect([await claimsOf(bench, both.old), await claimsOf(bench, both.main)]).toEqual([['later', 'old'], ['main']])
  expect(await bench.database.query(`select count(*)::int as n from journey where state = 'running'`)).toEqual([{ n: 2 }])
})

test('what happened since goes with its claim, or stays with the survivor', async () => {
  const both = await pairOf(bench)
  const id = await merged(bench, both)
  const [old, main] = await Promise.all(
    ['old', 'main'].map(
      async (reference) => (await openClaims(bench.database, both.main)).find((claim) => claim.reference === reference)?.id ?? '',
    ),
  )
  await bench.database.transaction(async (sql) => {
    await recordDispute(sql, both.main, old ?? '', null, bench.now)
    await placeHold(sql, both.main, 'manual', main ?? '', bench.now)
    await recordPromise(sql, both.main, '2027-02-01' as LocalDate, 1_000, bench.now)
  })
  bench.now = after(TUESDAY, DAY)
  expect(await undo(bench, both, id)).toBeNull()
  expect([
    await count(bench, 'dispute', both.old),
    await count(bench, 'hold', both.old),
    await count(bench, 'task', both.old),
    await count(bench, 'promise_to_pay', both.old),
  ]).toEqual([1, 1, 1, 0])
  expect([
    await count(bench, 'dispute', both.main),
    await count(bench, 'hold', both.main),
    await count(bench, 'task', both.main),
    await count(bench, 'promise_to_pay', both.main),
  ]).toEqual([0, 1, 0, 1])
  expect(await readMerge(bench.database, both.creditor.id, id)).toMatchObject({ undoneBy: 'agent', undoneAt: bench.now })
  expect(await undo(bench, both, id)).toBe('not-standing')
})

test('undone last in, first out, and not under an arrangement over both', async () => {
  const both = await pairOf(bench)
  await addClaims(bench, both.creditor, [claimOf('third', email('derde'))])
  const first = await merged(bench, both)
  const second = await merged(bench, { ...both, old: await debtorKey(bench, both.creditor, 'D-third') })
  expect(await undo(bench, both, first)).toBe('later-merge')
  expect(await undo(bench, both, second)).toBeNull()
  const today = '2027-01-12' as LocalDate
  const claims = (await openClaims(bench.database, both.main)).map((claim) => claim.id)
  await bench.database.transaction(async (sql) => {
    const made = await proposeArrangement(
      sql,
      both.main,
      { claims, instalments: [{ dueOn: '2027-02-01' as LocalDate, amount: 25_000 }], by: 'agent' },
      today,
      bench.now,
    )
    if ('id' in made) expect(await confirmArrangement(sql, both.main, made.id, 'agent', today, bench.now)).toBeNull()
  })
  expect(await undo(bench, both, first)).toBe('arrangement-over-both')
})

test('merge, then undo: every table is as it was, whatever had happened to both', async () => {
  const channels: readonly Partial<ImportedDebtor>[] = [
    email('x'),
    { sms: '+31612300031' },
    { phone: '+31201234567' },
    { address: HOME },
    { whatsapp: { number: '+31612300034', consentedOn: '2026-06-01' as LocalDate } },
  ]
  const aDebtor = fc.record({
    points: fc.uniqueArray(fc.constantFrom(...channels.keys()), { minLength: 1, maxLength: 4 }),
    claims: fc.integer({ min: 1, max: 3 }),
    income: fc.boolean(),
    played: fc.boolean(),
    queued: fc.boolean(),
    optOut: fc.constantFrom<Channel | null>(null, 'email', 'sms', 'whatsapp'),
    promise: fc.boolean(),
    dispute: fc.boolean(),
    hold: fc.boolean(),
    paid: fc.boolean(),
    arranged: fc.boolean(),
  })
  let round = 0
  await fc.assert(
    fc.asyncProperty(aDebtor, aDebtor, async (one, other) => {
      const creditor = await addCreditor(bench)
      const keys: DebtorKey[] = []
      for (const [index, given] of [one, other].entries()) {
        const reference = `D-${++round}`
        const debtor: ImportedDebtor = {
          ...(Object.assign({}, ...given.points.map((point) => channels[point])) as Partial<ImportedDebtor>),
          reference,
          kind: 'consumer',
          name: `P${index}`,
          ...(given.income && { income: { every: 'month' as const, day: 24 + index, roll: 'preceding' as const } }),
        }
        await addClaims(
          bench,
          creditor,
          Array.from({ length: given.claims }, (_, claim) => ({ ...claimOf(`${round}-${claim}`, {}), debtor })),
        )
        const key = await debtorKey(bench, creditor, reference)
        keys.push(key)
        if (given.played) await rest(bench)
        await bench.database.transaction(async (sql) => {
          const [claim] = await openClaims(sql, key)
          if (given.arranged && claim) {
            const today = '2027-01-12' as LocalDate
            const made = await proposeArrangement(
              sql,
              key,
              { claims: [claim.id], instalments: [{ dueOn: '2027-02-01' as LocalDate, amount: claim.open }], by: 'agent' },
              today,
              bench.now,
            )
            if ('id' in made) await confirmArrangement(sql, key, made.id, 'agent', today, bench.now)
          }
          if (given.optOut) await recordOptOut(sql, key, given.optOut, 'agent', bench.now)
          if (given.promise) await recordPromise(sql, key, '2027-01-20' as LocalDate, 1_000, bench.now)
          if (given.dispute && claim) await recordDispute(sql, key, claim.id, null, bench.now)
          if (given.hold) await placeHold(sql, key, 'manual', null, bench.now)
        })
        if (given.paid) await pay(bench, creditor, `${round}-0`, 12_500)
      }
      if (one.queued || other.queued) {
        await decideDue(bench.pipe, bench.now, 50)
        if (one.queued)
          await enqueueDue(
            { ...bench.pipe, belt: { ...bench.pipe.belt, depth: () => Promise.resolve(99), put: () => Promise.resolve() } },
            bench.now,
          )
      }
      const [old, main] = keys
      if (!old || !main) throw new Error('no pair')
      const both = { creditor, old, main }
      const before = await everything()
      const made = await merge(bench, both)
      if ('fault' in made) return expect(made.fault).toBe('contact-under-way')
      for (const table of ['claim', 'contact_attempt', 'contact_event', 'hold', 'call_task', 'hand_over', 'message_body'])
        expect([table, await count(bench, table, old)]).toEqual([table, 0])
      expect(await undo(bench, both, made.id)).toBeNull()
      expect(await everything()).toEqual(before)
    }),
    { numRuns: 6 },
  )
})

test('every table that knows a debtor is moved by a merge, or stands here with the reason why not', async () => {
  const STAYS: Readonly<Record<string, string>> = {
    debtor_person: 'the name stays with the reference, and the key with the hashes that were made with it',
    consent: 'moved by channel',
    income_profile: 'moved where the survivor has none',
    response_profile: 'counts of the contacts, taken anew with the next reaction',
    call_skip: 'of two hours, and of one agent',
    debtor_opening: 'of half an hour, and of one agent',
    presence: 'who looks at a page looks at that page, and for seconds',
    campaign_enrolment: 'a campaign counts whom it enrolled',
    channel_preference: "the survivor's own word counts",
    reply_address: 'read through to the survivor',
    conversation: "the survivor's is opened with it",
    conversation_draft: 'its author finds it where they wrote it',
  }
  const known = await owner.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'debtor_id' and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
  )
  expect(
    known
      .map(({ name }) => name)
      .filter((name) => !(name in STAYS))
      .toSorted(),
  ).toEqual([...MOVED_TABLES].toSorted())
})
