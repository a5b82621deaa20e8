/** What Twilio gets to see of a message, and what its answers prove. */
import { twilioSms, type MessageDriver, type TwilioOptions } from '#channels'
import { ACCOUNT_SID, AUTH_TOKEN, PUBLIC_URL, SERVICE_SID, SMS_FROM } from '../support/carriers/settings'
import { startTwilioSimulator, type TwilioSimulator } from '../support/carriers/twilio-simulator'
import { deliveryTo, recipient } from '../support/deliveries'

let simulator: TwilioSimulator
const opened: MessageDriver[] = []
beforeAll(async () => {
  simulator = await startTwilioSimulator()
})
afterAll(async () => {
  for (const driver of opened) await driver.close()
  await simulator.close()
})

function open(options: Partial<TwilioOptions> = {}): MessageDriver {
  const driver = twilioSms({
    url: simulator.url,
    accountSid: ACCOUNT_SID,
    authToken: AUTH_TOKEN,
    from: { address: SMS_FROM },
    publicUrl: PUBLIC_URL,
    timeoutMs: 30_000,
    connections: 2,
    ...options,
  })
  opened.push(driver)
  return driver
}

const somebody = recipient('sms', ['ok', '00001'])

test('the words as they are, from our number, given up after an hour, with our id in the URL that is called back', async () => {
  const delivery = deliveryTo('sms', somebody)
  const text = 'Één factuur: € 12,50 & meer + 100% zeker? 😀'
  await open().deliver({ ...delivery, message: { ...delivery.message, content: { channel: 'sms', text, segments: 1 } } })
  expect(simulator.seen.at(-1)?.message).toEqual({
    To: somebody,
    From: SMS_FROM,
    Body: text,
    ValidityPeriod: '3600',
    StatusCallback: `${PUBLIC_URL}/webhooks/twilio/status?handOver=${delivery.handOverId}`,
  })
})

test('a messaging service chooses the sender itself', async () => {
  await open({ from: { messagingService: SERVICE_SID } }).deliver(deliveryTo('sms', somebody))
  expect(simulator.seen.at(-1)?.message).toMatchObject({ MessagingServiceSid: SERVICE_SID })
  expect(simulator.seen.at(-1)?.message).not.toHaveProperty('From')
  expect(simulator.violations).toEqual([])
})

test.each([
  ['a token that is not theirs', { authToken: 'another-token' }, 'authorization'],
  ['a text that is too long', { text: 'x'.repeat(1601) }, 'Body'],
])(
  'the simulator refuses what Twilio refuses: %s',
  async (_what, { text = 'x', ...options }: { text?: string; authToken?: string }, violation) => {
    const delivery = deliveryTo('sms', somebody)
    const outcome = await open(options).deliver({
      ...delivery,
      message: { ...delivery.message, content: { channel: 'sms', text, segments: 1 } },
    })
    expect([outcome.kind, simulator.violations.splice(0)]).toEqual(['refused', [violation]])
  },
)
