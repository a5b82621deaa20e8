/** The contract of every message driver, against a real carrier process on loopback: closed outcomes, and never a second request. */
import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { createSandboxDrivers, sendgridEmail, twilioSms, whatsappCloudApi, type Delivery, type Drivers, type LostHandOver, type MessageDriver } from '#channels'
import type { FailureClass } from '#domain'
import { endCarriers, startCarrier, type RunningCarrier } from '../support/carrier'
import { deliveryTo, recipient, type MessageChannel } from '../support/deliveries'
import { freePort } from '../support/free-port'
import { expectSoon } from '../support/soon'
import { startCloudSimulator, type CloudSimulator } from '../support/carriers/cloud-simulator'
import { startSendgridSimulator, type SendgridSimulator } from '../support/carriers/sendgrid-simulator'
import { ACCOUNT_SID, AUTH_TOKEN, CARRIERS, MAIL_FROM, MAIL_KEY, PUBLIC_URL, SMS_FROM } from '../support/carriers/settings'
import type { StandIn } from '../support/carriers/stand-in'
import { startTwilioSimulator, type TwilioSimulator } from '../support/carriers/twilio-simulator'

/** One driver of a kind of carrier, and what that carrier saw. */
interface Kind {
  readonly channel: MessageChannel
  readonly codes: Codes
  /** The carrier can be asked by hand-over. */
  readonly looksUp: boolean
  open(options?: { url?: string; timeoutMs?: number; connections?: number }): MessageDriver
  linesOf(handOverId: string): Promise<string[]>
  /** References under which the carrier has accepted it. */
  references(handOverId: string): Promise<(string | undefined)[]>
}

interface Codes {
  readonly refused: string
  /** Absent where nobody's opt-out is said in an answer. */
  readonly optOut?: string
  readonly account: string
  readonly busy: string
  /** After how many seconds it may go again, as they say. */
  readonly again: number | undefined
  readonly template: readonly [code: string, failure: FailureClass]
}

const CODES: Readonly<Record<MessageChannel, Codes>> = {
  email: { refused: 'invalid-address', optOut: 'unsubscribed', account: 'unauthorized', busy: 'too-many-requests', again: 7, template: ['invalid-content', 'permanent'] },
  sms: { refused: '21211', optOut: '21610', account: '20003', busy: '20429', again: 7, template: ['21617', 'window-or-template'] },
  whatsapp: { refused: '131026', optOut: '131050', account: '190', busy: '130429', again: 7, template: ['131047', 'window-or-template'] },
}

function sandbox(channel: MessageChannel): Kind {
  const of = async (id: string) => (await carrier.log()).filter((line) => line.handOverId === id)
  return {
    channel, codes: CODES[channel], looksUp: channel !== 'whatsapp',
    open({ url = carrier.url, timeoutMs = 30_000, connections = 4 } = {}) {
      const drivers = createSandboxDrivers({ url, folder: `${carrier.folder}/batches`, timeoutMs, connections })
      opened.push(drivers)
      return drivers[channel]
    },
    linesOf: async (id) => (await of(id)).map(({ type }) => type),
    references: async (id) => (await of(id)).filter(({ type }) => type === 'accepted').map((line) => line.id),
  }
}

function real(channel: MessageChannel, looksUp: boolean, codes: Codes, simulator: () => StandIn<unknown>, driver: (options: { url: string; timeoutMs: number; connections: number }) => MessageDriver): Kind {
  const of = (id: string) => simulator().seen.filter(({ handOverId }) => handOverId === id)
  return {
    channel, codes, looksUp,
    open({ url = simulator().url, timeoutMs = 30_000, connections = 4 } = {}) {
      const one = driver({ url, timeoutMs, connections })
      opened.push({ [channel]: one })
      return one
    },
    linesOf: (id) => Promise.resolve(of(id).flatMap(({ reference }) => (reference === null ? ['received'] : ['received', 'accepted']))),
    references: (id) => Promise.resolve(of(id).flatMap(({ reference }) => reference ?? [])),
  }
}

const twilio = real('sms', true, CODES.sms, () => twilioSimulator, (options) =>
  twilioSms({ ...options, accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, from: { address: SMS_FROM }, publicUrl: PUBLIC_URL }))

