/** A real Chromium for tests of the pages: the one in the PATH, else Debian's package unpacked under node_modules/.cache; nothing is installed. */
import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { delimiter, dirname, join, resolve } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright'
import type { Person } from './people'
import type { PipeBench } from './pipe'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const CACHE = resolve(dirname(require.resolve('bull/package.json')), '../.cache')

/** The program, or why there is none. Looked for before any test is defined, hence not asynchronous. */
export function findChromium(): { readonly path: string } | string {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const installed = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram)
  if (installed !== undefined) return { path: installed }
  const path = join(CACHE, `chromium-${process.arch}`, 'usr/lib/chromium/chromium')
  try {
    if (!existsSync(path)) unpack(join(CACHE, `chromium-${process.arch}`))
    // Its libraries are the system's: where they are missing there is no browser.
    execFileSync(path, ['--version', '--no-sandbox'], { stdio: 'pipe', timeout: 30_000 })
    return { path }
  } catch (fault) {
    return `no Chromium in PATH, and Debian's package cannot be had or does not start: ${fault instanceof Error ? fault.message.split('\n')[0] : String(fault)}`
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function unpack(folder: string): void {
  const draft = `${folder}.new-${randomUUID()}`
  try {
    mkdirSync(draft, { recursive: true })
    execFileSync('apt-get', ['-o', 'Debug::NoLocking=1', '-o', 'APT::Sandbox::User=', 'download', 'chromium', 'chromium-common'], { cwd: draft, stdio: 'pipe', timeout: 180_000 })
    for (const file of readdirSync(draft).filter((name) => name.endsWith('.deb'))) execFileSync('dpkg-deb', ['-x', join(draft, file), draft], { stdio: 'pipe' })
    if (!existsSync(folder)) renameSync(draft, folder)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

export const openBrowser = (path: string): Promise<Browser> => chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-dev-shm-usage'] })

export interface Visitor {
  readonly context: BrowserContext
  readonly page: Page
  /** Every answer of the API so far, as text. */
  readonly answers: string[]
  /** What the page complained of in its console. */
  readonly complaints: string[]
}

export interface VisitOptions {
  readonly width?: number
  readonly height?: number
  readonly theme?: 'light' | 'dark'
  readonly language?: 'nl' | 'en'
}

/** Somebody at their own browser, logged in. */
export async function visit(browser: Browser, bench: PipeBench, person: Person, { width = 1280, height = 800, theme = 'light', language = 'nl' }: VisitOptions = {}): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, baseURL: bench.api, reducedMotion: 'reduce' })
  await context.addCookies([{ name: 'tijdig_session', value: person.cookie.replace('tijdig_session=', ''), url: bench.api }])
  await context.addInitScript(`localStorage.setItem('tijdig.language', '${language}')`)
  await context.clock.install({ time: new Date(bench.now) })
  const page = await context.newPage()
  const answers: string[] = []
  const complaints: string[] = []
  page.on('response', (answer) => {
    if (answer.url().includes('/v1/') && !answer.url().includes('/v1/live')) void answer.text().then((text) => answers.push(`${answer.request().method()} ${answer.url()} ${answer.status()} ${text}`), () => undefined)
  })
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()) })
  page.on('pageerror', (fault) => complaints.push(String(fault)))
  return { context, page, answers, complaints }
}
