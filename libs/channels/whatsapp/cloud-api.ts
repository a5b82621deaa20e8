/** WhatsApp by Meta's Cloud API: a text inside the 24-hour window, an approved template outside it. */
import type { HandOverOutcome, MessageContent } from '#domain'
import type { Delivery, MessageDriver } from '../driver'
import { openExchange } from '../http-exchange'
import { fetchFrom, uploadTo, type Uploaded } from './cloud-media'
import { textField } from '../fields'
import { outcomeOf } from '../outcome'
import { CLOUD } from './cloud-answer'

export interface CloudApiOptions {
  readonly url: string
  /** `v25.0`; Meta ends a version about two years after it came. */
  readonly graphVersion: string
  readonly phoneNumberId: string
  readonly token: string
  /** How long an answer may take before the outcome is unknown. */
  readonly timeoutMs: number
  /** Requests in flight. */
  readonly connections: number
}

/** There is no look-up of a lost answer: only the status webhook, which echoes the hand-over id, can tell. */
export function whatsappCloudApi({ url, graphVersion, phoneNumberId, token, timeoutMs, connections }: CloudApiOptions): MessageDriver {
  const authorization = `Bearer ${token}`
  const exchange = openExchange({ url, timeoutMs, connections, headers: { authorization } })
  const number = `/${graphVersion}/${phoneNumberId}`
  return {
    carrier: 'whatsapp-cloud',
    connections,
    async deliver(delivery): Promise<HandOverOutcome> {
      const {
        to,
        message: { content },
        documents: [document] = [],
      } = delivery
      // A mistake of ours, and proven unsent: nothing has been written yet.
      if (content.channel !== 'whatsapp' || typeof to !== 'string') return { kind: 'refused', failure: 'permanent', code: 'wrong-channel' }
      const uploaded = document && (await uploadTo(exchange, number, document))
      if (uploaded && 'kind' in uploaded) return uploaded
      return outcomeOf(await exchange.post(`${number}/messages`, JSON.stringify(requestOf(delivery, to, content, uploaded))), CLOUD)
    },
    fetchFile: (id, most) =>
      fetchFrom(exchange, `/${graphVersion}/${encodeURIComponent(id)}?phone_number_id=${phoneNumberId}`, {
        authorization,
        home: url,
        most,
        timeoutMs,
      }),
    // The number itself, which the token must be allowed to read.
    check: async () => outcomeOf(await exchange.get(`${number}?fields=id`), { ...CLOUD, reference: ({ body }) => textField(body, 'id') }),
    close: () => exchange.close(),
  }
}

/** The sending number is the one behind the phone number id. */
function requestOf({ handOverId, message: { language } }: Delivery, to: string, content: Words, uploaded: Uploaded | undefined): object {
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...recipientOf(to),
    biz_opaque_callback_data: handOverId,
    ...wordsOf(content, language, uploaded),
  }
}

type Words = Extract<MessageContent, { channel: 'whatsapp' }>

/** No preview: a link to the payment page is not for the carrier's servers to open. */
function wordsOf(content: Words, language: string, uploaded: Uploaded | undefined): object {
  switch (content.kind) {
    case 'text':
      return { type: 'text', text: { preview_url: false, body: content.text } }
    case 'template': {
      const parameters = content.parameters.map((text) => ({ type: 'text', text: onOneLine(text) }))
      const components = [
        ...(uploaded ? [{ type: 'header', parameters: [{ type: 'document', document: uploaded }] }] : []),
        ...(parameters.length === 0 ? [] : [{ type: 'body', parameters }]),
      ]
      return { type: 'template', template: { name: content.template, language: { policy: 'deterministic', code: language }, components } }
    }
  }
}

/** Meta refuses a parameter with a line end, a tab, or more than four spaces in a row. */
const onOneLine = (text: string): string => text.replace(/\s*[\r\n\t]+\s*/g, ' ').replace(/ {4,}/g, '   ')

/** Who took a user name may show no number, and is known by an id of Meta's (2026). */
const recipientOf = (to: string): object => (/^\+?\d+$/.test(to) ? { to: to.replace(/^\+/, '') } : { recipient: to })
