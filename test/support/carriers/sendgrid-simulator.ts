/** A stand-in for SendGrid's Mail Send (API v3): what its published document refuses is refused here, and its traps are set. */
import { MAIL_KEY } from './settings'
import { FATE_OF_DIGITS, startStandIn, type Answer, type Called, type StandIn, type Understood, type Weather } from './stand-in'

export type SendgridMessage = Readonly<Record<string, unknown>>
export type SendgridSimulator = StandIn<SendgridMessage>

const FIELDS = [
  'personalizations', 'from', 'reply_to', 'reply_to_list', 'subject', 'content', 'attachments', 'template_id', 'headers', 'categories', 'custom_args', 'send_at', 'batch_id', 'asm',
  'ip_pool_name', 'mail_settings', 'tracking_settings',
]
const FIELDS_OF_ONE = ['from', 'to', 'cc', 'bcc', 'subject', 'headers', 'substitutions', 'dynamic_template_data', 'custom_args', 'send_at']

const NOW = Date.parse('2027-01-12T08:30:00Z')
const refusal = (status: number, field: string | null = null, headers: Readonly<Record<string, string>> = {}): Answer =>
  ({ status, headers, body: { errors: [{ message: 'no', field, help: null }] } })

export const startSendgridSimulator = (weather?: Weather<SendgridMessage>): Promise<SendgridSimulator> => startStandIn<SendgridMessage>({
  read,
  asked,
  malformed: refusal(400, 'personalizations'),
  fates: {
    refused: refusal(400, 'personalizations.0.to.0.email'), unauthorized: refusal(401), template: refusal(400, 'content.1.value'),
    // No Retry-After: the end of the limit is told by their clock.
    busy: refusal(429, null, { date: new Date(NOW).toUTCString(), 'x-ratelimit-limit': '600', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 7) }),
  },
  fateOf: (to) => (Object.values(FATE_OF_DIGITS).find((fate) => to.startsWith(`${fate}@`) || to.startsWith(`${fate}+`)) ?? 'ok'),
  reference: (count) => `message-${count}`,
  accepted: (id) => ({ status: 202, headers: { 'x-message-id': id } }),
}, weather)

/** In its sandbox mode a message is checked, and goes nowhere. */
function asked(called: Called): Answer | undefined {
  const settings = called.raw.includes('sandbox_mode') ? record(record(JSON.parse(called.raw.toString('utf8'))).mail_settings) : {}
  if (record(settings.sandbox_mode).enable !== true) return undefined
  const wrong = read(called)
  return typeof wrong !== 'string' ? { status: 200 } : wrong === 'authorization' ? refusal(401) : refusal(400, wrong)
}

function read({ method, path, headers, raw }: Called): string | Understood<SendgridMessage> {
  if (method !== 'POST' || path !== '/v3/mail/send') return `${method} ${path} is not the send operation`
  if (headers.authorization !== `Bearer ${MAIL_KEY}`) return 'authorization'
  if (!/^application\/json\b/.test(headers['content-type'] ?? '')) return 'content-type'
  const message = record(JSON.parse(raw.toString('utf8')))
  const strangers = Object.keys(message).filter((name) => !FIELDS.includes(name))
  if (strangers.length > 0) return `unknown field ${strangers.join(', ')}`
  const wrong = problemOf(message)
  if (wrong !== undefined) return wrong
  const one = record(list(message.personalizations)[0])
  return { handOverId: String(record(one.custom_args).hand_over), message, to: String(record(list(one.to)[0]).email) }
}

function problemOf(message: SendgridMessage): string | undefined {
  const all = list(message.personalizations).map(record)
  if (all.length < 1 || all.length > 1000) return 'personalizations'
  for (const one of all) {
    const stranger = Object.keys(one).find((name) => !FIELDS_OF_ONE.includes(name))
    if (stranger !== undefined) return `unknown field personalizations.${stranger}`
    const to = list(one.to)
    if (to.length === 0 || !to.every(isMailbox)) return 'personalizations.to'
    if (!Object.values(record(one.custom_args)).every((value) => typeof value === 'string') || JSON.stringify(one.custom_args ?? {}).length > 10_000) return 'custom_args'
  }
  if (!isMailbox(message.from)) return 'from'
  if (message.reply_to !== undefined && !isMailbox(message.reply_to)) return 'reply_to'
  if (typeof message.subject !== 'string' || message.subject === '') return 'subject'
  const content = list(message.content).map(record)
  if (content.length === 0 || content.some(({ type, value }) => typeof type !== 'string' || typeof value !== 'string' || value === '')) return 'content'
  if (message.attachments !== undefined && !list(message.attachments).every(isAttachment)) return 'attachments'
  // The plain text goes first, by the standard of such messages.
  return content[0]?.type === 'text/plain' ? undefined : 'content: text/plain first'
}

function isAttachment(value: unknown): boolean {
  const { content, filename, type, disposition, ...others } = record(value)
  return typeof content === 'string' && /^[A-Za-z0-9+/]+={0,2}$/.test(content) && typeof filename === 'string' && filename !== '' && !/[\r\n]/.test(filename)
    && typeof type === 'string' && !/[;\r\n]/.test(type) && ['attachment', 'inline'].includes(String(disposition)) && Object.keys(others).length === 0
}

const record = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {})
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
function isMailbox(value: unknown): boolean {
  const { email, name, ...others } = record(value)
  return typeof email === 'string' && /^[^@\s<>]+@[^@\s<>]+$/.test(email) && (name === undefined || typeof name === 'string') && Object.keys(others).length === 0
}
