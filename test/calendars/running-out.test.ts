/** When a calendar ends: it is told in time, what needs a day beyond it is not decided, and everything else goes on. */
import type { Instant, LocalDate } from '#domain'
import { calendarOutlook, calendarsRunningOut, forgetConfiguration } from '#pipeline'
import { endCarriers } from '../support/carrier'
import { addClaims, addCreditor, at, callBack, claimOf, openBench, pay, rest, type PipeBench } from '../support/pipe'
import { attempts, openTasks } from '../support/pipe-records'

let bench: PipeBench
beforeAll(async () => {
  bench = await openBench()
})
beforeEach(() => bench.clear())
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

const rows = <Row>(text: string, values: unknown[] = []): Promise<Row[]> => bench.database.query<Row>(text, values)
const named = async (now: Instant): Promise<string[]> =>
  (await calendarsRunningOut(bench.database, now)).map(({ calendar }) => calendar).sort()
const due = (dueOn: string): { issuedOn: LocalDate; dueOn: LocalDate } => ({
  issuedOn: '2028-12-01' as LocalDate,
  dueOn: dueOn as LocalDate,
})
async function publish(name: string, definition: object, creditorId: string | null = null): Promise<void> {
  await rows(
    `insert into configuration_version (id, creditor_id, kind, name, version, hash, origin, definition, created_at, published_at)
    select gen_random_uuid(), $4::uuid, 'calendar', $1, coalesce(max(version), 0) + 1, $2, 'editor', $3, now(), now()
    from configuration_version where kind = 'calendar' and name = $1 and creditor_id is not distinct from $4::uuid`,
    [name, 'f'.repeat(64), JSON.stringify(definition), creditorId],
  )
}

test('the calendars of the policy are told from 120 days before their end', async () => {
  await addCreditor(bench)
  // They are complete until Sunday 31 December 2028; 120 days before is 2 September. TARGET is known for two years more.
  expect(await named(at('2028-09-01T12:00:00+02:00'))).toEqual([])
  expect(await named(at('2028-09-02T12:00:00+02:00'))).toEqual(['nl-contact', 'nl-post'])
  expect(await calendarsRunningOut(bench.database, at('2029-01-02T12:00:00+01:00'))).toMatchObject([
    { calendar: 'nl-contact', knownUntil: '2028-12-31', daysLeft: -2, state: 'ran-out' },
    { calendar: 'nl-post', state: 'ran-out' },
  ])
})

test('an income calendar is told as soon as somebody is decided with it', async () => {
  const creditor = await addCreditor(bench)
  const now = at('2027-01-12T09:30:00+01:00')
  await addClaims(bench, creditor, [claimOf('1', { email: 'a@voorbeeld.example', income: { calendar: 'nl-uwv' } })])
  expect(await named(now)).toEqual([])
  // Nobody knows the December of UWV; Dronten ended with its list, on 8 January, and is told of the whole month.
  await addClaims(bench, creditor, [
    claimOf('2', { email: 'b@voorbeeld.example', income: { calendar: 'nl-gemeente-dronten' } }),
    claimOf('3', { email: 'c@voorbeeld.example' }),
  ])
  expect(await named(now)).toEqual(['nl-gemeente-dronten'])
  expect(await named(at('2027-08-05T09:30:00+02:00'))).toEqual(['nl-gemeente-dronten', 'nl-uwv'])
  const outlook = await calendarOutlook(bench.database, now)
  const of = (calendar: string): unknown => outlook.find((one) => one.calendar === calendar)
  expect(of('nl-gemeente-dronten')).toMatchObject({
    kind: 'income',
    creditor: null,
    knownUntil: '2027-01-31',
    daysLeft: 19,
    state: 'runs-out',
    needed: true,
    debtors: 1,
    strategies: { consumer: 1 },
  })
  expect(of('nl-uwv')).toMatchObject({ knownUntil: '2027-11-30', state: 'enough', debtors: 1 })
  expect(of('nl-contact')).toMatchObject({ debtors: 3, strategies: { consumer: 3 }, needed: true })
  expect(of('nl-gemeente-westerveld')).toMatchObject({ state: 'ran-out', needed: false, debtors: 0 })
})

