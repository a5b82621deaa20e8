/** What comes through the carriers' door: signed or not, readable or not, a stop word or a sentence; each adds a fact and no more. */
import { endCarriers } from '../support/carrier'
import { addClaims, addCreditor, after, callBack, claimOf, DAY, openBench, playUntil, rest, TUESDAY, type PipeBench } from '../support/pipe'
import { attempts, handOvers, openTasks } from '../support/pipe-records'

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
const rawCalls = (): Promise<{ done: boolean; fault: string | null }[]> => rows('select done, fault from raw_call order by received_at, id')

/** A debtor reachable by SMS who has had a message. */
async function smsDebtor(
  number = '+31612300077',
  debtors = 2,
): Promise<{ creditor: Awaited<ReturnType<typeof addCreditor>>; from: string; to: string }> {
  const creditor = await addCreditor(bench)
  await addClaims(
    bench,
    creditor,
    [claimOf('1', { sms: number, preferredChannel: 'sms' }), claimOf('2', { sms: number }, { dueOn: '2027-02-20' as never })].slice(
      0,
      debtors,
    ),
  )
  await rest(bench)
  const [sender] = await rows<{ address: string }>(`select address from sender where creditor_id = $1 and channel = 'sms'`, [creditor.id])
  return { creditor, from: number, to: sender?.address ?? '' }
}
let keys = 0
const inbound = (from: string, to: string, text: string, channel = 'sms') => ({
  kind: 'inbound',
  key: `inbound-${++keys}`,
  channel,
  from,
  to,
  text,
  at: new Date(bench.now).toISOString(),
})

test.each(['STOP', 'stop', ' Stop. ', 'STOP!', 'Afmelden', 'stop   alles'])(
  '%j alone opts out of the channel at once, for this sender and address',
  async (text) => {
    const { creditor, from, to } = await smsDebtor()
    expect(await callBack(bench, inbound(from, to, text))).toBe(204)
    await rest(bench)
    expect(await rows('select distinct channel, sender, source from opt_out where creditor_id = $1', [creditor.id])).toEqual([
      { channel: 'sms', sender: to, source: 'stop-word' },
    ])
    expect(await openTasks(bench, creditor)).toEqual([])
    // The other debtor at this number is not reached over it either.
    await playUntil(bench, after(TUESDAY, 60 * DAY))
    expect((await handOvers(bench, creditor)).filter(({ channel }) => channel === 'sms')).toHaveLength(1)
  },
)

test.each(['please stop calling me at work', 'Ik kan niet stoppen met denken aan deze rekening', 'stop?', 'niet stop'])(
  '%j is a sentence: a person reads it, nothing is opted out',
  async (text) => {
    const { creditor, from, to } = await smsDebtor('+31612300077', 1)
    await callBack(bench, inbound(from, to, text))
    await rest(bench)
    expect(await rows('select 1 from opt_out where creditor_id = $1', [creditor.id])).toEqual([])
    expect(await openTasks(bench, creditor)).toEqual(['reply'])
  },
)

test('a stop word from a number that we know only for calls still opts it out of SMS', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(bench, creditor, [claimOf('1', { phone: '+31612300088', email: 'klant@voorbeeld.example' })])
  await rest(bench)
  const [sender] = await rows<{ address: string }>(`select address from sender where creditor_id = $1 and channel = 'sms'`, [creditor.id])
  await callBack(bench, inbound('+31612300088', sender?.address ?? '', 'STOP'))
  await rest(bench)
  expect(await rows('select channel from opt_out where creditor_id = $1', [creditor.id])).toEqual([{ channel: 'sms' }])
})

test('a stop word from a number that nobody has is kept for when somebody has it', async () => {
  const creditor = await addCreditor(bench)
  const [sender] = await rows<{ address: string }>(`select address from sender where creditor_id = $1 and channel = 'sms'`, [creditor.id])
  await callBack(bench, inbound('+31612300099', sender?.address ?? '', 'STOP'))
  await rest(bench)
  await addClaims(bench, creditor, [claimOf('1', { sms: '+31612300099', email: 'klant@voorbeeld.example', preferredChannel: 'sms' })])
  await rest(bench)
  expect(await attempts(bench, creditor)).toMatchObject([{ channel: 'email' }])
})

