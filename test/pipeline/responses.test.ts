/** What a debtor did with earlier contacts is counted with the reaction, and turns the next choice of channel. */
import type { ChannelResponse, LocalDate, Reason } from '#domain'
import { type Creditor } from '#store'
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

let bench: PipeBench
beforeAll(async () => {
  bench = await openBench()
})
beforeEach(() => bench.clear())
afterAll(async () => {
  await bench.close()
  await endCarriers()
})

const REACHABLE = { reference: 'D', email: 'klant@voorbeeld.example', sms: '+31612300077' }
/** Claims whose pre-due messages come a week apart, so that each is a contact of its own. */
const weekly = (count: number, first = 0) =>
  Array.from({ length: count }, (_, week) =>
    claimOf(`${first + week}`, REACHABLE, {
      dueOn: new Date(TUESDAY + (10 + 9 * (first + week)) * DAY).toISOString().slice(0, 10) as LocalDate,
    }),
  )

const profile = async (creditor: Creditor): Promise<readonly ChannelResponse[]> =>
  (
    await bench.database.query<{ responses: ChannelResponse[] }>('select responses from response_profile where creditor_id = $1', [
      creditor.id,
    ])
  )[0]?.responses ?? []
const of = (responses: readonly ChannelResponse[], channel: string): Pick<ChannelResponse, 'contacts' | 'answered'> | undefined =>
  responses.find((one) => one.channel === channel)
const whyChannel = async (creditor: Creditor): Promise<readonly Reason[]> => {
  const rows = await bench.database.query<{ reasons: Reason[] }>(
    `select x.reasons from contact_attempt a join decision x on x.creditor_id = a.creditor_id and x.id = a.decision_id where a.creditor_id = $1 order by a.planned_for, a.id`,
    [creditor.id],
  )
  return rows.flatMap(({ reasons }) => reasons.filter(({ code }) => code.startsWith('channel-')))
}
const receipt = (handOverId: string, status: 'read' | 'delivered') => ({
  kind: 'receipt',
  key: `${handOverId} ${status} by test`,
  handOverId,
  carrierReference: 'x',
  status,
  failure: null,
  code: null,
  at: new Date(bench.now).toISOString(),
})

test('e-mails that nobody answers make room for a channel that was not tried', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, weekly(3))
  await playUntil(bench, after(TUESDAY, 36 * DAY))
  const why = (await whyChannel(creditor)).filter(({ code }) => code !== 'channel-legal')
  expect(why.slice(0, 3)).toEqual(Array.from({ length: 3 }, () => ({ code: 'channel-default', channel: 'email' })))
  expect(why.at(-1)).toMatchObject({ code: 'channel-untried', channel: 'sms', than: 'email', answered: 0 })
})

test('a read message counts once, however often it is told, and is in what the next decision saw', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, weekly(2))
  await playUntil(bench, after(TUESDAY, 8 * DAY))
  const [sent] = await handOvers(bench, creditor)
  for (const status of ['read', 'read', 'delivered'] as const) await callBack(bench, receipt(sent?.id ?? '', status))
  await rest(bench)
  expect(of(await profile(creditor), 'email')).toMatchObject({ contacts: 1, answered: 1, answeredAt: [bench.now] })
  await playUntil(bench, after(bench.now, 12 * DAY))
  const [saw] = await bench.database.query<{ responses: ChannelResponse[] }>(
    `select state::json -> 'responses' as responses from decision where creditor_id = $1 and kind = 'contact' order by at desc limit 1`,
    [creditor.id],
  )
  expect(of(saw?.responses ?? [], 'email')).toMatchObject({ contacts: 1, answered: 1 })
})

test('a reply answers the latest message over its channel, and a payment the latest of all; a payment that is read twice counts once', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [
    claimOf('1', { sms: '+31612300078', preferredChannel: 'sms' }),
    claimOf('2', { email: 'b@voorbeeld.example' }),
  ])
  await rest(bench)
  const [to] = await bench.database.query<{ address: string }>(`select address from sender where creditor_id = $1 and channel = 'sms'`, [
    creditor.id,
  ])
  bench.now = after(bench.now, HOUR)
  await callBack(bench, {
    kind: 'inbound',
    key: 'reply-1',
    channel: 'sms',
    from: '+31612300078',
    to: to?.address,
    text: 'Ik betaal vrijdag',
    at: new Date(bench.now).toISOString(),
  })
  await pay(bench, creditor, '2', 12_500, 'paid-once')
  await pay(bench, creditor, '2', 12_500, 'paid-once')
  await rest(bench)
  const rows = await bench.database.query<{ channel: string; by: string }>(
    `select channel, answered_by as by from contact_attempt where creditor_id = $1 order by channel`,
    [creditor.id],
  )
  expect(rows).toEqual([
    { channel: 'email', by: 'payment' },
    { channel: 'sms', by: 'reply' },
  ])
  const total = await bench.database.query<{ channel: string; contacts: number; answered: number }>(
    `select channel, sum(contacts)::int as contacts, sum(answered)::int as answered from segment_response where creditor_id = $1 group by channel order by channel`,
    [creditor.id],
  )
  expect(total).toEqual([
    { channel: 'email', contacts: 1, answered: 1 },
    { channel: 'sms', contacts: 1, answered: 1 },
  ])
})

test('money that comes long after a contact is not its answer', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('1', { email: 'b@voorbeeld.example' }, { dueOn: '2026-12-10' as LocalDate })])
  await rest(bench)
  await bench.database.query(
    `update contact_attempt set planned_for = planned_for - interval '20 days', sent_at = sent_at - interval '20 days' where creditor_id = $1`,
    [creditor.id],
  )
  await pay(bench, creditor, '1', 12_500)
  expect(await bench.database.query('select answered_by from contact_attempt where creditor_id = $1', [creditor.id])).toEqual([
    { answered_by: null },
  ])
})

test('the counts of debtors like them are where the estimate of the next debtor starts', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(
    bench,
    creditor,
    ['1', '2', '3'].map((reference) => claimOf(reference, { email: `${reference}@voorbeeld.example` })),
  )
  await rest(bench)
  for (const { id } of await handOvers(bench, creditor)) {
    await callBack(bench, receipt(id, 'read'))
    await rest(bench)
  }
  const likes = await bench.database.query<{ like: unknown }>(
    `select responses -> 0 -> 'like' as like from response_profile where creditor_id = $1 order by counted_at, responses -> 0 -> 'like' -> 'contacts'`,
    [creditor.id],
  )
  expect(likes.map(({ like }) => like)).toEqual([0, 1, 2].map((count) => ({ contacts: count, answered: count })))
  expect(await attempts(bench, creditor)).toHaveLength(3)
})
