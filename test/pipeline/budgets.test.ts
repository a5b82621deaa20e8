/** Budgets per creditor and day and per campaign and hour, exact over workers; a campaign or channel that is paused sends nothing. */
import type { Instant } from '#domain'
import { decideDue, deliverChunk, Templates } from '#pipeline'
import { leaseDueAttempts, newId, type Creditor } from '#store'
import { openCaller } from '../support/api'
import { joinCampaign, setCampaign } from '../support/campaign'
import { endCarriers } from '../support/carrier'
import { addClaims, addCreditor, after, at, claimOf, HOUR, openBench, playUntil, rest, TUESDAY, type PipeBench } from '../support/pipe'
import { acceptances, attempts, handOvers } from '../support/pipe-records'

let bench: PipeBench
beforeAll(async () => {
  bench = await openBench()
})
beforeEach(() => bench.clear())
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

async function decided(count: number, pacePerSecond = 1000): Promise<Creditor> {
  const creditor = await addCreditor(bench, { pacePerSecond })
  await addClaims(
    bench,
    creditor,
    Array.from({ length: count }, (_, index) => claimOf(String(index), { email: `klant${index}@voorbeeld.example` })),
  )
  await decideDue(bench.pipe, bench.now, 500)
  return creditor
}

/** Of what went slowly, so that something happens in the middle, the rest goes fast. */
const hurry = ({ id }: Creditor): Promise<unknown> =>
  bench.database.query('update sender set pace_per_second = 1000 where creditor_id = $1', [id])

async function sentPerDay(creditor: Creditor): Promise<number[]> {
  const rows = await bench.database.query<{ n: number }>(
    `select count(*)::int as n from hand_over where creditor_id = $1 and state = 'accepted' group by (started_at at time zone 'Europe/Amsterdam')::date order by 1 desc`,
    [creditor.id],
  )
  return rows.map(({ n }) => n)
}

test('per creditor and local day: two workers send exactly the budget, the rest waits for midnight and goes on later days', async () => {
  const creditor = await decided(12)
  await bench.database.query('update creditor set contacts_per_day = 5 where id = $1', [creditor.id])
  const other = await bench.another()
  await Promise.all([rest(bench), rest(bench, other)])
  expect(await acceptances(bench, await handOvers(bench, creditor))).toBe(5)
  const waiting = (await attempts(bench, creditor)).filter(({ state }) => state === 'queued')
  expect(new Set(waiting.map(({ dueAt }) => dueAt))).toEqual(new Set([at('2027-01-12T23:00:00Z')]))
  await playUntil(bench, at('2027-01-15T12:00:00Z'))
  expect(await sentPerDay(creditor)).toEqual([5, 5, 2])
})

test('per campaign and clock hour; others of the creditor are not held by it', async () => {
  const creditor = await decided(10)
  await joinCampaign(bench, creditor, 4)
  await addClaims(bench, creditor, [claimOf('alone', { email: 'alone@voorbeeld.example' })])
  const sent = async (now: Instant): Promise<number> => {
    bench.now = now
    await Promise.all([rest(bench)])
    return acceptances(bench, await handOvers(bench, creditor))
  }
  // Half past nine: the hour began at nine.
  expect(await sent(TUESDAY)).toBe(5)
  expect(await sent(after(TUESDAY, HOUR / 2 - 1))).toBe(5)
  expect(await sent(after(TUESDAY, HOUR / 2))).toBe(9)
  expect(await sent(after(TUESDAY, HOUR * 1.5))).toBe(11)
})

test('what the guard turns back costs no budget', async () => {
  const creditor = await decided(3)
  await bench.database.query('update creditor set contacts_per_day = 3 where id = $1', [creditor.id])
  const token = newId<string>()
  const chunk = { token, attempts: await leaseDueAttempts(bench.database, bench.now, ['email'], { token, seconds: 60 }, 100) }
  // A fact comes between the gate and the sending of one of them.
  const [first] = chunk.attempts
  const slow = {
    ...bench.pipe,
    templates: new SlowTemplates(bench, async () => {
      await bench.database.query('update debtor set version = version + 1 where creditor_id = $1 and id = $2', [
        creditor.id,
        first?.debtorId,
      ])
    }),
  }
  await deliverChunk(slow, chunk, bench.now)
  expect(await bench.database.query('select sent from sending_budget where creditor_id = $1', [creditor.id])).toEqual([{ sent: 2 }])
  await rest(bench)
  expect(await acceptances(bench, await handOvers(bench, creditor))).toBe(3)
})

