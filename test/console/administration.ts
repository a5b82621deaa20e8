/** Administration in a real browser: people and their roles, keys of the API, and an audit that tells who did what with them. */
import type { Browser } from 'playwright'
import type { Creditor } from '#store'
import { callWith } from '../support/api'
import { expectSound, newcomer, visit } from '../support/browser'
import { addPerson } from '../support/people'
import { addCreditor, type PipeBench } from '../support/pipe'
import { ownAccount } from './own-account'
import { expectSoon } from '../support/soon'
import type { World } from './world'

export const administration = (world: () => World): void =>
  describe('administration', () => {
    let bench: PipeBench
    let browser: Browser
    let creditor: Creditor
    beforeAll(async () => {
      ;({ bench, browser } = world())
      creditor = await addCreditor(bench)
    })

    const rows = <T>(sql: string): Promise<T[]> => bench.database.query<T>(sql, [creditor.id])

    test('an admin invites somebody, changes their role and takes that back, ends their session, makes a key and revokes it; the audit tells it all', async () => {
      const admin = await visit(browser, bench, await addPerson(bench, { [creditor.id]: 'admin' }))
      const beheer = admin.page
      const role = async (): Promise<number> =>
        (
          await rows<{ n: number }>(
            `select count(*)::int as n from user_role r join app_user u on u.id = r.user_id where r.creditor_id = $1 and u.name = 'Bo Nieuw' and r.role = 'agent'`,
          )
        )[0]?.n ?? -1
      await beheer.goto('/settings/users')
      await beheer.locator('tr[data-row]').first().waitFor()
      await beheer.keyboard.press('c')
      await beheer.getByRole('textbox', { name: 'Naam' }).fill('Bo Nieuw')
      const address = beheer.getByRole('textbox', { name: 'E-mailadres' })
      await address.fill('bo bij voorbeeld')
      await beheer.keyboard.press('Enter')
      await beheer.getByText('Vul een e-mailadres in, zoals naam@bedrijf.nl.').waitFor()
      await address.fill('bo@voorbeeld.example')
      await beheer.keyboard.press('Enter')
      const link = await beheer.getByRole('textbox', { name: 'Link' }).inputValue()
      await expectSound(beheer)
      await beheer.getByRole('button', { name: 'Sluiten' }).click()
      const invited = await newcomer(browser, { locale: 'nl-NL' })
      const bo = await invited.newPage()
      await bo.goto(link)
      await bo.getByRole('textbox', { name: 'Wachtwoord' }).fill('te kort')
      await bo.keyboard.press('Enter')
      await bo.getByText('Kies twaalf tekens of meer').waitFor()
      await bo.getByRole('textbox', { name: 'Wachtwoord' }).fill('een lang genoeg geheim')
      await bo.keyboard.press('Enter')
      await bo.getByText('Dag Bo Nieuw').waitFor()
      await ownAccount(bo, link, 'een lang genoeg geheim')
      await beheer.reload()
      await beheer.getByText('Bo Nieuw').click()
      await beheer.getByRole('button', { name: 'Beëindigen' }).waitFor()
      await beheer
        .getByRole('button', { name: new RegExp(creditor.name) })
        .last()
        .press('Enter')
      await beheer.getByRole('option', { name: 'teamleider' }).press('Enter')
      await beheer.getByText('Rol is nu: teamleider.').waitFor()
      await expectSoon(role, 0)
      await beheer.getByRole('button', { name: 'Terugdraaien' }).click()
      await beheer.getByRole('button', { name: /medewerker/ }).waitFor()
      await expectSoon(role, 1)
      await beheer.getByRole('button', { name: 'Beëindigen' }).click()
      await beheer.getByText('Nergens ingelogd.').waitFor()
      await bo.reload()
      await bo.getByRole('textbox', { name: 'Wachtwoord' }).waitFor()
      await invited.close()

      await beheer.goto('/settings/api-keys')
      await beheer.getByText('Nog geen sleutels').waitFor()
      await beheer.keyboard.press('c')
      await beheer.getByRole('textbox', { name: 'Naam' }).fill('boekhouding')
      await beheer.getByText('debiteuren lezen').click()
      await expectSound(beheer)
      await beheer.getByRole('button', { name: 'Maak de sleutel' }).press('Enter')
      const token = await beheer.getByRole('textbox', { name: 'Sleutel' }).inputValue()
      const uses = async (): Promise<number> => (await callWith(bench.api, token, 'GET', `/v1/creditors/${creditor.id}/debtors`)).status
      expect(await uses()).toBe(200)
      await beheer.getByRole('button', { name: 'Sluiten' }).click()
      await beheer.reload()
      await beheer.getByText('boekhouding').first().waitFor()
      expect(await beheer.locator('body').innerText()).not.toContain(token)
      await beheer.getByRole('button', { name: /^Intrekken.*boekhouding/ }).click()
      await beheer.getByRole('button', { name: 'Intrekken', exact: true }).press('Enter')
      await beheer.getByText('ingetrokken').waitFor()
      await expectSoon(uses, 401)

      await beheer.goto('/settings/audit')
      await beheer.getByText('API-sleutel gemaakt').waitFor()
      await beheer.getByText('API-sleutel ingetrokken').waitFor()
      await beheer.getByText('sessie beëindigd').click()
      await expectSound(beheer)
      await beheer.getByRole('button', { name: 'Alleen hierover' }).click()
      await beheer.getByText('rol gewijzigd').first().waitFor()
      await beheer.getByText('wachtwoord gekozen').waitFor()
      expect(admin.complaints.filter((text) => !text.includes('422'))).toEqual([])
      await admin.context.close()
    })
  })
