/** Media of the Cloud API: what goes along is uploaded first; what people send is asked for by its id, and lies elsewhere. */
import { createHash } from 'node:crypto'
import { FormData } from 'undici'
import type { HandOverOutcome } from '#domain'
import { download, type DownloadOptions } from '../download'
import type { Enclosed, FetchedFile } from '../driver'
import { fieldOf, textField } from '../fields'
import type { Exchange } from '../http-exchange'
import { outcomeOf } from '../outcome'
import { CLOUD } from './cloud-answer'

export interface Uploaded {
  readonly id: string
  readonly filename: string
}

/** No message has been written yet: whatever became of the file, it may go again. */
export async function uploadTo(exchange: Exchange, number: string, { name, type, content }: Enclosed): Promise<Uploaded | HandOverOutcome> {
  const form = new FormData()
  form.set('messaging_product', 'whatsapp')
  form.set('type', type)
  form.set('file', new Blob([new Uint8Array(content)], { type }), name)
  const outcome = outcomeOf(await exchange.post(`${number}/media`, form), { ...CLOUD, reference: ({ body }) => textField(body, 'id') })
  if (outcome.kind === 'accepted') return { id: outcome.carrierReference, filename: name }
  return outcome.kind === 'unknown' ? { kind: 'later', failure: 'transient', code: outcome.code } : outcome
}

/** Where Meta keeps its files: to no other place the token is sent. */
const META = /(^|\.)(fbsbx\.com|facebook\.com|whatsapp\.net)$/

export async function fetchFrom(exchange: Exchange, path: string, options: DownloadOptions): Promise<FetchedFile> {
  const told = await exchange.get(path)
  const [url, size, sha256] =
    told.kind === 'answered' && told.status === 200
      ? [textField(told.body, 'url'), fieldOf(told.body, 'file_size'), textField(told.body, 'sha256')]
      : []
  if (url === undefined || !URL.canParse(url) || !isTheirs(new URL(url), new URL(options.home))) return { kind: 'later' }
  if (Number(size) > options.most) return { kind: 'too-large' }
  const fetched = await download(url, options)
  return fetched.kind === 'file' && isOther(fetched.content, sha256) ? { kind: 'later' } : fetched
}

const isTheirs = ({ protocol, hostname }: URL, home: URL): boolean =>
  hostname === home.hostname || (protocol === 'https:' && META.test(hostname))
const isOther = (content: Buffer, sha256 = ''): boolean =>
  /^[0-9a-f]{64}$/i.test(sha256) && createHash('sha256').update(content).digest('hex') !== sha256.toLowerCase()
