/** Campaigns, imports, the inbox and figures in a real browser: what somebody sees before they act is what then happens. */
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import type { Creditor } from '#store'
import { axeFaults, expectSound, visit, type Visitor } from '../support/browser'
import { addPerson, type Person } from '../support/people'
import { addClaims, addCreditor, callBack, claimOf, HOME, rest, type PipeBench } from '../support/pipe'
import type { World } from './world'

export const operations = (world: () => World): void => describe("the operators' pages", () => {
  let bench: PipeBench
  let browser: Browser
  let creditor: Creditor
  let otto: Person
  let at: Visitor
  let page: Page
  beforeAll(async () => {
    ;({ bench, browser } = world())
    creditor = await addCreditor(bench)
    await addClaims(bench, creditor, [...Array.from({ length: 12 }, (_, n) => claimOf(`E${n}`, { email: `e${n}@example.nl` })), claimOf('L1', { address: HOME, preferredChannel: 'letter' }), claimOf('X1', {})])
    otto = await addPerson(bench, { [creditor.id]: 'operator' })
    at = await visit(browser, bench, otto)
    page = at.page
  }, 120_000)
  afterAll(() => at.context.close())

  const press = async (...keys: string[]): Promise<void> => { for (const key of keys) await page.keyboard.press(key) }
  const sees = (text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor({ timeout: 15_000 })
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
    await page.getByRole('button', { name: /^… ?Strategie|Strategie$/ }).first().press('Enter')
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
    expect(await faults()).toEqual([])
    await press('Enter')
    await sees(/meer dan 2 % debiteuren bij gekomen/)
    expect(await count(`select count(*)::int as n from campaign where creditor_id = $1 and state <> 'draft'`)).toBe(0)
    await press('v')
    await sees('14 debiteuren gaan mee')
    await press('b')
    await sees('Start voor 14 debiteuren')
    await press('Enter')
    await sees('Voortgang')
    await rest(bench)
    await sees('14 debiteuren doen mee')
    const states = await page.locator('section', { hasText: 'Voortgang' }).locator('tbody').first().locator('td.num').allTextContents()
    expect(states.reduce((sum, text) => sum + Number(text), 0)).toBe(14)
    await isSound()
    await press('p')
    await sees(/Gepauzeerd door u/)
    await press('z')
    await page.getByText(/Gepauzeerd door u/).waitFor({ state: 'detached' })
    expect(await count(`select count(*)::int as n from campaign where creditor_id = $1 and state = 'running'`)).toBe(1)
  }, 120_000)

  test('a file is checked without a trace, read in, and its refused rows are mended where they stand', async () => {
    const head = 'Factuurref;debtorReference;debtorName;debtorKind;original;open;issuedOn;dueOn;email'
    const row = (n: number, open: string): string => `I-${n};ID-${n};Mw. Voorbeeld;consumer;80,00;${open};01-12-2026;31-12-2026;i${n}@voorbeeld.example`
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
    expect(await page.getByRole('textbox', { name: 'Regel 3: open' }).inputValue()).toBe('10,00')
    await isSound()
    await page.getByRole('button', { name: '1 verbeterde regel inlezen' }).press('Enter')
    await page.getByRole('textbox', { name: 'Regel 3: open' }).waitFor({ state: 'detached' })
    await sees('klaar')
    expect(await claims()).toBe(3)
    await press('u')
    await sees('Nieuwe posten die worden ingetrokken: 1.')
    expect(await faults()).toEqual([])
    await press('Enter')
    await sees(/^Ingetrokken$/)
    await isSound()
    expect(await count(`select count(*)::int as n from claim where creditor_id = $1 and reference like 'I-%' and state = 'open'`)).toBe(2)
  }, 120_000)

  test('how it goes: what went today as it went, a share only of enough cases, and another period by a key', async () => {
    await page.goto('/dashboard')
    await sees('Klaar om te gaan')
    const shown = async (code: string): Promise<number> => Number(await page.locator(`[data-kpi="${code}"] .value`).innerText())
    expect(await shown('queued')).toBe(await count(`select count(*)::int as n from contact_attempt where creditor_id = $1 and state = 'queued'`))
    expect(await shown('handed-over')).toBe(await count(`select count(*)::int as n from contact_event where creditor_id = $1 and kind = 'accepted'`))
    await sees('Te weinig om iets te zeggen: 0 gevallen')
    await sees('30 dagen')
    await press(']')
    await page.getByRole('button', { name: '90 dagen', pressed: true }).waitFor()
  }, 60_000)

  const write = async (from: string, text: string): Promise<void> => {
    const [sender] = await bench.database.query<{ address: string }>(`select address from sender where creditor_id = $1 and channel = 'email'`, [creditor.id])
    await callBack(bench, { kind: 'inbound', key: `written-${text}`, channel: 'email', from, to: sender?.address, subject: 'Re: Herinnering', text, at: new Date(bench.now).toISOString() })
    await rest(bench)
  }

  test('two people, one debtor: the second reads who answers, and takes over with both drafts; an answer is taken back as it was, and a promise is kept by two keys', async () => {
    await rest(bench)
    await write('e0@example.nl', 'Dag, ik betaal vrijdag')
    const sanne = (await visit(browser, bench, await addPerson(bench, { [creditor.id]: 'agent' }, { name: 'Sanne Proef' }))).page
    const answerOf = (of: Page): ReturnType<Page['getByRole']> => of.getByRole('textbox', { name: 'Antwoord' })
    await page.goto('/')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await press('g', 'i')
    await sees('Dag, ik betaal vrijdag')
    await press('j', 'Enter')
    await page.locator('mark', { hasText: 'betaal vrijdag' }).waitFor()
    await sanne.goto(page.url())
    await sanne.getByRole('button', { name: 'Antwoord' }).waitFor()
    await press('r')
    await answerOf(page).waitFor()
    await sanne.getByText('Noor Voorbeeld antwoordt').first().waitFor()
    expect(await answerOf(sanne).count()).toBe(0)
    const isKept = page.waitForResponse((answer) => answer.url().endsWith('/draft'))
    await page.keyboard.type('Dag, 1 2 3 dank!')
    await isKept
    await sanne.keyboard.press('Shift+R')
    await sanne.getByText('Concept van Noor Voorbeeld').waitFor()
    await sanne.getByText('Dag, 1 2 3 dank!').waitFor()
    await sees('Sanne Proef antwoordt')
    expect(await answerOf(page).count()).toBe(0)
    await sees('Dag, 1 2 3 dank!')
    await answerOf(sanne).press('Escape')
    await page.getByRole('button', { name: 'Antwoord' }).waitFor()
    await press('r')
    await answerOf(page).press('Control+Enter')
    await sees('Antwoord in wachtrij.')
    await press('z')
    await answerOf(page).waitFor()
    expect(await answerOf(page).inputValue()).toBe('Dag, 1 2 3 dank!')
    await answerOf(page).press('Escape')
    await page.getByRole('button', { name: 'Antwoord' }).waitFor()
    await press('1')
    await sees('Wordt een betaalbelofte')
    await isSound()
    await press('Enter')
    await page.getByText('Wordt een betaalbelofte').waitFor({ state: 'detached' })
    expect(await bench.database.query(`select pay_by::text as day, amount_cents::int as cents from promise_to_pay where creditor_id = $1`, [creditor.id])).toEqual([{ day: '2027-01-15', cents: 12_500 }])
    await press('o')
    await page.keyboard.type('Belt altijd laat')
    await press('Control+Enter')
    await page.locator('.message.note', { hasText: 'Belt altijd laat' }).waitFor()
    expect(await count(`select count(*)::int as n from agent_answer w join contact_attempt a on a.creditor_id = w.creditor_id and a.id = w.attempt_id where w.creditor_id = $1 and a.state <> 'suppressed'`)).toBe(0)
    await sanne.context().close()
  }, 120_000)

  test('whoever nobody knows is linked by what matched, and taken off again', async () => {
    await write('buurvrouw@elders.example', 'Over F-E1 en F-E2: wanneer moet dat?')
    await page.goto('/inbox?view=unknown')
    await sees('buurvrouw@elders.example')
    await press('j', 'Enter')
    await sees('kenmerk genoemd')
    await isSound()
    await press('1', 'l')
    await sees('Gekoppeld.')
    expect(await count(`select count(*)::int as n from inbound_message where creditor_id = $1 and debtor_id is null`)).toBe(0)
    await page.getByRole('button', { name: /Hoort niet hier/ }).last().waitFor()
    await press('u')
    await sees('Losgemaakt')
    expect(await count(`select count(*)::int as n from inbound_message where creditor_id = $1 and debtor_id is null`)).toBe(1)
  }, 60_000)

  test('who may not see campaigns reads which role it needs, and nothing is asked for', async () => {
    const noor = await visit(browser, bench, await addPerson(bench, { [creditor.id]: 'agent' }))
    const asked: string[] = []
    noor.page.on('request', (request) => asked.push(request.url()))
    await noor.page.goto('/campaigns')
    await noor.page.getByText('Deze pagina is voor: teamleider, operator').waitFor()
    expect(asked.filter((url) => /campaigns/.test(new URL(url).pathname) && /v1/.test(url))).toEqual([])
    await noor.context.close()
    // Chromium tells of each refusal, and of the one start that was refused there is one.
    expect(at.complaints.filter((text) => !text.includes('409'))).toEqual([])
  })
})
