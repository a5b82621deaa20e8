/** A stand-in for SendGrid's Mail Send (API v3): what its published document refuses is refused here, and its traps are set. */
import { breachOf } from './request-schemas'
import { MAIL_KEY } from './settings'
import { FATE_OF_DIGITS, parsed, startStandIn, type Answer, type Called, type StandIn, type Understood, type Weather } from './stand-in'

export type SendgridMessage = Readonly<Record<string, unknown>>
export type SendgridSimulator = StandIn<SendgridMessage>

const NOW = Date.parse('2027-01-12T08:30:00Z')
const refusal = (status: number, field: string | null = null, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers,
  body: { errors: [{ message: 'no', field, help: null }] },
})

export const startSendgridSimulator = (weather?: Weather<SendgridMessage>): Promise<SendgridSimulator> =>
  startStandIn<SendgridMessage>(
    {
      read,
      asked,
      malformed: refusal(400, 'personalizations'),
      fates: {
        refused: refusal(400, 'personalizations.0.to.0.email'),
        unauthorized: refusal(401),
        template: refusal(400, 'content.1.value'),
        // No Retry-After: the end of the limit is told by their clock.
        busy: refusal(429, null, {
          date: new Date(NOW).toUTCString(),
          'x-ratelimit-limit': '600',
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': String(NOW / 1000 + 7),
        }),
      },
      fateOf: (to) => Object.values(FATE_OF_DIGITS).find((fate) => to.startsWith(`${fate}@`) || to.startsWith(`${fate}+`)) ?? 'ok',
      reference: (count) => `message-${count}`,
      accepted: (id) => ({ status: 202, headers: { 'x-message-id': id } }),
    },
    weather,
  )

/** In its sandbox mode a message is checked, and goes nowhere. */
function asked(called: Called): Answer | undefined {
  const settings = called.raw.includes('sandbox_mode') ? record(record(parsed(called.raw)).mail_settings) : {}
  if (record(settings.sandbox_mode).enable !== true) return undefined
  const wrong = read(called)
  return typeof wrong !== 'string' ? { status: 200 } : wrong === 'authorization' ? refusal(401) : refusal(400, wrong)
}

function read({ method, path, headers, raw }: Called): string | Understood<SendgridMessage> {
  if (method !== 'POST' || path !== '/v3/mail/send') return `${method} ${path} is not the send operation`
  if (headers.authorization !== `Bearer ${MAIL_KEY}`) return 'authorization'
  if (!/^application\/json\b/.test(headers['content-type'] ?? '')) return 'content-type'
  const message = record(parsed(raw))
  const wrong = breachOf('sendgrid send', message)
  if (wrong !== undefined) return wrong
  const one = record(list(message.personalizations)[0])
  return { handOverId: String(record(one.custom_args).hand_over), message, to: String(record(list(one.to)[0]).email) }
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
