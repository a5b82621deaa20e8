/** What the print house tells of a batch is kept once: what came back or was rejected rests, and a damaged letter is printed again alone. */
import { localDateOf, type LetterBatchId } from '#domain'
import { postLetters, printAgain, takeReturnFile } from '#pipeline'
import { endCarriers } from '../support/carrier'
import { addClaims, addCreditor, after, claimOf, DAY, openBench, rest, TUESDAY, type PipeBench } from '../support/pipe'
import { attempts, handOvers, openTasks } from '../support/pipe-records'
import { batchedLettersIn, LATE, offline, WEDNESDAY } from './batched-letters'

let bench: PipeBench
const { batchesOf, lettersIn, batchesAddUp } = batchedLettersIn(() => bench)
beforeAll(async () => {
  bench = await openBench()
})
afterAll(async () => {
  await bench.close()
  await endCarriers()
})
beforeEach(() => bench.clear())
afterEach(() => batchesAddUp())

test('a return file: each letter once, what nobody knows is kept apart, what came back rests, and the counts close', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(
    bench,
    creditor,
    ['1', '2', '3', '4'].map((reference) => claimOf(reference, offline(`N. ${reference}`))),
  )
  await rest(bench)
  const [batch] = await batchesOf(creditor)
  const key = { creditorId: creditor.id, batchId: batch!.id }
  const [one, two, three, four] = (await lettersIn(key)).map(({ letter }) => letter ?? '')
  const file = (...lines: string[]): Buffer => Buffer.from(`\uFEFFbatch;letter_id;event;at;barcode;reason\r\n${lines.join('\r\n')}\r\n`)
  const line = (letter: string | undefined, event: string, rest = ';', at = '2027-01-12'): string =>
    `${batch!.id};${letter};${event};${at};${rest}`
  const news = file(
    line(one, 'printed'),
    line(one, 'posted', '3SABCD1234567;'),
    line(two, 'rejected', ';bad-address'),
    line(three, 'posted'),
    line('01a2033a-0000-7000-8000-000000000000', 'posted'),
    '"half a line;;',
    line(three, 'eaten'),
    line(three, 'posted', '=1+1;'),
    line(three, 'returned', ';deceased', '2027-01-19T09:00:00Z'),
  )
  expect(await takeReturnFile(bench.pipe, Buffer.from('no;head'), null, bench.now)).toBeNull()
  expect(await takeReturnFile(bench.pipe, news, null, bench.now)).toEqual({ lines: 9, told: 5, again: 0, madeAgain: 0, quarantined: 4 })
  expect(await takeReturnFile(bench.pipe, news, creditor.id, bench.now)).toMatchObject({ told: 0, again: 5 })
  const other = await addCreditor(bench)
  expect(await takeReturnFile(bench.pipe, file(line(four, 'posted')), other.id, bench.now)).toMatchObject({ quarantined: 1 })
  expect((await lettersIn(key)).map(({ event }) => event)).toEqual(['posted', 'rejected', 'returned', null])
  expect(
    await bench.database.query(
      `select fault, convert_from(body, 'UTF8') as body from raw_call where source = 'print-house' and fault = 'unknown-event' limit 1`,
    ),
  ).toEqual([{ fault: 'unknown-event', body: line(three, 'eaten') }])

  const unusable = await bench.database.query<{ reference: string }>(
    `select d.reference from contact_point p join debtor d on d.creditor_id = p.creditor_id and d.id = p.debtor_id where p.creditor_id = $1 and not p.usable order by 1`,
    [creditor.id],
  )
  expect(unusable).toEqual([{ reference: 'D-2' }, { reference: 'D-3' }])
  expect(await bench.database.query(`select kind from hold where creditor_id = $1`, [creditor.id])).toEqual([{ kind: 'deceased' }])
  expect(await openTasks(bench, creditor)).toContain('address')

  expect(await batchesOf(creditor)).toMatchObject([{ state: 'exported', alarm: false }])
  await postLetters(bench.pipe, after(TUESDAY, 5 * DAY))
  await postLetters(bench.pipe, after(TUESDAY, 5 * DAY))
  expect(await batchesOf(creditor)).toMatchObject([{ state: 'exported', alarm: true }])
  expect(bench.told.filter(({ fields }) => fields.batch === batch!.id)).toMatchObject([{ level: 'error', fields: { letters: 1 } }])
  await takeReturnFile(bench.pipe, file(line(four, 'posted')), creditor.id, bench.now)
  expect(await batchesOf(creditor)).toMatchObject([{ state: 'posted', alarm: false }])
})

