/** Two debtors that are one person: seen and counted as one, and told apart again as if nothing had been. */
import fc from 'fast-check'
import { createHash } from 'node:crypto'
import type { Channel, DebtorId, ImportedDebtor, LocalDate } from '#domain'
import { decideDue, enqueueDue } from '#pipeline'
import {
  confirmArrangement, Database, findDebtor, mergeDebtors, MOVED_TABLES, newId, openClaims, placeHold, proposeArrangement, readMerge, readTimeline, recordDispute, recordOptOut, recordPromise, undoMerge,
  type DebtorKey, type MergeFault,
} from '#store'
import { endCarriers } from '../support/carrier'
import {
  addClaims, addCreditor, after, attempts, callBack, claimOf, DAY, debtorKey, handOvers, HOME, HOUR, openBench, pay, playUntil, rest, TUESDAY, type PipeBench,
} from '../support/pipe'

let bench: PipeBench
let owner: Database
beforeAll(async () => {
  bench = await openBench()
  owner = await Database.open(bench.url, 'owner', 2)
})
beforeEach(() => bench.clear())
afterAll(async () => { await owner.close(); await bench.close(); await endCarriers() })

type Creditor = Awaited<ReturnType<typeof addCreditor>>
const email = (name: string): Partial<ImportedDebtor> => ({ email: `${name}@voorbeeld.example` })

interface Pair {
  readonly creditor: Creditor
  readonly old: DebtorKey
  readonly main: DebtorKey
}
async function pair(old: Partial<ImportedDebtor> = email('oud'), main: Partial<ImportedDebtor> = email('nieuw')): Promise<Pair> {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('old', old), claimOf('main', main)])
  return { creditor, old: await debtorKey(bench, creditor, 'D-old'), main: await debtorKey(bench, creditor, 'D-main') }
}

const merge = ({ old, main }: Pick<Pair, 'old' | 'main'>): Promise<{ readonly id: string } | { readonly fault: MergeFault }> =>
  bench.database.transaction((sql) => mergeDebtors(sql, { creditorId: old.creditorId, mergedId: old.debtorId, survivorId: main.debtorId, by: 'agent' }, bench.now))
async function merged(of: Pair): Promise<string> {
  const made = await merge(of)
  if ('fault' in made) throw new Error(made.fault)
  return made.id
}
const undo = ({ creditor }: Pair, id: string): Promise<MergeFault | null> => bench.database.transaction((sql) => undoMerge(sql, creditor.id, id, 'agent', bench.now))
const claimsOf = async (debtor: DebtorKey): Promise<string[]> => (await openClaims(bench.database, debtor)).map(({ reference }) => reference)
const count = async (table: string, debtor: DebtorKey): Promise<number> =>
  (await bench.database.query<{ n: number }>(`select count(*)::int as n from ${table} where debtor_id = $1`, [debtor.debtorId]))[0]?.n ?? 0

/** Every row of every table but the merges themselves; counters and dates of the next look may move on, and both events stay. */
async function everything(): Promise<Record<string, string>> {
  const tables = await owner.query<{ name: string }>(
    `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname not in ('debtor_merge', 'debtor_merge_row')`)
  const flow = bench.database
  const entries = await Promise.all(tables.map(async ({ name }) => {
    const rows = name === 'migration' ? [] : await flow.query<{ row: string }>(
      `select (to_jsonb(t) - array['version', 'review_at'])::text as row from ${name} t ${name === 'contact_event' ? `where kind not in ('merged', 'merge-undone')` : ''} order by 1`)
    return [name, `${rows.length} ${createHash('sha256').update(rows.map(({ row }) => row).join('\n')).digest('hex')}`] as const
  }))
  return Object.fromEntries(entries)
}

test('claims, history and addresses are seen under the survivor, by either reference, and one message goes out for both', async () => {
  const both = await pair()
  await bench.database.transaction((sql) => recordPromise(sql, both.old, '2027-01-12' as LocalDate, 5_000, bench.now))
  await merged(both)
  expect(await claimsOf(both.main)).toEqual(['main', 'old'])
  expect(await claimsOf(both.old)).toEqual([])
  expect(await findDebtor(bench.database, both.creditor.id, 'D-old')).toBe(both.main.debtorId)
  const timeline = await readTimeline(bench.database, both.creditor.id, 'D-old')
  expect(timeline?.entries.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['promise', 'merged']))
  expect(await bench.database.query('select count(*)::int as n from contact_point where debtor_id = $1', [both.main.debtorId])).toEqual([{ n: 2 }])
  await playUntil(bench, after(TUESDAY, 4 * DAY))
  expect((await attempts(bench, both.creditor)).filter(({ state }) => state === 'handed-over')).toMatchObject([{ debtor: 'D-main', claims: ['main', 'old'] }])
  expect(await bench.database.query(`select count(*)::int as n from journey where state = 'running'`)).toEqual([{ n: 1 }])
})

