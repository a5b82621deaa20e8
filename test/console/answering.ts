/** Answering in a real browser: what the words may not be, and a template where free ones may not go. */
import type { Browser } from 'playwright'
import { expectSound, handsAt, visit } from '../support/browser'
import { addPerson } from '../support/people'
import { addClaims, addCreditor, callBack, claimOf, rest, type PipeBench } from '../support/pipe'
import { UNHURRIED, type World } from './world'

export const answering = (world: () => World): void =>
  describe('an answer', () => {
    let bench: PipeBench
    let browser: Browser
    beforeAll(() => ({ bench, browser } = world()))

    test('words that threaten do not leave; where WhatsApp is shut the text stays and a template goes; who writes meanwhile waits behind a button', async () => {
      const creditor = await addCreditor(bench, { desk: UNHURRIED })
      const reached = { whatsapp: { number: '+31612300099', consentedOn: '2026-12-01' as never }, preferredChannel: 'email' } as const
      await addClaims(bench, creditor, [claimOf('A0', { email: 'a0@example.nl', ...reached }), claimOf('A1', { email: 'a1@example.nl' })])
      await rest(bench)
      const [sender] = await bench.database.query<{ address: string }>(
        `select address from sender where creditor_id = $1 and channel = 'email'`,
        [creditor.id],
      )
      const write = async (from: string, text: string): Promise<void> => {
        await callBack(bench, {
          kind: 'inbound',
          key: `answering-${from}`,
          channel: 'email',
          from,
          to: sender?.address,
          text,
          at: new Date(bench.now).toISOString(),
        })
        await rest(bench)
      }
      const { page, context, complaints } = await visit(browser, bench, await addPerson(bench, { [creditor.id]: 'agent' }))
      const { sees } = handsAt(() => page)
      await write('a0@example.nl', 'Kunt u mij nog iets sturen?')
      await page.goto('/inbox')
      await sees('Kunt u mij nog iets sturen?')
      await page.keyboard.press('j')
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: 'Antwoord' }).waitFor()
      await write('a1@example.nl', 'Ik ook')
      await sees('1 nieuwe – tonen')
      expect(await page.locator('.inbox-list [data-row]').count()).toBe(1)
      await page.getByRole('button', { name: '1 nieuwe – tonen' }).click()
      await sees('Ik ook')
      await page.keyboard.press('r')
      const answer = page.getByRole('textbox', { name: 'Antwoord' })
      await answer.fill('Betaal onmiddellijk.')
      await sees('toon: dreigt')
      expect(await page.getByRole('button', { name: /Stuur E-mail/ }).isDisabled()).toBe(true)
      await answer.fill('Wij zoeken het uit.')
      await sees('toon ok')
      await page.getByRole('button', { name: 'WhatsApp', exact: true }).click()
      await sees('Het venster van WhatsApp is dicht')
      await page.getByRole('button', { name: 'WhatsApp: Vraagt om een bericht terug' }).click()
      await sees('Wij hebben een antwoord voor u')
      await expectSound(page)
      await page.getByRole('button', { name: /Stuur WhatsApp-sjabloon naar/ }).click()
      await sees('Antwoord in wachtrij.')
      await sees('Wij zoeken het uit.')
      expect(
        await bench.database.query(
          `select text like '%antwoord voor u%' as filled from agent_answer where creditor_id = $1 and message is not null`,
          [creditor.id],
        ),
      ).toEqual([{ filled: true }])
      expect(complaints).toEqual([])
      await context.close()
    })
  })
