/** What SendGrid gets to see of a message, and how its complaints are sorted. */
import { sendgridEmail, type MessageDriver } from '#channels'
import { MAIL_KEY } from '../support/carriers/settings'
import { startSendgridSimulator, type SendgridSimulator } from '../support/carriers/sendgrid-simulator'
import { deliveryTo, recipient } from '../support/deliveries'

let simulator: SendgridSimulator
let driver: MessageDriver
beforeAll(async () => {
  simulator = await startSendgridSimulator()
  driver = sendgridEmail({
    url: simulator.url,
    apiKey: MAIL_KEY,
    from: 'De Vries via Post <post@verzender.example>',
    timeoutMs: 30_000,
    connections: 2,
  })
})
afterAll(async () => {
  await driver.close()
  await simulator.close()
})

test('text before HTML, answers to the creditor, our id and nothing about the debtor beside it, no link or reading followed', async () => {
  const to = recipient('email', ['ok', '00001'])
  const delivery = deliveryTo('email', to)
  expect(await driver.deliver(delivery)).toEqual({ kind: 'accepted', carrierReference: simulator.seen.at(-1)?.reference })
  expect(simulator.seen.at(-1)?.message).toEqual({
    personalizations: [{ to: [{ email: to }], custom_args: { hand_over: delivery.handOverId } }],
    from: { email: 'post@verzender.example', name: 'De Vries via Post' },
    reply_to: { email: 'rekening@devries.example', name: 'Fietsen De Vries' },
    subject: 'Herinnering: uw factuur F-1001',
    content: [
      { type: 'text/plain', value: 'Goedemorgen, één factuur staat nog open.' },
      { type: 'text/html', value: '<p>Goedemorgen, één factuur staat nog open.</p>' },
    ],
    tracking_settings: { click_tracking: { enable: false, enable_text: false }, open_tracking: { enable: false } },
  })
  expect(simulator.violations).toEqual([])
})

test('what looks like a placeholder of theirs leaves as it is written', async () => {
  const delivery = deliveryTo('email', recipient('email', ['ok', '00001']))
  const text = 'Kenmerk {{reference}}, -naam-, %saldo%'
  await driver.deliver({
    ...delivery,
    message: { ...delivery.message, content: { channel: 'email', subject: text, preheader: '', html: `<p>${text}</p>`, text } },
  })
  expect(simulator.seen.at(-1)?.message).toMatchObject({ subject: text, content: [{ value: text }, { value: `<p>${text}</p>` }] })
})
