/** One bad version, template or row never stops the others, and what cannot go on waits without spinning (rule 18). */
import { checkBatch, decideDue, releaseLetters } from '#pipeline'
import { Database, editCreditor, getCreditor, newId } from '#store'
import { endCarriers } from '../support/carrier'
import {
  addClaims,
  addCreditor,
  after,
  callBack,
  claimOf,
  DAY,
  HOUR,
  openBench,
  pay,
  playUntil,
  rest,
  TUESDAY,
  type PipeBench,
} from '../support/pipe'
import { attempts, handOvers } from '../support/pipe-records'
import { batchedLettersIn, offline } from './batched-letters'

let bench: PipeBench
let owner: Database
const { batchesOf } = batchedLettersIn(() => bench)
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

const email = (number: number | string): { email: string } => ({ email: `klant${number}@voorbeeld.example` })
const faults = (message: string): Readonly<Record<string, unknown>>[] =>
  bench.told.filter((line) => line.level === 'error' && line.message === message).map(({ fields }) => fields)
type Creditor = Awaited<ReturnType<typeof addCreditor>>

/** A version of this creditor's own that the program cannot read any more, in the place of the shipped one. */
async function breakVersion(creditor: Creditor, kind: 'policy' | 'template', name: string): Promise<void> {
  const [seed] = await bench.database.query<{ version: number }>(
    'select max(version) as version from configuration_version where creditor_id is null and kind = $1 and name = $2',
    [kind, name],
  )
  await bench.database.query(
    `insert into configuration_version (id, creditor_id, kind, name, version, hash, origin, definition, created_at, published_at)
     values ($1, $2, $3, $4, $5, 'broken', 'editor', '{"no": "such thing"}', $6, $6)`,
    [newId(), creditor.id, kind, name, seed?.version ?? 1, new Date(TUESDAY)],
  )
}
async function byHand(): Promise<Creditor> {
  const creditor = await addCreditor(bench)
  await editCreditor(bench.database, creditor.id, { profile: { ...creditor.profile, letters: { release: 'by-hand' } } })
  return getCreditor(bench.database, creditor.id)
}

const mendVersion = (creditor: Creditor): Promise<unknown> =>
  bench.database.query('delete from configuration_version where creditor_id = $1', [creditor.id])

test('a policy that no longer fits stops deciding for its creditor only; payments and STOP go on; mended, it goes on by itself', async () => {
  const [broken, sound] = [await addCreditor(bench), await addCreditor(bench)]
  await addClaims(
    bench,
    broken,
    [1, 2, 3].map((number) => claimOf(`b${number}`, { ...email(`b${number}`), sms: `+3161230003${number}` })),
  )
  await addClaims(bench, sound, [claimOf('s', email('s'))])
  await breakVersion(broken, 'policy', 'nl-reference')
  const pipe = await bench.another()
  await rest(bench, pipe)
  expect(await attempts(bench, broken)).toEqual([])
  expect(await attempts(bench, sound)).toMatchObject([{ state: 'handed-over' }])
  // Told once for all three, by creditor and without anybody's name.
  expect(faults('cannot be decided')).toMatchObject([{ creditor: broken.id, debtors: 3 }])
  await pay(bench, broken, 'b1', 12_500)
  const [sender] = await bench.database.query<{ address: string }>(
    `select address from sender where creditor_id = $1 and channel = 'sms'`,
    [broken.id],
  )
  await callBack(bench, {
    kind: 'inbound',
    key: 'stop',
    channel: 'sms',
    from: '+31612300032',
    to: sender?.address,
    text: 'STOP',
    at: new Date(TUESDAY).toISOString(),
  })
  await rest(bench, pipe)
  expect(await bench.database.query('select open_cents as open from claim where reference = $1', ['b1'])).toEqual([{ open: 0 }])
  expect(await bench.database.query('select distinct channel from opt_out where creditor_id = $1', [broken.id])).toEqual([
    { channel: 'sms' },
  ])
  await mendVersion(broken)
  bench.now = after(TUESDAY, HOUR)
  await rest(bench, pipe)
  expect((await attempts(bench, broken)).map(({ debtor, state }) => `${debtor} ${state}`).sort()).toEqual([
    'D-b2 handed-over',
    'D-b3 handed-over',
  ])
})

test('a policy that stops fitting between decide and the gate: its creditor sends nothing, the others do', async () => {
  const [broken, sound] = [await addCreditor(bench), await addCreditor(bench)]
  await addClaims(bench, broken, [claimOf('b', email('b'))])
  await addClaims(bench, sound, [claimOf('s', email('s'))])
  await decideDue(bench.pipe, bench.now, 10)
  await breakVersion(broken, 'policy', 'nl-reference')
  const pipe = await bench.another()
  expect(await rest(bench, pipe)).toBeLessThan(8)
  expect(await attempts(bench, broken)).toMatchObject([{ state: 'queued' }])
  expect(await attempts(bench, sound)).toMatchObject([{ state: 'handed-over' }])
  expect(faults('cannot be judged')).toHaveLength(1)
  await mendVersion(broken)
  bench.now = after(TUESDAY, 2 * HOUR)
  await rest(bench, pipe)
  expect(await attempts(bench, broken)).toMatchObject([{ state: 'handed-over' }])
})

test('a template that cannot be read stops the sending of its creditor only, and is tried again by the hour', async () => {
  const [broken, sound] = [await addCreditor(bench), await addCreditor(bench)]
  await addClaims(bench, broken, [claimOf('b', email('b'))])
  await addClaims(bench, sound, [claimOf('s', email('s'))])
  await breakVersion(broken, 'template', 'email/reminder.nl')
  const pipe = await bench.another()
  expect(await rest(bench, pipe)).toBeLessThan(8)
  expect(await attempts(bench, broken)).toMatchObject([{ state: 'queued', dueAt: after(TUESDAY, HOUR) }])
  expect(await attempts(bench, sound)).toMatchObject([{ state: 'handed-over' }])
  expect(faults('cannot be worded')).toHaveLength(1)
})

