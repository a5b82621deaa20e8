/** What the real carriers call back is kept and worked off in its turn; twice or shuffled, it changes nothing more. */
import { react } from '#pipeline'
import { endCarriers } from '../support/carrier'
import { callAsMeta, callAsSendgrid, callAsTwilio, mailForm } from '../support/carriers/calls'
import { CARRIERS } from '../support/carriers/settings'
import { addClaims, addCreditor, after, claimOf, DAY, openBench, playUntil, rest, TUESDAY, type PipeBench } from '../support/pipe'
import { attempts, handOvers, openTasks } from '../support/pipe-records'
import { doorsApart } from '../support/doors-apart'

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
const rawCalls = (): Promise<{ source: string; done: boolean; fault: string | null }[]> =>
  rows('select source, done, fault from raw_call order by received_at, id')

const EMAIL = 'klant@voorbeeld.example'
const NUMBER = '+31612300001'

/** A debtor who has had one message over this channel. */
async function contacted(
  channel: 'sms' | 'email' | 'whatsapp',
): Promise<{ creditor: Awaited<ReturnType<typeof addCreditor>>; handOverId: string; sender: string }> {
  const creditor = await addCreditor(bench)
  const reach = {
    sms: { sms: NUMBER },
    email: { email: EMAIL },
    whatsapp: { whatsapp: { number: NUMBER, consentedOn: '2026-06-01' as never } },
  }[channel]
  await addClaims(bench, creditor, [claimOf('1', { ...reach, preferredChannel: channel })])
  await rest(bench)
  const [sent] = await handOvers(bench, creditor)
  const [sender] = await rows<{ address: string }>('select address from sender where creditor_id = $1 and channel = $2', [
    creditor.id,
    channel,
  ])
  return { creditor, handOverId: sent?.id ?? '', sender: sender?.address ?? '' }
}

const statusPath = (handOverId: string): string => `/webhooks/twilio/status?handOver=${handOverId}`
const delivered = { MessageSid: 'SM1', MessageStatus: 'delivered', To: NUMBER, From: '+3110' }
const event = (handOverId: string, word: string, fields: object = {}): object => ({
  event: word,
  email: EMAIL,
  sg_event_id: `${handOverId} ${word}`,
  sg_message_id: 'message-1.x',
  timestamp: bench.now / 1000,
  hand_over: handOverId,
  ...fields,
})
const wordOf = (handOverId: string, status: string, fields: object = {}): string =>
  JSON.stringify({
    entry: [
      {
        changes: [
          {
            field: 'messages',
            value: {
              metadata: { display_phone_number: '1' },
              statuses: [
                { id: `wamid.${handOverId}`, status, timestamp: String(bench.now / 1000), biz_opaque_callback_data: handOverId, ...fields },
              ],
            },
          },
        ],
      },
    ],
  })

test('Twilio: shuffled and doubled, the receipts move the message forward only', async () => {
  const { creditor, handOverId } = await contacted('sms')
  for (const word of ['delivered', 'sent', 'delivered', 'queued']) {
    expect(await callAsTwilio(bench.api, statusPath(handOverId), { ...delivered, MessageStatus: word })).toMatchObject({ status: 200 })
  }
  await rest(bench)
  expect(await handOvers(bench, creditor)).toMatchObject([{ id: handOverId, state: 'accepted', receipt: 'delivered' }])
  expect(
    await rows(`select kind from contact_event where creditor_id = $1 and kind = 'delivered' and at = $2`, [
      creditor.id,
      new Date(TUESDAY),
    ]),
  ).toHaveLength(1)
  expect((await rawCalls()).filter(({ source }) => source === 'twilio-status')).toEqual(
    Array.from({ length: 4 }, () => ({ source: 'twilio-status', done: true, fault: null })),
  )
})

test('SendGrid: of a batch each event counts, whatever stands beside it; a bounce makes the address unusable', async () => {
  const { creditor, handOverId } = await contacted('email')
  const batch = [
    7,
    event(handOverId, 'bounce', { type: 'bounce', status: '5.1.1' }),
    event(handOverId, 'processed'),
    event('0192f0c1-7c1e-7a3b-8a53-3f1f0a4d9b11', 'delivered'),
  ]
  expect(await callAsSendgrid(bench.api, '/webhooks/sendgrid/events', `${JSON.stringify(batch)}\r\n`, bench.now)).toMatchObject({
    status: 200,
  })
  await rest(bench)
  expect(await handOvers(bench, creditor)).toMatchObject([{ state: 'failed', receipt: 'failed', code: '5.1.1' }])
  expect(await rows('select usable from contact_point where creditor_id = $1', [creditor.id])).toEqual([{ usable: false }])
  expect((await rawCalls()).filter(({ source }) => source === 'sendgrid-events')).toEqual([
    { source: 'sendgrid-events', done: true, fault: 'no hand-over of ours' },
  ])
})

