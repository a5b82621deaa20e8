/** What changes is told to every page that shows it: seven tabs on one stream, a stream that is cut, a page that was left and comes back. */
import type { Browser, BrowserContext, Locator, Page } from 'playwright'
import { newId, type Creditor } from '#store'
import { openCalls } from '../support/agent-desk'
import { visit } from '../support/browser'
import { openFrontDoor, type FrontDoor } from '../support/front-door'
import { addPerson } from '../support/people'
import { addCreditor, type PipeBench } from '../support/pipe'
import { expectSoon } from '../support/soon'
import type { World } from './world'

export const live = (world: () => World): void =>
  describe('live pages', () => {
    let bench: PipeBench
    let browser: Browser
    let creditor: Creditor
    let door: FrontDoor
    let through: PipeBench
    beforeAll(async () => {
      ;({ bench, browser } = world())
      creditor = await addCreditor(bench)
      await openCalls(bench, creditor, 5)
      door = await openFrontDoor(bench.api)
      through = { ...bench, api: door.url }
    })
    afterAll(() => door.close())

    /** One of whom nothing waits yet. */
    const somebodyWrites = (to: Creditor): Promise<unknown> =>
      bench.database.query(
        `with writer as (select id from debtor d where creditor_id = $1 and not exists (select from conversation c where c.creditor_id = $1 and c.debtor_id = d.id) limit 1),
     begun as (insert into conversation (creditor_id, debtor_id, state, since) select $1, id, 'open', $2 from writer)
     insert into inbound_message (creditor_id, id, debtor_id, channel, from_address, text, received_at) select $1, $3, id, 'whatsapp', 'x', 'y', $2 from writer`,
        [to.id, new Date(bench.now), newId()],
      )

    const rows = (tab: Page): Locator => tab.locator('.inbox-list [data-row]')
    const opensEmpty = async (tab: Page): Promise<void> => {
      await tab.goto('/inbox')
      await tab.getByText('Niemand wacht op een medewerker').waitFor()
    }
    /** Two tabs of one browser, and a creditor to whom nobody wrote yet. */
    const twoTabs = async (): Promise<{ own: Creditor; context: BrowserContext; page: Page; other: Page }> => {
      const own = await addCreditor(bench)
      await openCalls(bench, own, 2)
      const { context, page } = await visit(browser, through, await addPerson(bench, { [own.id]: 'supervisor' }))
      return { own, context, page, other: await context.newPage() }
    }

    // A browser keeps six connections to a server: seven streams would leave none for anything else.
    test('seven tabs listen through one stream; when it is cut they say so, and read again by themselves when it is back', async () => {
      const { context, page } = await visit(browser, through, await addPerson(bench, { [creditor.id]: 'agent' }))
      const tabs = [page, ...(await Promise.all(Array.from({ length: 6 }, () => context.newPage())))]
      await Promise.all(
        tabs.map(async (tab) => {
          await tab.goto('/inbox')
          await tab.getByRole('heading', { level: 1 }).waitFor()
        }),
      )
      await door.streams(1)
      door.cut()
      // It counts from when it first heard of it, however often the worker tries again meanwhile.
      while (!(await page.getByText('geen live verbinding').isVisible())) {
        await door.refused()
        await page.clock.fastForward(20_000)
      }
      await bench.database.query(
        `insert into conversation (creditor_id, debtor_id, state, since) select creditor_id, id, 'open', $2 from debtor where creditor_id = $1 limit 1`,
        [creditor.id, new Date(bench.now)],
      )
      door.mend()
      await page.getByText('geen live verbinding').waitFor({ state: 'detached' })
      for (const tab of tabs) await rows(tab).first().waitFor()
      await door.streams(1)
      await context.close()
    })

    test('what one tab opens makes no other tab read again, and what changes is still told to both', async () => {
      const { context, page } = await visit(browser, through, await addPerson(bench, { [creditor.id]: 'supervisor' }))
      const other = await context.newPage()
      let reads = 0
      other.on('request', (asked) => {
        if (asked.url().includes('/inbox?')) reads += 1
      })
      await other.goto('/inbox')
      // At first, and once more when its stream is ready.
      await expectSoon(() => Promise.resolve(reads), 2)
      const [debtor] = await bench.database.query<{ id: string }>('select id from debtor where creditor_id = $1 limit 1', [creditor.id])
      // The page looks for news of this debtor when the stream that was opened for them too is ready.
      await Promise.all([
        page.waitForResponse((answer) => answer.url().endsWith('/timeline?language=nl&limit=20')),
        page.goto(`/debtors/${debtor?.id ?? ''}`),
      ])
      await other.evaluate('0')
      expect(reads).toBe(2)
      await somebodyWrites(creditor)
      await expectSoon(() => Promise.resolve(reads), 3)
      await context.close()
    })

    test('what changes while a list is read for the first time is in it', async () => {
      const { own, context, page, other } = await twoTabs()
      await opensEmpty(other)
      let isHeld = false
      let answer = (): void => undefined
      const isRead = new Promise<void>(
        (resolve) =>
          void page.route('**/inbox?*', async (route) => {
            if (isHeld) return route.continue()
            isHeld = true
            const response = await route.fetch()
            answer = () => void route.fulfill({ response })
            resolve()
          }),
      )
      await page.goto('/inbox')
      await isRead
      await somebodyWrites(own)
      await rows(other).first().waitFor()
      await page.evaluate('0')
      answer()
      await rows(page).first().waitFor()
      await context.close()
    })

    test('what changes before a page has found the worker that another one keeps is read when it has', async () => {
      const { own, context, page, other } = await twoTabs()
      await page.addInitScript(`{
      const Real = SharedWorker
      window.SharedWorker = function (...asked) {
        const { port1, port2 } = new MessageChannel()
        window.findWorker = () => {
          const { port } = new Real(...asked)
          port1.onmessage = ({ data }) => port.postMessage(data)
          port.onmessage = ({ data }) => port1.postMessage(data)
        }
        return { port: port2 }
      }
    }`)
      for (const tab of [other, page]) await opensEmpty(tab)
      await somebodyWrites(own)
      await rows(other).first().waitFor()
      await page.evaluate('findWorker()')
      await rows(page).first().waitFor()
      await context.close()
    })

    test('a page that was left, and that somebody goes back to, is told again, and reads what it missed', async () => {
      const { own, context, page, other } = await twoTabs()
      for (const tab of [other, page]) await opensEmpty(tab)
      // As the browser does with a page that it keeps for the way back.
      await page.evaluate(`dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))`)
      await somebodyWrites(own)
      await rows(other).first().waitFor()
      expect(await rows(page).count()).toBe(0)
      await page.evaluate(`dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))`)
      await rows(page).first().waitFor()
      await somebodyWrites(own)
      for (const tab of [other, page]) await tab.getByRole('button', { name: /1 nieuw/ }).waitFor()
      await context.close()
    })
  })
