/** Wording and rules in a real browser: two people write, a third approves, and what nobody has seen is never overwritten. */
import type { Browser, Page } from 'playwright'
import type { Creditor } from '#store'
import { expectSound, visit } from '../support/browser'
import { addPerson } from '../support/people'
import { addClaims, addCreditor, claimOf, HOME, rest, type PipeBench } from '../support/pipe'
import { expectSoon } from '../support/soon'
import type { World } from './world'

export const editors = (world: () => World): void =>
  describe("the editors' pages", () => {
    let bench: PipeBench
    let browser: Browser
    let creditor: Creditor
    let otto: Page
    let sanne: Page
    let ada: Page
    beforeAll(async () => {
      ;({ bench, browser } = world())
      creditor = await addCreditor(bench)
      await addClaims(bench, creditor, [claimOf('E1', { email: 'e1@example.nl' }), claimOf('L1', { address: HOME })])
      await rest(bench)
      const at = async (role: 'operator' | 'approver', name: string): Promise<Page> =>
        (await visit(browser, bench, await addPerson(bench, { [creditor.id]: role }, { name }))).page
      ;[otto, sanne, ada] = [await at('operator', 'Otto Proef'), await at('operator', 'Sanne Proef'), await at('approver', 'Ada Proef')]
    })
    afterAll(() => Promise.all([otto, sanne, ada].map((page) => page.context().close())))

    const sees = (page: Page, text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor()
    const text = (page: Page): ReturnType<Page['getByRole']> => page.getByRole('textbox', { name: 'Tekst', exact: true })
    const isSaved = (page: Page): Promise<void> => page.locator('h1 + .chip.done').waitFor()

    test('wording is written with its faults beside the line, shared without a loss, sent back with the reason, and live once another approved it', async () => {
      await otto.goto('/editors')
      await otto.getByRole('button', { name: 'Schrijven: email/reminder.nl', exact: true }).click()
      const before = await text(otto).inputValue()
      await text(otto).fill(`Wij schrijven u derhalve.\n${before}`)
      await isSaved(otto)
      await sees(otto, 'Moeilijk woord: derhalve.')
      await sees(otto, 'Schrijf liever: daarom.')
      await otto.locator('.line.advice', { hasText: 'Wij schrijven u derhalve.' }).waitFor({ state: 'attached' })
      await otto.frameLocator('iframe.mail').getByText('Wij schrijven u derhalve.').waitFor()
      await otto.getByRole('button', { name: /^Proef sturen/ }).click()
      await otto.getByRole('dialog').getByRole('button', { name: 'Stuur' }).click()
      await sees(otto, 'Verstuurd naar uw eigen adres.')
      await otto.getByRole('dialog').getByRole('button', { name: 'Sluiten' }).click()
      await otto.getByRole('button', { name: /^Sms/ }).click()
      await sees(otto, /\d de(el|len)/)
      await expectSound(otto)
      for (const name of ['sms/reminder.nl', 'whatsapp/reminder.nl']) {
        await sanne.goto('/editors')
        await sanne.getByRole('button', { name: `Schrijven: ${name}`, exact: true }).click()
        await sanne.getByRole('button', { name: /^Proef sturen/ }).click()
        const number = sanne.getByRole('textbox', { name: 'Uw mobiele nummer' })
        await number.fill('0612')
        await sanne.getByRole('dialog').getByRole('button', { name: 'Stuur' }).click()
        await sees(sanne, 'Een nummer zoals 06 12345678')
        await number.fill('06 12 34 56 78')
        await sanne.getByRole('dialog').getByRole('button', { name: 'Stuur' }).click()
        await sees(sanne, 'Verstuurd naar uw telefoon.')
      }
      await sanne.goto(otto.url())
      await text(sanne).waitFor()
      await text(otto).fill(`Van Otto.\n${before}`)
      await isSaved(otto)
      await text(sanne).fill(`Van Sanne.\n${before}`)
      await sees(sanne, /Otto Proef heeft dit om .* veranderd/)
      await expectSound(sanne)
      expect(await text(sanne).inputValue()).toContain('Van Sanne.')
      await sanne.reload()
      await text(sanne).waitFor()
      expect(await text(sanne).inputValue()).toContain('Van Sanne.')
      await sanne.getByRole('button', { name: 'Verder met die van mij' }).click()
      await isSaved(sanne)
      await sees(otto, 'Sanne Proef heeft iets veranderd: tonen')
      await otto.getByRole('button', { name: /tonen$/ }).click()
      await otto.locator('.line', { hasText: 'Van Sanne.' }).waitFor({ state: 'attached' })
      await otto.getByRole('button', { name: 'Indienen ter goedkeuring' }).click()
      await otto.getByRole('dialog').getByRole('button', { name: 'Indienen ter goedkeuring' }).click()
      await sees(otto, 'wacht op goedkeuring')
      await sees(otto, 'Een goedkeurder kijkt hiernaar.')
      await ada.goto(otto.url())
      await sees(ada, 'Nieuw: tekst › 1 is “Van Sanne.”.')
      await expectSound(ada)
      await ada.getByRole('button', { name: 'Afwijzen' }).click()
      await ada.getByRole('dialog').getByRole('textbox').fill('Noem de naam niet.')
      await ada.getByRole('dialog').getByRole('button', { name: 'Afwijzen' }).click()
      await sees(ada, 'Noem de naam niet.')
      await otto.reload()
      await sees(otto, 'Noem de naam niet.')
      await otto.getByRole('button', { name: 'Nieuw concept hiervan' }).click()
      await text(otto).fill(`Dag.\n${before}`)
      await isSaved(otto)
      await otto.getByRole('button', { name: 'Indienen ter goedkeuring' }).click()
      await otto.getByRole('dialog').getByRole('button', { name: 'Indienen ter goedkeuring' }).click()
      await sees(otto, 'wacht op goedkeuring')
      await ada.goto(otto.url())
      await ada.getByRole('button', { name: 'Goedkeuren' }).click()
      await ada.getByRole('button', { name: 'Live zetten' }).click()
      await ada.getByRole('dialog').getByRole('button', { name: 'Nu live zetten' }).click()
      await ada.locator('h1 + .chip', { hasText: 'live' }).waitFor()
      expect(
        await bench.database.query(`select version from configuration_version where creditor_id = $1 and published_at is not null`, [
          creditor.id,
        ]),
      ).toEqual([{ version: 3 }])
    })

    test('who still types in a draft that a colleague hands in is told at once, and goes on with their words in a new one, also after a reload', async () => {
      await otto.goto('/editors')
      await otto.getByRole('button', { name: 'Schrijven: email/due-day.nl', exact: true }).click()
      const before = await text(otto).inputValue()
      await sanne.goto(otto.url())
      await text(sanne).fill(`Al bewaard.\n${before}`)
      await isSaved(sanne)
      await otto.getByRole('button', { name: /tonen$/ }).click()
      await otto.getByRole('button', { name: 'Indienen ter goedkeuring' }).click()
      await otto.getByRole('dialog').getByRole('button', { name: 'Indienen ter goedkeuring' }).click()
      await sees(otto, 'wacht op goedkeuring')
      await sees(sanne, 'Dit concept is er niet meer: het is ingediend of weggegooid.')
      await text(sanne).fill(`Nog van Sanne.\n${before}`)
      await sanne.reload()
      await sees(sanne, 'Nog van Sanne.')
      await expectSound(sanne)
      await sanne.getByRole('button', { name: 'Verder in een nieuw concept' }).click()
      await expectSoon(() => text(sanne).inputValue(), `Nog van Sanne.\n${before}`)
      await isSaved(sanne)
      const [first = '', second = ''] = [sanne.url(), otto.url()].map((url) => url.replace(/.*\//, ''))
      expect(
        await bench.database.query(
          `select definition->>'body' as body, false as new from configuration_version where id = $2 union all select definition->>'body', true from configuration_draft where id = $1 order by new`,
          [first, second],
        ),
      ).toEqual([
        { body: `Al bewaard.\n${before}`, new: false },
        { body: `Nog van Sanne.\n${before}`, new: true },
      ])
    })

    test('a ladder says at the field what does not fit, and what it would make of debtors; a policy stays within the law', async () => {
      await otto.goto('/editors?kind=strategy')
      await otto.getByRole('button', { name: 'Schrijven: consumer' }).click()
      const reminder = otto.getByRole('listitem', { name: 'Stap 2: reminder' })
      const days = reminder.getByRole('textbox', { name: 'Dagen' })
      await days.fill('veel')
      await reminder.getByText('Dit moet een heel getal zijn.').waitFor()
      await days.fill('12')
      await isSaved(otto)
      await sees(otto, 'wordt anders')
      await otto.getByRole('button', { name: 'Proefdraaien' }).click()
      await sees(otto, /2 debiteuren bekeken, 56 dagen vooruit: voor \d wordt het anders\./)
      await expectSound(otto)
      const beheer = (await visit(browser, bench, await addPerson(bench, { [creditor.id]: 'admin' }))).page
      await beheer.goto('/settings/channels')
      await beheer.getByRole('button', { name: 'Nu controleren' }).click()
      await sees(beheer, 'Geen account om te vragen.')
      await beheer.getByRole('button', { name: 'Kanaal stilzetten' }).click()
      const stop = beheer.getByRole('dialog').getByRole('button', { name: 'Zet stil' })
      await stop.click()
      await sees(beheer, 'Vul dit in.')
      await beheer.getByRole('textbox', { name: /^Waarom/ }).fill('Storing bij de verzender')
      await stop.dblclick()
      await beheer.getByRole('dialog').waitFor({ state: 'detached' })
      await sees(beheer, 'E-mail staat stil')
      await otto.goto('/dashboard')
      await sees(otto, 'Storing bij de verzender')
      expect(
        await bench.database.query(`select channel, pause_reason as why from sender where creditor_id = $1 and paused_at is not null`, [
          creditor.id,
        ]),
      ).toEqual([{ channel: 'email', why: 'Storing bij de verzender' }])
      await otto.getByRole('button', { name: 'Weer aanzetten' }).click()
      await otto.getByText('E-mail staat stil').waitFor({ state: 'detached' })
      await otto.goto('/editors?kind=policy')
      await otto.getByRole('button', { name: 'Schrijven: nl-reference' }).click()
      await otto.getByRole('textbox', { name: 'Tot', exact: true }).first().fill('21:00')
      await sees(otto, 'Contact mag alleen tussen 07:00 en 20:00 (Bki art. 4.2).')
      await expectSound(otto)
    })
  })
