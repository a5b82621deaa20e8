/** Where windows are small, by zoom or by nature: what has the focus is seen, and nothing that counts is cut off. */
import type { Browser, Page } from 'playwright'
import type { Creditor } from '#store'
import { overhang, visit } from '../support/browser'
import { addPerson } from '../support/people'
import { addClaims, addCreditor, claimOf, type PipeBench } from '../support/pipe'
import { joinCampaign } from '../support/campaign'
import type { World } from './world'

const LONG_NAME = 'Wilhelmina Geertruida Adelheid van Schimmelpenninck-Oudewater tot Nieuwerkerk aan den IJssel en Berkenrode'
const LONG_WORD = 'Arbeidsongeschiktheidsverzekeringsmaatschappijbeheersvereniging'

/** What has the focus, where something lies over it at every height. */
const COVERED = `(() => {
  const focused = document.activeElement, { left, top, width, height } = focused.getBoundingClientRect()
  const isSeen = (x, y) => focused.contains(document.elementFromPoint(left + width * x, top + height * y))
  return focused === document.body || [0.1, 0.5, 0.9].some((y) => isSeen(0.1, y) || isSeen(0.5, y)) ? null : focused.outerHTML.slice(0, 160)
})()`

/** Cells of a list whose end is out of sight. */
const CUT = `[...document.querySelectorAll('.rows td')].filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.textContent)`

/** The link of the menu that has the focus, where a side of it is scrolled out. */
const HALF_OUT_OF_MENU = `(() => {
  const { left, right } = document.activeElement.getBoundingClientRect(), menu = document.querySelector('nav').getBoundingClientRect()
  return left >= menu.left - 1 && right <= menu.right + 1 ? null : document.activeElement.textContent
})()`

export const inSight = (world: () => World): void =>
  describe('in sight', () => {
    let bench: PipeBench
    let browser: Browser
    let creditor: Creditor
    let page: Page
    beforeAll(async () => {
      ;({ bench, browser } = world())
      creditor = await addCreditor(bench)
      await addClaims(
        bench,
        creditor,
        Array.from({ length: 3 }, (_, n) =>
          claimOf(`S${n}`, { email: `s${n}@voorbeeld.example` }, { original: 1_250_000, open: 1_250_000 }),
        ),
      )
      const campaign = await joinCampaign(bench, creditor, null)
      await bench.database.query('update campaign set name = $2 where id = $1', [campaign, LONG_WORD])
      page = (await visit(browser, bench, await addPerson(bench, { [creditor.id]: 'admin' }, { name: LONG_NAME }))).page
    })
    afterAll(() => page.context().close())

    const opens = async (path: string, width: number, height: number): Promise<void> => {
      await page.setViewportSize({ width, height })
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).waitFor()
    }
    const coveredBy = async (key: string, times: number): Promise<unknown[]> => {
      const covered: unknown[] = []
      for (let pressed = 0; pressed < times; pressed++) {
        await page.keyboard.press(key)
        await page.evaluate('new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))')
        covered.push(await page.evaluate(COVERED))
      }
      return covered.filter((one) => one !== null)
    }

    test.each([
      [1000, 640],
      [640, 400],
      [320, 256],
    ])('in %i by %i, back up a page by Tab, nothing that has the focus is under the menu', async (width, height) => {
      await opens('/editors', width, height)
      await page
        .getByRole('button', { name: /^Schrijven/ })
        .nth(40)
        .focus()
      expect(await coveredBy('Shift+Tab', 30)).toEqual([])
    })

    test('in 320 px no amount and no name of a list is cut, an endless name makes no page wider, and the menu leaves room and shows its links whole', async () => {
      await opens('/debtors', 320, 256)
      await page.locator('tr[data-row]').first().waitFor()
      expect(await page.evaluate(CUT)).toEqual([])
      expect(await overhang(page)).toEqual([])
      expect(await page.evaluate<number>(`document.querySelector('main').getBoundingClientRect().top`)).toBeLessThan(100)
      await page.getByRole('navigation', { name: 'Menu' }).getByRole('link').last().focus()
      for (let links = 0; links < 9; links++) {
        await page.keyboard.press('Shift+Tab')
        expect(await page.evaluate(HALF_OUT_OF_MENU)).toBeNull()
      }
      await opens('/settings/users', 320, 256)
      await page.getByRole('cell', { name: LONG_NAME }).waitFor()
      expect(await page.evaluate(CUT)).toEqual([])
      expect(await overhang(page)).toEqual([])
      await opens('/campaigns', 320, 256)
      await page.getByText(LONG_WORD).waitFor()
      expect(await overhang(page)).toEqual([])
    })
  })
