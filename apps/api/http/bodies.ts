/** Bodies: JSON of limited size and depth; files streamed to disk; the carriers' calls kept as the bytes they are. */
import { isUtf8 } from 'node:buffer'
import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FastifyInstance } from 'fastify'
import { settingsOf, type ApiRequest, type RouteSettings, type UploadedFile } from './api-request'
import { badRequest, invalidField, pointerTo, ProblemException, problemOf } from './problem'

export interface BodyLimits {
  readonly jsonBytes: number
  readonly fileBytes: number
  readonly uploadFolder: string
}

const MOST_LEVELS = 12
/** A name, an address and a password: strangers hold no more than that here while they send a byte now and then. */
const STRANGERS_BYTES = 16_000
const isCarrierCall = ({ url }: ApiRequest): boolean => url.startsWith('/webhooks/')

export function readBodies(instance: FastifyInstance, limits: BodyLimits): void {
  instance.removeAllContentTypeParsers()
  instance.addHook('onRoute', (route) => {
    const { scope } = (route.config ?? {}) as RouteSettings
    if (scope === 'everyone') route.bodyLimit = STRANGERS_BYTES
  })
  const json = instance.getDefaultJsonParser('error', 'error')
  instance.addContentTypeParser(
    /^application\/(json|merge-patch\+json)\b/,
    { parseAs: 'buffer', bodyLimit: limits.jsonBytes },
    (request: ApiRequest, body: Buffer, done) => {
      if (isCarrierCall(request)) return keepRaw(request, body, done)
      if (settingsOf(request).upload) return done(notAFile())
      // Read all the same, a name would be kept with its letters lost.
      if (!isUtf8(body)) return done(badRequest('malformed', 'The body is not JSON in UTF-8.'))
      void json(request, body.toString('utf8'), (fault, parsed) => {
        if (fault)
          return done(
            'code' in fault && fault.code === 'FST_ERR_CTP_EMPTY_JSON_BODY' ? fault : badRequest('malformed', 'The body is not JSON.'),
          )
        done(refusalOf(parsed), parsed)
      })
    },
  )
  instance.addContentTypeParser(/^(text\/csv|application\/octet-stream|application\/x-ndjson)\b/, (request: ApiRequest, payload, done) => {
    if (isCarrierCall(request)) return void buffered(payload, limits.jsonBytes).then((body) => keepRaw(request, body, done), done)
    if (!settingsOf(request).upload) return done(mediaType())
    toDisk(payload, limits).then((file) => done(null, file), done)
  })
  instance.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: limits.jsonBytes }, (request: ApiRequest, body: Buffer, done) => {
    if (isCarrierCall(request)) return keepRaw(request, body, done)
    done(settingsOf(request).upload ? notAFile() : mediaType())
  })
}

const mediaType = (): ProblemException =>
  new ProblemException(problemOf(415, 'media-type', 'This address does not take a body of that content type.'))
/** JSON and XML too: what is a file is not read before it lies on the disk. */
const notAFile = (): ProblemException =>
  new ProblemException(
    problemOf(415, 'media-type', 'A file of any kind comes as text/csv, application/x-ndjson or application/octet-stream.'),
  )

/** At the carriers' door the raw bytes are verified and kept first: what cannot be read is kept too, with its fault. */
function keepRaw(request: ApiRequest, body: Buffer, done: (fault: null, parsed: object) => void): void {
  request.rawBody = body
  done(null, {})
}

async function buffered(payload: Readable, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of payload.pipe(limited(limit))) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** Level by level, since what is nested too deep would end whoever follows it by recursion. */
function refusalOf(parsed: unknown): ProblemException | null {
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return invalidField('', 'must be a JSON object')
  let level: readonly Placed[] = [{ above: null, name: '', value: parsed }]
  for (let depth = 0; depth <= MOST_LEVELS; depth++) {
    const broken = level.find(
      ({ name, value }) => HALF_A_CHARACTER.test(name) || (typeof value === 'string' && HALF_A_CHARACTER.test(value)),
    )
    if (broken) return invalidField(pointerOf(broken), 'must not hold half a character')
    level = level.flatMap((above) => entriesOf(above.value).map(([name, value]) => ({ above, name, value })))
    if (level.length === 0) return null
  }
  return badRequest('too-deep', `The body is nested deeper than ${MOST_LEVELS} levels.`)
}

/** Its place is written out only where it is told: a long name above many values would be written once for each of them. */
interface Placed {
  readonly above: Placed | null
  readonly name: string
  readonly value: unknown
}

const pointerOf = ({ above, name }: Placed): string => (above === null ? '' : pointerTo(pointerOf(above), name))

const entriesOf = (value: unknown): [string, unknown][] => (typeof value === 'object' && value !== null ? Object.entries(value) : [])

/** Libraries that encode text, and the database, break on it. */
const HALF_A_CHARACTER = /\p{Surrogate}/u

async function toDisk(payload: Readable, { uploadFolder, fileBytes }: BodyLimits): Promise<UploadedFile> {
  await mkdir(uploadFolder, { recursive: true, mode: 0o700 })
  const path = join(uploadFolder, `${randomUUID()}.upload`)
  const hash = createHash('sha256')
  let bytes = 0
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      hash.update(chunk)
      done(null, chunk)
    },
  })
  try {
    await pipeline(payload, limited(fileBytes), counting, createWriteStream(path, { mode: 0o600 }))
  } catch (fault) {
    await rm(path, { force: true })
    throw fault
  }
  return { path, sha256: hash.digest('hex'), bytes }
}

function limited(limit: number): Transform {
  let bytes = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      done(bytes > limit ? new ProblemException(problemOf(413, 'too-large', `The file is larger than ${limit} bytes.`)) : null, chunk)
    },
  })
}