test('SendGrid: a large batch is one call that is kept, and is worked off in slices by whoever has time; the other way round at another process, and again, it changes nothing', async () => {
  const creditor = await addCreditor(bench)
  await addClaims(
    bench,
    creditor,
    Array.from({ length: 30 }, (_, index) => claimOf(String(index), { email: `klant+${index}@voorbeeld.example` })),
  )
  await rest(bench)
  const ids = (await handOvers(bench, creditor)).map(({ id }) => id)
  expect(ids).toHaveLength(30)
  // Most of it is of nobody; ours stand at both ends.
  const nobody = Array.from({ length: 520 }, (_, index) =>
    event('0192f0c1-7c1e-7a3b-8a53-3f1f0a4d9b11', 'delivered', { sg_event_id: `nobody ${index}` }),
  )
  const batch = [...ids.slice(0, 15).map((id) => event(id, 'delivered')), ...nobody, ...ids.slice(15).map((id) => event(id, 'delivered'))]
  const second = await doorsApart(bench, CARRIERS)
  const post = (origin: string, events: readonly object[]): Promise<{ status: number }> =>
    callAsSendgrid(origin, '/webhooks/sendgrid/events', JSON.stringify(events), bench.now)
  expect(
    (await Promise.all([post(bench.api, batch), post(await second.getUrl(), [...batch].reverse())])).map(({ status }) => status),
  ).toEqual([200, 200])
  await second.close()
  const calls = (): Promise<{ taken: number; done: boolean; fault: string | null }[]> =>
    rows(`select taken, done, fault from raw_call where source = 'sendgrid-events' order by taken desc`)
  const seen = async (): Promise<number> => (await handOvers(bench, creditor)).filter(({ receipt }) => receipt === 'delivered').length

  expect(await react(bench.pipe, bench.now)).toBe(1)
  expect([await calls(), await seen()]).toEqual([
    [
      { taken: 500, done: false, fault: 'no hand-over of ours' },
      { taken: 0, done: false, fault: null },
    ],
    15,
  ])
  // Whoever were given it from its beginning again would repeat facts that are known.
  await rows(`update raw_call set taken = 0 where source = 'sendgrid-events'`)
  const other = await bench.another()
  await Promise.all([rest(bench), rest(bench, other)])
  const over = { taken: batch.length, done: true, fault: 'no hand-over of ours' }
  expect([await calls(), await seen()]).toEqual([[over, over], 30])
  expect(
    await rows(`select count(*)::int as n from contact_event where creditor_id = $1 and kind = 'delivered' and detail ->> 'code' is null`, [
      creditor.id,
    ]),
  ).toEqual([{ n: 30 }])
})

test('SendGrid: who reports spam after the delivery gets no more e-mail', async () => {
  const { creditor, handOverId } = await contacted('email')
  const batch = JSON.stringify([event(handOverId, 'delivered'), event(handOverId, 'spamreport'), event(handOverId, 'spamreport')])
  await callAsSendgrid(bench.api, '/webhooks/sendgrid/events', batch, bench.now)
  await rest(bench)
  expect(await rows('select channel, source from opt_out where creditor_id = $1', [creditor.id])).toEqual([
    { channel: 'email', source: 'carrier' },
  ])
  expect(await rows(`select 1 from contact_event where creditor_id = $1 and kind = 'opt-out'`, [creditor.id])).toHaveLength(1)
  await playUntil(bench, after(TUESDAY, 40 * DAY))
  expect(await attempts(bench, creditor)).toHaveLength(1)
})

test('Meta: a failure after a success asks for another way, and the question for the address is answered with its word', async () => {
  const { creditor, handOverId } = await contacted('whatsapp')
  expect(await callAsMeta(bench.api, wordOf(handOverId, 'failed', { errors: [{ code: 131026 }] }))).toMatchObject({ status: 200 })
  await rest(bench)
  expect(await handOvers(bench, creditor)).toMatchObject([{ state: 'failed', code: '131026' }])
  const ask = (word: string): Promise<Response> =>
    fetch(`${bench.api}/webhooks/whatsapp?hub.mode=subscribe&hub.verify_token=${word}&hub.challenge=1158201444`)
  const answer = await ask(CARRIERS.WHATSAPP_VERIFY_TOKEN)
  expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([200, 'text/plain; charset=utf-8', '1158201444'])
  expect((await ask('guess')).status).toBe(403)
})

test('people write over every channel: a stop stops at once, a sentence is for a person', async () => {
  const sms = await contacted('sms')
  const twiml = await callAsTwilio(bench.api, '/webhooks/twilio/inbound', {
    MessageSid: 'SM2',
    From: NUMBER,
    To: sms.sender,
    Body: 'Genoeg zo',
    OptOutType: 'STOP',
  })
  expect(twiml).toMatchObject({ status: 200, type: 'text/xml; charset=utf-8', text: '<Response/>' })
  const email = await contacted('email')
  const mail = mailForm(EMAIL, email.sender, 'Ik heb al betaald \0 €', 2_000_000)
  expect(await callAsSendgrid(bench.api, '/webhooks/sendgrid/inbound', mail.body, bench.now, { type: mail.type })).toMatchObject({
    status: 200,
  })
  await rest(bench)
  expect(await rows('select channel, source from opt_out where creditor_id = $1', [sms.creditor.id])).toEqual([
    { channel: 'sms', source: 'stop-word' },
  ])
  expect(await openTasks(bench, email.creditor)).toEqual(['reply'])
  expect(await rows('select text from inbound_message where creditor_id = $1', [email.creditor.id])).toEqual([
    { text: 'Ik heb al betaald  €' },
  ])
})

test('a stop to another number of the pool a message left from is a stop to its creditor', async () => {
  const { creditor } = await contacted('sms')
  await callAsTwilio(bench.api, '/webhooks/twilio/inbound', { MessageSid: 'SM3', From: NUMBER, To: '+3197010299999', Body: 'STOP' })
  await callAsTwilio(bench.api, '/webhooks/twilio/inbound', { MessageSid: 'SM4', From: '+31600000009', To: '+3197010299999', Body: 'STOP' })
  await rest(bench)
  expect(await rows('select source, sender <> $2 as kept from opt_out where creditor_id = $1', [creditor.id, '+3197010299999'])).toEqual([
    { source: 'stop-word', kept: true },
  ])
  expect(await rows('select 1 from inbound_message where sender = $1', ['+3197010299999'])).toHaveLength(1)
})
