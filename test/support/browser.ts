/** A real Chromium for tests of the pages, and people at their own browsers. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright'
import type { Person } from './people'
import type { PipeBench } from './pipe'
import { PATIENCE_MS } from './soon'

/** The program, or why there is none. Looked for before any test is defined, hence not asynchronous. */
export function findChromium(): { readonly path: string } | string {
  const { status, stdout, stderr } = spawnSync('test/support/find-chromium.sh', { encoding: 'utf8', timeout: 600_000 })
  if (status === 0) return { path: stdout.trim() }
  const why = stderr.trim().split('\n').at(-1) ?? ''
  if (process.env.REQUIRE_BROWSER) throw new Error(`REQUIRE_BROWSER is set, but there is no Chromium: ${stderr}`)
  return why === '' ? 'no Chromium in PATH, and none can be had' : why
}

/** A suite that needs a browser. Without one its tests are skipped, under a title that says why the pages were not tested. */
export function describeInBrowser(title: string, suite: (launch: () => Promise<Browser>) => void): void {
  const found = findChromium()
  if (typeof found !== 'string')
    return describe(title, () => {
      suite(() => openBrowser(found.path))
    })
  describe.skip(`the pages were NOT tested: ${found}`, () => {
    suite(() => Promise.reject(new Error(found)))
  })
}

export const openBrowser = (path: string): Promise<Browser> =>
  chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-dev-shm-usage'] })

/** Somebody at their own browser, whom nobody knows yet. */
export async function newcomer(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  context.setDefaultTimeout(PATIENCE_MS)
  return context
}

/** Once the server has all of these words: where hands are slow, their first half is sent ahead. */
export const isKept = (page: Page, words: string): Promise<unknown> =>
  page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.request().postData()?.includes(words) === true)

/** Enter and Escape are a window's once the focus is in it, a moment after it is seen. */
export const windowHasFocus = (page: Page): Promise<void> => page.locator('[role=dialog]:focus-within').waitFor()

/** What somebody does at a page with their keys, one after the other, and what they wait to see there. */
export const handsAt = (page: () => Page): { press(...keys: string[]): Promise<void>; sees(text: string | RegExp): Promise<void> } => ({
  press: async (...keys) => {
    for (const key of keys) await page().keyboard.press(key)
  },
  sees: (text) => page().getByText(text).first().waitFor(),
})

export interface Visitor {
  readonly context: BrowserContext
  readonly page: Page
  /** Every answer of the API so far, as text, of who hears them. */
  readonly answers: string[]
  /** What the page complained of in its console. */
  readonly complaints: string[]
}

export interface VisitOptions {
  readonly width?: number
  readonly height?: number
  readonly theme?: 'light' | 'dark'
  readonly language?: 'nl' | 'en'
  readonly hears?: boolean
}

/** Somebody at their own browser, logged in. */
export async function visit(
  browser: Browser,
  bench: PipeBench,
  person: Person,
  { width = 1280, height = 800, theme = 'light', language = 'nl', hears = false }: VisitOptions = {},
): Promise<Visitor> {
  const context = await newcomer(browser, { viewport: { width, height }, colorScheme: theme, baseURL: bench.api })
  await context.addCookies([{ name: 'tijdig_session', value: person.cookie.replace('tijdig_session=', ''), url: bench.api }])
  // Frames of mail are sandboxed: they have no storage, and run no script of ours either.
  await context.addInitScript(`if (origin !== 'null') localStorage.setItem('tijdig.language', '${language}')`)
  await context.clock.install({ time: new Date(bench.now) })
  const page = await context.newPage()
  const answers: string[] = []
  const complaints: string[] = []
  if (hears)
    page.on('response', (answer) => {
      if (answer.url().includes('/v1/') && !answer.url().includes('/v1/live'))
        void answer.text().then(
          (text) => answers.push(`${answer.request().method()} ${answer.url()} ${answer.status()} ${text}`),
          () => undefined,
        )
    })
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes("in 'about:srcdoc'"))
      complaints.push(`${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', (fault) => complaints.push(String(fault)))
  return { context, page, answers, complaints }
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']
/** What another theme can spoil. */
const COLOURS = ['color-contrast', 'link-in-text-block']

/** What axe finds on a page: by the rules of WCAG 2.2 AA, or by those alone that are named. */
export async function axeFaults(page: Page, rules?: readonly string[]): Promise<unknown> {
  if (!(await page.evaluate<boolean>(`'axe' in window`))) await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'))
  return page.evaluate(
    `axe.run(document, { resultTypes: ['violations'], runOnly: ${JSON.stringify(rules ?? TAGS)} }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.html).join(' | ')))`,
  )
}

/** What goes on beyond the side of the window. */
export const overhang = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth ? []
  : [...document.querySelectorAll('main *')].filter((element) => element.getBoundingClientRect().right > clientWidth + 1).slice(0, 5).map((element) => element.outerHTML.slice(0, 120)))(document.documentElement)`)

/** In both themes, and never wider than a telephone. */
export async function expectSound(page: Page, telephone = 390): Promise<void> {
  const faults = { light: await faultsIn(page, 'light'), dark: await faultsIn(page, 'dark', COLOURS) }
  await page.emulateMedia({ colorScheme: 'light' })
  const size = page.viewportSize() ?? { width: 1280, height: 900 }
  await page.setViewportSize({ width: telephone, height: 844 })
  expect({ url: page.url(), ...faults, overhang: await overhang(page) }).toEqual({ url: page.url(), light: [], dark: [], overhang: [] })
  await page.setViewportSize(size)
}

async function faultsIn(page: Page, colorScheme: 'light' | 'dark', rules?: readonly string[]): Promise<unknown> {
  await page.emulateMedia({ colorScheme })
  // What is half under a bar that stays in sight counts as too small to hit.
  await page.evaluate('scrollTo(0, 0)')
  return axeFaults(page, rules)
}
