/** Every screen, at 1280 and 390 px, in both languages and themes: for people to look at. */
import type { Browser, Page } from 'playwright'
import type { DemoHouse } from './demo-house'
import { enter, settle, type Look } from './visitor'

interface Shown {
  readonly name: string
  readonly role: string
  readonly path: string
  /** The first of the list is opened. */
  readonly opens?: string
}

const FIRST = 'tr[data-row], li[data-row], [data-row]'
const SCREENS: readonly Shown[] = [
  { name: 'home-agent', role: 'agent', path: '/' },
  { name: 'home-operator', role: 'operator', path: '/' },
  { name: 'home-supervisor', role: 'supervisor', path: '/' },
  { name: 'team', role: 'supervisor', path: '/calls/team' },
  { name: 'calls', role: 'agent', path: '/calls' },
  { name: 'inbox', role: 'agent', path: '/inbox' },
  { name: 'thread', role: 'agent', path: '/inbox', opens: FIRST },
  { name: 'debtors', role: 'agent', path: '/debtors' },
  { name: 'debtor', role: 'supervisor', path: '/debtors', opens: FIRST },
  { name: 'work', role: 'supervisor', path: '/', opens: 'nav a[href*="work"]' },
  { name: 'unmatched', role: 'operator', path: '/payments/unmatched' },
  { name: 'campaigns', role: 'operator', path: '/campaigns' },
  { name: 'campaign', role: 'operator', path: '/campaigns', opens: FIRST },
  { name: 'new-campaign', role: 'operator', path: '/campaigns/new' },
  { name: 'letters', role: 'approver', path: '/letters' },
  { name: 'letter-batch', role: 'approver', path: '/letters', opens: FIRST },
  { name: 'imports', role: 'operator', path: '/imports' },
  { name: 'import', role: 'operator', path: '/imports', opens: FIRST },
  { name: 'new-import', role: 'operator', path: '/imports/new' },
  { name: 'editors', role: 'operator', path: '/editors' },
  { name: 'version', role: 'operator', path: '/editors', opens: FIRST },
  { name: 'channels', role: 'admin', path: '/settings/channels' },
  { name: 'dashboard', role: 'supervisor', path: '/dashboard' },
  { name: 'users', role: 'admin', path: '/settings/users' },
  { name: 'user', role: 'admin', path: '/settings/users', opens: FIRST },
  { name: 'api-keys', role: 'admin', path: '/settings/api-keys' },
  { name: 'audit', role: 'auditor', path: '/settings/audit' },
  { name: 'me', role: 'agent', path: '/me' },
]

const LOOKS: readonly Look[] = [
  { width: 1280, height: 800, theme: 'light', language: 'nl' },
  { width: 390, height: 844, theme: 'light', language: 'nl' },
  { width: 1280, height: 800, theme: 'dark', language: 'en' },
  { width: 390, height: 844, theme: 'dark', language: 'en' },
]

export async function takeEvery(browser: Browser, house: DemoHouse, save: (name: string) => string): Promise<void> {
  for (const look of LOOKS) {
    const pages = new Map<string, Page>()
    for (const { name, role, path, opens } of SCREENS) {
      const page = pages.get(role) ?? (await enter(browser, house, role, look)).page
      pages.set(role, page)
      await page.goto(path)
      await settle(page)
      if (opens !== undefined) {
        await page
          .locator(opens)
          .first()
          .click()
          .catch(() => undefined)
        await settle(page)
      }
      const shown = `${name}-${look.width}-${look.theme}-${look.language}`
      await page.screenshot({ path: save(shown), fullPage: look.width < 1000 })
      const wide = await page.evaluate<number>('document.documentElement.scrollWidth')
      if (wide > look.width) process.stdout.write(`${shown} is ${wide} px wide\n`)
    }
    for (const page of pages.values()) await page.context().close()
  }
}
