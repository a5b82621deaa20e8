/** Fetches a file from where a carrier keeps it: within limits of size and time, and our credentials go to the carrier alone. */
import { request, type Dispatcher } from 'undici'
import type { FetchedFile } from './driver'

export interface DownloadOptions {
  readonly authorization: string
  /** The carrier's own place: there alone a file may lie behind plain http. */
  readonly home: string
  readonly most: number
  readonly timeoutMs: number
}

/** Carriers answer with the place of a store that is not theirs. */
const MOST_HOPS = 3
const AGENT = 'tijdig/1.0.0'
const LATER: FetchedFile = { kind: 'later' }

export async function download(from: string, { authorization, home, most, timeoutMs }: DownloadOptions): Promise<FetchedFile> {
  const signal = AbortSignal.timeout(2 * timeoutMs)
  let headers: Record<string, string> = { 'user-agent': AGENT, authorization }
  let place: string = from
  try {
    for (let hop = 0; hop < MOST_HOPS; hop += 1) {
      if (!isSafe(place, home)) return LATER
      const answer = await request(place, { headers, headersTimeout: timeoutMs, bodyTimeout: timeoutMs, signal })
      if (answer.statusCode === 200) return await read(answer, most)
      const { location } = answer.headers
      await answer.body.dump()
      if (answer.statusCode < 300 || answer.statusCode >= 400 || typeof location !== 'string') return LATER
      // The place it is sent on to is known by its own signature.
      place = new URL(location, place).href
      headers = { 'user-agent': AGENT }
    }
  } catch {
    return LATER
  }
  return LATER
}

const isSafe = (place: string, home: string): boolean =>
  URL.canParse(place) &&
  (new URL(place).protocol === 'https:' || (new URL(place).protocol === 'http:' && new URL(place).hostname === new URL(home).hostname))

/** Never more in memory than may be kept, whatever was promised. */
async function read({ body, headers }: Dispatcher.ResponseData, most: number): Promise<FetchedFile> {
  const chunks: Buffer[] = []
  let bytes = Number(headers['content-length'] ?? 0) > most ? Infinity : 0
  if (bytes === 0) {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > most) break
      chunks.push(chunk)
    }
  }
  body.destroy()
  return bytes > most ? { kind: 'too-large' } : { kind: 'file', content: Buffer.concat(chunks) }
}
