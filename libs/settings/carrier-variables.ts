/** The variables of the carriers: credentials to send with, and what their webhooks are verified by. */
import { createPublicKey } from 'node:crypto'
import { isEmail, IsOptional, Matches, ValidateBy } from 'class-validator'

/** Each may come from a file instead, named in the variable with `_FILE` behind it. */
export const CARRIER_SECRETS = [
  'TWILIO_AUTH_TOKEN',
  'SENDGRID_API_KEY',
  'SMTP_URL',
  'WHATSAPP_TOKEN',
  'WHATSAPP_APP_SECRET',
  'WHATSAPP_VERIFY_TOKEN',
] as const

export const MustBe = (what: string, test: (text: string) => boolean): PropertyDecorator =>
  ValidateBy({
    name: what,
    validator: { validate: (value) => typeof value === 'string' && test(value), defaultMessage: () => `must be ${what}` },
  })

export const isHttpUrl = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
export const isPort = (text: string): boolean => /^\d{1,5}$/.test(text) && Number(text) <= 65_535

/** While a secret is being replaced both are known: the first is used to send, each is taken of whoever calls back. */
export const severalOf = (text: string): string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')

const each =
  (test: (text: string) => boolean) =>
  (text: string): boolean =>
    severalOf(text).length > 0 && severalOf(text).every(test)
const isSmtpUrl = (text: string): boolean => URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol) && new URL(text).hostname !== ''
const isSecret = (text: string): boolean => /^[\x21-\x7E]{8,}$/.test(text)
const isUrlForPaths = (text: string): boolean => isHttpUrl(text) && new URL(text).search === '' && new URL(text).hash === ''
const isSenderOfSms = (text: string): boolean => /^(\+[1-9]\d{5,14}|(?=.*[A-Za-z])[A-Za-z0-9 ]{2,11})$/.test(text)
const isSenderOfMail = (text: string): boolean => isEmail(text, { allow_display_name: true })

function isPublicKey(text: string): boolean {
  try {
    return createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' }).asymmetricKeyType === 'ec'
  } catch {
    return false
  }
}

const AT_HOME = 'a URL that begins with https:// (http:// for a stand-in on this machine)'
const SECRET = '8 characters or more, without spaces; two, with a comma between them, while it is being replaced'

export class CarrierVariables {
  @IsOptional()
  @MustBe('a URL without a query: what stands in front of /webhooks/ where carriers reach us', isUrlForPaths)
  PUBLIC_URL?: string = undefined

  @IsOptional()
  @MustBe('a port, 0 to 65535 (0: any free one)', isPort)
  WEBHOOKS_PORT?: string = undefined

  @MustBe(AT_HOME, isUrlForPaths)
  TWILIO_BASE_URL = 'https://api.twilio.com'

  @IsOptional()
  @Matches(/^AC[0-9a-fA-F]{32}$/, { message: 'must be AC and 32 hexadecimal digits' })
  TWILIO_ACCOUNT_SID?: string = undefined

  @IsOptional()
  @MustBe(SECRET, each(isSecret))
  TWILIO_AUTH_TOKEN?: string = undefined

  @IsOptional()
  @MustBe('a number with its country (+31970123456) or a name of 11 letters and digits at most', isSenderOfSms)
  TWILIO_FROM?: string = undefined

  @IsOptional()
  @Matches(/^MG[0-9a-fA-F]{32}$/, { message: 'must be MG and 32 hexadecimal digits' })
  TWILIO_MESSAGING_SERVICE_SID?: string = undefined

  @MustBe(AT_HOME, isUrlForPaths)
  SENDGRID_BASE_URL = 'https://api.sendgrid.com'

  @IsOptional()
  @MustBe('8 characters or more, without spaces', isSecret)
  SENDGRID_API_KEY?: string = undefined

  @IsOptional()
  @MustBe('one e-mail address, with a name before it or without: Fietsen De Vries <rekening@devries.example>', isSenderOfMail)
  SENDGRID_FROM?: string = undefined

  @IsOptional()
  @MustBe('the verification key as SendGrid shows it; several, with a comma between them, for events and inbound mail', each(isPublicKey))
  SENDGRID_WEBHOOK_PUBLIC_KEY?: string = undefined

  @IsOptional()
  @MustBe('a URL of a mail server: smtp://user:password@host:587, or smtps:// where TLS begins at once', isSmtpUrl)
  SMTP_URL?: string = undefined

  @MustBe(AT_HOME, isHttpUrl)
  WHATSAPP_BASE_URL = 'https://graph.facebook.com'

  @Matches(/^v\d{2}\.\d$/, { message: 'must be a version as Meta writes it: v25.0' })
  WHATSAPP_GRAPH_VERSION = 'v25.0'

  @IsOptional()
  @Matches(/^[\x21-\x7E]{8,}$/, { message: 'must have 8 characters or more, without spaces' })
  WHATSAPP_TOKEN?: string = undefined

  @IsOptional()
  @Matches(/^\d{5,20}$/, { message: 'must be the number that Meta shows as phone number id, digits only' })
  WHATSAPP_PHONE_NUMBER_ID?: string = undefined

  @IsOptional()
  @MustBe(SECRET, each(isSecret))
  WHATSAPP_APP_SECRET?: string = undefined

  @IsOptional()
  @MustBe('8 characters or more, without spaces', isSecret)
  WHATSAPP_VERIFY_TOKEN?: string = undefined
}

/** What may be set of an account of one channel. */
export const CARRIER_CHANNELS = {
  sms: ['TWILIO_BASE_URL', 'TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_FROM', 'TWILIO_MESSAGING_SERVICE_SID'],
  email: ['SENDGRID_BASE_URL', 'SENDGRID_API_KEY', 'SENDGRID_FROM', 'SENDGRID_WEBHOOK_PUBLIC_KEY', 'SMTP_URL'],
  whatsapp: [
    'WHATSAPP_BASE_URL',
    'WHATSAPP_GRAPH_VERSION',
    'WHATSAPP_TOKEN',
    'WHATSAPP_PHONE_NUMBER_ID',
    'WHATSAPP_APP_SECRET',
    'WHATSAPP_VERIFY_TOKEN',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>