test('letters of a creditor whose policy no longer fits wait, and nobody else does; what is released is confirmed', async () => {
  const [broken, sound] = [await byHand(), await byHand()]
  for (const one of [broken, sound]) await addClaims(bench, one, [claimOf('1', offline('A. Een'))])
  await decideDue(bench.pipe, bench.now, 10)
  await breakVersion(broken, 'policy', 'nl-reference')
  const pipe = await bench.another()
  expect(await rest(bench, pipe)).toBeLessThan(12)
  expect(await batchesOf(broken)).toEqual([])
  expect(await batchesOf(sound)).toMatchObject([{ state: 'assembled' }])
  expect(faults('letters cannot be put together')).toMatchObject([{ creditor: broken.id }])

  await mendVersion(broken)
  bench.now = after(TUESDAY, HOUR)
  await rest(bench, await bench.another())
  const [batch] = await batchesOf(broken)
  if (!batch) throw new Error('no batch')
  const key = { creditorId: broken.id, batchId: batch.id }
  await checkBatch(bench.pipe, key, 'anna', bench.now)
  expect(await releaseLetters(bench.pipe, key, 'bert', bench.now)).toBe(1)
  await breakVersion(broken, 'policy', 'nl-reference')
  await rest(bench, await bench.another())
  expect(await batchesOf(broken)).toMatchObject([{ state: 'exported' }])
  expect(await handOvers(bench, broken)).toMatchObject([{ state: 'accepted' }])
  expect(faults('letters are expected without the rules of the creditor')).toMatchObject([{ creditor: broken.id }])
})

test('a debtor that cannot be decided, and one that the database refuses, cost nobody else anything', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(
    bench,
    creditor,
    Array.from({ length: 30 }, (_, index) => claimOf(String(index), email(index))),
  )
  await owner.query(`create function refuse() returns trigger language plpgsql as $$ begin
    if new.claims = array['7'] then raise exception 'refused by the test'; end if; return new; end $$`)
  await owner.query('create trigger refuse before insert on contact_attempt for each row execute function refuse()')
  try {
    await bench.database.query(
      `insert into income_profile (creditor_id, debtor_id, rule, source, since) select creditor_id, id, '{"every": "fortnight"}', 'stated', $2 from debtor where creditor_id = $1 and reference = 'D-3'`,
      [creditor.id, new Date(TUESDAY)],
    )
    expect(await rest(bench)).toBeLessThan(10)
    const sent = (await attempts(bench, creditor)).filter(({ state }) => state === 'handed-over').map(({ debtor }) => debtor)
    expect(sent).not.toContain('D-7')
    expect(sent.length).toBeGreaterThanOrEqual(28)
    expect(
      faults('cannot be decided')
        .map(({ fault }) => String(fault))
        .some((fault) => fault.includes('refused by the test')),
    ).toBe(true)
  } finally {
    await owner.query('drop trigger refuse on contact_attempt')
    await owner.query('drop function refuse()')
  }
  bench.now = after(TUESDAY, HOUR)
  await rest(bench)
  expect((await attempts(bench, creditor)).map(({ debtor }) => debtor)).toContain('D-7')
})

test('where decide and gate disagree for ever, the debtor is tried by the hour and does not spin', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('1', email(1)), claimOf('2', email(2))])
  // Whatever makes the gate refuse at once: here each new attempt is too late as it is made.
  await owner.query(`create function spoil() returns trigger language plpgsql as $$ begin
    if new.claims = array['1'] then new.expires_at := new.created_at; end if; return new; end $$`)
  await owner.query('create trigger spoil before insert on contact_attempt for each row execute function spoil()')
  try {
    expect(await rest(bench)).toBeLessThan(12)
    await playUntil(bench, after(TUESDAY, 5 * HOUR))
    const made = await attempts(bench, creditor)
    expect(made.filter(({ debtor }) => debtor === 'D-2')).toMatchObject([{ state: 'handed-over' }])
    const spoilt = made.filter(({ debtor }) => debtor === 'D-1')
    expect(new Set(spoilt.map(({ state }) => state))).toEqual(new Set(['expired']))
    expect(spoilt.length).toBeLessThan(10)
  } finally {
    await owner.query('drop trigger spoil on contact_attempt')
    await owner.query('drop function spoil()')
  }
  bench.now = after(TUESDAY, DAY)
  await rest(bench)
  expect((await attempts(bench, creditor)).at(-1)).toMatchObject({ debtor: 'D-1', state: 'handed-over' })
})

test('a debtor whom nothing can reach, under every hold, or without an end of the calendar, comes to rest', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [
    claimOf('nobody', {}),
    claimOf('far', email('far'), { dueOn: '2099-01-01' as never }),
    claimOf('old', email('old'), { dueOn: '2001-01-01' as never }),
    claimOf('cent', email('cent'), { open: 1, original: 1 }),
  ])
  expect(await rest(bench)).toBeLessThan(15)
  await playUntil(bench, after(TUESDAY, 3 * DAY))
  const [decisions] = await bench.database.query<{ n: number }>('select count(*)::int as n from decision where creditor_id = $1', [
    creditor.id,
  ])
  expect(decisions?.n).toBeLessThan(20)
  expect((await handOvers(bench, creditor)).length).toBeGreaterThan(0)
})
