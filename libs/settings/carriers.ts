/** Which carriers are connected: to send by, and to be called back by; each half whole or not at all, judged apart. */
import { severalOf, type CarrierVariables } from './carrier-variables'

export interface CarrierSettings {
  /** Null: the sandbox carrier stands in. */
  readonly twilio: TwilioSettings | null
  readonly sendgrid: SendgridSettings | null
  readonly smtp: SmtpSettings | null
  readonly whatsapp: WhatsappSettings | null
  readonly carrierDoors: CarrierDoorSettings
  /** In front of `/webhooks/…` where carriers reach us; what Twilio signs begins with it. */
  readonly publicUrl: string | null
  /** Where the carriers' doors listen, when not where the rest of the process does. */
  readonly webhooksPort: number | null
}

export interface TwilioSettings {
  readonly url: string
  readonly accountSid: string
  readonly authToken: string
  /** A number, a name, or a messaging service that chooses one. */
  readonly from: { readonly address: string } | { readonly messagingService: string }
}

export interface SendgridSettings {
  readonly url: string
  readonly apiKey: string
  /** With a name before it, or without. */
  readonly from: string
}

/** A mail server of one's own, with the credentials in its URL. */
export interface SmtpSettings {
  readonly url: string
}

export interface WhatsappSettings {
  readonly url: string
  readonly graphVersion: string
  readonly phoneNumberId: string
  readonly token: string
}

/** Null: that door stays shut. Several secrets while one is being replaced. */
export interface CarrierDoorSettings {
  readonly twilio: { readonly authTokens: readonly string[]; readonly publicUrl: string } | null
  readonly sendgrid: { readonly publicKeys: readonly string[] } | null
  readonly whatsapp: { readonly appSecrets: readonly string[]; readonly verifyToken: string } | null
}

/** The carriers that reach people, for whoever reads a start or a health page. */
export const connectedCarriers = ({
  twilio,
  sendgrid,
  smtp,
  whatsapp,
}: Pick<CarrierSettings, 'twilio' | 'sendgrid' | 'smtp' | 'whatsapp'>): string[] => [
  ...(sendgrid ? ['sendgrid'] : []),
  ...(smtp ? ['smtp'] : []),
  ...(twilio ? ['twilio'] : []),
  ...(whatsapp ? ['whatsapp'] : []),
]

type Given = Readonly<Record<string, string | undefined>>

/** Halves whose names are needed together, and those that show somebody meant to set them. */
const TOGETHER: readonly (readonly string[])[] = [
  ['SENDGRID_API_KEY', 'SENDGRID_FROM'],
  ['WHATSAPP_TOKEN', 'WHATSAPP_PHONE_NUMBER_ID'],
  ['WHATSAPP_APP_SECRET', 'WHATSAPP_VERIFY_TOKEN'],
]

/** A carrier that is half set would let the sandbox swallow messages that were meant to leave, or leave its calls outside. */
export function halfSet(given: Given): string[] {
  return [...TOGETHER.flatMap((names) => missing(given, names)), ...halfOfTwilio(given)]
}

function missing(given: Given, names: readonly string[]): string[] {
  const set = names.filter((name) => given[name] !== undefined)
  return set.length === 0
    ? []
    : names.filter((name) => given[name] === undefined).map((name) => `${name}: is needed beside ${set.join(' and ')}`)
}

/** The token both sends and verifies: alone it opens the door of a process that does not send. */
function halfOfTwilio(given: Given): string[] {
  const {
    TWILIO_ACCOUNT_SID: account,
    TWILIO_FROM: from,
    TWILIO_MESSAGING_SERVICE_SID: service,
    TWILIO_AUTH_TOKEN: token,
    PUBLIC_URL: publicUrl,
  } = given
  if (account === undefined && from === undefined && service === undefined) {
    return token !== undefined && publicUrl === undefined
      ? ['PUBLIC_URL: is needed beside TWILIO_AUTH_TOKEN, for Twilio signs the URL that it calls']
      : []
  }
  if (from !== undefined && service !== undefined)
    return ['TWILIO_FROM: is set, and TWILIO_MESSAGING_SERVICE_SID too: leave one of them out']
  const sender = service === undefined ? 'TWILIO_FROM' : 'TWILIO_MESSAGING_SERVICE_SID'
  const problems = missing(given, ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', sender])
  return problems.map((problem) => problem.replace(/^TWILIO_FROM:/, 'TWILIO_FROM or TWILIO_MESSAGING_SERVICE_SID:'))
}

export function carrierSettings(given: CarrierVariables): CarrierSettings {
  return {
    twilio: twilio(given),
    sendgrid: sendgrid(given),
    smtp: given.SMTP_URL === undefined ? null : { url: given.SMTP_URL },
    whatsapp: whatsapp(given),
    carrierDoors: doors(given),
    publicUrl: given.PUBLIC_URL === undefined ? null : withoutSlash(given.PUBLIC_URL),
    webhooksPort: given.WEBHOOKS_PORT === undefined ? null : Number(given.WEBHOOKS_PORT),
  }
}

function twilio(given: CarrierVariables): TwilioSettings | null {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_MESSAGING_SERVICE_SID: messagingService, TWILIO_FROM: address } = given
  const [authToken] = severalOf(given.TWILIO_AUTH_TOKEN ?? '')
  if (accountSid === undefined || authToken === undefined) return null
  const from = messagingService !== undefined ? { messagingService } : address !== undefined ? { address } : null
  return from === null ? null : { url: given.TWILIO_BASE_URL, accountSid, authToken, from }
}

function sendgrid({ SENDGRID_BASE_URL: url, SENDGRID_API_KEY: apiKey, SENDGRID_FROM: from }: CarrierVariables): SendgridSettings | null {
  return apiKey === undefined || from === undefined ? null : { url, apiKey, from }
}

function whatsapp(given: CarrierVariables): WhatsappSettings | null {
  const { WHATSAPP_TOKEN: token, WHATSAPP_PHONE_NUMBER_ID: phoneNumberId } = given
  if (token === undefined || phoneNumberId === undefined) return null
  return { url: given.WHATSAPP_BASE_URL, graphVersion: given.WHATSAPP_GRAPH_VERSION, phoneNumberId, token }
}

function doors(given: CarrierVariables): CarrierDoorSettings {
  const {
    TWILIO_AUTH_TOKEN: token,
    PUBLIC_URL: publicUrl,
    SENDGRID_WEBHOOK_PUBLIC_KEY: key,
    WHATSAPP_APP_SECRET: secret,
    WHATSAPP_VERIFY_TOKEN: verifyToken,
  } = given
  return {
    twilio: token === undefined || publicUrl === undefined ? null : { authTokens: severalOf(token), publicUrl: withoutSlash(publicUrl) },
    sendgrid: key === undefined ? null : { publicKeys: severalOf(key) },
    whatsapp: secret === undefined || verifyToken === undefined ? null : { appSecrets: severalOf(secret), verifyToken },
  }
}

const withoutSlash = (url: string): string => url.replace(/\/+$/, '')
