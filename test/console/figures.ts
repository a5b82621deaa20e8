/** Figures with their rows, and payments that name no claim, in a real browser. */
import type { Creditor } from '#store'
import { axeFaults, expectSound, handsAt, visit, windowHasFocus, type Visitor } from '../support/browser'
import { addPerson, type Person } from '../support/people'
import { addClaims, addCreditor, claimOf, type PipeBench } from '../support/pipe'
import { UNHURRIED, type World } from './world'

export const figures = (world: () => World): void =>
  describe('figures and payments', () => {
    let bench: PipeBench
    let creditor: Creditor
    let otto: Person
    let at: Visitor
    beforeAll(async () => {
      ;({ bench } = world())
      creditor = await addCreditor(bench, { desk: UNHURRIED })
      await addClaims(bench, creditor, [claimOf('E3', { email: 'e3@example.nl' })])
      otto = await addPerson(bench, { [creditor.id]: 'operator' })
      at = await visit(world().browser, bench, otto)
    })
    afterAll(() => at.context.close())

    test('behind a figure are its rows, and on a large screen there are no names; money that names no claim is linked by two keys and taken back as it was', async () => {
      const { page } = at
      const { press, sees } = handsAt(() => page)
      await page.goto('/dashboard')
      await page.locator('[data-kpi="queued"] [data-row]').focus()
      await press('Enter')
      await page.getByRole('heading', { name: 'Regels achter: Klaar om te gaan' }).waitFor()
      await press('Escape')
      await sees('Stand van')
      await press('w')
      await windowHasFocus(page)
      expect(await page.locator('.wall a').count()).toBe(0)
      expect(await axeFaults(page)).toEqual([])
      await press('Escape')
      await page.locator('.wall').waitFor({ state: 'detached' })
      const payment = { key: 'unnamed', receivedOn: '2027-01-12', amount: '100.00', paymentReference: 'Over F-E3' }
      expect((await otto.call('POST', `/v1/creditors/${creditor.id}/payments`, { body: { payments: [payment] } })).status).toBe(200)
      const open = async (): Promise<number | undefined> =>
        (await bench.database.query<{ n: number }>(`select open_cents::int as n from claim where creditor_id = $1`, [creditor.id]))[0]?.n
      await page.goto('/payments/unmatched')
      await page.locator('[data-row]').first().waitFor()
      await press('j', 'Enter')
      await sees('Waarvoor is dit?')
      await page.getByRole('checkbox').first().waitFor()
      await expectSound(page)
      await press('1')
      await sees('Het hele bedrag is verdeeld.')
      await press('l')
      await sees('Gekoppeld aan één post.')
      expect(await open()).toBe(2_500)
      await press('z')
      await sees('Het hele bedrag is verdeeld.')
      expect(await open()).toBe(12_500)
      await press('x')
      await windowHasFocus(page)
      await press('1', 'Enter')
      await sees('Elke betaling is gekoppeld.')
    })
  })
