/** A stand-in for Twilio's Messages resource (API 2010-04-01): what its published document refuses is refused here, and its traps are set. */
import { createHmac } from 'node:crypto'
import { breachOf } from './request-schemas'
import { ACCOUNT_SID, AUTH_TOKEN } from './settings'
import {
  FATE_OF_DIGITS,
  startStandIn,
  type Answer,
  type Called,
  type SeenMessage,
  type StandIn,
  type Understood,
  type Weather,
} from './stand-in'

export type TwilioMessage = Readonly<Record<string, string>>
export interface TwilioSimulator extends StandIn<TwilioMessage> {
  /** Files that people sent, by the path of their resource. */
  readonly media: Map<string, Buffer>
}

const refusal = (status: number, code: number, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers,
  body: { code, message: 'no', more_info: `https://www.twilio.com/docs/errors/${code}`, status },
})

export async function startTwilioSimulator(weather?: Weather<TwilioMessage>): Promise<TwilioSimulator> {
  const media = new Map<string, Buffer>()
  const standIn = await startStandIn<TwilioMessage>(
    {
      read,
      asked: (called, seen) => asked(called, seen) ?? fileOf(called, media),
      malformed: refusal(400, 21604),
      fates: {
        refused: refusal(400, 21211),
        unsubscribed: refusal(400, 21610),
        unauthorized: refusal(401, 20003),
        busy: refusal(429, 20429, { 'retry-after': '7' }),
        template: refusal(400, 21617),
      },
      fateOf: (to) => FATE_OF_DIGITS[to.slice(-5)] ?? 'ok',
      reference: (count) => `SM${String(count).padStart(32, '0')}`,
      // With a messaging service the sender is not chosen yet, and no segment is counted.
      accepted: (sid) => ({
        status: 201,
        body: {
          sid,
          account_sid: ACCOUNT_SID,
          status: 'queued',
          num_segments: '0',
          error_code: null,
          error_message: null,
          from: null,
          date_created: 'Tue, 12 Jan 2027 08:30:00 +0000',
        },
      }),
    },
    weather,
  )
  return { ...standIn, media }
}

const STORE = '/store'

/** A file lies in a store that is not Twilio's: whoever brings it the account's credentials has given them away. */
function fileOf({ method, path, headers }: Called, media: TwilioSimulator['media']): Answer | undefined {
  const file = media.get(path.replace(STORE, ''))
  if (method !== 'GET' || !file) return undefined
  if (path.startsWith(STORE)) return headers.authorization === undefined ? { status: 200, body: file } : { status: 400 }
  return headers.authorization === AUTHORIZATION ? { status: 307, headers: { location: `${STORE}${path}` } } : refusal(401, 20003)
}

const MESSAGES = `/2010-04-01/Accounts/${ACCOUNT_SID}/Messages.json`
const AUTHORIZATION = `Basic ${Buffer.from(`${ACCOUNT_SID}:${AUTH_TOKEN}`).toString('base64')}`

/** The list of messages: it knows numbers and words, and no id of ours. */
function asked({ method, path, headers }: Called, seen: readonly SeenMessage<TwilioMessage>[]): Answer | undefined {
  const { pathname, searchParams } = new URL(path, 'http://twilio')
  if (method !== 'GET' || pathname !== MESSAGES || breachOf('twilio list', Object.fromEntries(searchParams)) !== undefined) return undefined
  if (headers.authorization !== AUTHORIZATION) return refusal(401, 20003)
  const messages = seen
    .filter(({ reference, message }) => reference !== null && message.To === searchParams.get('To'))
    .map(({ reference, message }) => ({
      sid: reference,
      to: message.To,
      from: message.From,
      body: message.Body,
      direction: 'outbound-api',
      status: 'delivered',
      error_code: null,
    }))
  return {
    status: 200,
    body: {
      page: 0,
      page_size: Number(searchParams.get('PageSize')),
      uri: path,
      next_page_uri: null,
      previous_page_uri: null,
      messages: messages.reverse(),
    },
  }
}

function read({ method, path, headers, raw }: Called): string | Understood<TwilioMessage> {
  if (method !== 'POST' || path !== MESSAGES) return `${method} ${path} is not the create operation`
  if (headers.authorization !== AUTHORIZATION) return 'authorization'
  if (!/^application\/x-www-form-urlencoded\b/.test(headers['content-type'] ?? '')) return 'content-type'
  const entries = [...new URLSearchParams(raw.toString('utf8'))]
  const message = Object.fromEntries(entries)
  const wrong = breachOf('twilio create', message) ?? (entries.length === Object.keys(message).length ? undefined : 'a parameter twice')
  return wrong ?? { handOverId: new URL(message.StatusCallback ?? '').searchParams.get('handOver') ?? '', message, to: message.To ?? '' }
}

/** As Twilio documents it: the URL as it is called, then each parameter's name and value, sorted by name. */
export function signedByTwilio(url: string, parameters: Readonly<Record<string, string>>, authToken = AUTH_TOKEN): string {
  const text = Object.keys(parameters)
    .sort()
    .reduce((sofar, name) => `${sofar}${name}${parameters[name] ?? ''}`, url)
  return createHmac('sha1', authToken).update(text, 'utf8').digest('base64')
}
