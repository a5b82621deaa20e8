/** A stand-in for Twilio's Messages resource (API 2010-04-01): what its published document refuses is refused here, and its traps are set. */
import { createHmac } from 'node:crypto'
import { ACCOUNT_SID, AUTH_TOKEN } from './settings'
import { FATE_OF_DIGITS, startStandIn, type Answer, type Called, type SeenMessage, type StandIn, type Understood, type Weather } from './stand-in'

export type TwilioMessage = Readonly<Record<string, string>>
export type TwilioSimulator = StandIn<TwilioMessage>

/** Every parameter of the create operation; another one is a mistake that the real carrier would pass over in silence. */
const PARAMETERS = [
  'To', 'StatusCallback', 'ApplicationSid', 'MaxPrice', 'ProvideFeedback', 'Attempt', 'ValidityPeriod', 'ForceDelivery', 'ContentRetention', 'AddressRetention', 'SmartEncoded',
  'PersistentAction', 'TrafficType', 'ShortenUrls', 'ScheduleType', 'SendAt', 'SendAsMms', 'ContentVariables', 'RiskCheck', 'From', 'FallbackFrom', 'MessagingServiceSid',
  'Body', 'MediaUrl', 'ContentSid',
]
const LONGEST = 1600

const refusal = (status: number, code: number, headers: Readonly<Record<string, string>> = {}): Answer =>
  ({ status, headers, body: { code, message: 'no', more_info: `https://www.twilio.com/docs/errors/${code}`, status } })

export const startTwilioSimulator = (weather?: Weather<TwilioMessage>): Promise<TwilioSimulator> => startStandIn<TwilioMessage>({
  read,
  asked,
  malformed: refusal(400, 21604),
  fates: {
    refused: refusal(400, 21211), unsubscribed: refusal(400, 21610), unauthorized: refusal(401, 20003), busy: refusal(429, 20429, { 'retry-after': '7' }), template: refusal(400, 21617),
  },
  fateOf: (to) => FATE_OF_DIGITS[to.slice(-5)] ?? 'ok',
  reference: (count) => `SM${String(count).padStart(32, '0')}`,
  // With a messaging service the sender is not chosen yet, and no segment is counted.
  accepted: (sid) => ({ status: 201, body: { sid, account_sid: ACCOUNT_SID, status: 'queued', num_segments: '0', error_code: null, error_message: null, from: null, date_created: 'Tue, 12 Jan 2027 08:30:00 +0000' } }),
}, weather)

const MESSAGES = `/2010-04-01/Accounts/${ACCOUNT_SID}/Messages.json`
const AUTHORIZATION = `Basic ${Buffer.from(`${ACCOUNT_SID}:${AUTH_TOKEN}`).toString('base64')}`
const FILTERS = ['To', 'From', 'DateSent', 'DateSent<', 'DateSent>', 'PageSize', 'Page', 'PageToken']

/** The list of messages: it knows numbers and words, and no id of ours. */
function asked({ method, path, headers }: Called, seen: readonly SeenMessage<TwilioMessage>[]): Answer | undefined {
  const { pathname, searchParams } = new URL(path, 'http://twilio')
  if (method !== 'GET' || pathname !== MESSAGES || [...searchParams.keys()].some((name) => !FILTERS.includes(name))) return undefined
  if (headers.authorization !== AUTHORIZATION) return refusal(401, 20003)
  const messages = seen.filter(({ reference, message }) => reference !== null && message.To === searchParams.get('To')).map(({ reference, message }) =>
    ({ sid: reference, to: message.To, from: message.From, body: message.Body, direction: 'outbound-api', status: 'delivered', error_code: null }))
  return { status: 200, body: { page: 0, page_size: Number(searchParams.get('PageSize')), uri: path, next_page_uri: null, previous_page_uri: null, messages: messages.reverse() } }
}

function read({ method, path, headers, raw }: Called): string | Understood<TwilioMessage> {
  if (method !== 'POST' || path !== MESSAGES) return `${method} ${path} is not the create operation`
  if (headers.authorization !== AUTHORIZATION) return 'authorization'
  if (!/^application\/x-www-form-urlencoded\b/.test(headers['content-type'] ?? '')) return 'content-type'
  const entries = [...new URLSearchParams(raw.toString('utf8'))]
  const strangers = entries.filter(([name]) => !PARAMETERS.includes(name)).map(([name]) => `unknown parameter ${name}`)
  if (strangers.length > 0) return strangers.join(', ')
  const message = Object.fromEntries(entries)
  const { To: to = '', Body: body, StatusCallback: callback } = message
  const wrong = problemOf(message) ?? (entries.length === Object.keys(message).length ? undefined : 'a parameter twice')
  if (wrong !== undefined || body === undefined || callback === undefined) return wrong ?? 'a parameter is missing'
  return { handOverId: new URL(callback).searchParams.get('handOver') ?? '', message, to }
}

function problemOf({ To, From, MessagingServiceSid, Body, StatusCallback, ValidityPeriod }: TwilioMessage): string | undefined {
  if (!/^\+[1-9]\d{7,14}$/.test(To ?? '')) return 'To'
  if (!Body || [...Body].length > LONGEST) return 'Body'
  if ((From === undefined) === (MessagingServiceSid === undefined)) return 'From and MessagingServiceSid: one of them'
  if (From !== undefined && !/^(\+[1-9]\d{7,14}|[A-Za-z0-9 ]{2,11})$/.test(From)) return 'From'
  if (MessagingServiceSid !== undefined && !/^MG[0-9a-fA-F]{32}$/.test(MessagingServiceSid)) return 'MessagingServiceSid'
  if (StatusCallback === undefined || !URL.canParse(StatusCallback)) return 'StatusCallback'
  if (ValidityPeriod !== undefined && !(Number(ValidityPeriod) >= 1 && Number(ValidityPeriod) <= 36_000)) return 'ValidityPeriod'
  return undefined
}

/** As Twilio documents it: the URL as it is called, then each parameter's name and value, sorted by name. */
export function signedByTwilio(url: string, parameters: Readonly<Record<string, string>>, authToken = AUTH_TOKEN): string {
  const text = Object.keys(parameters).sort().reduce((sofar, name) => `${sofar}${name}${parameters[name] ?? ''}`, url)
  return createHmac('sha1', authToken).update(text, 'utf8').digest('base64')
}