test('a paused campaign: nothing new leaves, also of a chunk that is on its way; resumed, all of it does', async () => {
  const creditor = await decided(8, 1)
  const campaign = await joinCampaign(bench, creditor, null)
  const token = newId<string>()
  const chunk = { token, attempts: await leaseDueAttempts(bench.database, bench.now, ['email'], { token, seconds: 60 }, 100) }
  const delivering = deliverChunk(bench.pipe, chunk, bench.now)
  let begun = 0
  while (begun === 0) begun = (await handOvers(bench, creditor)).length
  await setCampaign(bench, campaign, 'paused')
  const before = (await handOvers(bench, creditor)).length
  await delivering
  await hurry(creditor)
  const paused = (await handOvers(bench, creditor)).length
  expect(paused).toBe(before)
  expect(paused).toBeLessThan(chunk.attempts.length)
  await rest(bench)
  expect(await handOvers(bench, creditor)).toHaveLength(paused)
  await setCampaign(bench, campaign, 'running')
  await rest(bench)
  expect(await acceptances(bench, await handOvers(bench, creditor))).toBe(8)
})

test('a campaign is paused before it costs more than its limit, exact over workers; with a higher one it goes on, and counts what it had cost', async () => {
  const creditor = await decided(12)
  const campaign = await joinCampaign(bench, creditor, null)
  const caller = await openCaller(bench, [creditor.id])
  const home = `/v1/creditors/${creditor.id}/campaigns/${campaign}`
  const limit = (costLimit: string | null): Promise<{ status: number }> => caller.call('PUT', `${home}/cost-limit`, { body: { costLimit } })
  // Two and a half cents each.
  await bench.database.query(`update creditor set channel_costs = '{"email": 2500}' where id = $1`, [creditor.id])
  const other = await bench.another()
  const sent = async (): Promise<{ sent: number; state: unknown; cost: unknown }> => {
    await Promise.all([rest(bench), rest(bench, other)])
    const [
      {
        body: { state },
      },
      {
        body: { cost },
      },
    ] = await Promise.all([caller.call('GET', home), caller.call('GET', `${home}/progress`)])
    return { sent: await acceptances(bench, await handOvers(bench, creditor)), state, cost }
  }
  expect((await limit('-1.00')).status).toBe(422)
  expect((await limit('0.00')).status).toBe(200)
  expect(await sent()).toEqual({ sent: 0, state: 'paused', cost: '0.00' })
  expect((await caller.call<{ actor: string; action: string }[]>('GET', `${home}/log`)).body).toContainEqual(
    expect.objectContaining({ actor: 'tijdig', action: 'campaign.cost-limit' }),
  )
  await limit('0.11')
  await caller.call('POST', `${home}/resume`)
  expect(await sent()).toEqual({ sent: 4, state: 'paused', cost: '0.10' })
  await caller.call('POST', `${home}/resume`)
  expect(await sent()).toEqual({ sent: 4, state: 'paused', cost: '0.10' })
  await limit(null)
  await caller.call('POST', `${home}/resume`)
  expect(await sent()).toMatchObject({ sent: 12, cost: '0.30' })
})

test('a channel that a person pauses sends nothing more, also of a chunk on its way, and says why; others go on, and so does it when it may', async () => {
  const creditor = await decided(8, 1)
  const caller = await openCaller(bench, [creditor.id])
  const pauses = `/v1/creditors/${creditor.id}/channel-pauses`
  const token = newId<string>()
  const chunk = { token, attempts: await leaseDueAttempts(bench.database, bench.now, ['email'], { token, seconds: 60 }, 100) }
  const delivering = deliverChunk(bench.pipe, chunk, bench.now)
  let begun = 0
  while (begun === 0) begun = (await handOvers(bench, creditor)).length
  const twice = await Promise.all([1, 2].map(() => caller.call('POST', pauses, { body: { channel: 'email', reason: 'Verkeerde tekst' } })))
  expect(twice.map(({ status }) => status).sort()).toEqual([200, 409])
  const before = (await handOvers(bench, creditor)).length
  await delivering
  await hurry(creditor)
  await addClaims(bench, creditor, [claimOf('text', { sms: '+31612345678' })])
  await rest(bench)
  const after = await handOvers(bench, creditor)
  expect(after.filter(({ channel }) => channel === 'email')).toHaveLength(before)
  expect(after.filter(({ channel }) => channel === 'sms')).toHaveLength(1)
  expect((await caller.call('GET', pauses)).body).toMatchObject([
    { channel: 'email', reason: 'Verkeerde tekst', by: 'test', since: new Date(bench.now).toISOString() },
  ])
  expect((await caller.call('POST', pauses, { body: { channel: 'call', reason: 'x' } })).status).toBe(422)
  expect((await caller.call('POST', `${pauses}/end`, { body: { channel: 'email' } })).status).toBe(200)
  await rest(bench)
  expect(await acceptances(bench, await handOvers(bench, creditor))).toBe(9)
})

/** The real templates, and a fact that comes while they are read. */
class SlowTemplates extends Templates {
  constructor(
    of: PipeBench,
    private readonly meanwhile: () => Promise<void>,
  ) {
    super(of.database)
  }

  override async find(...asked: Parameters<Templates['find']>): ReturnType<Templates['find']> {
    await this.meanwhile()
    return super.find(...asked)
  }
}