test('the same reply twice is one reply', async () => {
  const { creditor, from, to } = await smsDebtor('+31612300077', 1)
  const message = inbound(from, to, 'Ik betaal vrijdag')
  await callBack(bench, message)
  await callBack(bench, message)
  await rest(bench)
  expect(await rows('select count(*)::int as n from inbound_message where creditor_id = $1', [creditor.id])).toEqual([{ n: 1 }])
  expect(await rows(`select count(*)::int as n from contact_event where creditor_id = $1 and kind = 'inbound'`, [creditor.id])).toEqual([
    { n: 1 },
  ])
})

test('unsigned (401), signed for another body, or signed with nonsense (403): nothing is kept', async () => {
  const { from, to } = await smsDebtor()
  const before = await rawCalls()
  const message = inbound(from, to, 'STOP')
  expect(await callBack(bench, message, '')).toBe(401)
  expect(await callBack(bench, message, 'f'.repeat(64))).toBe(403)
  expect(await callBack(bench, message, 'zzz')).toBe(403)
  const unsigned = await fetch(bench.door, {
    method: 'POST',
    body: JSON.stringify(message),
    headers: { 'content-type': 'application/json' },
  })
  expect(unsigned.status).toBe(401)
  await rest(bench)
  expect(await rawCalls()).toEqual(before)
  expect(await rows('select 1 from opt_out')).toEqual([])
})

test.each([
  ['no JSON at all', '{"kind": "receipt", '],
  ['not an object', '[1, 2]'],
  ['a kind nobody knows', '{"kind": "greeting"}'],
  [
    'a hand-over id that is none',
    JSON.stringify({
      kind: 'receipt',
      key: 'k',
      handOverId: 'x',
      carrierReference: null,
      status: 'sent',
      failure: null,
      code: null,
      at: '2027-01-12T08:30:00Z',
    }),
  ],
  [
    'a hand-over that is not ours',
    JSON.stringify({
      kind: 'receipt',
      key: 'k',
      handOverId: '01970000-0000-7000-8000-000000000000',
      carrierReference: null,
      status: 'sent',
      failure: null,
      code: null,
      at: '2027-01-12T08:30:00Z',
    }),
  ],
  [
    'a day that does not exist',
    JSON.stringify({ kind: 'inbound', key: 'k', channel: 'sms', from: '+31612300001', to: 'x', text: 'x', at: '2027-02-30T08:30:00Z' }),
  ],
  [
    'a zero byte in the text',
    JSON.stringify({
      kind: 'inbound',
      key: 'k',
      channel: 'sms',
      from: '+31612300077',
      to: 'TO',
      text: 'a\u0000b',
      at: '2027-01-12T08:30:00Z',
    }),
  ],
])('signed and unreadable (%s): kept with its fault, and it blocks nobody', async (_what, body) => {
  const { creditor, from, to } = await smsDebtor()
  await playUntil(bench, after(TUESDAY, DAY))
  const before = (await rawCalls()).length
  expect(await callBack(bench, body.replace('"TO"', JSON.stringify(to)))).toBe(204)
  await callBack(bench, inbound(from, to, 'STOP'))
  await rest(bench)
  const fresh = (await rawCalls()).slice(before)
  expect(fresh).toHaveLength(2)
  expect(fresh.every(({ done }) => done)).toBe(true)
  expect(fresh.map(({ fault }) => fault !== null).sort()).toEqual([false, true])
  expect(await rows('select distinct source from opt_out where creditor_id = $1', [creditor.id])).toEqual([{ source: 'stop-word' }])
})

test('two workers that take the same callbacks apply each once', async () => {
  const { from, to, creditor } = await smsDebtor('+31612300077', 1)
  for (let index = 0; index < 20; index++) await callBack(bench, inbound(from, to, `bericht ${index}`))
  const other = await bench.another()
  await Promise.all([rest(bench), rest(bench, other)])
  expect(await rows('select count(*)::int as n from inbound_message where creditor_id = $1', [creditor.id])).toEqual([{ n: 20 }])
  expect(await openTasks(bench, creditor)).toEqual(['reply'])
})
