/** What the carriers' operations take, as far as we use them: by their published documents, and by the limits that their pages add. */
import { Ajv, type SchemaObject } from 'ajv'

const text = (pattern: string): SchemaObject => ({ type: 'string', pattern })
const words = (most: number): SchemaObject => ({ type: 'string', minLength: 1, maxLength: most })
const list = (items: SchemaObject, most: number): SchemaObject => ({ type: 'array', items, minItems: 1, maxItems: most })
/** No other field: a carrier passes over one that it does not know in silence. */
const closed = (properties: Readonly<Record<string, SchemaObject>>, optional: readonly string[] = []): SchemaObject => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
})
const oneOf = (...names: readonly string[]): SchemaObject => ({ oneOf: names.map((name) => ({ required: [name] })) })

const NUMBER = '^\\+[1-9]\\d{7,14}$'

/** A form: every value is a text. */
const TWILIO_CREATE = {
  ...closed(
    {
      To: text(NUMBER),
      From: text(`${NUMBER}|^(?=.*[A-Za-z])[A-Za-z0-9 ]{2,11}$`),
      MessagingServiceSid: text('^MG[0-9a-fA-F]{32}$'),
      Body: words(1600),
      StatusCallback: text('^https?://[^\\s/]+/'),
      ValidityPeriod: text('^([1-9]\\d{0,3}|[12]\\d{4}|3[0-5]\\d{3}|36000)$'),
    },
    ['From', 'MessagingServiceSid', 'ValidityPeriod'],
  ),
  ...oneOf('From', 'MessagingServiceSid'),
}
const TWILIO_LIST = closed({ To: text(NUMBER), PageSize: text('^([1-9]\\d{0,2}|1000)$') }, ['To'])

const MAILBOX = closed({ email: text('^[^@\\s<>]+@[^@\\s<>]+$'), name: words(320) }, ['name'])
const ON = closed({ enable: { type: 'boolean' } })
const part = (type: string): SchemaObject => closed({ type: { const: type }, value: words(10_000_000) })
const SENDGRID_SEND = closed(
  {
    // Of other types than text their document makes nothing; the whole of it may have ten thousand bytes.
    personalizations: list(
      closed({ to: list(MAILBOX, 1000), custom_args: { type: 'object', additionalProperties: words(9_000) } }, ['custom_args']),
      1000,
    ),
    from: MAILBOX,
    reply_to: MAILBOX,
    subject: words(998),
    // The plain text goes first, by the standard of such messages.
    content: { type: 'array', items: [part('text/plain'), part('text/html')], minItems: 1, additionalItems: false },
    attachments: list(
      closed({
        content: text('^[A-Za-z0-9+/]+={0,2}$'),
        filename: text('^[^\\r\\n/\\\\]+$'),
        type: text('^[a-z]+/[a-z0-9.+-]+$'),
        disposition: { enum: ['attachment', 'inline'] },
      }),
      100,
    ),
    tracking_settings: closed({
      click_tracking: closed({ enable: { type: 'boolean' }, enable_text: { type: 'boolean' } }),
      open_tracking: ON,
    }),
    mail_settings: closed({ sandbox_mode: ON }),
  },
  ['reply_to', 'attachments', 'tracking_settings', 'mail_settings'],
)

const DOCUMENT = {
  ...closed({ id: words(200), link: text('^https?://'), filename: words(240), caption: words(1024) }, ['id', 'link', 'caption']),
  ...oneOf('id', 'link'),
}
const PARAMETER = closed({ type: { const: 'text' }, text: text('^(?!.*[\\r\\n\\t])(?!.* {5})[\\s\\S]{1,32768}$') })
const COMPONENT = {
  anyOf: [
    closed({ type: { const: 'header' }, parameters: list(closed({ type: { const: 'document' }, document: DOCUMENT }), 1) }),
    closed({ type: { const: 'body' }, parameters: list(PARAMETER, 100) }),
  ],
}
const FORMS: Readonly<Record<string, SchemaObject>> = {
  text: closed({ preview_url: { type: 'boolean' }, body: words(4096) }),
  template: closed({
    name: text('^[a-z0-9_]{1,512}$'),
    language: closed({ policy: { const: 'deterministic' }, code: text('^[a-z]{2,3}(_[A-Z]{2})?$') }),
    components: { type: 'array', items: COMPONENT, maxItems: 3 },
  }),
  document: DOCUMENT,
}
const CLOUD_SEND = {
  ...closed(
    {
      messaging_product: { const: 'whatsapp' },
      recipient_type: { const: 'individual' },
      to: text('^[1-9]\\d{7,14}$'),
      recipient: text('^[A-Z]{2}\\.[0-9A-Za-z]{1,128}$'),
      biz_opaque_callback_data: words(512),
      type: { enum: Object.keys(FORMS) },
      ...FORMS,
    },
    ['to', 'recipient', ...Object.keys(FORMS)],
  ),
  // Who has a user name may have no number to write to (2026).
  allOf: [
    oneOf('to', 'recipient'),
    { oneOf: Object.keys(FORMS).map((type) => ({ properties: { type: { const: type } }, required: [type] })) },
    oneOf(...Object.keys(FORMS)),
  ],
}
const CLOUD_UPLOAD = closed({
  messaging_product: { const: 'whatsapp' },
  type: { const: 'application/pdf' },
  file: text('^%PDF-[\\s\\S]*$'),
})

const OPERATIONS = {
  'twilio create': TWILIO_CREATE,
  'twilio list': TWILIO_LIST,
  'sendgrid send': SENDGRID_SEND,
  'cloud send': CLOUD_SEND,
  'cloud upload': CLOUD_UPLOAD,
} as const
export type Operation = keyof typeof OPERATIONS

const ajv = new Ajv({ strict: false, schemas: Object.entries(OPERATIONS).map(([name, schema]) => ({ $id: name, ...schema })) })

/** Where a request breaks the contract; undefined: nowhere. */
export function breachOf(operation: Operation, request: unknown): string | undefined {
  const validate = ajv.getSchema(operation)
  if (validate?.(request) === true) return undefined
  const [first] = validate?.errors ?? []
  const where = (first?.instancePath ?? '').slice(1).replaceAll('/', '.')
  const of = (name: unknown): string => [where, String(name)].filter(Boolean).join('.')
  if (first?.keyword === 'additionalProperties') return `unknown field ${of(first.params.additionalProperty)}`
  if (first?.keyword === 'required') return `${of(first.params.missingProperty)} is missing`
  return where || (first?.message ?? 'no schema')
}
