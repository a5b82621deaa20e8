/** Tells whether a process still lives, and tells it apart from a later one that was given the same number. */
import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync, readlinkSync, realpathSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/** When a live process began, as opaque text; undefined when there is no such process, or only its zombie. */
export function beginOf(pid: number): string | undefined {
  if (process.platform === 'linux') return beginOnLinux(pid)
  if (process.platform === 'win32') return answersSignals(pid) ? 'unknown' : undefined
  return beginByPs(pid)
}

/** Process numbers and start times mean something only within one boot of one machine, and within one container of it. */
export function processSpace(): string {
  if (process.platform !== 'linux') return 'here'
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8)
    return `${boot}.${readlinkSync('/proc/self/ns/pid').replace(/\D/g, '')}`
  } catch {
    return 'here'
  }
}

/** Live processes of a PostgreSQL server on that folder, the postmaster included: each of them works in its data folder. */
export function serverProcesses(folder: string): number[] {
  if (process.platform !== 'linux') return []
  const place = realpathSync(folder)
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => workingFolder(pid) === place && programOf(pid) === 'postgres')
}

/** The program's name, undefined where it cannot be told. */
export function programOf(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
    if (process.platform === 'win32') return undefined
    return execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .split('/')
      .pop()
  } catch {
    return undefined
  }
}

/** Signals a process; one that ended in the meantime is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Asks every few milliseconds; false when the time is up. */
export async function becomesTrue(check: () => boolean, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds
  while (!check()) {
    if (performance.now() > end) return false
    await pause(10)
  }
  return true
}

function beginOnLinux(pid: number): string | undefined {
  try {
    // The name in brackets may itself hold spaces and brackets, so count from the last one (proc(5): field 3 is the state, 22 the start).
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined
    return fields[19]
  } catch {
    return undefined
  }
}

function beginByPs(pid: number): string | undefined {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { PATH: '/bin:/usr/bin', LC_ALL: 'C' },
    })
    return line.trim().startsWith('Z') ? undefined : line.trim().split(/\s+/).slice(1).join('.').replaceAll(':', '.')
  } catch {
    return undefined
  }
}

function answersSignals(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}
