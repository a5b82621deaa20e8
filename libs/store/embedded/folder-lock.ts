/** One app per data folder: each announces itself by a file that names its process, and gives way to another that lives. */
import { randomInt } from 'node:crypto'
import { closeSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { becomesTrue, beginOf, processSpace } from './processes'

const ATTEMPTS = 4
const BEAT_MS = 1_000
const SILENCE_MS = 6_000
const ANNOUNCEMENT = /^in-use-(\d+)-([\w.]+)-(.+)$/
const heldHere = new Set<string>()

interface Holder {
  readonly file: string
  readonly pid: number
  readonly space: string
  readonly begin: string
}

/** Takes the folder or throws; gives the function that lets go of it. */
export async function lockFolder(folder: string): Promise<() => void> {
  if (heldHere.has(folder)) throw inUse(folder, process.pid)
  heldHere.add(folder)
  const own = new Announcement(path.join(folder, `in-use-${process.pid}-${processSpace()}-${beginOf(process.pid) ?? 'unknown'}`))
  const beat = setInterval(() => own.touch(), BEAT_MS).unref()
  const release = (): void => {
    clearInterval(beat)
    own.withdraw()
    heldHere.delete(folder)
  }
  try {
    await announce(folder, own)
    return release
  } catch (error) {
    release()
    throw error
  }
}

/** Our own file, kept open: a beat needs no descriptor when there are none left, and does not bring back a file that was released. */
class Announcement {
  private open: number | null = null

  constructor(private readonly file: string) {}

  make(): void {
    this.open = openSync(this.file, 'w')
    writeSync(this.open, '.', 0)
  }

  /** Whoever holds the folder goes on with its work on a disk that takes nothing, too; the next beat tries again. */
  touch(): void {
    try {
      if (this.open !== null) writeSync(this.open, '.', 0)
    } catch {
      return
    }
  }

  withdraw(): void {
    if (this.open !== null) closeSync(this.open)
    this.open = null
    rmSync(this.file, { force: true })
  }
}

/** Of an entry of the folder. */
export const isAnnouncement = (name: string): boolean => ANNOUNCEMENT.test(name)

/** Processes that hold the folder; what dead ones left is removed, which is safe since their names never come back. */
export async function liveHolders(folder: string): Promise<number[]> {
  const holders: number[] = []
  for (const holder of announcedIn(folder)) {
    if (await lives(holder)) holders.push(holder.pid)
    else rmSync(holder.file, { force: true })
  }
  return holders
}

/** Announce first, look second: of two that start together at least one sees the other, so never do both go on. */
async function announce(folder: string, own: Announcement): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    own.make()
    const other = (await liveHolders(folder)).find((pid) => pid !== process.pid)
    if (other === undefined) return
    own.withdraw()
    if (attempt === ATTEMPTS) throw inUse(folder, other)
    // Both may have given way; chance decides who comes back first.
    await pause(randomInt(20, 120))
  }
}

function announcedIn(folder: string): Holder[] {
  return readdirSync(folder).flatMap((name) => {
    const [, pid, space, begin] = ANNOUNCEMENT.exec(name) ?? []
    return pid && space && begin ? [{ file: path.join(folder, name), pid: Number(pid), space, begin }] : []
  })
}

/** The processes of another container cannot be seen from here, so there we listen whether the file is still touched. */
async function lives({ file, pid, space, begin }: Holder): Promise<boolean> {
  if (space === processSpace()) return beginOf(pid) === begin
  const before = lastBeat(file)
  // Both times come from the clock of the file system: the folder's is that of our own announcement a moment ago.
  if (before === undefined || (lastBeat(path.dirname(file)) ?? 0) - before > SILENCE_MS) return false
  await becomesTrue(() => lastBeat(file) !== before, SILENCE_MS)
  const after = lastBeat(file)
  return after !== undefined && after !== before
}

const lastBeat = (file: string): number | undefined => statSync(file, { throwIfNoEntry: false })?.mtimeMs

const inUse = (folder: string, pid: number): Error => new Error(`${path.dirname(folder)} is in use by process ${pid}`)