test("a creditor's own version counts for that creditor, and one that does not fit is told instead of breaking the page", async () => {
  const [one, other] = [await addCreditor(bench), await addCreditor(bench)]
  await addClaims(bench, one, [claimOf('1', { email: 'a@voorbeeld.example' })])
  const [shared] = await rows<{ definition: object }>(
    `select definition from configuration_version where kind = 'calendar' and name = 'nl-contact' and creditor_id is null order by version desc limit 1`,
  )
  await publish('nl-contact', { ...shared?.definition, validUntil: '2027-01-01', knownUntil: '2027-01-01' }, one.id)
  try {
    const now = at('2027-01-12T09:30:00+01:00')
    expect(await calendarsRunningOut(bench.database, now)).toMatchObject([
      { calendar: 'nl-contact', creditor: one.code, state: 'unfit', knownUntil: null },
    ])
    expect((await calendarOutlook(bench.database, now)).filter(({ calendar }) => calendar === 'nl-contact')).toMatchObject([
      { creditor: null, state: 'enough', debtors: 0 },
      { creditor: one.code, state: 'unfit', debtors: 1 },
    ])
    expect(other.code).not.toBe(one.code)
  } finally {
    await rows('delete from configuration_version where creditor_id = $1', [one.id])
  }
})

test('beyond the last loaded day nobody is decided for, loudly; a stop, a payment and a person’s task go on; a new version mends it', async () => {
  bench.now = at('2028-12-19T09:30:00+01:00')
  const creditor = await addCreditor(bench)
  const from = '+31612300077'
  // The first was due in time: reminded on Tuesday 19 December. The others' reminders fall on 3 and 4 January 2029.
  await addClaims(bench, creditor, [
    claimOf('1', { sms: from, preferredChannel: 'sms', email: 'a@voorbeeld.example' }, due('2028-12-14')),
    claimOf('2', { email: 'b@voorbeeld.example' }, due('2028-12-29')),
    claimOf('3', { email: 'c@voorbeeld.example' }, due('2028-12-30')),
  ])
  await rest(bench)
  expect(await attempts(bench, creditor)).toMatchObject([{ debtor: 'D-1', channel: 'sms', state: 'handed-over' }])

  bench.now = at('2029-01-05T09:30:00+01:00')
  await rest(bench)
  expect(await attempts(bench, creditor)).toHaveLength(1)
  expect(bench.told).toContainEqual({
    level: 'error',
    message: 'not decided: the calendar does not reach so far',
    fields: { creditor: creditor.id, debtors: 3, calendar: 'nl-contact' },
  })

  const [sender] = await rows<{ address: string }>(`select address from sender where creditor_id = $1 and channel = 'sms'`, [creditor.id])
  for (const text of ['STOP', 'Groeten uit Zwolle']) {
    await callBack(bench, {
      kind: 'inbound',
      key: `${text}-1`,
      channel: 'sms',
      from,
      to: sender?.address,
      text,
      at: new Date(bench.now).toISOString(),
    })
  }
  await pay(bench, creditor, '2', 12_500)
  await rest(bench)
  expect(await rows('select channel from opt_out where creditor_id = $1', [creditor.id])).toEqual([{ channel: 'sms' }])
  expect(await openTasks(bench, creditor)).toEqual(['reply'])
  expect(await rows(`select open_cents::int as open from claim where creditor_id = $1 and reference = '2'`, [creditor.id])).toEqual([
    { open: 0 },
  ])

  // The next decree is loaded: the others go on from the day on which they are decided again.
  for (const calendar of ['nl-contact', 'nl-post']) {
    const [shared] = await rows<{ definition: object }>(
      `select definition from configuration_version where kind = 'calendar' and name = $1 and creditor_id is null order by version desc limit 1`,
      [calendar],
    )
    await publish(calendar, { ...shared?.definition, validUntil: '2030-12-31' })
  }
  forgetConfiguration(bench.pipe)
  bench.now = at('2029-01-06T09:30:00+01:00')
  await rest(bench)
  expect((await attempts(bench, creditor)).map(({ debtor, step }) => `${debtor} ${step}`).sort()).toEqual([
    'D-1 formal-notice',
    'D-1 reminder',
    'D-3 reminder',
  ])
})
