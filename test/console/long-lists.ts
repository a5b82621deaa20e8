/** Ten thousand debtors in a list: what a page draws, what it asks for, and what it does when it is refused. */
import type { Browser } from 'playwright'
import { Database, type Creditor } from '#store'
import { visit } from '../support/browser'
import { addPerson } from '../support/people'
import { addCreditor, after, DAY, type PipeBench } from '../support/pipe'
import { expectSoon } from '../support/soon'
import type { World } from './world'

export const longLists = (world: () => World): void =>
  describe('long lists', () => {
    let bench: PipeBench
    let browser: Browser
    let large: Creditor
    beforeAll(async () => {
      ;({ bench, browser } = world())
      large = await addCreditor(bench)
      await bench.database.query(
        `with made as (insert into debtor (creditor_id, id, reference, kind, language, segment, review_at, created_at)
      select $1, gen_random_uuid(), 'D' || n, 'consumer', 'nl', 'standard', $2, $2 from generate_series(1, 10000) n returning creditor_id, id)
      insert into debtor_person (creditor_id, debtor_id, name, hash_key) select creditor_id, id, 'X', '\\x00' from made`,
        [large.id, new Date(after(bench.now, DAY))],
      )
      const owner = await Database.open(bench.url, 'owner', 1)
      await owner.query('analyze debtor, debtor_person')
      await owner.close()
    })

    test('a list of ten thousand has no more rows in the page than one sees, however far one goes', async () => {
      const { context, page } = await visit(browser, bench, await addPerson(bench, { [large.id]: 'agent' }))
      await page.goto('/debtors')
      await page.locator('tr[data-row]').first().waitFor()
      let pages = 0
      page.on('response', (answer) => {
        if (answer.url().includes('/debtors?')) pages += 1
      })
      // One that comes while a page is on its way asks for nothing.
      while (pages < 8) {
        await page.keyboard.press('End')
        await page.evaluate('new Promise(requestAnimationFrame)')
      }
      expect(pages).toBeLessThanOrEqual(9)
      expect(await page.evaluate<number>(`document.querySelectorAll('*').length`)).toBeLessThan(1500)
      await context.close()
    })

    test('j and k go row by row, however quick, and the row that has the focus is seen whole', async () => {
      const { context, page } = await visit(browser, bench, await addPerson(bench, { [large.id]: 'agent' }), { height: 600 })
      await page.goto('/debtors')
      await page.locator('tr[data-row]').first().waitFor()
      const at = (): Promise<unknown> =>
        page.evaluate(`(() => {
      const { top, bottom } = document.activeElement.getBoundingClientRect()
      const isSeen = top >= document.querySelector('.rows thead th').getBoundingClientRect().bottom - 1 && bottom <= innerHeight
      return (document.activeElement.dataset.index ?? 'none') + (isSeen ? '' : ' cut off')
    })()`)
      const press = async (key: string, times: number, row: number): Promise<void> => {
        await Promise.all(Array.from({ length: times }, () => page.keyboard.press(key)))
        await expectSoon(at, String(row))
      }
      await press('j', 1, 0)
      for (let row = 1; row < 12; row++) await press('j', 1, row)
      await press('j', 40, 51)
      for (let row = 50; row > 30; row--) await press('k', 1, row)
      await press('k', 25, 6)
      await press('j', 5, 11)
      await press('Home', 1, 0)
      await context.close()
    })

    test('whoever is looked for in vain is looked for once, to the end; a page of a list that is refused is asked for again when a person says so', async () => {
      const { context, page } = await visit(browser, bench, await addPerson(bench, { [large.id]: 'agent' }))
      let looks = 0
      page.on('request', (asked) => {
        if (asked.url().includes('segment=loyal')) looks += 1
      })
      let refused = 0
      await page.route('**/debtors?*cursor=*', (route) => {
        refused += 1
        return route.fulfill({
          status: 429,
          contentType: 'application/problem+json',
          body: JSON.stringify({ status: 429, title: 'Too many requests' }),
        })
      })
      await page.goto('/debtors')
      await page.locator('tr[data-row]').first().waitFor()
      await page.keyboard.press('End')
      await page.getByRole('alert').waitFor()
      for (let frame = 0; frame < 30; frame++) await page.evaluate('new Promise(requestAnimationFrame)')
      expect(refused).toBe(1)
      await page.unroute('**/debtors?*cursor=*')
      await page.getByRole('alert').getByRole('button', { name: 'Opnieuw' }).click()
      await page.getByRole('alert').waitFor({ state: 'detached' })
      await page.keyboard.press('f')
      await page.getByRole('button', { name: /Groep/ }).click()
      await page.getByRole('option', { name: 'trouw', exact: false }).click()
      await page.getByText('Niets gevonden').waitFor()
      // Five thousand at a time, and the end.
      expect(looks).toBe(3)
      await context.close()
    })
  })
