/** The desk in a real browser: calls with identity before amounts, outcomes in two keys, undo, text that is never lost; and debtors and why. */
import type { Browser, Page } from 'playwright'
import type { Creditor } from '#store'
import { expectSound, handsAt, visit, windowHasFocus, type Visitor } from '../support/browser'
import { addPerson, type Person } from '../support/people'
import { addClaims, addCreditor, claimOf, HOME, pay, rest, type PipeBench } from '../support/pipe'
import { expectSoon } from '../support/soon'
import { UNHURRIED, type World } from './world'

export const desk = (world: () => World): void =>
  describe('the desk', () => {
    let bench: PipeBench
    let browser: Browser
    let creditor: Creditor
    let noor: Person
    let at: Visitor
    let page: Page
    beforeAll(async () => {
      ;({ bench, browser } = world())
      creditor = await addCreditor(bench, { desk: UNHURRIED })
      await addClaims(
        bench,
        creditor,
        Array.from({ length: 6 }, (_, n) =>
          claimOf(
            `K${n}`,
            {
              phone: `+3161230${1000 + n}`,
              preferredChannel: 'call',
              address: HOME,
              income: { every: 'month', day: 25, roll: 'preceding' },
            },
            { original: 24_000 + n * 100, open: 24_000 + n * 100 },
          ),
        ),
      )
      await rest(bench)
      noor = await addPerson(bench, { [creditor.id]: 'agent' })
      at = await visit(browser, bench, noor, { hears: true })
      page = at.page
    })
    afterAll(() => at.context.close())

    const { press, sees } = handsAt(() => page)
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
      await expectSoon(
        () => page.getByLabel('Notitie', { exact: true }).getByRole('textbox').inputValue(),
        'Vriendelijk gesprek, 1 en 5 tellen hier niet',
      )
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
      await expectSoon(
        () => page.getByLabel('Notitie', { exact: true }).getByRole('textbox').inputValue(),
        'Vriendelijk gesprek, 1 en 5 tellen hier niet',
      )
      expect(await rows(`select facts from held_outcome where creditor_id = $1`)).toEqual([{ facts: null }])
      await press('Enter')
      await page.getByRole('button', { name: 'Bel', exact: true }).waitFor()
      await press('c')
      await sees('U vraagt, de klant vertelt')
      expect(await rows(`select pay_by::text as "payBy", amount_cents::int as amount from promise_to_pay where creditor_id = $1`)).toEqual([
        { payBy: '2027-01-25', amount: 24_500 },
      ])
      await page.getByRole('region', { name: 'Hierna, als niemand iets doet' }).getByRole('listitem').first().waitFor()
      await press('e', '5')
      await sees('Poging 2 van 4: wo 13 jan, 15:00')
      await press('Enter')
      await sees('Geen gehoor: bewaard.')
      await page.getByRole('button', { name: 'Bel', exact: true }).waitFor()
      expect(at.complaints).toEqual([])
      // Who pays while their card is read is not called; the card says why, and the next one is a key away.
      const name = (await page.getByRole('region', { name: 'Wie', exact: true }).innerText()).match(/D-(K\d)/)?.[1] ?? ''
      await pay(bench, creditor, name, 24_000 + Number(name.slice(1)) * 100)
      await press('c')
      await sees(/Niet gebeld: .*Er staat niets meer open/)
      expect(await page.getByRole('button', { name: 'Bel', exact: true }).count()).toBe(0)
      await press('n')
      await page.getByRole('button', { name: 'Bel', exact: true }).waitFor()
      expect(await page.getByText('Niet gebeld').count()).toBe(0)
      expect(at.complaints.splice(0).filter((text) => !text.includes('409'))).toEqual([])
    })

    test('a debtor is found by keys, and their page tells what happened, why, and what comes next', async () => {
      await page.goto('/')
      await page.getByRole('heading', { level: 1 }).waitFor()
      // A window takes the keys, and what is typed into a list that is searched is text.
      await press('?')
      await windowHasFocus(page)
      await press('g', 'i', 'Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await press('Control+k')
      await page.locator('.palette input:focus').waitFor()
      await page.keyboard.type('gi')
      await expectSoon(async () => [await page.locator('.palette input').inputValue(), new URL(page.url()).pathname], ['gi', '/'])
      await press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await press('g', 'd')
      await sees('D-K0')
      await expectSoon(() => page.locator('tr[data-row]').count(), 6)
      await press('j', 'j')
      await page.locator('tr[data-index="1"]:focus').waitFor()
      expect(await page.locator('body').innerText()).not.toMatch(/€/)
      await press('Enter')
      await sees('Eerst: wie heeft u aan de lijn?')
      await page.getByRole('button', { name: 'Een correctie' }).click()
      await sees('Wat gebeurt hierna')
      await sees('elke 25e')
      const ahead = page.getByRole('region', { name: 'De komende 60 dagen' })
      await ahead.getByText('Brief · sommatie').waitFor()
      await ahead.getByRole('button', { name: 'betwist F-K1' }).click()
      await ahead.locator('.chip.human', { hasText: 'betwisting' }).waitFor()
      await page.getByRole('button', { name: 'Waarom' }).last().click()
      await sees(/het liefst per telefoon/)
      await press('r')
      await sees('Een herinnering mag nu niet.')
      await sees('Er is al een bericht onderweg per telefoon.')
      await press('Escape')
      const noted = (): Promise<unknown> =>
        rows(
          `select d.reference, p.amount_cents::int as amount, p.state from promise_to_pay p join debtor d on d.creditor_id = p.creditor_id and d.id = p.debtor_id where p.creditor_id = $1 and d.reference = 'D-K1'`,
        )
      await press('b')
      await sees('Stil tot twee bankdagen na die dag.')
      await windowHasFocus(page)
      await press('Enter')
      await sees('Kies een dag die nog komt.')
      await page.getByRole('button', { name: 'over 7 dagen', exact: true }).click()
      await page.getByRole('dialog').getByText('Eerste contact dan').waitFor()
      await expectSound(page)
      await page.getByRole('textbox', { name: 'Bedrag' }).press('Enter')
      await sees('Belofte: vastgelegd.')
      expect(await noted()).toEqual([{ reference: 'D-K1', amount: 24_100, state: 'open' }])
      await press('z')
      await page.getByText('Belofte: vastgelegd.').waitFor({ state: 'detached' })
      await page.getByRole('region', { name: 'Beloftes' }).getByText('ingetrokken').waitFor()
      await press('v', '6')
      await page.getByRole('textbox', { name: 'Dag van de maand' }).fill('24')
      await page.getByRole('textbox', { name: 'Dag van de maand' }).press('Enter')
      await sees('elke 24e')
      await press('z')
      await sees('elke 25e')
      await page.getByRole('button', { name: 'Wijzig: Telefoon' }).click()
      const number = page.getByRole('textbox', { name: 'Nummer' })
      await number.fill('0612')
      await number.press('Enter')
      await sees('Dit past niet')
      await number.fill('06 12 30 99 99')
      await number.press('Enter')
      await sees('+31612309999')
      await press('z')
      await page.getByText('+31612309999').waitFor({ state: 'detached' })
      expect(at.complaints.filter((text) => !text.includes('422'))).toEqual([])
    })

    test('nothing on the screen is out of reach while one calls, in a dialog, and before and after a debtor is opened', async () => {
      const { context, page: other } = await visit(browser, bench, noor)
      await other.goto('/calls')
      await other.getByRole('button', { name: 'Volgende' }).click()
      await other.getByText('Waarom nu').waitFor()
      await expectSound(other)
      await other.keyboard.press('?')
      await other.getByRole('dialog').waitFor()
      await expectSound(other)
      await other.goto('/debtors')
      await other.getByText('D-K0').click()
      await other.getByText('Eerst: wie heeft u aan de lijn?').waitFor()
      await expectSound(other)
      await other.getByRole('button', { name: 'Een correctie' }).click()
      await other.getByText('Wat gebeurt hierna').waitFor()
      await expectSound(other)
      await context.close()
    })
  })