const SENDGRID: Codes = { refused: 'personalizations.to.email', account: 'http-401', busy: 'http-429', again: 7, template: ['content.value', 'window-or-template'] }
const sendgrid = real('email', false, SENDGRID, () => sendgridSimulator, (options) => sendgridEmail({ ...options, apiKey: MAIL_KEY, from: MAIL_FROM }))

const cloud = real('whatsapp', false, { ...CODES.whatsapp, again: undefined }, () => cloudSimulator, (options) =>
  whatsappCloudApi({ ...options, graphVersion: 'v25.0', phoneNumberId: CARRIERS.WHATSAPP_PHONE_NUMBER_ID, token: CARRIERS.WHATSAPP_TOKEN }))

const opened: Partial<Drivers>[] = []
let carrier: RunningCarrier
let twilioSimulator: TwilioSimulator
let sendgridSimulator: SendgridSimulator
let cloudSimulator: CloudSimulator
beforeAll(async () => {
  carrier = await startCarrier()
  twilioSimulator = await startTwilioSimulator()
  sendgridSimulator = await startSendgridSimulator()
  cloudSimulator = await startCloudSimulator()
})
afterAll(async () => {
  for (const drivers of opened) await Promise.all(Object.values(drivers).map((driver) => driver.close()))
  expect([...twilioSimulator.violations, ...sendgridSimulator.violations, ...cloudSimulator.violations]).toEqual([])
  await twilioSimulator.close()
  await sendgridSimulator.close()
  await cloudSimulator.close()
  await endCarriers()
})

