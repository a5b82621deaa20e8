/**
 * What the carrier received and accepted, one JSON line each in `accepted.jsonl`, on disk before any answer leaves; a second acceptance
 * of one hand-over is a second `accepted` line. The rest of its memory (who was called back, the clock) is kept there too.
 */
import { mkdir, open, type FileHandle } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Language } from '#domain'
import type { CarriedChannel } from './codes'

export interface Received {
  readonly type: 'received'
  readonly handOverId: string
  readonly channel: CarriedChannel
  readonly to: string
  readonly at: string
}

export interface Accepted {
  readonly type: 'accepted'
  readonly handOverId: string
  /** The carrier's own reference. */
  readonly id: string
  readonly channel: CarriedChannel
  readonly from: string
  readonly to: string
  readonly at: string
  /** Requests for this channel and recipient before it: what the dice need to say again what they said. */
  readonly nth: number
  readonly language: Language
  /** Its place among the files of its channel, and its file in the outbox. */
  readonly sequence: number | null
  readonly file: string | null
  /** Of a letter. */
  readonly batch?: string
  /** Of a WhatsApp message in free wording: it came outside the 24 hours, and fails later. */
  readonly windowClosed?: true
}

/** A print batch with its answer, which is given again to the same number. */
export interface Printed {
  readonly type: 'batch'
  readonly id: string
  readonly at: string
  readonly accepted: readonly { readonly handOverId: string; readonly id: string }[]
  readonly rejected: readonly { readonly handOverId: string; readonly reason: string }[]
}

export interface CalledBack {
  readonly type: 'called-back'
  readonly id: string
  /** Of a reply by WhatsApp: who wrote, and when; it opens the 24 hours. */
  readonly wrote?: { readonly from: string; readonly at: string }
}

export type LogLine = Received | Accepted | Printed | CalledBack | { readonly type: 'clock'; readonly now: string }

export interface AcceptedLog {
  /** Resolves when the line is on disk; the lines of one tick share one write and one fsync. Rejects when the disk takes none, and later ones are tried anew. */
  append(line: LogLine): Promise<void>
  close(): Promise<void>
}

/** Reads what is there, line by line, and opens the log for more. */
export async function openAcceptedLog(folder: string, remember: (line: LogLine) => void): Promise<AcceptedLog> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, 'accepted.jsonl')
  // It says who was written to.
  const file = await open(path, 'a+', 0o600)
  await cutTornTail(file)
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) remember(JSON.parse(line) as LogLine)
  return groupedAppends(file, (await file.stat()).size)
}

/** A kill in the middle of a write leaves half a line, which was never answered for: it goes. */
async function cutTornTail(file: FileHandle): Promise<void> {
  const block = Buffer.alloc(65_536)
  let end = (await file.stat()).size
  while (end > 0) {
    const start = Math.max(0, end - block.length)
    const { bytesRead } = await file.read(block, 0, end - start, start)
    const newline = block.subarray(0, bytesRead).lastIndexOf(0x0a)
    if (newline >= 0) return file.truncate(start + newline + 1)
    end = start
  }
  await file.truncate(0)
}

function groupedAppends(file: FileHandle, size: number): AcceptedLog {
  let waiting = ''
  /** So many bytes are lines that were answered for. */
  let whole = size
  let torn = false
  let next: Promise<void> | undefined
  let last: Promise<void> = Promise.resolve()
  const write = async (previous: Promise<void>): Promise<void> => {
    await previous.catch(() => undefined)
    // Lines that come while the previous group is being written, or later in this tick, join this one.
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
    const lines = waiting
    waiting = ''
    next = undefined
    // A disk that was full may have taken a part, and the next line must not go on from there.
    if (torn) await file.truncate(whole)
    torn = true
    await file.appendFile(lines)
    await file.datasync()
    whole += Buffer.byteLength(lines)
    torn = false
  }
  return {
    append(line) {
      waiting += `${JSON.stringify(line)}\n`
      next ??= last = write(last)
      return next
    },
    async close() {
      await last.catch(() => undefined)
      await file.close()
    },
  }
}