test('the budget counts over both: what the one got today, the other is not sent again', async () => {
  const both = await pair(email('oud'), email('nieuw'))
  await bench.database.query(`update debtor set review_at = $2 where id = $1`, [both.main.debtorId, new Date(after(TUESDAY, 365 * DAY))])
  await rest(bench)
  expect(await attempts(bench, both.creditor)).toMatchObject([{ debtor: 'D-old', state: 'handed-over' }])
  await merged(both)
  await rest(bench)
  expect(await attempts(bench, both.creditor)).toHaveLength(1)
  expect((await attempts(bench, both.creditor))[0]).toMatchObject({ debtor: 'D-main' })
})

test('two messages queued before the merge: only one leaves', async () => {
  const both = await pair()
  await decideDue(bench.pipe, bench.now, 10)
  expect((await attempts(bench, both.creditor)).map(({ state }) => state)).toEqual(['queued', 'queued'])
  await merged(both)
  await rest(bench)
  expect(await handOvers(bench, both.creditor)).toHaveLength(1)
})

test('stop on one address is kept, and counts for the person; a later stop outlives the undo, what only followed from the merge does not', async () => {
  const both = await pair({ ...email('oud'), sms: '+31612300031' }, { ...email('nieuw'), sms: '+31612300032' })
  const optOuts = async (): Promise<number> => (await bench.database.query<{ n: number }>('select count(*)::int as n from opt_out'))[0]?.n ?? 0
  await bench.database.transaction((sql) => recordOptOut(sql, both.old, 'sms', 'agent', bench.now))
  const id = await merged(both)
  expect(await optOuts()).toBe(2)
  bench.now = after(TUESDAY, HOUR)
  expect(await undo(both, id)).toBeNull()
  expect(await optOuts()).toBe(1)
  const again = await merged(both)
  await bench.database.transaction((sql) => recordOptOut(sql, both.main, 'sms', 'agent', after(bench.now, HOUR)))
  expect(await undo(both, again)).toBeNull()
  expect(await optOuts()).toBe(2)
})

test('a reply from the merged debtor\'s number is the survivor\'s, and stops both', async () => {
  const both = await pair({ sms: '+31612300031' }, email('nieuw'))
  await merged(both)
  const [sender] = await bench.database.query<{ address: string }>(`select address from sender where creditor_id = $1 and channel = 'sms'`, [both.creditor.id])
  await callBack(bench, { kind: 'inbound', key: 'hello', channel: 'sms', from: '+31612300031', to: sender?.address, text: 'wie is dit?', at: new Date(TUESDAY).toISOString() })
  await rest(bench)
  expect(await bench.database.query('select debtor_id as id from inbound_message')).toEqual([{ id: both.main.debtorId }])
})

test('refused: itself, strangers, another kind, who was merged, who holds others, and who is being contacted right now', async () => {
  const both = await pair()
  const other = await pair()
  await addClaims(bench, both.creditor, [claimOf('firm', { kind: 'business', ...email('firma') }), claimOf('third', email('derde'))])
  const [firm, third] = [await debtorKey(bench, both.creditor, 'D-firm'), await debtorKey(bench, both.creditor, 'D-third')]
  expect(await merge({ old: both.old, main: both.old })).toEqual({ fault: 'same-debtor' })
  expect(await merge({ old: both.old, main: other.main })).toEqual({ fault: 'unknown-debtor' })
  expect(await merge({ old: both.old, main: { ...both.main, debtorId: newId<DebtorId>() } })).toEqual({ fault: 'unknown-debtor' })
  expect(await merge({ old: both.old, main: firm })).toEqual({ fault: 'other-kind' })
  await decideDue(bench.pipe, bench.now, 10)
  await bench.database.query(`update contact_attempt set state = 'sending' where debtor_id = $1`, [both.main.debtorId])
  expect(await merge(both)).toEqual({ fault: 'contact-under-way' })
  await bench.database.query(`update contact_attempt set state = 'queued' where debtor_id = $1`, [both.main.debtorId])
  await merged(both)
  expect(await merge({ old: both.old, main: third })).toEqual({ fault: 'already-merged' })
  expect(await merge({ old: third, main: both.old })).toEqual({ fault: 'already-merged' })
  expect(await merge({ old: both.main, main: third })).toEqual({ fault: 'is-survivor' })
})

