/** The desk in a real browser: calls with identity before amounts, outcomes in two keys, undo, text that is never lost; debtors and why; and administration. */
import type { Browser, Page } from 'playwright'
import type { Creditor } from '#store'
import { callWith } from '../support/api'
import { axeFaults, expectSound, visit, type Visitor } from '../support/browser'
import { addPerson, type Person } from '../support/people'
import { addClaims, addCreditor, claimOf, HOME, rest, type PipeBench } from '../support/pipe'
import type { World } from './world'

export const desk = (world: () => World): void => describe('the desk', () => {
  let bench: PipeBench
  let browser: Browser
  let creditor: Creditor
  let noor: Person
  let at: Visitor
  let page: Page
  beforeAll(async () => {
    ;({ bench, browser } = world())
    creditor = await addCreditor(bench)
    await addClaims(bench, creditor, Array.from({ length: 6 }, (_, n) => claimOf(`K${n}`, {
      phone: `+3161230${1000 + n}`, preferredChannel: 'call', address: HOME, income: { every: 'month', day: 25, roll: 'preceding' },
    }, { original: 24_000 + n * 100, open: 24_000 + n * 100 })))
    await rest(bench)
    noor = await addPerson(bench, { [creditor.id]: 'agent' })
    at = await visit(browser, bench, noor)
    page = at.page
  }, 120_000)
  afterAll(() => at.context.close())

  const press = async (...keys: string[]): Promise<void> => { for (const key of keys) await page.keyboard.press(key) }
  const sees = (text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor({ timeout: 10_000 })
  const show = async (on: Page, shown: 'calls' | 'dialog' | 'debtors' | 'debtor' | 'closed'): Promise<void> => {
    switch (shown) {
      case 'calls':
        await on.goto('/calls')
        await on.getByRole('button', { name: 'Volgende' }).click()
        return on.getByText('Waarom nu').waitFor()
      case 'dialog':
        await on.keyboard.press('?')
        return on.getByRole('dialog').waitFor()
      case 'debtors':
        await on.goto('/debtors')
        return on.getByText('D-K0').waitFor()
      case 'debtor':
        await on.getByText('D-K1').click()
        await on.getByRole('button', { name: 'Een correctie' }).or(on.getByText('Wat gebeurt hierna')).first().waitFor()
        if (await on.getByRole('button', { name: 'Een correctie' }).isVisible()) await on.getByRole('button', { name: 'Een correctie' }).click()
        return on.getByText('Wat gebeurt hierna').waitFor()
      case 'closed':
        await on.goto('/debtors')
        await on.getByText('D-K0').click()
        return on.getByText('Eerst: wie heeft u aan de lijn?').waitFor()
    }
  }
  const rows = <T>(sql: string): Promise<T[]> => bench.database.query<T>(sql, [creditor.id])

  test('a whole call by keys: no amount before identity, the promise on the income day, taken back as it was, then kept', async () => {
    await page.goto('/calls')
    await page.getByRole('button', { name: 'Volgende' }).waitFor()
    await press('n')
    await sees('Waarom nu')
    await press('c')
    await sees('U vraagt, de klant vertelt')
    await press('t')
    await page.keyboard.type('Vriendelijk gesprek, 1 en 5 tellen hier niet')
    await page.getByRole('heading', { name: 'A. Voorbeeldsma' }).click()
    expect(at.answers.join('\n')).not.toMatch(/24[0-9][.,]\d\d|F-K/)
    expect(await page.locator('body').innerText()).not.toMatch(/€|F-K/)
    await press('i')
    await sees('Vink aan wat klopte')
    await press('1', '2', 'i')
    await sees('Identiteit bevestigd')
    await sees('€ 245,00')
    await page.reload()
    await page.getByRole('button', { name: 'Volgende' }).waitFor()
    await press('n')
    await sees('€ 245,00')
    expect(await page.getByLabel('Notitie', { exact: true }).getByRole('textbox').inputValue()).toContain('Vriendelijk gesprek')
    await press('e', '1')
    await sees('Stil tot twee bankdagen')
    await press('Enter')
    await sees('Kies een reden.')
    await page.getByRole('heading', { name: 'A. Voorbeeldsma' }).click()
    await press('v', 'Enter')
    await sees('Belofte: bewaard.')
    await page.getByRole('button', { name: 'Bel', exact: true }).waitFor()
    await press('z')
    await sees('Stil tot twee bankdagen')
    expect(await page.getByLabel('Notitie', { exact: true }).getByRole('textbox').inputValue()).toContain('Vriendelijk gesprek')
    expect(await rows(`select facts from held_outcome where creditor_id = $1`)).toEqual([{ facts: null }])
    await press('Enter')
    await page.getByRole('button', { name: 'Bel', exact: true }).waitFor()
    await press('c')
    await sees('U vraagt, de klant vertelt')
    expect(await rows(`select pay_by::text as "payBy", amount_cents::int as amount from promise_to_pay where creditor_id = $1`)).toEqual([{ payBy: '2027-01-25', amount: 24_500 }])
    await press('e', '5', 'Enter')
    await sees('Geen gehoor: bewaard.')
    await page.getByRole('button', { name: 'Bel', exact: true }).waitFor()
    expect(at.complaints).toEqual([])
  }, 120_000)

  test('a debtor is found by keys, and their page tells what happened, why, and what comes next', async () => {
    await page.goto('/')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await press('g', 'd')
    await sees('D-K0')
    expect(await page.locator('tr[data-row]').count()).toBe(6)
    await press('j')
    await page.locator('tr[data-row]:focus').waitFor()
    expect(await page.locator('body').innerText()).not.toMatch(/€/)
    await press('Enter')
    await sees('Eerst: wie heeft u aan de lijn?')
    await page.getByRole('button', { name: 'Een correctie' }).click()
    await sees('Wat gebeurt hierna')
    await sees('elke 25e')
    await page.getByRole('button', { name: 'Waarom' }).last().click()
    await sees(/het liefst per telefoon/)
    await press('e')
    await sees('Pauze van 7 dagen geplaatst.')
    await press('z')
    await page.getByText('Pauze van 7 dagen geplaatst.').waitFor({ state: 'detached' })
    expect(at.complaints).toEqual([])
  }, 60_000)

  test('an admin invites somebody, changes their role and takes that back, ends their session, makes a key and revokes it; the audit tells it all', async () => {
    const admin = await visit(browser, bench, await addPerson(bench, { [creditor.id]: 'admin' }))
    const beheer = admin.page
    const role = async (): Promise<number> => (await rows<{ n: number }>(`select count(*)::int as n from user_role r join app_user u on u.id = r.user_id where r.creditor_id = $1 and u.name = 'Bo Nieuw' and r.role = 'agent'`))[0]?.n ?? -1
    await beheer.goto('/settings/users')
    await beheer.locator('tr[data-row]').first().waitFor()
    await beheer.keyboard.press('c')
    await beheer.getByRole('textbox', { name: 'Naam' }).fill('Bo Nieuw')
    await beheer.getByRole('textbox', { name: 'E-mailadres' }).fill('bo@voorbeeld.example')
    await beheer.keyboard.press('Enter')
    const link = await beheer.getByRole('textbox', { name: 'Link' }).inputValue()
    await expectSound(beheer)
    await beheer.getByRole('button', { name: 'Sluiten' }).click()
    const invited = await browser.newContext({ locale: 'nl-NL' })
    const bo = await invited.newPage()
    await bo.goto(link)
    await bo.getByRole('textbox', { name: 'Wachtwoord' }).fill('een lang genoeg geheim')
    await bo.keyboard.press('Enter')
    await bo.getByText('Dag Bo Nieuw').waitFor()
    await beheer.reload()
    await beheer.getByText('Bo Nieuw').click()
    await beheer.getByRole('button', { name: 'Beëindigen' }).waitFor()
    await expectSound(beheer)
    await beheer.getByRole('button', { name: new RegExp(creditor.name) }).last().press('Enter')
    await beheer.getByRole('option', { name: 'teamleider' }).press('Enter')
    await beheer.getByText('Rol is nu: teamleider.').waitFor()
    expect(await role()).toBe(0)
    await beheer.getByRole('button', { name: 'Terugdraaien' }).click()
    await beheer.getByRole('button', { name: /medewerker/ }).waitFor()
    expect(await role()).toBe(1)
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
    expect(await uses()).toBe(401)

    await beheer.goto('/settings/audit')
    await beheer.getByText('API-sleutel gemaakt').waitFor()
    await beheer.getByText('API-sleutel ingetrokken').waitFor()
    await beheer.getByText('sessie beëindigd').click()
    await expectSound(beheer)
    await beheer.getByRole('button', { name: 'Alleen hierover' }).click()
    await beheer.getByText('rol gewijzigd').first().waitFor()
    await beheer.getByText('wachtwoord gekozen').waitFor()
    expect(admin.complaints).toEqual([])
    await admin.context.close()
  }, 120_000)

  test('nothing on the screen is out of reach: axe finds no fault, in both themes and with a dialog open', async () => {
    for (const theme of ['light', 'dark'] as const) {
      const other = await visit(browser, bench, noor, { theme })
      for (const shown of ['calls', 'dialog', 'debtors', 'debtor', 'closed'] as const) {
        await show(other.page, shown)
        expect([theme, shown, await axeFaults(other.page)]).toEqual([theme, shown, []])
      }
      await other.context.close()
    }
  }, 120_000)
})
