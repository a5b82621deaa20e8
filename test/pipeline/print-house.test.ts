/** Letters to the print house: a batch is printed once under its number, whatever breaks on the way. */
import type { HandOverOutcome } from '#domain'
import { decideDue, postLetters, recoverAfterCrash, turn, type Pipe } from '#pipeline'
import { setSendingStopped } from '#store'
import { endCarriers } from '../support/carrier'
import { addClaims, addCreditor, after, claimOf, HOME, HOUR, openBench, playUntil, rest, TUESDAY, type PipeBench } from '../support/pipe'
import { acceptances, attempts, doubles, handOvers, openTasks } from '../support/pipe-records'

let bench: PipeBench
beforeAll(async () => {
  bench = await openBench()
})
beforeEach(() => bench.clear())
afterEach(async () => {
  await setSendingStopped(bench.database, false)
  expect(await doubles(bench)).toEqual([])
})
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

const offline = { online: false, address: HOME as never }
const letters = (count: number) => Array.from({ length: count }, (_, index) => claimOf(String(index), offline))
type Print = Pipe['drivers']['letter']['printBatch']
const withPrinter = (pipe: Pipe, printBatch: (real: Print) => Print): Pipe => ({
  ...pipe,
  drivers: {
    ...pipe.drivers,
    letter: { ...pipe.drivers.letter, printBatch: printBatch((batch) => pipe.drivers.letter.printBatch(batch)) },
  },
})
const batches = (): Promise<{ state: string; letters: number; uploads: number }[]> =>
  bench.database.query('select state, letters, uploads from letter_batch order by created_at, id')

test('letters leave as one batch and are handed over when the print house confirms', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, letters(3))
  await rest(bench)
  expect(await batches()).toEqual([{ state: 'exported', letters: 3, uploads: 1 }])
  expect((await attempts(bench, creditor)).map(({ state }) => state)).toEqual(['handed-over', 'handed-over', 'handed-over'])
  expect(await acceptances(bench, await handOvers(bench, creditor))).toBe(3)
})

test('a crash between export and confirmation: printed again under its number, one copy in the print house', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, letters(3))
  await decideDue(bench.pipe, bench.now, 10)
  const dying = withPrinter(bench.pipe, (real) => async (batch) => {
    await real(batch)
    // The database goes away: nothing is done about the batch any more, as where the process dies.
    throw Object.assign(new Error('killed'), { code: '57P01' })
  })
  await expect(postLetters(dying, bench.now)).rejects.toThrow('killed')
  expect((await attempts(bench, creditor)).map(({ state }) => state)).toEqual(['sending', 'sending', 'sending'])
  await recoverAfterCrash(bench.pipe, bench.now)
  await rest(bench)
  expect(await batches()).toEqual([{ state: 'exported', letters: 3, uploads: 2 }])
  expect(await acceptances(bench, await handOvers(bench, creditor))).toBe(3)
  expect((await handOvers(bench, creditor)).map(({ number, state }) => `${number} ${state}`)).toEqual([
    '1 accepted',
    '1 accepted',
    '1 accepted',
  ])
})

test.each<[string, HandOverOutcome]>([
  ['cannot be reached', { kind: 'later', failure: 'transient', code: 'ECONNREFUSED' }],
  ['turns the batch away', { kind: 'later', failure: 'rate-limit', code: 'too-many-batches', retryAfterSeconds: 5 }],
  ['no longer knows us', { kind: 'refused', failure: 'account', code: 'unknown-customer' }],
])(
  'the answer is lost, and at the second upload the print house %s: that proves nothing, no letter goes another way',
  async (_what, outcome) => {
    const creditor = await addCreditor(bench)
    await addClaims(bench, creditor, [claimOf('1', { ...offline, phone: '+31612300001' })])
    await decideDue(bench.pipe, bench.now, 10)
    const lost = withPrinter(bench.pipe, (real) => async (batch) => {
      await real(batch)
      return new Map(batch.letters.map(({ handOverId }) => [handOverId, { kind: 'unknown' as const, code: 'lost' }]))
    })
    await postLetters(lost, bench.now)
    bench.now = after(TUESDAY, HOUR)
    const broken = withPrinter(bench.pipe, () => async (batch) => new Map(batch.letters.map(({ handOverId }) => [handOverId, outcome])))
    await turn(broken, bench.now)
    expect(await handOvers(bench, creditor)).toMatchObject([{ state: 'sending' }])
    await playUntil(bench, after(TUESDAY, 3 * HOUR))
    expect(await handOvers(bench, creditor)).toMatchObject([{ state: 'accepted', number: 1 }])
    expect(await acceptances(bench, await handOvers(bench, creditor))).toBe(1)
  },
)

test('a print house that never answers is asked now and then, and after a day a person is', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, letters(1))
  let asked = 0
  const silent = withPrinter(bench.pipe, () => async (batch) => {
    asked += 1
    return new Map(batch.letters.map(({ handOverId }) => [handOverId, { kind: 'unknown' as const, code: 'silent' }]))
  })
  for (let minute = 0; minute <= 30; minute++) {
    bench.now = after(TUESDAY, minute * 60_000)
    await rest(bench, silent)
  }
  expect(asked).toBeLessThan(10)
  for (const hour of [23, 24, 25, 26]) {
    bench.now = after(TUESDAY, hour * HOUR)
    await rest(bench, silent)
  }
  expect(await attempts(bench, creditor)).toMatchObject([{ state: 'unknown' }])
  expect(await openTasks(bench, creditor)).toEqual(['outcome-unknown'])
})

test('two workers post letters at the same moment: each letter once', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, letters(20))
  await decideDue(bench.pipe, bench.now, 50)
  const other = await bench.another()
  await Promise.all([postLetters(bench.pipe, bench.now), postLetters(other, bench.now), postLetters(other, bench.now)])
  await rest(bench)
  const sent = await handOvers(bench, creditor)
  expect(sent.map(({ number, state }) => `${number} ${state}`)).toEqual(Array.from({ length: 20 }, () => '1 accepted'))
  expect(await acceptances(bench, sent)).toBe(20)
})

test('stop-all holds a batch that was not uploaded yet, and resume-all lets it go', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, letters(2))
  await decideDue(bench.pipe, bench.now, 10)
  const lost = withPrinter(bench.pipe, () => async (batch) => {
    await setSendingStopped(bench.database, true)
    return new Map(batch.letters.map(({ handOverId }) => [handOverId, { kind: 'unknown' as const, code: 'lost' }]))
  })
  await postLetters(lost, bench.now)
  bench.now = after(TUESDAY, HOUR)
  await rest(bench)
  expect(await acceptances(bench, await handOvers(bench, creditor))).toBe(0)
  await setSendingStopped(bench.database, false)
  await rest(bench)
  expect(await acceptances(bench, await handOvers(bench, creditor))).toBe(2)
})
