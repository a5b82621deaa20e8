/** The inbox in a real browser: two people at one debtor, what is read and answered and taken back, and who nobody knows. */
import type { Browser, Page } from 'playwright'
import type { Creditor } from '#store'
import { expectSound, handsAt, isKept, visit, type Visitor } from '../support/browser'
import { addPerson } from '../support/people'
import { addClaims, addCreditor, callBack, claimOf, rest, type PipeBench } from '../support/pipe'
import { expectSoon } from '../support/soon'
import { UNHURRIED, type World } from './world'

export const inbox = (world: () => World): void =>
  describe('the inbox', () => {
    let bench: PipeBench
    let browser: Browser
    let creditor: Creditor
    let at: Visitor
    let page: Page
    beforeAll(async () => {
      ;({ bench, browser } = world())
      creditor = await addCreditor(bench, { desk: UNHURRIED })
      await addClaims(
        bench,
        creditor,
        Array.from({ length: 3 }, (_, n) => claimOf(`E${n}`, { email: `e${n}@example.nl` })),
      )
      at = await visit(browser, bench, await addPerson(bench, { [creditor.id]: 'operator' }))
      page = at.page
    })
    afterAll(async () => {
      expect(at.complaints).toEqual([])
      await at.context.close()
    })

    const { press, sees } = handsAt(() => page)
    const count = async (sql: string): Promise<number> => (await bench.database.query<{ n: number }>(sql, [creditor.id]))[0]?.n ?? -1
    const isSound = (): Promise<void> => expectSound(page)

    const write = async (from: string, text: string): Promise<void> => {
      const [sender] = await bench.database.query<{ address: string }>(
        `select address from sender where creditor_id = $1 and channel = 'email'`,
        [creditor.id],
      )
      await callBack(bench, {
        kind: 'inbound',
        key: `written-${text}`,
        channel: 'email',
        from,
        to: sender?.address,
        subject: 'Re: Herinnering',
        text,
        at: new Date(bench.now).toISOString(),
      })
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
      await sees('Sanne Proef kijkt ook')
      await press('r')
      await answerOf(page).waitFor()
      await sanne.getByText('Noor Voorbeeld antwoordt').first().waitFor()
      expect(await answerOf(sanne).count()).toBe(0)
      const isBegun = isKept(page, 'Dag, ')
      await page.keyboard.type('Dag, ')
      await isBegun
      await page.keyboard.type('1 2 3 dank!')
      await sanne.keyboard.press('Shift+R')
      await sanne.getByText('Concept van Noor Voorbeeld').waitFor()
      await sanne.getByText('Dag, 1 2 3 dank!').waitFor()
      await sees('Sanne Proef antwoordt')
      await answerOf(page).waitFor({ state: 'detached' })
      await sees('Dag, 1 2 3 dank!')
      await answerOf(sanne).press('Escape')
      await page.getByRole('button', { name: 'Antwoord' }).waitFor()
      await press('r')
      await answerOf(page).press('Control+Enter')
      await sees('Antwoord in wachtrij.')
      await press('z')
      await answerOf(page).waitFor()
      await expectSoon(() => answerOf(page).inputValue(), 'Dag, 1 2 3 dank!')
      await answerOf(page).press('Escape')
      await page.getByRole('button', { name: 'Antwoord' }).waitFor()
      await press('1')
      await sees('Wordt een betaalbelofte')
      await press('Escape')
      await page.locator('.suggestion:focus').waitFor()
      await press('1')
      await sees('Wordt een betaalbelofte')
      await isSound()
      await press('Enter')
      await page.getByText('Wordt een betaalbelofte').waitFor({ state: 'detached' })
      expect(
        await bench.database.query(`select pay_by::text as day, amount_cents::int as cents from promise_to_pay where creditor_id = $1`, [
          creditor.id,
        ]),
      ).toEqual([{ day: '2027-01-15', cents: 12_500 }])
      await press('o')
      await page.keyboard.type('Belt altijd laat')
      await press('Control+Enter')
      await page.locator('.message.note', { hasText: 'Belt altijd laat' }).waitFor()
      await page.getByRole('textbox', { name: /^Notitie/ }).fill('Twee keer gedrukt')
      await page.getByRole('button', { name: 'Bewaar notitie' }).dblclick()
      await page.locator('.message.note', { hasText: 'Twee keer gedrukt' }).first().waitFor()
      expect(await count(`select count(*)::int as n from conversation_note where creditor_id = $1`)).toBe(2)
      expect(
        await count(
          `select count(*)::int as n from agent_answer w join contact_attempt a on a.creditor_id = w.creditor_id and a.id = w.attempt_id where w.creditor_id = $1 and a.state <> 'suppressed'`,
        ),
      ).toBe(0)
      await sanne.context().close()
      await page.getByText('Sanne Proef kijkt ook').waitFor({ state: 'detached' })
      // The row that goes leaves the focus to the next one; there is none.
      await page.locator('[data-row]').first().focus()
      await press('d')
      await page.locator('h1:focus').waitFor()
    })

    test('whoever nobody knows is linked by what matched, and taken off again', async () => {
      await write('buurvrouw@elders.example', 'Over F-E1 en F-E2: wanneer moet dat?')
      await page.goto('/inbox?view=unknown')
      await sees('buurvrouw@elders.example')
      await press('j', 'Enter')
      await sees('kenmerk genoemd')
      await isSound()
      const filesRead = page.waitForResponse((answer) => answer.url().endsWith('/files'))
      await press('1', 'l')
      await sees('Gekoppeld.')
      expect(await count(`select count(*)::int as n from inbound_message where creditor_id = $1 and debtor_id is null`)).toBe(0)
      await page
        .getByRole('button', { name: /Hoort niet hier/ })
        .last()
        .waitFor()
      // Taken off while its files are asked for, the message is not found any more.
      await filesRead
      await press('u')
      await sees('Losgemaakt')
      expect(await count(`select count(*)::int as n from inbound_message where creditor_id = $1 and debtor_id is null`)).toBe(1)
    })

    test('an invoice that was not received: the address is put right on the spot, what follows is read before, and the invoice leaves', async () => {
      await write('e2@example.nl', 'Ik heb nooit een factuur gehad')
      await page.goto('/inbox')
      await page.locator('[data-row]', { hasText: 'Ik heb nooit een factuur gehad' }).click()
      await page.getByRole('button', { name: 'Akkoord' }).waitFor()
      await press('1')
      await sees('de nieuwe uiterste datum di 26 jan')
      await page.getByRole('button', { name: /^Verbeteren/ }).click()
      await page.getByRole('dialog').getByRole('textbox').fill('anders@example.nl')
      await press('Enter')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await sees('anders@example.nl')
      await isSound()
      await page.locator('.settling').getByRole('button', { name: 'Opslaan' }).click()
      await page.getByText('nieuwe uiterste datum').waitFor({ state: 'detached' })
      await rest(bench)
      expect(
        await bench.database.query(
          `select a.pay_by::text as "payBy", p.address #>> '{}' as "to" from contact_attempt a join contact_point p on p.creditor_id = a.creditor_id and p.id = a.contact_point_id
           where a.creditor_id = $1 and a.phase = 'invoice-copy'`,
          [creditor.id],
        ),
      ).toEqual([{ payBy: '2027-01-26', to: 'anders@example.nl' }])
    })
  })
