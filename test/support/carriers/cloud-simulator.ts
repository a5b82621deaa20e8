/** A stand-in for the messages and media of Meta's Cloud API: what its published document refuses is refused here; like the real one it can be asked nothing of a message. */
import { breachOf } from './request-schemas'
import { CARRIERS } from './settings'
import { FATE_OF_DIGITS, parsed, startStandIn, type Answer, type Called, type StandIn, type Understood, type Weather } from './stand-in'

export type CloudMessage = Readonly<Record<string, unknown>>
export type CloudSimulator = StandIn<CloudMessage>

export const cloudRefusal = (status: number, code?: number, headers: Readonly<Record<string, string>> = {}): Answer =>
  ({ status, headers, body: code === undefined ? {} : { error: { message: 'no', type: 'OAuthException', code, fbtrace_id: 'A' } } })

export const startCloudSimulator = (weather?: Weather<CloudMessage>): Promise<CloudSimulator> => startStandIn<CloudMessage>({
  asked,
  read,
  malformed: cloudRefusal(400, 100),
  // No Retry-After: Meta tells nobody when to come again.
  fates: { refused: cloudRefusal(400, 131026), unsubscribed: cloudRefusal(400, 131050), unauthorized: cloudRefusal(401, 190), busy: cloudRefusal(429, 130429), template: cloudRefusal(400, 131047) },
  fateOf: (to) => FATE_OF_DIGITS[to.slice(-5)] ?? 'ok',
  reference: (count) => `wamid.${count}`,
  accepted: (id) => ({ status: 200, body: { messaging_product: 'whatsapp', contacts: [{ input: 'x', wa_id: 'x' }], messages: [{ id }] } }),
}, weather)

const NUMBER = new RegExp(`^/v\\d+\\.\\d+/${CARRIERS.WHATSAPP_PHONE_NUMBER_ID}(/messages|\\?fields=id)?$`)
const AUTHORIZATION = `Bearer ${CARRIERS.WHATSAPP_TOKEN}`

/** The number itself. */
function asked({ method, path, headers }: Called): Answer | undefined {
  if (method !== 'GET' || NUMBER.exec(path)?.[1] !== '?fields=id') return undefined
  return headers.authorization === AUTHORIZATION ? { status: 200, body: { id: CARRIERS.WHATSAPP_PHONE_NUMBER_ID } } : cloudRefusal(401, 190)
}

function read({ method, path, headers, raw }: Called): string | Understood<CloudMessage> {
  if (method !== 'POST' || NUMBER.exec(path)?.[1] !== '/messages') return `${method} ${path} is not the send operation`
  if (headers.authorization !== AUTHORIZATION) return 'authorization'
  if (!/^application\/json\b/.test(headers['content-type'] ?? '')) return 'content-type'
  const message = parsed(raw)
  const wrong = breachOf('cloud send', message)
  if (wrong !== undefined) return wrong
  const { biz_opaque_callback_data: handOverId, to, recipient } = message as CloudMessage
  return { handOverId: String(handOverId), message: message as CloudMessage, to: String(to ?? recipient) }
}
