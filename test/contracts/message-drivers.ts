/** A driver of each kind of carrier of messages, before a carrier process or a stand-in on loopback, and what that carrier saw. */
import { createSandboxDrivers, sendgridEmail, twilioSms, whatsappCloudApi, type Drivers, type MessageDriver } from '#channels'
import type { FailureClass } from '#domain'
import { startCarrier, type RunningCarrier } from '../support/carrier'
import type { MessageChannel } from '../support/deliveries'
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
  email: {
    refused: 'invalid-address',
    optOut: 'unsubscribed',
    account: 'unauthorized',
    busy: 'too-many-requests',
    again: 7,
    template: ['invalid-content', 'permanent'],
  },
  sms: { refused: '21211', optOut: '21610', account: '20003', busy: '20429', again: 7, template: ['21617', 'window-or-template'] },
  whatsapp: { refused: '131026', optOut: '131050', account: '190', busy: '130429', again: 7, template: ['131047', 'window-or-template'] },
}

function sandbox(channel: MessageChannel): Kind {
  const of = async (id: string) => (await carrier.log()).filter((line) => line.handOverId === id)
  return {
    channel,
    codes: CODES[channel],
    looksUp: channel !== 'whatsapp',
    open({ url = carrier.url, timeoutMs = 30_000, connections = 4 } = {}) {
      const drivers = createSandboxDrivers({ url, folder: `${carrier.folder}/batches`, timeoutMs, connections })
      opened.push(drivers)
      return drivers[channel]
    },
    linesOf: async (id) => (await of(id)).map(({ type }) => type),
    references: async (id) => (await of(id)).filter(({ type }) => type === 'accepted').map((line) => line.id),
  }
}

function real(
  channel: MessageChannel,
  looksUp: boolean,
  codes: Codes,
  simulator: () => StandIn<unknown>,
  driver: (options: { url: string; timeoutMs: number; connections: number }) => MessageDriver,
): Kind {
  const of = (id: string) => simulator().seen.filter(({ handOverId }) => handOverId === id)
  return {
    channel,
    codes,
    looksUp,
    open({ url = simulator().url, timeoutMs = 30_000, connections = 4 } = {}) {
      const one = driver({ url, timeoutMs, connections })
      opened.push({ [channel]: one })
      return one
    },
    linesOf: (id) => Promise.resolve(of(id).flatMap(({ reference }) => (reference === null ? ['received'] : ['received', 'accepted']))),
    references: (id) => Promise.resolve(of(id).flatMap(({ reference }) => reference ?? [])),
  }
}

const twilio = real(
  'sms',
  true,
  CODES.sms,
  () => twilioSimulator,
  (options) =>
    twilioSms({ ...options, accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, from: { address: SMS_FROM }, publicUrl: PUBLIC_URL }),
)

const SENDGRID: Codes = {
  refused: 'personalizations.to.email',
  account: 'http-401',
  busy: 'http-429',
  again: 7,
  template: ['content.value', 'window-or-template'],
}
const sendgrid = real(
  'email',
  false,
  SENDGRID,
  () => sendgridSimulator,
  (options) => sendgridEmail({ ...options, apiKey: MAIL_KEY, from: MAIL_FROM }),
)

const cloud = real(
  'whatsapp',
  false,
  { ...CODES.whatsapp, again: undefined },
  () => cloudSimulator,
  (options) =>
    whatsappCloudApi({
      ...options,
      graphVersion: 'v25.0',
      phoneNumberId: CARRIERS.WHATSAPP_PHONE_NUMBER_ID,
      token: CARRIERS.WHATSAPP_TOKEN,
    }),
)

const opened: Partial<Drivers>[] = []
let carrier: RunningCarrier
let twilioSimulator: TwilioSimulator
let sendgridSimulator: SendgridSimulator
let cloudSimulator: CloudSimulator

export async function startCarriers(): Promise<void> {
  carrier = await startCarrier()
  twilioSimulator = await startTwilioSimulator()
  sendgridSimulator = await startSendgridSimulator()
  cloudSimulator = await startCloudSimulator()
}

/** The drivers first; what the stand-ins saw that their documents refuse is a failure. */
export async function closeDriversAndStandIns(): Promise<void> {
  for (const drivers of opened) await Promise.all(Object.values(drivers).map((driver) => driver.close()))
  expect([...twilioSimulator.violations, ...sendgridSimulator.violations, ...cloudSimulator.violations]).toEqual([])
  await twilioSimulator.close()
  await sendgridSimulator.close()
  await cloudSimulator.close()
}

export const KINDS: readonly (readonly [string, Kind])[] = [
  ['sandbox e-mail', sandbox('email')],
  ['sandbox SMS', sandbox('sms')],
  ['sandbox WhatsApp', sandbox('whatsapp')],
  ['WhatsApp Cloud API', cloud],
  ['Twilio', twilio],
  ['SendGrid', sendgrid],
]
