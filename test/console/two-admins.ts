/** Two administrators at one thing: the second one's page is old, and neither overwrites what it did not show nor loses what was typed. */
import type { Page } from 'playwright'
import type { Creditor } from '#store'
import { visit, type Visitor } from '../support/browser'
import { addPerson, type Person } from '../support/people'
import { addCreditor } from '../support/pipe'
import { expectSoon } from '../support/soon'
import type { World } from './world'

export const twoAdmins = (world: () => World): void =>
  describe('two administrators', () => {
    let creditor: Creditor
    let ada: Visitor
    let bo: Visitor
    let cas: Person
    beforeAll(async () => {
      const { bench, browser } = world()
      creditor = await addCreditor(bench)
      cas = await addPerson(bench, { [creditor.id]: 'agent' }, { name: 'Cas Proef' })
      const at = async (name: string): Promise<Visitor> =>
        visit(browser, bench, await addPerson(bench, { [creditor.id]: 'admin' }, { name }))
      ;[ada, bo] = [await at('Ada Proef'), await at('Bo Proef')]
    })
    afterAll(() => Promise.all([ada, bo].map(({ context }) => context.close())))

    const open = (path: string, shows: RegExp): Promise<unknown> =>
      Promise.all(
        [ada, bo].map(async ({ page }) => {
          await page.goto(path)
          await page.getByRole('button', { name: shows }).waitFor()
        }),
      )
    const reason = (page: Page): ReturnType<Page['getByRole']> => page.getByRole('dialog').getByRole('textbox')
    const asks = async (button: string): Promise<void> => {
      for (const { page } of [ada, bo]) {
        await page.getByRole('button', { name: button }).click()
        await reason(page).fill(page === ada.page ? 'Storing volgens Ada' : 'Storing volgens Bo')
      }
    }

    test('a role that the other one gave is not overwritten unseen; a key that is revoked already is said to be', async () => {
      const gives = async ({ page }: Visitor, role: string): Promise<void> => {
        await page
          .getByRole('button', { name: /Voorbeeld B\.V\.$/ })
          .last()
          .press('Enter')
        await page.getByRole('option', { name: role }).press('Enter')
      }
      const roles = (): Promise<unknown> => world().bench.database.query('select role from user_role where user_id = $1', [cas.id])
      await open(`/settings/users/${cas.id}`, /medewerker/)
      await gives(bo, 'controleur')
      await bo.page.getByText('Rol is nu: controleur.').waitFor()
      await gives(ada, 'teamleider')
      await ada.page.getByText('Iemand anders gaf intussen een andere rol.').waitFor()
      await ada.page.getByRole('button', { name: /controleur/ }).waitFor()
      expect(await roles()).toEqual([{ role: 'auditor' }])
      await gives(ada, 'teamleider')
      await expectSoon(roles, [{ role: 'supervisor' }])
      await bo.page.getByRole('button', { name: 'Terugdraaien' }).click()
      await bo.page.getByText('Iemand anders gaf intussen een andere rol.').first().waitFor()
      expect(await roles()).toEqual([{ role: 'supervisor' }])

      const admin = await addPerson(world().bench, { [creditor.id]: 'admin' })
      expect(
        (await admin.call('POST', '/v1/api-keys', { body: { name: 'boekhouding', scopes: ['debtors:read'], creditors: [creditor.id] } }))
          .status,
      ).toBe(201)
      await open('/settings/api-keys', /^Intrekken/)
      for (const { page } of [bo, ada]) {
        await page.getByRole('button', { name: /^Intrekken/ }).click()
        await page.getByRole('button', { name: 'Intrekken', exact: true }).press('Enter')
        await page.getByText('ingetrokken').first().waitFor()
      }
      await ada.page.getByText('Deze sleutel is al ingetrokken.').waitFor()
    })

    test('a channel and a queue that the other one stopped: who comes second reads so, and keeps what they typed', async () => {
      await open('/settings/channels', /Kanaal stilzetten/)
      await asks('Kanaal stilzetten')
      for (const { page } of [bo, ada]) await page.getByRole('dialog').getByRole('button', { name: 'Zet stil' }).click()
      await ada.page.getByText('Dit kanaal staat al stil').waitFor()
      expect(await reason(ada.page).inputValue()).toBe('Storing volgens Ada')
      await open('/settings/channels', /Weer aanzetten/)
      await bo.page.getByRole('button', { name: 'Weer aanzetten' }).click()
      await bo.page.getByText('E-mail staat stil').waitFor({ state: 'detached' })
      await ada.page.getByRole('button', { name: 'Weer aanzetten' }).click()
      await ada.page.getByText('Dit kanaal staat niet meer stil.').waitFor()

      await open('/calls/team', /Belrij sluiten/)
      await asks('Belrij sluiten')
      await reason(bo.page).press('Enter')
      await ada.page.getByText('De belrij is gesloten').first().waitFor({ state: 'attached' })
      expect(await reason(ada.page).inputValue()).toBe('Storing volgens Ada')
      await reason(ada.page).press('Enter')
      await ada.page.getByRole('dialog').getByText('De belrij is al gesloten.').waitFor()
      expect(await reason(ada.page).inputValue()).toBe('Storing volgens Ada')
      expect([...ada.complaints, ...bo.complaints].filter((text) => !/40[49]/.test(text))).toEqual([])
    })
  })
