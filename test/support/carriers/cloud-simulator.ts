/** A stand-in for the messages and media of Meta's Cloud API: what its published document refuses is refused here; like the real one it can be asked nothing of a message. */
import { createHash } from 'node:crypto'
import { breachOf } from './request-schemas'
import { CARRIERS } from './settings'
import { FATE_OF_DIGITS, parsed, startStandIn, type Answer, type Called, type StandIn, type Understood, type Weather } from './stand-in'

export type CloudMessage = Readonly<Record<string, unknown>>
export interface CloudSimulator extends StandIn<CloudMessage> {
  /** Files by their id: those that were uploaded, and those that people sent. */
  readonly media: Map<string, Buffer>
  /** Where a file is said to lie, when not here. */
  readonly places: Map<string, string>
}

export const cloudRefusal = (status: number, code?: number, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers,
  body: code === undefined ? {} : { error: { message: 'no', type: 'OAuthException', code, fbtrace_id: 'A' } },
})

export async function startCloudSimulator(weather?: Weather<CloudMessage>): Promise<CloudSimulator> {
  const files = { media: new Map<string, Buffer>(), places: new Map<string, string>() }
  const standIn = await startStandIn<CloudMessage>(
    {
      asked: (called) => asked(called, files),
      read: (called) => read(called, files),
      malformed: cloudRefusal(400, 100),
      // No Retry-After: Meta tells nobody when to come again.
      fates: {
        refused: cloudRefusal(400, 131026),
        unsubscribed: cloudRefusal(400, 131050),
        unauthorized: cloudRefusal(401, 190),
        busy: cloudRefusal(429, 130429),
        template: cloudRefusal(400, 131047),
      },
      fateOf: (to) => FATE_OF_DIGITS[to.slice(-5)] ?? 'ok',
      reference: (count) => `wamid.${count}`,
      accepted: (id) => ({
        status: 200,
        body: { messaging_product: 'whatsapp', contacts: [{ input: 'x', wa_id: 'x' }], messages: [{ id }] },
      }),
    },
    weather,
  )
  return { ...standIn, ...files }
}

const NUMBER = new RegExp(`^/v\\d+\\.\\d+/${CARRIERS.WHATSAPP_PHONE_NUMBER_ID}(/messages|/media|\\?fields=id)?$`)
const FILE = new RegExp(`^/(v\\d+\\.\\d+|files)/(media-[\\w-]+)(?:\\?phone_number_id=${CARRIERS.WHATSAPP_PHONE_NUMBER_ID})?$`)
const AUTHORIZATION = `Bearer ${CARRIERS.WHATSAPP_TOKEN}`

type Files = Pick<CloudSimulator, 'media' | 'places'>

/** The number itself; a file that is uploaded; where a file is, and the file. */
function asked({ method, path, headers, raw }: Called, { media, places }: Files): Answer | undefined {
  const operation = NUMBER.exec(path)?.[1]
  const [, place, id = ''] = FILE.exec(path) ?? []
  const uploads = method === 'POST' && operation === '/media'
  if (!uploads && (method !== 'GET' || (operation !== '?fields=id' && place === undefined))) return undefined
  if (headers.authorization !== AUTHORIZATION) return cloudRefusal(401, 190)
  if (uploads) return upload(headers['content-type'] ?? '', raw, media)
  if (place === undefined) return { status: 200, body: { id: CARRIERS.WHATSAPP_PHONE_NUMBER_ID } }
  const file = media.get(id)
  if (!file) return cloudRefusal(place === 'files' ? 404 : 400, 100)
  if (place === 'files') return { status: 200, body: file, headers: { 'content-type': 'application/octet-stream' } }
  const sha256 = createHash('sha256').update(file).digest('hex')
  return {
    status: 200,
    body: {
      messaging_product: 'whatsapp',
      url: places.get(id) ?? `http://${headers.host ?? ''}/files/${id}`,
      mime_type: 'application/octet-stream',
      sha256,
      file_size: file.length,
      id,
    },
  }
}

function upload(contentType: string, raw: Buffer, media: CloudSimulator['media']): Answer {
  const boundary = /^multipart\/form-data; ?boundary=(\S+)$/.exec(contentType)?.[1] ?? 'none'
  const parts = raw
    .toString('latin1')
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => /name="([^"]*)"[\s\S]*?\r\n\r\n([\s\S]*)\r\n$/.exec(part) ?? [])
  const form = Object.fromEntries(parts.map(([, name = '', value = '']) => [name, value]))
  if (breachOf('cloud upload', form) !== undefined) return cloudRefusal(400, 100)
  const id = `media-${media.size + 1}`
  media.set(id, Buffer.from(form.file ?? '', 'latin1'))
  return { status: 200, body: { id } }
}

function read({ method, path, headers, raw }: Called, { media }: Files): string | Understood<CloudMessage> {
  if (method !== 'POST' || NUMBER.exec(path)?.[1] !== '/messages') return `${method} ${path} is not the send operation`
  if (headers.authorization !== AUTHORIZATION) return 'authorization'
  if (!/^application\/json\b/.test(headers['content-type'] ?? '')) return 'content-type'
  const message = parsed(raw)
  const wrong = breachOf('cloud send', message)
  if (wrong !== undefined) return wrong
  const unknown = [...JSON.stringify(message).matchAll(/"document":\{"id":"([^"]*)"/g)].some(([, id = '']) => !media.has(id))
  if (unknown) return 'a document that was not uploaded'
  const { biz_opaque_callback_data: handOverId, to, recipient } = message as CloudMessage
  return { handOverId: String(handOverId), message: message as CloudMessage, to: String(to ?? recipient) }
}
