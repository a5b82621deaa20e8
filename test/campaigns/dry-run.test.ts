/** A dry run foresees what then happens: the same people, on the same days, over the same channels, at the creditor's own prices. */
import { localDateOf, type CampaignId, type LocalDate } from '#domain'
import { dryRun, DryRunCancelled, type DryRun, type DryRunOptions } from '#pipeline'
import { foresee } from '#simulation'
import { editCreditor, getCampaign, placeHold, type Creditor } from '#store'
import { endCarriers } from '../support/carrier'
import { publishPolicy } from '../support/own-policy'
import { addClaims, addCreditor, after, claimOf, DAY, HOME, openBench, pay, playUntil, rest, type PipeBench } from '../support/pipe'
import { attempts } from '../support/pipe-records'
import { A, act, draft, progress } from './campaign-bench'

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

const run = async (creditor: Creditor, id: CampaignId, options: Partial<DryRunOptions> = {}): Promise<DryRun> => {
  const campaign = await getCampaign(bench.database, creditor.id, id)
  return dryRun(bench.pipe, campaign!, { foresee, ...options }, bench.now)
}
const portfolio = (count: number): ReturnType<typeof claimOf>[] =>
  Array.from({ length: count }, (_, n) =>
    claimOf(
      `${n}`,
      {
        ...(n % 3 !== 2 && { email: `d${n}@example.nl` }),
        ...(n % 2 === 0 && { address: HOME }),
        ...(n % 5 === 0 && { sms: `+31612345${100 + n}`, preferredChannel: 'sms' as const }),
      },
      { dueOn: new Date(Date.parse('2026-12-28') + (n % 17) * DAY).toISOString().slice(0, 10) as LocalDate },
    ),
  )

test('what is foreseen is what then happens, day by day and channel by channel', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, portfolio(25))
  await bench.database.transaction(async (sql) => {
    const [held] = await sql.query<never>(
      'select creditor_id as "creditorId", id as "debtorId" from debtor where creditor_id = $1 and reference = $2',
      [creditor.id, 'D-0'],
    )
    await placeHold(sql, held!, 'manual', null, bench.now)
  })
  await editCreditor(bench.database, creditor.id, { channelCosts: { email: 200, letter: 110_000 } })
  const id = await draft(bench, creditor, {
    variants: [
      { ...A, share: 50 },
      { ...A, name: 'b', share: 50 },
    ],
  })
  const foreseen = await run(creditor, id, { days: 20 })
  expect(await attempts(bench, creditor)).toEqual([])
  await act(bench, creditor, id, 'start')
  await playUntil(bench, after(bench.now, 19 * DAY))
  const happened: Record<string, Record<string, number>> = {}
  const last = localDateOf(bench.now, 'Europe/Amsterdam')
  for (const { plannedFor, channel } of await bench.database.query<{ plannedFor: never; channel: string }>(
    'select planned_for as "plannedFor", channel from contact_attempt where campaign_id = $1',
    [id],
  )) {
    const day = localDateOf(plannedFor, 'Europe/Amsterdam')
    happened[day] = { ...happened[day], [channel]: (happened[day]?.[channel] ?? 0) + 1 }
  }
  expect(Object.fromEntries(foreseen.perDay.filter(({ day }) => day <= last).map(({ day, contacts }) => [day, contacts]))).toEqual(happened)
  const real = await progress(bench, creditor, id)
  expect([foreseen.enrolled, foreseen.played]).toEqual([real.enrolled, real.enrolled])
  expect(Object.fromEntries(foreseen.excluded.map(({ reason, debtors }) => [reason, debtors]))).toEqual(real.why)
  const letters = foreseen.perChannel.find(({ channel }) => channel === 'letter')
  expect(letters?.cents).toBe((letters?.contacts ?? 0) * 110)
  expect(foreseen.perChannel.length).toBeGreaterThan(1)
})

test('more calls than the agents can make are told by the day, and so are the days on which money comes in', async () => {
  const creditor = await addCreditor(bench)
  const income = { every: 'week', weekday: 'wednesday', roll: 'following' } as const
  await addClaims(
    bench,
    creditor,
    Array.from({ length: 6 }, (_, n) => claimOf(`${n}`, { phone: `+3120123450${n}` })),
  )
  await addClaims(
    bench,
    creditor,
    ['6', '7'].map((name) => claimOf(name, { email: `d${name}@example.nl`, income })),
  )
  const foreseen = await run(creditor, await draft(bench, creditor, { callsPerDay: 4 }), { days: 3 })
  expect(foreseen.warnings).toEqual([{ code: 'over-capacity', day: '2027-01-12', calls: 6, capacity: 4 }])
  expect(foreseen.perDay[0]).toMatchObject({ day: '2027-01-12', contacts: { call: 6 }, callCapacity: 4 })
  expect(foreseen.incomeDays).toEqual([{ day: '2027-01-13', debtors: 2 }])
})

test('of more debtors than may be played an even sample is, and the answer says so', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, portfolio(40))
  const id = await draft(bench, creditor)
  const one = await run(creditor, id, { mostPlayed: 10, days: 10 })
  expect(one).toMatchObject({
    enrolled: (await run(creditor, id, { days: 1 })).enrolled,
    played: 10,
    warnings: [{ code: 'sampled', played: 10 }],
  })
  expect(await run(creditor, id, { mostPlayed: 10, days: 10 })).toEqual(one)
})

test('can be cancelled, and foresees the question of a campaign that asks', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, portfolio(6))
  const id = await draft(bench, creditor, { kind: 'preference' })
  await expect(run(creditor, id, { signal: AbortSignal.abort() })).rejects.toThrow(DryRunCancelled)
  const foreseen = await run(creditor, id, { days: 10 })
  expect(foreseen.perChannel.reduce((sum, { contacts }) => sum + contacts, 0)).toBe(foreseen.enrolled)
  await rest(bench)
  expect((await bench.database.query('select 1 from campaign_enrolment')).length).toBe(0)
})

test('who counts as often late by the policy of the campaign, though not by their own journey, is foreseen so', async () => {
  const creditor = await addCreditor(bench)
  const debtor = { reference: 'D-1', email: 'd1@example.nl', sms: '+31612345678' }
  await addClaims(bench, creditor, [
    claimOf('1', debtor),
    claimOf('old', debtor, { issuedOn: '2026-10-01' as LocalDate, dueOn: '2026-11-01' as LocalDate }),
  ])
  await pay(bench, creditor, 'old', 12_500)
  await publishPolicy(bench, creditor, {
    segmentByBehaviour: [{ segment: 'notorious', paidLate: { from: 1 } }],
    channelMatrix: [{ segments: ['notorious'], channels: ['sms'] }],
  })
  const id = await draft(bench, creditor)
  const { sample } = await run(creditor, id, { days: 3 })
  expect(sample.flatMap(({ contacts }) => contacts)).toMatchObject([{ channel: 'sms', phase: 'reminder' }])
  await act(bench, creditor, id, 'start')
  await rest(bench)
  expect(await attempts(bench, creditor)).toMatchObject([{ channel: 'sms', step: 'reminder', state: 'handed-over' }])
})
