/** One app per data folder: each announces itself by a file that names its process, and gives way to another that lives. */
import { randomInt } from 'node:crypto'
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { beginOf } from './processes'

const ATTEMPTS = 4
const heldHere = new Set<string>()

/** Takes the folder or throws; gives the function that lets go of it. */
export async function lockFolder(folder: string): Promise<() => void> {
  if (heldHere.has(folder)) throw inUse(folder, process.pid)
  const own = path.join(folder, fileNameFor(process.pid, beginOf(process.pid) ?? 'unknown'))
  heldHere.add(folder)
  const release = (): void => {
    rmSync(own, { force: true })
    heldHere.delete(folder)
  }
  for (let attempt = 1; ; attempt++) {
    try {
      // Announce first, look second: of two that start together at least one sees the other, so never do both go on.
      writeFileSync(own, '')
      const other = liveHolders(folder).find((pid) => pid !== process.pid)
      if (other === undefined) return release
      rmSync(own)
      if (attempt === ATTEMPTS) throw inUse(folder, other)
    } catch (error) {
      release()
      throw error
    }
    // Both may have given way; chance decides who comes back first.
    await pause(randomInt(20, 120))
  }
}

/** Processes that hold the folder; what dead ones left is removed, which is safe since their names never come back. */
export function liveHolders(folder: string): number[] {
  const holders: number[] = []
  for (const name of readdirSync(folder)) {
    const [, pid, begin] = /^in-use-(\d+)-(.+)$/.exec(name) ?? []
    if (pid === undefined || begin === undefined) continue
    if (beginOf(Number(pid)) === begin) holders.push(Number(pid))
    else rmSync(path.join(folder, name), { force: true })
  }
  return holders
}

const fileNameFor = (pid: number, begin: string): string => `in-use-${pid}-${begin}`

const inUse = (folder: string, pid: number): Error => new Error(`${path.dirname(folder)} is in use by process ${pid}`)
