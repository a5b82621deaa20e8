/** Campaigns, imports and figures in a real browser: what somebody sees before they act is what then happens. */
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import type { Creditor } from '#store'
import { axeFaults, expectSound, handsAt, visit, windowHasFocus, type Visitor } from '../support/browser'
import { addPerson, type Person } from '../support/people'
import { addClaims, addCreditor, claimOf, HOME, rest, type PipeBench } from '../support/pipe'
import { expectSoon } from '../support/soon'
import { UNHURRIED, type World } from './world'

export const operations = (world: () => World): void =>
  describe("the operators' pages", () => {
    let bench: PipeBench
    let browser: Browser
    let creditor: Creditor
    let otto: Person
    let at: Visitor
    let page: Page
    beforeAll(async () => {
      ;({ bench, browser } = world())
      creditor = await addCreditor(bench, { desk: UNHURRIED })
      await addClaims(bench, creditor, [
        ...Array.from({ length: 12 }, (_, n) => claimOf(`E${n}`, { email: `e${n}@example.nl` })),
        claimOf('L1', { address: HOME, preferredChannel: 'letter' }),
        claimOf('X1', {}),
      ])
      otto = await addPerson(bench, { [creditor.id]: 'operator' })
      at = await visit(browser, bench, otto)
      page = at.page
    })
    afterAll(() => at.context.close())

    const { press, sees } = handsAt(() => page)
    const count = async (sql: string): Promise<number> => (await bench.database.query<{ n: number }>(sql, [creditor.id]))[0]?.n ?? -1
    const faults = (): Promise<unknown> => axeFaults(page)
    const isSound = (): Promise<void> => expectSound(page)

    test('a campaign by keys: counted while it is built, tried out, refused when people came meanwhile, started once, paused and taken back', async () => {
      await page.goto('/campaigns')
      await sees('Er is nog geen campagne.')
      await press('c')
      await sees('13 debiteuren gaan mee')
      await sees('geen adres of nummer')
      await page.keyboard.type('Voorjaar')
      await page.getByRole('button', { name: /Concept maken/ }).press('Enter')
      await sees('Vul dit in.')
      await page
        .getByRole('button', { name: /^… ?Strategie|Strategie$/ })
        .first()
        .press('Enter')
      await page.getByRole('option', { name: 'consumer v1' }).press('Enter')
      await page.getByRole('button', { name: /Concept maken/ }).press('Enter')
      await sees('Draai eerst proef')
      const limit = page.getByRole('textbox', { name: 'Hoogstens in euro' })
      await page.getByRole('button', { name: 'Grens aanpassen' }).click()
      await limit.fill('veel')
      await limit.press('Enter')
      await sees('Een bedrag zoals 250 of 62,50.')
      await limit.fill('62,50')
      await limit.press('Enter')
      await sees('€ 62,50')
      expect(await count(`select cost_limit_cents::int as n from campaign where creditor_id = $1`)).toBe(6250)
      await press('v')
      await sees('Wanneer: de komende acht weken')
      await isSound()
      await addClaims(bench, creditor, [claimOf('NEW', { email: 'new@example.nl' })])
      await press('b')
      await sees('13 debiteuren gaan mee. Berichten')
      await windowHasFocus(page)
      expect(await faults()).toEqual([])
      await press('Enter')
      await sees(/meer dan 2 % debiteuren bij gekomen/)
      expect(await count(`select count(*)::int as n from campaign where creditor_id = $1 and state <> 'draft'`)).toBe(0)
      await press('v')
      await sees('14 debiteuren gaan mee')
      await press('b')
      await sees('Start voor 14 debiteuren')
      await windowHasFocus(page)
      await press('Enter')
      await sees('Voortgang')
      await rest(bench)
      await sees('14 debiteuren doen mee')
      const states = (): Promise<string[]> =>
        page.locator('section', { hasText: 'Voortgang' }).locator('tbody').first().locator('td.num').allTextContents()
      await expectSoon(async () => (await states()).reduce((sum, text) => sum + Number(text), 0), 14)
      await isSound()
      await press('p')
      await sees(/Gepauzeerd door u/)
      await press('z')
      await page.getByText(/Gepauzeerd door u/).waitFor({ state: 'detached' })
      expect(await count(`select count(*)::int as n from campaign where creditor_id = $1 and state = 'running'`)).toBe(1)
    })

    test('a file is checked without a trace, read in, and its refused rows are mended where they stand', async () => {
      const head = 'Factuurref;debtorReference;debtorName;debtorKind;original;open;issuedOn;dueOn;email'
      const row = (n: number, open: string): string =>
        `I-${n};ID-${n};Mw. Voorbeeld;consumer;80,00;${open};01-12-2026;31-12-2026;i${n}@voorbeeld.example`
      const file = join(await mkdtemp(join(tmpdir(), 'tijdig-')), 'export.csv')
      await writeFile(file, [head, row(1, '80,00'), row(2, 'tien'), row(3, '50,00'), ''].join('\n'))
      const claims = (): Promise<number> => count(`select count(*)::int as n from claim where creditor_id = $1 and reference like 'I-%'`)
      await page.goto('/imports/new')
      await page.getByRole('button', { name: /Hoe wordt het gelezen/ }).press('Enter')
      await page.getByRole('option', { name: /^generic \(/ }).press('Enter')
      await page.locator('input[type=file]').setInputFiles(file)
      await press('e')
      await page.getByRole('textbox', { name: 'Naam van deze bron' }).fill('Boek houding')
      await sees('Kleine letters, cijfers en streepjes.')
      await page.getByRole('textbox', { name: 'Naam van deze bron' }).fill('boekhouding')
      await page.getByRole('button', { name: /Kolom voor Kenmerk van de post/ }).press('Enter')
      await page.getByRole('option', { name: 'Factuurref' }).press('Enter')
      await page.getByRole('cell', { name: 'I-1', exact: true }).waitFor()
      await isSound()
      await page.getByRole('button', { name: 'Bewaren en gebruiken' }).press('Enter')
      await sees('boekhouding (open posten)')
      await press('v')
      await sees('1 regel geweigerd')
      expect(await claims()).toBe(0)
      await isSound()
      await press('a')
      await page.getByRole('textbox', { name: 'Regel 3: open' }).fill('10,00')
      expect(await claims()).toBe(2)
      await page.reload()
      await expectSoon(() => page.getByRole('textbox', { name: 'Regel 3: open' }).inputValue(), '10,00')
      await isSound()
      await page.getByRole('button', { name: '1 verbeterde regel inlezen' }).press('Enter')
      await page.getByRole('textbox', { name: 'Regel 3: open' }).waitFor({ state: 'detached' })
      await sees('klaar')
      expect(await claims()).toBe(3)
      await press('u')
      await sees('Nieuwe posten die worden ingetrokken: 1.')
      await windowHasFocus(page)
      expect(await faults()).toEqual([])
      await press('Enter')
      await sees(/^Ingetrokken$/)
      await isSound()
      expect(await count(`select count(*)::int as n from claim where creditor_id = $1 and reference like 'I-%' and state = 'open'`)).toBe(2)
    })

    test('how it goes: what went today as it went, a share only of enough cases, and another period by a key', async () => {
      await page.goto('/dashboard')
      await sees('Klaar om te gaan')
      const shown = async (code: string): Promise<number> => Number(await page.locator(`[data-kpi="${code}"] .value`).innerText())
      await expectSoon(
        () => shown('queued'),
        await count(`select count(*)::int as n from contact_attempt where creditor_id = $1 and state = 'queued'`),
      )
      await expectSoon(
        () => shown('handed-over'),
        await count(`select count(*)::int as n from contact_event where creditor_id = $1 and kind = 'accepted'`),
      )
      await sees('Te weinig om iets te zeggen: 0 gevallen')
      await sees('30 dagen')
      await press(']')
      await page.getByRole('button', { name: '90 dagen', pressed: true }).waitFor()
    })

    test('who may not see campaigns reads which role it needs, and nothing is asked for', async () => {
      const noor = await visit(browser, bench, await addPerson(bench, { [creditor.id]: 'agent' }))
      const asked: string[] = []
      noor.page.on('request', (request) => asked.push(request.url()))
      await noor.page.goto('/campaigns')
      await noor.page.getByText('Deze pagina is voor: teamleider, operator').waitFor()
      expect(asked.filter((url) => /campaigns/.test(new URL(url).pathname) && /v1/.test(url))).toEqual([])
      await noor.context.close()
      // Chromium tells of each refusal, and of the one start that was refused there is one.
      expect(at.complaints.filter((text) => !text.includes('status of 409'))).toEqual([])
    })
  })
