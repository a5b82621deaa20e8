/** Somebody at a browser of their own, logged in to the demo by their link. */
import type { Browser, BrowserContext, Page } from 'playwright'
import type { DemoHouse } from './demo-house'

export interface Look {
  readonly width: number
  readonly height: number
  readonly theme: 'light' | 'dark'
  readonly language: 'nl' | 'en'
}

export interface DemoVisitor {
  readonly context: BrowserContext
  readonly page: Page
}

export async function enter(
  browser: Browser,
  { url, links }: DemoHouse,
  role: string,
  { width, height, theme, language }: Look,
): Promise<DemoVisitor> {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, baseURL: url, reducedMotion: 'reduce' })
  await context.addInitScript(`localStorage.setItem('tijdig.language', '${language}')`)
  const page = await context.newPage()
  const link = links[role]
  if (link === undefined) throw new Error(`the demo has nobody who is ${role}`)
  await page.goto(link)
  await page.getByRole('navigation').first().waitFor()
  return { context, page }
}

/** Until nothing is asked of the API any more; the stream of news is open all the time. */
export async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('load')
  await page
    .locator('[aria-busy="true"], .skeleton')
    .first()
    .waitFor({ state: 'detached', timeout: 5_000 })
    .catch(() => undefined)
  await page.waitForTimeout(400)
}
