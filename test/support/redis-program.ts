/** Where a redis-server for tests comes from: the PATH, else Debian's packages unpacked under node_modules/.cache; nothing is installed. */
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'

export interface RedisProgram {
  readonly path: string
  /** Where its libraries lie, when they are not the system's. */
  readonly libraries: string | null
}

/** Beside the packages, from wherever this was compiled to. */
const CACHE = resolve(dirname(require.resolve('bull/package.json')), '../.cache')
const PACKAGES = ['redis-server', 'redis-tools', 'liblzf1', 'libjemalloc2']

/** The program, or why there is none. Looked for before any test is defined, hence not asynchronous. */
export function findRedis(): RedisProgram | string {
  const installed = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'redis-server'))
    .find(isProgram)
  if (installed !== undefined) return { path: installed, libraries: null }
  const folder = join(CACHE, `redis-${process.arch}`)
  try {
    if (!existsSync(folder)) unpack(folder)
  } catch (fault) {
    return `no redis-server in PATH, and Debian's package cannot be had: ${fault instanceof Error ? fault.message.split('\n')[0] : String(fault)}`
  }
  // In Debian redis-server is a link to this program, which looks at the name it was called by.
  const path = join(folder, 'usr/bin/redis-check-rdb')
  return isProgram(path) ? { path, libraries: librariesIn(folder).join(delimiter) } : `${path} is no program`
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Into a folder of its own first, so that two test processes may do it at once and a half is never found. */
function unpack(folder: string): void {
  const draft = `${folder}.new-${randomUUID()}`
  try {
    mkdirSync(join(draft, 'apt/lists/partial'), { recursive: true })
    mkdirSync(join(draft, 'apt/cache/archives/partial'), { recursive: true })
    download(draft)
    for (const file of readdirSync(draft).filter((name) => name.endsWith('.deb')))
      execFileSync('dpkg-deb', ['-x', join(draft, file), draft], { stdio: 'pipe' })
    rmSync(join(draft, 'apt'), { recursive: true })
    if (!existsSync(folder)) renameSync(draft, folder)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

/** From the lists of the system, else from lists of our own: an image that was slimmed down has none. */
function download(draft: string): void {
  const own = ['-o', `Dir::Cache=${draft}/apt/cache`, '-o', 'Debug::NoLocking=1', '-o', 'APT::Sandbox::User=']
  const lists = ['-o', `Dir::State::Lists=${draft}/apt/lists`]
  const apt = (options: readonly string[], ...words: string[]): string =>
    execFileSync('apt-get', [...own, ...options, ...words], { cwd: draft, encoding: 'utf8', stdio: 'pipe', timeout: 120_000 })
  try {
    apt([], 'download', ...missing(apt([], '-s', 'install', 'redis-server')))
  } catch {
    apt(lists, 'update')
    apt(lists, 'download', ...missing(apt(lists, '-s', 'install', 'redis-server')))
  }
}

/** What an installation would bring, and ours in any case. */
const missing = (simulated: string): string[] => [
  ...new Set([...PACKAGES, ...[...simulated.matchAll(/^Inst (\S+)/gm)].map(([, name]) => name ?? '')]),
]

const librariesIn = (folder: string): string[] =>
  ['usr/lib', 'lib']
    .map((place) => join(folder, place))
    .filter(existsSync)
    .flatMap((place) =>
      readdirSync(place)
        .filter((name) => name.includes('linux-gnu'))
        .map((name) => join(place, name)),
    )
