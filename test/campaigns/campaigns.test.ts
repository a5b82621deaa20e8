/** Campaigns on a real pipe: who comes in, when, in which variant, who does not and why, and that the sums hold. */
import type { LocalDate } from '#domain'
import { CampaignRefused } from '#pipeline'
import { placeHold, recordAddressOptOut, recordOptOut } from '#store'
import { endCarriers } from '../support/carrier'
import { addClaims, addCreditor, after, claimOf, DAY, HOUR, openBench, playUntil, rest, type PipeBench } from '../support/pipe'
import { A, act, begin, draft, email, many, progress, running, stateOf } from './campaign-bench'

let bench: PipeBench
beforeAll(async () => {
  bench = await openBench()
})
afterAll(async () => {
  await bench.close()
  await endCarriers()
})
beforeEach(async () => {
  await bench.clear()
})

const key = async (creditor: { id: string }, reference: string): Promise<never> =>
  (
    await bench.database.query(
      'select creditor_id as "creditorId", id as "debtorId" from debtor where creditor_id = $1 and reference = $2',
      [creditor.id, reference],
    )
  )[0] as never

test('enrols who is in the segment once, leaves out who cannot be, and every count adds up', async () => {
  const creditor = await addCreditor(bench)
  const other = await begin(bench, creditor, { filter: { field: 'open-amount', min: 99_999_999 } })
  await rest(bench)
  await addClaims(bench, creditor, [
    ...many(4),
    claimOf('5', {}),
    claimOf('6', email(6)),
    claimOf('7', email(7)),
    claimOf('8', email(8)),
    claimOf('9', { ...email(9), kind: 'business' }),
    claimOf('10', email(10), { dueOn: '2027-03-01' as LocalDate }),
  ])
  await bench.database.transaction(async (sql) => {
    await placeHold(sql, await key(creditor, 'D-6'), 'manual', null, bench.now)
    await recordOptOut(sql, await key(creditor, 'D-7'), 'email', 'agent', bench.now)
  })
  const first = await begin(bench, creditor, { filter: { field: 'days-overdue', min: 1 } })
  await rest(bench)
  expect((await progress(bench, creditor, other)).enrolled).toBe(0)
  expect(await stateOf(bench, other)).toBe('finished')
  const one = await progress(bench, creditor, first)
  expect(one.enrolled).toBe(5)
  expect(one.why).toEqual({ 'no-contact-point': 1, 'on-hold': 1, 'opted-out': 1, 'strategy-not-for-kind': 1 })
  expect(one.states).toEqual({ contacted: 5 })
  expect(one.contacts).toEqual([{ variant: 'a', channel: 'email', state: 'handed-over', contacts: 5 }])
  const second = await begin(bench, creditor, { filter: { field: 'days-overdue', min: 1 } })
  await rest(bench)
  expect(await progress(bench, creditor, second)).toMatchObject({ enrolled: 0, why: { 'in-other-journey': 5, 'strategy-not-for-kind': 1 } })
})

test('who comes into the segment later is taken in by a continuous campaign within the hour, and never by one that enrols once', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, many(2))
  const overdue = { field: 'days-overdue', min: 5 }
  const once = await begin(bench, creditor, { filter: { all: [overdue, { field: 'open-amount', max: 12_500 }] } })
  await rest(bench)
  await addClaims(
    bench,
    creditor,
    many(2, 3).map((claim) => ({ ...claim, original: 20_000, open: 20_000 })),
  )
  const ongoing = await begin(bench, creditor, {
    filter: { all: [overdue, { field: 'open-amount', min: 12_501 }] },
    enrolment: 'continuous',
  })
  await rest(bench)
  await addClaims(bench, creditor, [...many(1, 5), claimOf('6', email(6), { original: 20_000, open: 20_000 })])
  await playUntil(bench, after(bench.now, HOUR + 60_000))
  expect([(await progress(bench, creditor, once)).enrolled, (await progress(bench, creditor, ongoing)).enrolled]).toEqual([2, 3])
  expect((await running(bench, creditor)).map(({ campaign }) => campaign)).toEqual([once, once, ongoing, ongoing, null, ongoing])
})

test('nothing happens before the start, and a draft waits for somebody to start it', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, many(1))
  const id = await draft(bench, creditor, { startsAt: after(bench.now, 2 * DAY) })
  await playUntil(bench, after(bench.now, DAY))
  expect(await stateOf(bench, id)).toBe('draft')
  await act(bench, creditor, id, 'start')
  await rest(bench)
  expect((await progress(bench, creditor, id)).enrolled).toBe(0)
  await playUntil(bench, after(bench.now, 2 * DAY))
  expect((await progress(bench, creditor, id)).enrolled).toBe(1)
})

test('two variants share the debtors near their shares, and always the same way', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, many(400, 1, '2027-06-01'))
  const id = await begin(bench, creditor, {
    variants: [
      { ...A, share: 70 },
      { ...A, name: 'b', share: 30 },
    ],
    enrolment: 'continuous',
  })
  await rest(bench)
  const shares = (): Promise<{ debtor: string; variant: string }[]> =>
    bench.database.query('select debtor_id as debtor, variant from campaign_enrolment where campaign_id = $1 order by debtor_id', [id])
  const before = await shares()
  expect(before.filter(({ variant }) => variant === 'b').length).toBeGreaterThan(85)
  expect(before.filter(({ variant }) => variant === 'b').length).toBeLessThan(155)
  await playUntil(bench, after(bench.now, 2 * HOUR))
  expect(await shares()).toEqual(before)
})

test('a campaign that cannot run is refused, with the place of the problem', async () => {
  const creditor = await addCreditor(bench)
  const places = (options: Parameters<typeof draft>[2]): Promise<unknown> =>
    draft(bench, creditor, options).then(
      () => [],
      (fault: unknown) => {
        if (!(fault instanceof CampaignRefused)) throw fault
        return fault.problems.map(({ pointer }) => pointer)
      },
    )
  expect(await places({ variants: [{ ...A, strategyVersion: 9 }] })).toEqual(['/variants/0'])
  expect(await places({ variants: [{ ...A, share: 60 }] })).toEqual(['/variants'])
  expect(
    await places({
      variants: [
        { ...A, share: 50 },
        { ...A, name: 'b', strategy: 'business', share: 50 },
      ],
    }),
  ).toEqual(['/variants'])
  expect(await places({ variants: [] })).toEqual(['/variants'])
  expect(await places({ filter: { field: 'debtor-attribute', name: 'herkomst', in: ['x'] } })).toEqual(['/filter/name'])
})

test('an address that stopped counts for everybody who has it', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('1', email(1)), claimOf('2', email(1))])
  const [row] = await bench.database.query<{ hash: Buffer; sender: string }>(
    `select p.address_hash as hash, s.address as sender from contact_point p join sender s on s.creditor_id = p.creditor_id and s.channel = 'email' where p.creditor_id = $1`,
    [creditor.id],
  )
  await bench.database.transaction((sql) =>
    recordAddressOptOut(
      sql,
      { creditorId: creditor.id, channel: 'email', sender: row!.sender, addressHash: row!.hash.toString('hex') },
      'test',
      bench.now,
    ),
  )
  const id = await begin(bench, creditor)
  await rest(bench)
  expect(await progress(bench, creditor, id)).toMatchObject({ enrolled: 0, why: { 'opted-out': 2 } })
})