test('merges crossed and doubled by several agents at once: one stands, nobody hangs', async () => {
  const both = await pair()
  const answers = await Promise.all([merge(both), merge({ old: both.main, main: both.old }), merge(both), merge({ old: both.main, main: both.old })])
  expect(answers.filter((answer) => 'id' in answer)).toHaveLength(1)
  expect(await bench.database.query('select count(*)::int as n from debtor where merged_into is not null')).toEqual([{ n: 1 }])
})

test('payments and reviews in the middle of a merge are neither lost nor counted twice', async () => {
  const pairs = await Promise.all(Array.from({ length: 3 }, () => pair()))
  await Promise.all([decideDue(bench.pipe, bench.now, 50), ...pairs.flatMap((both) => [pay(bench, both.creditor, 'old', 2_500), merge(both), pay(bench, both.creditor, 'main', 500)])])
  // Both stopped at the gate in one hour: the step is tried again after it.
  await playUntil(bench, after(TUESDAY, 2 * HOUR))
  for (const { creditor, main } of pairs) {
    expect((await openClaims(bench.database, main)).map(({ reference, open }) => `${reference} ${open}`)).toEqual(['main 12000', 'old 10000'])
    const sent = (await attempts(bench, creditor)).filter(({ state }) => state === 'handed-over')
    expect(sent.map(({ debtorId, amount, claims }) => [debtorId, claims.length, amount])).toEqual([[main.debtorId, 2, 22_000]])
  }
})

test('an import of the merged debtor\'s reference brings its claims to the survivor; an undo gives them back with their own', async () => {
  const both = await pair()
  const id = await merged(both)
  await addClaims(bench, both.creditor, [claimOf('old', email('anders')), { ...claimOf('later', email('anders')), debtor: { reference: 'D-old', kind: 'consumer', name: 'Anders' } }])
  expect(await claimsOf(both.main)).toEqual(['later', 'main', 'old'])
  expect(await bench.database.query(`select name from debtor_person where debtor_id = $1`, [both.main.debtorId])).toEqual([{ name: 'A. Voorbeeldsma' }])
  expect(await undo(both, id)).toBeNull()
  expect([await claimsOf(both.old), await claimsOf(both.main)]).toEqual([['later', 'old'], ['main']])
  expect(await bench.database.query(`select count(*)::int as n from journey where state = 'running'`)).toEqual([{ n: 2 }])
})

test('what happened since goes with its claim, or stays with the survivor', async () => {
  const both = await pair()
  const id = await merged(both)
  const [old, main] = await Promise.all(['old', 'main'].map(async (reference) => (await openClaims(bench.database, both.main)).find((claim) => claim.reference === reference)?.id ?? ''))
  await bench.database.transaction(async (sql) => {
    await recordDispute(sql, both.main, old ?? '', null, bench.now)
    await placeHold(sql, both.main, 'manual', main ?? '', bench.now)
    await recordPromise(sql, both.main, '2027-02-01' as LocalDate, 1_000, bench.now)
  })
  bench.now = after(TUESDAY, DAY)
  expect(await undo(both, id)).toBeNull()
  expect([await count('dispute', both.old), await count('hold', both.old), await count('task', both.old), await count('promise_to_pay', both.old)]).toEqual([1, 1, 1, 0])
  expect([await count('dispute', both.main), await count('hold', both.main), await count('task', both.main), await count('promise_to_pay', both.main)]).toEqual([0, 1, 0, 1])
  expect(await readMerge(bench.database, both.creditor.id, id)).toMatchObject({ undoneBy: 'agent', undoneAt: bench.now })
  expect(await undo(both, id)).toBe('not-standing')
})