test('a formal notice that comes back has announced no costs', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('1', offline('D. Vier'), LATE)])
  await rest(bench)
  const [batch] = await batchesOf(creditor)
  const [notice] = await lettersIn({ creditorId: creditor.id, batchId: batch!.id })
  const announced = () =>
    bench.database.query(
      `select announced_costs_cents as cents from claim_step where creditor_id = $1 and live and phase = 'formal-notice'`,
      [creditor.id],
    )
  const tell = (event: string, at: string) =>
    takeReturnFile(
      bench.pipe,
      Buffer.from(`batch;letter_id;event;at;barcode;reason\r\n${batch!.id};${notice!.letter};${event};${at};;\r\n`),
      creditor.id,
      bench.now,
    )
  await tell('posted', '2027-01-12')
  expect(await announced()).toEqual([{ cents: 4_000 }])
  await tell('returned', '2027-02-19T09:00:00Z')
  expect(await announced()).toEqual([{ cents: null }])
})

test.each([
  ['whatever day it still is in Greenwich', {}],
  ['whatever else of the configuration does not fit', { consumer: 'nothing-such', business: 'nothing-such' }],
])('a formal notice that was posted after midnight was posted on a day too late, %s', async (_although, strategies) => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('1', offline('D. Vier'), LATE)])
  await rest(bench)
  const [batch] = await batchesOf(creditor)
  const [notice] = await lettersIn({ creditorId: creditor.id, batchId: batch!.id })
  bench.now = WEDNESDAY
  await bench.database.query('update creditor set strategies = strategies || $2 where id = $1', [creditor.id, JSON.stringify(strategies)])
  bench.pipe.rulebooks.forget()
  const posted = `batch;letter_id;event;at;barcode;reason\r\n${batch!.id};${notice!.letter};posted;2027-01-13T00:30:00+01:00;;\r\n`
  expect(await takeReturnFile(bench.pipe, Buffer.from(posted), creditor.id, bench.now)).toMatchObject({ told: 0, madeAgain: 1 })
})

test('a damaged letter is printed again alone, as the same letter; one whose term would be short is made anew', async () => {
  const creditor = await addCreditor(bench)
  const notice = claimOf('2', offline('D. Vier'), LATE)
  await addClaims(bench, creditor, [claimOf('1', offline('A. Een')), notice])
  await rest(bench)
  const key = { creditorId: creditor.id, batchId: (await batchesOf(creditor))[0]!.id }
  const [reminder, formal] = await lettersIn(key)
  bench.now = WEDNESDAY
  const batchId = (await printAgain(bench.pipe, key, reminder?.attempt ?? '', 'anna', bench.now)) as LetterBatchId
  expect(await printAgain(bench.pipe, key, formal?.attempt ?? '', 'anna', bench.now)).toBeNull()
  await postLetters(bench.pipe, bench.now)
  expect(await lettersIn({ ...key, batchId })).toMatchObject([{ letter: reminder?.letter, pages: expect.any(Number) as number }])
  expect((await batchesOf(creditor)).find(({ id }) => id === batchId)).toMatchObject({
    state: 'exported',
    reprint: true,
    day: localDateOf(bench.now, 'Europe/Amsterdam'),
  })
  // Still one sending for us: no second contact counts.
  expect((await handOvers(bench, creditor)).map(({ number, state }) => `${number} ${state}`).sort()).toEqual([
    '1 accepted',
    '1 not-accepted',
  ])
  await rest(bench)
  expect((await attempts(bench, creditor)).filter(({ claims }) => claims[0] === '2').map(({ state }) => state)).toEqual([
    'suppressed',
    'handed-over',
  ])
})
