/** The four pictures of the README: a call, the inbox, a debtor with what happened and why, and a campaign. */
import type { Browser, Page } from 'playwright'
import type { DemoHouse } from './demo-house'
import { enter, settle, type Look } from './visitor'

const LOOK: Look = { width: 1280, height: 800, theme: 'light', language: 'en' }
type Save = (name: string) => string

export async function takeFour(browser: Browser, house: DemoHouse, save: Save): Promise<void> {
  await take(browser, house, 'agent', save('calls'), call)
  await take(browser, house, 'agent', save('inbox'), message)
  await take(browser, house, 'supervisor', save('debtor'), debtor)
  await take(browser, house, 'operator', save('campaign'), campaign)
}

async function take(browser: Browser, house: DemoHouse, role: string, path: string, show: (page: Page) => Promise<void>): Promise<void> {
  const { page, context } = await enter(browser, house, role, LOOK)
  await show(page)
  await settle(page)
  await page.screenshot({ path })
  await context.close()
  process.stdout.write(`${path}\n`)
}

/** Dialled, and identity confirmed, so that there is something to talk about. */
async function call(page: Page): Promise<void> {
  await page.goto('/calls')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByText('Why now').waitFor()
  await page.keyboard.press('c')
  const confirmed = page.getByRole('button', { name: 'Confirmed' })
  await confirmed.waitFor()
  for (const told of await page.getByRole('checkbox').all()) await told.press('Space')
  await confirmed.click()
  await page.getByText('Identity confirmed').waitFor()
  await page.keyboard.press('e')
}

async function message(page: Page): Promise<void> {
  await page.goto('/inbox')
  await page.locator('[data-row]').nth(2).click()
}

/** Whoever promised something, with the reasons of a contact open. */
async function debtor(page: Page): Promise<void> {
  await page.goto('/debtors')
  await page.locator('tr[data-row]').nth(8).click()
  await page.getByRole('button', { name: 'Why' }).first().click()
}

async function campaign(page: Page): Promise<void> {
  await page.goto('/campaigns')
  await page.getByText('Winter: twee ladders').click()
}
