/** In a real browser: a debtor who calls in, the desk as its supervisor sees it, and the work that a call leaves. */
import type { Browser, Page } from 'playwright'
import { sweep } from '#pipeline'
import type { Creditor } from '#store'
import { expectSound, handsAt, isKept, visit, windowHasFocus, type Visitor } from '../support/browser'
import { addPerson, type Person } from '../support/people'
import { addClaims, addCreditor, claimOf, HOME, rest, type PipeBench } from '../support/pipe'
import { expectSoon } from '../support/soon'
import { UNHURRIED, type World } from './world'

export const calledIn = (world: () => World): void =>
  describe('a call that comes in', () => {
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
        Array.from({ length: 3 }, (_, n) =>
          claimOf(
            `K${n}`,
            { phone: `+3161230${1000 + n}`, preferredChannel: 'call', address: HOME },
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

    test('a debtor who calls in is found by invoice and known first; the note survives the browser, the supervisor sees the call, and what is left to do is taken and closed', async () => {
      await page.goto('/debtors')
      await page.getByRole('textbox').fill('F-K2')
      await page.locator('tr[data-row]').getByText('D-K2').click()
      await sees('Eerst: wie heeft u aan de lijn?')
      await press('c')
      await sees('De klant belt ons')
      expect(at.answers.join('\n')).not.toMatch(/242[.,]00/)
      const isNoted = isKept(page, 'gisteren betaald')
      await press('t')
      await page.keyboard.type('Belt over factuur, heeft gisteren betaald')
      await isNoted
      await page.evaluate('localStorage.clear()')
      const team = await visit(browser, bench, await addPerson(bench, { [creditor.id]: 'supervisor' }))
      await team.page.goto('/calls/team')
      await team.page.locator(`[data-agent="${noor.id}"]`).getByText('in gesprek').waitFor()
      await team.page.locator(`[data-agent="${noor.id}"]`).getByText('gebeld door klant').waitFor()
      await team.page.getByRole('button', { name: 'Gesprek vrijgeven' }).click()
      let answer = (): void => undefined
      const mayAnswer = new Promise<void>((go) => {
        answer = go
      })
      await team.page.route('**/release', (route) => mayAnswer.then(() => route.continue()))
      await team.page.getByRole('button', { name: 'Medewerker is er niet' }).click()
      // However long the answer takes, the button keeps the focus: Escape is still its window's.
      await team.page.locator('[role=dialog] button[aria-disabled=true]:focus').waitFor()
      answer()
      await team.page.getByText('Er wordt nog gesproken').waitFor()
      await expectSound(team.page)
      // And also where the focus goes with what had it; but half a second after it opened a window takes the focus that nobody has, and time may be slow here.
      await team.page.clock.fastForward(1000)
      await team.page.locator('[role=dialog] button:focus').waitFor()
      await team.page.evaluate('document.activeElement.disabled = true')
      await team.page.locator('[role=dialog]:not(:focus-within)').waitFor()
      await team.page.keyboard.press('Escape')
      await team.page.getByRole('dialog').waitFor({ state: 'detached' })
      await team.page.getByRole('button', { name: 'Belrij sluiten' }).click()
      await windowHasFocus(team.page)
      await team.page.keyboard.type('Storing')
      await team.page.keyboard.press('Enter')
      await team.page.getByRole('status').getByText('Storing').waitFor()
      await expectSound(team.page)
      await team.page.getByRole('button', { name: 'Weer openen' }).click()
      await team.page.getByRole('button', { name: 'Belrij sluiten' }).waitFor()
      await page.goto('/calls?own=1')
      await sees('U vraagt, de klant vertelt')
      await expectSoon(
        () => page.getByLabel('Notitie', { exact: true }).getByRole('textbox').inputValue(),
        'Belt over factuur, heeft gisteren betaald',
      )
      await press('1', '2', 'i')
      // What lies ahead may tell the amount a moment sooner than the card has its keys.
      await sees('Identiteit bevestigd')
      await sees('€ 242,00')
      await press('l')
      await sees('Zo kan er geen link worden gestuurd')
      await press('e', '7')
      await sees('Betaald op')
      await page.getByRole('heading', { name: 'A. Voorbeeldsma' }).click()
      await press('v', 'Enter')
      await sees('Zegt betaald te hebben: bewaard.')
      await page.getByRole('button', { name: 'Bel', exact: true }).waitFor()
      await press('c')
      await sees('U vraagt, de klant vertelt')
      expect(await rows(`select details ->> 'on' as "on", note from call_outcome where creditor_id = $1 and kind = 'paid'`)).toEqual([
        { on: '2027-01-12', note: 'Belt over factuur, heeft gisteren betaald' },
      ])
      expect(await rows(`select text from call_note where creditor_id = $1`)).toEqual([])

      await bench.database.query(
        `insert into task (creditor_id, id, debtor_id, kind, opened_at) select creditor_id, gen_random_uuid(), id, 'deceased', $2 from debtor where creditor_id = $1 and reference = 'D-K0'`,
        [creditor.id, new Date(bench.now)],
      )
      await team.page.keyboard.press('g')
      await team.page.keyboard.press('w')
      await team.page.getByRole('button', { name: /^antwoord nodig 1$/ }).click()
      await team.page.getByText('D-K2').first().click()
      await team.page.getByText('In behandeling: A. Voorbeeldsma').waitFor()
      await expectSound(team.page)
      const ends = (): Promise<unknown> => rows(`select closed_as as "as" from task where creditor_id = $1 and kind = 'reply'`)
      await team.page.getByRole('heading', { name: /In behandeling/ }).click()
      await team.page.keyboard.press('t')
      const isSent = isKept(team.page, 'Betaling staat op de bank')
      await team.page.keyboard.type('Betaling staat op de bank')
      await isSent
      // As on another machine.
      await team.page.evaluate('localStorage.clear()')
      await team.page.reload()
      await team.page.getByText('D-K2').first().click()
      await expectSoon(() => team.page.locator('textarea').inputValue(), 'Betaling staat op de bank')
      await team.page.getByRole('heading', { name: /In behandeling/ }).click()
      await team.page.keyboard.press('1')
      await team.page.getByText('A. Voorbeeldsma: gedaan.').waitFor()
      await team.page.keyboard.press('z')
      await team.page.getByRole('button', { name: 'Gedaan', pressed: true }).waitFor()
      await expectSoon(() => team.page.getByLabel('Notitie voor collega’s').inputValue(), 'Betaling staat op de bank')
      expect(await ends()).toEqual([{ as: null }])
      // Taken back from another page, and at last too late.
      await team.page.keyboard.press('1')
      await team.page.getByText('A. Voorbeeldsma: gedaan.').waitFor()
      await team.page.getByRole('link', { name: 'Debiteuren' }).first().click()
      await team.page.keyboard.press('z')
      await team.page.getByText('In behandeling: A. Voorbeeldsma').waitFor()
      await team.page.getByRole('heading', { name: /In behandeling/ }).click()
      await team.page.keyboard.press('1')
      await team.page.getByText('A. Voorbeeldsma: gedaan.').waitFor()
      await bench.database.query(`update held_outcome set undo_until = clock_timestamp() where creditor_id = $1 and retracted_at is null`, [
        creditor.id,
      ])
      await team.page.keyboard.press('z')
      await team.page.getByText('Terugdraaien kan niet meer').waitFor()
      await team.page.getByText('Hier wacht niets.').waitFor()
      await sweep(bench.pipe, bench.now)
      expect(await ends()).toEqual([{ as: 'done' }])
      expect(await rows('select text from conversation_note where creditor_id = $1')).toEqual([{ text: 'Betaling staat op de bank' }])
      expect(await rows("select key from own_draft where creditor_id = $1 and text <> ''")).toEqual([])
      // What others act on at once is asked twice.
      await team.page.getByRole('button', { name: /^overleden 1$/ }).click()
      await team.page.getByText('D-K0').first().click()
      await team.page.getByRole('heading', { name: /In behandeling/ }).click()
      await team.page.keyboard.press('1')
      await team.page.getByText('kan niet worden teruggedraaid').waitFor()
      expect(await rows(`select closed_as as "as" from task where creditor_id = $1 and kind = 'deceased'`)).toEqual([{ as: null }])
      await windowHasFocus(team.page)
      await team.page.keyboard.press('Enter')
      await team.page.getByText('Hier wacht niets.').waitFor()
      expect(await rows(`select closed_as as "as" from task where creditor_id = $1 and kind = 'deceased'`)).toEqual([{ as: 'confirmed' }])
      expect([...at.complaints, ...team.complaints].filter((text) => !text.includes('status of 409'))).toEqual([])
      await team.context.close()
    })

    test('who says that the invoice never came is asked for the address, and told what goes when; it leaves once the agent went on', async () => {
      await page.goto('/calls?own=1')
      await sees('U vraagt, de klant vertelt')
      await press('1', '2', 'i')
      await sees('Identiteit bevestigd')
      await press('e', 'f')
      await sees('Brief: Testweg 1, 1234 AB Proefwijk')
      await sees('de nieuwe uiterste datum di 26 jan')
      await page.getByRole('button', { name: 'adres klopt niet' }).click()
      await sees('Een collega zoekt eerst het goede adres')
      await page.getByRole('button', { name: /^adres klopt, of/ }).click()
      await expectSound(page)
      await page.getByRole('heading', { name: 'A. Voorbeeldsma' }).click()
      await press('Enter')
      await sees('Factuur niet ontvangen: bewaard.')
      await bench.database.query(`update held_outcome set undo_until = clock_timestamp() where creditor_id = $1 and retracted_at is null`, [
        creditor.id,
      ])
      await sweep(bench.pipe, bench.now)
      expect(
        await rows(
          `select kind, claim_id is not null as "ofClaim", to_answer as owed from hold where creditor_id = $1 and kind = 'not-received'`,
        ),
      ).toEqual([{ kind: 'not-received', ofClaim: true, owed: true }])
    })
  })
