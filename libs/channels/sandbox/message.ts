/** One message to the sandbox carrier, and the look-up of one whose answer was lost: what the three message channels have in common there. */
import type { HandOverOutcome } from '#domain'
import type { Delivery, LookUpAnswer, LostHandOver } from '../driver'
import type { Exchange } from '../http-exchange'
import { textField } from '../fields'
import { outcomeOf, type Reading } from '../outcome'

export const SANDBOX = 'sandbox'

export async function sendMessage(
  exchange: Exchange,
  channel: 'email' | 'sms' | 'whatsapp',
  delivery: Delivery,
  classify: Reading['classify'],
): Promise<HandOverOutcome> {
  const {
    handOverId,
    to,
    from,
    message: { content, language },
    documents = [],
  } = delivery
  // A mistake of ours, and proven unsent: nothing has been written yet.
  if (content.channel !== channel || typeof to !== 'string') return { kind: 'refused', failure: 'permanent', code: 'wrong-channel' }
  const attachments = documents.map(({ name, type, content: bytes }) => ({
    filename: name,
    contentType: type,
    base64: bytes.toString('base64'),
  }))
  const asked = { handOverId, from, to, language, content, ...(attachments.length > 0 && { attachments }) }
  return outcomeOf(await exchange.post(`/messages/${channel}`, JSON.stringify(asked)), sandboxReading(classify))
}

export async function lookUpMessage(exchange: Exchange, channel: 'email' | 'sms', { handOverId }: LostHandOver): Promise<LookUpAnswer> {
  const answer = await exchange.get(`/hand-overs/${encodeURIComponent(handOverId)}?channel=${channel}`)
  if (answer.kind !== 'answered' || answer.status !== 200) return 'silent'
  const accepted: unknown = typeof answer.body === 'object' && answer.body !== null ? Reflect.get(answer.body, 'accepted') : undefined
  if (typeof accepted !== 'boolean') return 'silent'
  return { held: accepted ? [{ reference: null, status: 'accepted', failure: null, code: null }] : [], complete: true }
}

export const sandboxReading = (classify: Reading['classify']): Reading => ({
  reference: ({ body }) => textField(body, 'id'),
  code: ({ body }) => textField(body, 'code'),
  classify,
})
