/** Fetch files: what people sent along and the carrier keeps is asked for beside the pipe, never in its way; a reply does not wait for its pictures. */
import type { FetchedFile } from '#channels'
import type { Instant } from '#domain'
import { keepMedia, putOffMedia, takeDueMedia, type Database, type DueMedia } from '#store'
import { driversOf, type Carriers } from './choose-driver'
import { judgedFile, MOST_BYTES } from './judged-file'
import type { PipeLog } from './pipe-log'

const MINUTE = 60_000
/** Waits after each failed try; carriers keep a file for days. */
const WAITS = [MINUTE, 5 * MINUTE, 30 * MINUTE, 3 * 60 * MINUTE, 12 * 60 * MINUTE]
const AT_ONCE = 5

export interface Fetching extends Omit<Carriers, 'redirectAllTo'> {
  readonly database: Database
  readonly log: PipeLog
}

export class FileRounds {
  private readonly busy = new Set<Promise<void>>()

  constructor(private readonly fetching: Fetching) {}

  /** Begins with what is due and answers at once. */
  async start(now: Instant): Promise<void> {
    const room = AT_ONCE - this.busy.size
    for (const media of room > 0 ? await takeDueMedia(this.fetching.database, now, room) : []) {
      const running = fetchOne(this.fetching, media, now)
        .catch((fault: unknown) => {
          this.fetching.log.error({ media: media.id, fault: String(fault) }, 'a file was not fetched; it is asked for again')
        })
        .finally(() => {
          this.busy.delete(running)
        })
      this.busy.add(running)
    }
  }

  async idle(): Promise<void> {
    await Promise.all(this.busy)
  }
}

async function fetchOne({ database, ...carriers }: Fetching, media: DueMedia, now: Instant): Promise<void> {
  const { name, tries } = media
  const fetched = await fetchBy(carriers, media)
  const wait = WAITS[tries - 1]
  if (fetched.kind === 'file') return keepMedia(database, media, judgedFile({ name, content: fetched.content }))
  if (fetched.kind === 'later' && wait !== undefined) return void (await putOffMedia(database, media, (now + wait) as Instant))
  const { name: label } = judgedFile({ name, content: new Uint8Array() })
  return keepMedia(database, media, {
    name: label,
    type: null,
    bytes: 0,
    content: null,
    refused: fetched.kind === 'too-large' ? 'too-large' : 'not-fetched',
  })
}

/** By whichever account the message came in. */
async function fetchBy(
  { accounts, drivers }: Omit<Carriers, 'redirectAllTo'>,
  { creditorId, channel, reference }: DueMedia,
): Promise<FetchedFile> {
  await accounts.load([creditorId])
  for (const driver of driversOf({ accounts, drivers, redirectAllTo: null }, creditorId, channel)) {
    const fetched = await driver.fetchFile?.(reference, MOST_BYTES)
    if (fetched && fetched.kind !== 'later') return fetched
  }
  return { kind: 'later' }
}
