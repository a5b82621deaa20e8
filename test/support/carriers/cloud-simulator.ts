/** A stand-in for the messages of Meta's Cloud API: what its published document refuses is refused here; like the real one it can be asked nothing of a message. */
import { CARRIERS } from './settings'
import { FATE_OF_DIGITS, startStandIn, type Answer, type Called, type StandIn, type Understood, type Weather } from './stand-in'

export type CloudMessage = Readonly<Record<string, unknown>>
export type CloudSimulator = StandIn<CloudMessage>

const FIELDS = ['messaging_product', 'recipient_type', 'to', 'recipient', 'biz_opaque_callback_data', 'context', 'type', 'text', 'template', 'document']
const LONGEST = 4096

const refusal = (status: number, code: number): Answer => ({ status, body: { error: { message: 'no', type: 'OAuthException', code, fbtrace_id: 'A' } } })

export const startCloudSimulator = (weather?: Weather<CloudMessage>): Promise<CloudSimulator> => startStandIn<CloudMessage>({
  read,
  malformed: refusal(400, 100),
  // No Retry-After: Meta tells nobody when to come again.
  fates: { refused: refusal(400, 131026), unsubscribed: refusal(400, 131050), unauthorized: refusal(401, 190), busy: refusal(429, 130429), template: refusal(400, 131047) },
  fateOf: (to) => FATE_OF_DIGITS[to.slice(-5)] ?? 'ok',
  reference: (count) => `wamid.${count}`,
  accepted: (id) => ({ status: 200, body: { messaging_product: 'whatsapp', contacts: [{ input: 'x', wa_id: 'x' }], messages: [{ id }] } }),
}, weather)

function read({ method, path, headers, raw }: Called): string | Understood<CloudMessage> {
  if (method !== 'POST' || !new RegExp(`^/v\\d+\\.\\d+/${CARRIERS.WHATSAPP_PHONE_NUMBER_ID}/messages$`).test(path)) return `${method} ${path} is not the send operation`
  if (headers.authorization !== `Bearer ${CARRIERS.WHATSAPP_TOKEN}`) return 'authorization'
  if (!/^application\/json\b/.test(headers['content-type'] ?? '')) return 'content-type'
  const message = JSON.parse(raw.toString('utf8')) as Record<string, unknown>
  const stranger = Object.keys(message).find((name) => !FIELDS.includes(name))
  const wrong = stranger === undefined ? problemOf(message) : `unknown field ${stranger}`
  return wrong ?? { handOverId: String(message.biz_opaque_callback_data), message, to: String(message.to) }
}

function problemOf({ messaging_product: product, to, biz_opaque_callback_data: ours, type, text, template }: CloudMessage): string | undefined {
  if (product !== 'whatsapp') return 'messaging_product'
  if (typeof to !== 'string' || !/^[1-9]\d{7,14}$/.test(to)) return 'to'
  if (typeof ours !== 'string' || ours.length > 512) return 'biz_opaque_callback_data'
  if (type === 'text') return wordsIn(text, 'body', LONGEST) ? undefined : 'text.body'
  return type === 'template' && wordsIn(template, 'name', 512) ? undefined : 'type'
}

function wordsIn(part: unknown, name: string, most: number): boolean {
  const words = (part as Record<string, unknown> | undefined)?.[name]
  return typeof words === 'string' && words !== '' && words.length <= most
}
