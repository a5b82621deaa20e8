/** The debtor's page in a real browser: everything that can be noted or done there, with what it changes and the way back; and the list, with what is done to several at once. */
import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright'
import type { Creditor } from '#store'
import { expectSound, handsAt, visit, windowHasFocus } from '../support/browser'
import { addPerson } from '../support/people'
import { addClaims, addCreditor, claimOf, HOME, pay, type PipeBench } from '../support/pipe'
import { expectSoon } from '../support/soon'
import { UNHURRIED, type World } from './world'

export const atTheDebtor = (world: () => World): void =>
  describe('at the debtor', () => {
    let bench: PipeBench
    let browser: Browser
    let creditor: Creditor
    beforeAll(async () => {
      ;({ bench, browser } = world())
      creditor = await addCreditor(bench, { desk: UNHURRIED })
    })

    const rows = <T>(sql: string): Promise<T[]> => bench.database.query<T>(sql, [creditor.id])

    test("whatever can be noted or done on a debtor's page says what it changes, and is taken back; several are chosen and put at rest", async () => {
      await addClaims(bench, creditor, [
        claimOf('M1', { email: 'm1@voorbeeld.example', address: HOME, name: 'B. Metselaar' }, { original: 30_000, open: 30_000 }),
      ])
      const { context, page: boss, complaints } = await visit(browser, bench, await addPerson(bench, { [creditor.id]: 'supervisor' }))
      const { press: keys } = handsAt(() => boss)
      const window = boss.getByRole('dialog')
      const act = async (key: string): Promise<void> => {
        await keys('v')
        await windowHasFocus(boss)
        await keys(key)
      }
      const noted = async (name: string): Promise<void> => {
        await boss.getByText(`${name}: vastgelegd.`).waitFor()
        await window.waitFor({ state: 'detached' })
      }
      const takenBack = async (name: string): Promise<void> => {
        await keys('z')
        await boss.getByText(`${name}: vastgelegd.`).waitFor({ state: 'detached' })
      }
      await boss.goto('/debtors')
      await boss.getByRole('textbox', { name: 'Zoeken' }).fill('Metselaar')
      await boss.getByText('D-M1').click()
      const agreed = boss.getByRole('region', { name: 'Beloftes' })
      await boss.getByText('Wat gebeurt hierna').waitFor()
      await act('2')
      await boss.getByRole('button', { name: 'over 7 dagen', exact: true }).click()
      await window.getByText('Eerste contact dan').waitFor()
      await boss.getByRole('textbox', { name: 'Aantal termijnen, elke maand' }).press('Enter')
      await noted('Regeling')
      await agreed.getByText('loopt').waitFor()
      await expectSoon(() => agreed.locator('tr').count(), 3)
      await takenBack('Regeling')
      await agreed.getByText('ingetrokken').waitFor()
      await act('3')
      await window.getByRole('button', { name: /Waarover/ }).press('Enter')
      await boss.getByRole('option').first().press('Enter')
      await window.getByText('Eerste contact dan').waitFor()
      await window.getByRole('button', { name: 'Opslaan' }).press('Enter')
      await noted('Betwisting')
      await takenBack('Betwisting')
      await keys('e')
      await windowHasFocus(boss)
      await window.getByText('Eerste contact dan').waitFor()
      await keys('Enter')
      await noted('Pauze tot een dag')
      await boss.getByRole('region', { name: 'Rust' }).getByText('pauze').waitFor()
      await takenBack('Pauze tot een dag')
      await boss.getByRole('region', { name: 'Rust' }).waitFor({ state: 'detached' })
      await act('5')
      await window.getByRole('textbox', { name: 'Notitie voor collega’s' }).press('Enter')
      await noted('Schuldhulp')
      await takenBack('Schuldhulp')
      await act('7')
      await window.getByRole('button', { name: /Via/ }).press('Enter')
      await boss.getByRole('option', { name: 'Brief' }).press('Enter')
      await window.getByText('Eerste contact dan').waitFor()
      await window.getByRole('button', { name: 'Opslaan' }).press('Enter')
      await noted('Voorkeur')
      await takenBack('Voorkeur')
      await boss.getByRole('button', { name: 'Toevoegen' }).click()
      await window.getByRole('button', { name: /Waarvoor/ }).press('Enter')
      await boss.getByRole('option', { name: 'Sms' }).press('Enter')
      await window.getByRole('textbox', { name: 'Nummer' }).fill('06 12 30 88 88')
      await window.getByRole('textbox', { name: 'Nummer' }).press('Enter')
      await boss.getByText('+31612308888').waitFor()
      await keys('r')
      await window.getByText(/betalingsherinnering, .*300,00 \(M1\)/).waitFor()
      await window.getByText('En daarna').waitFor()
      await expectSound(boss)
      await context.setOffline(true)
      await window.getByRole('button', { name: 'Herinneren', exact: true, disabled: true }).waitFor()
      await context.setOffline(false)
      await window.getByRole('button', { name: 'Herinneren', exact: true, disabled: false }).press('Enter')
      await noted('Nu herinneren')
      await takenBack('Nu herinneren')
      await boss.getByRole('region', { name: 'Tijdlijn' }).getByText('toch niet verstuurd').first().waitFor()
      await pay(bench, creditor, 'M1', 8_900)
      await boss.getByText(/Nieuw: betaling \(.*89,00/).waitFor()
      const told = boss.getByRole('region', { name: 'Tijdlijn' }).getByText(/betaling \(.*89,00/)
      expect(await told.count()).toBe(0)
      await keys('n')
      await told.waitFor()
      await act('9')
      await boss.getByRole('textbox', { name: 'Waarom, voor wie beslist' }).fill('Reageert nergens op')
      await keys('Control+Enter')
      await noted('Overdracht voorstellen')
      await takenBack('Overdracht voorstellen')
      await expectSoon(
        () =>
          rows(
            `select t.closed_as as "as" from task t join debtor d on d.creditor_id = t.creditor_id and d.id = t.debtor_id where t.creditor_id = $1 and d.reference = 'D-M1' and t.kind = 'escalation'`,
          ),
        [{ as: 'withdrawn' }],
      )
      await boss.getByRole('button', { name: 'F-M1: grootboek' }).click()
      await boss.getByRole('table', { name: 'grootboek F-M1' }).getByText('factuur').waitFor()
      await boss.goto('/debtors')
      await boss.getByText('1 in totaal').waitFor()
      await keys('j')
      await boss.locator('tr[data-row]:focus').waitFor()
      await keys('x')
      await boss.getByText('1 gekozen').waitFor()
      const exported = boss.waitForEvent('download')
      await boss.getByRole('button', { name: 'Exporteren (csv)' }).click()
      expect(await readFile(await (await exported).path(), 'utf8')).toMatch(/D-M1/)
      await boss.getByRole('button', { name: 'Pauze geven' }).click()
      await boss.getByRole('textbox', { name: 'Waarom' }).fill('Storing bij de bank')
      await boss.getByRole('textbox', { name: 'Waarom' }).press('Enter')
      await boss.getByText('Pauze voor 1.').waitFor()
      expect(await rows(`select note from hold where creditor_id = $1 and lifted_at is null and kind = 'manual'`)).toEqual([
        { note: 'Storing bij de bank' },
      ])
      await keys('z')
      await expectSoon(() => rows(`select note from hold where creditor_id = $1 and lifted_at is null and kind = 'manual'`), [])
      await keys('f')
      await boss.getByRole('button', { name: /Fase/ }).waitFor()
      await expectSound(boss)
      expect(complaints.filter((text) => !/ERR_INTERNET_DISCONNECTED|Failed to fetch/.test(text))).toEqual([])
      await context.close()
    })
  })
