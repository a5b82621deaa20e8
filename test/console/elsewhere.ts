/** What changes behind a page: another tab works for another creditor, the session ends, a file is not the one that was chosen. */
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import type { Creditor } from '#store'
import { openCalls } from '../support/agent-desk'
import { visit, windowHasFocus, type Visitor } from '../support/browser'
import { addPerson, type Person } from '../support/people'
import { addClaims, addCreditor, claimOf, HOME, rest, type PipeBench } from '../support/pipe'
import { expectSoon } from '../support/soon'
import { UNHURRIED, type World } from './world'

const PASSWORD = 'een lang genoeg geheim'

export const elsewhere = (world: () => World): void =>
  describe('what changes behind a page', () => {
    let bench: PipeBench
    let browser: Browser
    let first: Creditor
    let second: Creditor
    let folder: string
    beforeAll(async () => {
      ;({ bench, browser } = world())
      folder = await mkdtemp(join(tmpdir(), 'tijdig-export-'))
      ;[first, second] = await Promise.all([addCreditor(bench, { desk: UNHURRIED }), addCreditor(bench)])
      await bench.database.query(
        `update creditor set name = case id when $1 then 'Eerste B.V.' else 'Tweede B.V.' end where id in ($1, $2)`,
        [first.id, second.id],
      )
      await addClaims(bench, first, [
        claimOf('L1', { address: HOME, preferredChannel: 'letter' }),
        claimOf('E1', { email: 'e1@voorbeeld.example' }),
      ])
      await openCalls(bench, first, 1)
    })
    afterAll(() => rm(folder, { recursive: true }))

    const at = (role: 'operator' | 'supervisor'): Promise<Person> =>
      addPerson(bench, { [first.id]: role, [second.id]: role }, { name: 'Noor Proef', password: PASSWORD })
    const debtor = async (reference: string): Promise<string> =>
      (
        await bench.database.query<{ id: string }>('select id from debtor where creditor_id = $1 and reference = $2', [first.id, reference])
      )[0]?.id ?? ''
    const workFor = async ({ id }: Creditor, page: Page): Promise<void> =>
      void (await page.evaluate(`localStorage.setItem('tijdig.creditor', '${id}')`))
    const chooseSecond = async (tab: Page): Promise<void> => {
      await tab.goto('/me')
      await tab.getByRole('button', { name: /Noor Proef/ }).click()
      await tab.getByRole('menuitem', { name: 'Tweede B.V.' }).click()
    }
    const exportOf = async (row: string): Promise<string> => {
      const file = join(folder, 'export.csv')
      await writeFile(
        file,
        `reference;debtorReference;debtorName;debtorKind;original;open;issuedOn;dueOn\nW-1;WD-1;Mw. Voorbeeld;consumer;80,00;${row};01-12-2026;31-12-2026\n`,
      )
      return file
    }
    const choosesFile = async (page: Page, file: string): Promise<void> => {
      await page.goto('/imports/new')
      await page.getByRole('button', { name: /Hoe wordt het gelezen/ }).press('Enter')
      await page.getByRole('option', { name: /^generic \(/ }).press('Enter')
      await page.locator('input[type=file]').setInputFiles(file)
    }

    test('what is made, a window and a call wait with what was typed while another tab works for another creditor, and are nothing of theirs', async () => {
      const { context, page, complaints } = await visit(browser, bench, await at('supervisor'))
      const operator = await visit(browser, bench, await at('operator'))
      const there = async (
        { context: own }: Pick<Visitor, 'context'>,
        tab: Page,
        path: string,
        opens: () => Promise<unknown>,
        isStill: () => Promise<unknown>,
      ): Promise<void> => {
        await tab.goto('/me')
        await workFor(first, tab)
        await tab.goto(path)
        await opens()
        const other = await own.newPage()
        await chooseSecond(other)
        await tab.getByRole('heading', { name: 'Deze pagina is van Eerste B.V.', exact: true }).waitFor()
        expect(await tab.getByRole('dialog').count()).toBe(0)
        await other.close()
        await tab.getByRole('button', { name: 'Terug naar Eerste B.V.' }).click()
        await isStill()
      }
      const name = operator.page.getByRole('textbox', { name: 'Naam van de campagne' })
      await there(
        operator,
        operator.page,
        '/campaigns/new',
        () => name.fill('Voorjaar'),
        () => expectSoon(() => name.inputValue(), 'Voorjaar'),
      )
      const source = operator.page.getByRole('textbox', { name: 'Naam van deze bron' })
      await there(
        operator,
        operator.page,
        '/imports/new',
        async () => {
          await choosesFile(operator.page, await exportOf('80,00'))
          await operator.page.keyboard.press('e')
          await source.fill('boekhouding')
        },
        () => expectSoon(() => source.inputValue(), 'boekhouding'),
      )
      const amount = page.getByRole('textbox', { name: 'Bedrag' })
      await there(
        { context },
        page,
        `/debtors/${await debtor('D-E1')}`,
        async () => {
          await page.getByText('Wat gebeurt hierna').waitFor()
          await page.keyboard.press('b')
          await amount.fill('50,00')
        },
        () => expectSoon(() => amount.inputValue(), '50,00'),
      )
      await there(
        { context },
        page,
        '/calls',
        async () => {
          await page.getByRole('button', { name: 'Volgende' }).waitFor()
          await page.keyboard.press('n')
          await page.getByText('Waarom nu').waitFor()
        },
        () => page.getByText('Waarom nu').waitFor(),
      )
      expect([complaints, operator.complaints]).toEqual([[], []])
      await Promise.all([context.close(), operator.context.close()])
    })

    test('whose role is ended reads on the open page that they have no access any more, with the last one too', async () => {
      const noor = await at('supervisor')
      const { context, page } = await visit(browser, bench, noor)
      await page.goto('/me')
      await workFor(first, page)
      await page.goto('/debtors')
      const ends = ({ id }: Creditor): Promise<unknown> =>
        bench.database.query('delete from user_role where creditor_id = $1 and user_id = $2', [id, noor.id])
      await page.locator('tr[data-row]').first().waitFor()
      await ends(first)
      await page.locator('tr[data-row]').first().click()
      await page.getByRole('heading', { name: 'U heeft geen toegang meer tot Eerste B.V.', exact: true }).waitFor()
      await page.getByText('U werkt nu voor Tweede B.V.').waitFor()
      expect(await page.getByRole('button', { name: /^Terug naar/ }).count()).toBe(0)
      await ends(second)
      await page.getByRole('link', { name: 'Inbox' }).click()
      await page.getByText('U heeft geen toegang meer tot een schuldeiser.').waitFor()
      await context.close()
    })

    test("who logs in over a window by Enter logs in, and then the window acts; one's own account and files wait for it too", async () => {
      const noor = await at('supervisor')
      const { context, page } = await visit(browser, bench, noor)
      const promises = (): Promise<unknown> =>
        bench.database.query('select amount_cents::int as cents from promise_to_pay where creditor_id = $1', [first.id])
      const logsIn = async (): Promise<void> => {
        const over = page.getByRole('dialog').filter({ hasText: 'Uw sessie is voorbij' })
        await over.getByRole('textbox', { name: 'E-mailadres' }).fill(noor.email)
        await over.getByRole('textbox', { name: 'Wachtwoord' }).fill(PASSWORD)
        await page.keyboard.press('Enter')
        await over.waitFor({ state: 'detached' })
      }
      await page.goto('/me')
      await workFor(first, page)
      await page.goto(`/debtors/${await debtor('D-E1')}`)
      await page.getByText('Wat gebeurt hierna').waitFor()
      await page.keyboard.press('b')
      await windowHasFocus(page)
      await page.getByRole('button', { name: 'over 7 dagen', exact: true }).click()
      await page.getByRole('textbox', { name: 'Bedrag' }).fill('50,00')
      await page.getByRole('dialog').getByText('Eerste contact dan').waitFor()
      await context.clearCookies()
      await page.keyboard.press('Enter')
      await logsIn()
      await page.getByText('Belofte: vastgelegd.').waitFor()
      expect(await promises()).toEqual([{ cents: 5000 }])

      await context.clearCookies()
      const saved = page.waitForEvent('download')
      // The page that reads again may be the first to find the session over.
      await page.locator('a', { hasText: 'Dossier (PDF)' }).dispatchEvent('click')
      await logsIn()
      expect((await saved).suggestedFilename()).toMatch(/^dossier-.+\.pdf$/)

      await page.goto('/me')
      const next = page.getByRole('textbox', { name: /^Nieuw wachtwoord/ })
      await page.getByRole('textbox', { name: 'Wachtwoord van nu' }).fill(PASSWORD)
      await next.fill('een ander lang geheim')
      await context.clearCookies()
      await next.press('Enter')
      await logsIn()
      await page.getByText('Uw wachtwoord is gewijzigd.').waitFor()
      await context.close()
    })

    test('the files of a batch are had by who logs in over its page', async () => {
      await rest(bench)
      const otto = await at('operator')
      const { context, page } = await visit(browser, bench, otto)
      await page.goto('/me')
      await workFor(first, page)
      await page.goto('/letters')
      await page.locator('[data-row]').first().click()
      await page.getByRole('button', { name: /^Download zip/ }).waitFor()
      await context.clearCookies()
      const saved = page.waitForEvent('download')
      await page.keyboard.press('x')
      const over = page.getByRole('dialog')
      await over.getByRole('textbox', { name: 'E-mailadres' }).fill(otto.email)
      await over.getByRole('textbox', { name: 'Wachtwoord' }).fill(PASSWORD)
      await page.keyboard.press('Enter')
      expect((await saved).suggestedFilename()).toMatch(/^[0-9a-f-]{36}\.zip$/)
      await page.getByRole('button', { name: /kopie/ }).waitFor()
      await context.close()
    })

    test('a file that was changed since it was chosen is said to be so: there is a network', async () => {
      const { context, page } = await visit(browser, bench, await at('operator'))
      const file = await exportOf('tien')
      await choosesFile(page, file)
      await page.keyboard.press('v')
      await page.getByText('1 regel geweigerd').waitFor()
      await writeFile(file, 'reference\n')
      await utimes(file, 0, 0)
      await page.keyboard.press('v')
      await page.getByText('Kies het opnieuw.').waitFor()
      await page.keyboard.press('e')
      await page.getByRole('textbox', { name: 'Naam van deze bron' }).waitFor()
      await page.getByText('Kies het opnieuw.').waitFor()
      await context.close()
    })
  })