test('undone last in, first out, and not under an arrangement over both', async () => {
  const both = await pair()
  await addClaims(bench, both.creditor, [claimOf('third', email('derde'))])
  const first = await merged(both)
  const second = await merged({ ...both, old: await debtorKey(bench, both.creditor, 'D-third') })
  expect(await undo(both, first)).toBe('later-merge')
  expect(await undo(both, second)).toBeNull()
  const today = '2027-01-12' as LocalDate
  const claims = (await openClaims(bench.database, both.main)).map((claim) => claim.id)
  await bench.database.transaction(async (sql) => {
    const made = await proposeArrangement(sql, both.main, { claims, instalments: [{ dueOn: '2027-02-01' as LocalDate, amount: 25_000 }], by: 'agent' }, today, bench.now)
    if ('id' in made) expect(await confirmArrangement(sql, both.main, made.id, 'agent', today, bench.now)).toBeNull()
  })
  expect(await undo(both, first)).toBe('arrangement-over-both')
})

test('merge, then undo: every table is as it was, whatever had happened to both', async () => {
  const channels: readonly Partial<ImportedDebtor>[] = [email('x'), { sms: '+31612300031' }, { phone: '+31201234567' }, { address: HOME }, { whatsapp: { number: '+31612300034', consentedOn: '2026-06-01' as LocalDate } }]
  const aDebtor = fc.record({
    points: fc.uniqueArray(fc.constantFrom(...channels.keys()), { minLength: 1, maxLength: 4 }), claims: fc.integer({ min: 1, max: 3 }), income: fc.boolean(),
    played: fc.boolean(), queued: fc.boolean(), optOut: fc.constantFrom<Channel | null>(null, 'email', 'sms', 'whatsapp'), promise: fc.boolean(), dispute: fc.boolean(),
    hold: fc.boolean(), paid: fc.boolean(), arranged: fc.boolean(),
  })
  let round = 0
  await fc.assert(fc.asyncProperty(aDebtor, aDebtor, async (one, other) => {
    const creditor = await addCreditor(bench)
    const keys: DebtorKey[] = []
    for (const [index, given] of [one, other].entries()) {
      const reference = `D-${++round}`
      const debtor: ImportedDebtor = {
        ...Object.assign({}, ...given.points.map((point) => channels[point])) as Partial<ImportedDebtor>, reference, kind: 'consumer', name: `P${index}`,
        ...given.income && { income: { every: 'month' as const, day: 24 + index, roll: 'preceding' as const } },
      }
      await addClaims(bench, creditor, Array.from({ length: given.claims }, (_, claim) => ({ ...claimOf(`${round}-${claim}`, {}), debtor })))
      const key = await debtorKey(bench, creditor, reference)
      keys.push(key)
      if (given.played) await rest(bench)
      await bench.database.transaction(async (sql) => {
        const [claim] = await openClaims(sql, key)
        if (given.arranged && claim) {
          const today = '2027-01-12' as LocalDate
          const made = await proposeArrangement(sql, key, { claims: [claim.id], instalments: [{ dueOn: '2027-02-01' as LocalDate, amount: claim.open }], by: 'agent' }, today, bench.now)
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
      if (one.queued) await enqueueDue({ ...bench.pipe, belt: { ...bench.pipe.belt, depth: () => Promise.resolve(99), put: () => Promise.resolve() } }, bench.now)
    }
    const [old, main] = keys
    if (!old || !main) throw new Error('no pair')
    const both = { creditor, old, main }
    const before = await everything()
    const made = await merge(both)
    if ('fault' in made) return expect(made.fault).toBe('contact-under-way')
    for (const table of ['claim', 'contact_attempt', 'contact_event', 'hold', 'call_task', 'hand_over', 'message_body']) expect([table, await count(table, old)]).toEqual([table, 0])
    expect(await undo(both, made.id)).toBeNull()
    expect(await everything()).toEqual(before)
  }), { numRuns: 6 })
}, 120_000)

test('every table that knows a debtor is moved by a merge, or stands here with the reason why not', async () => {
  const STAYS: Readonly<Record<string, string>> = {
    debtor_person: 'the name stays with the reference, and the key with the hashes that were made with it',
    consent: 'moved by channel', income_profile: 'moved where the survivor has none',
    campaign_enrolment: 'a campaign counts whom it enrolled', channel_preference: 'the survivor\'s own word counts',
  }
  const known = await owner.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'debtor_id' and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`)
  expect(known.map(({ name }) => name).filter((name) => !(name in STAYS)).toSorted()).toEqual([...MOVED_TABLES].toSorted())
})