describe.each<[string, Kind]>([
  ['sandbox e-mail', sandbox('email')], ['sandbox SMS', sandbox('sms')], ['sandbox WhatsApp', sandbox('whatsapp')], ['WhatsApp Cloud API', cloud], ['Twilio', twilio], ['SendGrid', sendgrid],
])('%s driver', (_name, { channel, codes, looksUp, open, linesOf, references }) => {
  const to = (word: string, digits: string): string => recipient(channel, [word, digits])
  let driver: MessageDriver
  beforeAll(() => { driver = open() })

  test('an accepted message has the reference under which it is in the log', async () => {
    const delivery = deliveryTo(channel, to('ok', '00001'))
    const outcome = await driver.deliver(delivery)
    expect([outcome]).toEqual((await references(delivery.handOverId)).map((carrierReference) => ({ kind: 'accepted', carrierReference })))
    expect(await linesOf(delivery.handOverId)).toEqual(['received', 'accepted'])
  })

  test.each<readonly [word: string, digits: string, expected: object]>([
    ['refused', '99001', { kind: 'refused', failure: 'permanent', code: codes.refused }],
    ...(codes.optOut === undefined ? [] : [['unsubscribed', '99002', { kind: 'refused', failure: 'opt-out', code: codes.optOut }] as const]),
    ['unauthorized', '99003', { kind: 'refused', failure: 'account', code: codes.account }],
    ['busy', '99004', { kind: 'later', failure: 'rate-limit', code: codes.busy, retryAfterSeconds: codes.again }],
    ['template', '99012', { kind: 'refused', failure: codes.template[1], code: codes.template[0] }],
    ['error', '99007', { kind: 'unknown', code: 'http-500' }],
  ])('%s: one request, nothing accepted', async (word, digits, expected) => {
    const delivery = deliveryTo(channel, to(word, digits))
    expect(await driver.deliver(delivery)).toEqual(expected)
    expect(await linesOf(delivery.handOverId)).toEqual(['received'])
  })

  test.each([
    ['reset', '99005', true],
    ['reset-unaccepted', '99006', false],
    ['error-accepted', '99008', true],
    ['garbled', '99011', true],
  ])('%s: the outcome is unknown, and the request is not written again', async (word, digits, accepted) => {
    await expectUnknown(driver, word, digits, accepted)
  })

  test('silence, accepted or not: the outcome is unknown after a while, and the request is not written again', async () => {
    const impatient = open({ timeoutMs: 600 })
    await Promise.all([expectUnknown(impatient, 'silent', '99009', false), expectUnknown(impatient, 'silent-accepted', '99010', true)])
  })

  async function expectUnknown(by: MessageDriver, word: string, digits: string, accepted: boolean): Promise<void> {
    const delivery = deliveryTo(channel, to(word, digits))
    expect(await by.deliver(delivery)).toMatchObject({ kind: 'unknown' })
    await expectSoon(() => linesOf(delivery.handOverId), accepted ? ['received', 'accepted'] : ['received'])
    const answer = await driver.lookUp?.(lost(delivery))
    expect(answer === undefined ? undefined : answer === 'silent' ? answer : [answer.held.length, answer.complete]).toEqual(looksUp ? [accepted ? 1 : 0, true] : undefined)
  }

  test('a second hand-over of one id is a second acceptance in the log', async () => {
    const delivery = deliveryTo(channel, to('ok', '00002'))
    const first = await driver.deliver(delivery)
    const second = await driver.deliver(delivery)
    expect(await linesOf(delivery.handOverId)).toEqual(['received', 'accepted', 'received', 'accepted'])
    expect(second).not.toEqual(first)
    expect(await references(delivery.handOverId)).toHaveLength(2)
  })

  test('nobody listens: nothing was written, so it may go later', async () => {
    const nobody = open({ url: `http://127.0.0.1:${await freePort()}` })
    const delivery = deliveryTo(channel, to('ok', '00003'))
    expect(await nobody.deliver(delivery)).toEqual({ kind: 'later', failure: 'transient', code: 'ECONNREFUSED' })
    expect(await nobody.lookUp?.(lost(delivery))).toBe(looksUp ? 'silent' : undefined)
  })

  test('the wording of another channel is refused before anything is written', async () => {
    const other = channel === 'sms' ? 'email' : 'sms'
    const delivery = { ...deliveryTo(channel, to('ok', '00004')), message: deliveryTo(other, 'x').message }
    expect(await driver.deliver(delivery)).toEqual({ kind: 'refused', failure: 'permanent', code: 'wrong-channel' })
    expect(await linesOf(delivery.handOverId)).toEqual([])
  })

  test('a kept-alive connection that the peer closes under the request: unknown, written at most once', async () => {
    const peer = await closingPeer()
    const single = open({ url: peer.url, connections: 1 })
    const outcomes = []
    for (let turn = 0; turn < 40; turn += 1) outcomes.push(await single.deliver(deliveryTo(channel, to('ok', '00005'))))
    const kinds = new Set(outcomes.map(({ kind }) => kind))
    expect([...kinds].filter((kind) => kind !== 'accepted' && kind !== 'unknown')).toEqual([])
    expect(kinds).toContain('unknown')
    // Each hand-over id reached the peer once at most: what failed was not written again behind our back.
    expect(new Set(peer.seen).size).toBe(peer.seen.length)
    await peer.close()
  })
})

const lost = ({ handOverId, to, message: { content } }: Delivery): LostHandOver => ({ handOverId, to, content })

/** Answers the first request of every connection and cuts the connection when it reads the second. */
async function closingPeer(): Promise<{ url: string; seen: string[]; close(): Promise<void> }> {
  const seen: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    let turn = 0
    let text = ''
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8')
      const length = /content-length: (\d+)/i.exec(text)?.[1]
      const end = text.indexOf('\r\n\r\n')
      if (length === undefined || end < 0 || Buffer.byteLength(text.slice(end + 4)) < Number(length)) return
      seen.push(/(?:"(?:handOverId|biz_opaque_callback_data|hand_over)":"|handOver%3D)([0-9a-f-]{36})/.exec(text)?.[1] ?? '')
      text = ''
      turn += 1
      if (turn > 1) socket.destroy()
      else socket.write('HTTP/1.1 202 Accepted\r\ncontent-type: application/json\r\nx-message-id: x\r\ncontent-length: 44\r\nconnection: keep-alive\r\n\r\n{"id":"x","sid":"x","messages":[{"id":"x"}]}')
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen,
    async close() {
      server.close()
      for (const socket of sockets) socket.destroy()
      await once(server, 'close')
    },
  }
}
