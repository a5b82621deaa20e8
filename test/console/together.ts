/** Many at once, and bad days at the desk: two tabs, a lease that ran out, no network, a session that ended. */
import type { Browser, Page } from 'playwright'
import { newId, releaseIdleCalls, type Creditor } from '#store'
import { openCalls } from '../support/agent-desk'
import { expectSound, isKept, visit } from '../support/browser'
import { openFrontDoor, type FrontDoor } from '../support/front-door'
import { addPerson, type Person } from '../support/people'
import { addCreditor, type PipeBench } from '../support/pipe'
import { expectSoon } from '../support/soon'
import { UNHURRIED, type World } from './world'

export const together = (world: () => World): void =>
  describe('many at once', () => {
    let bench: PipeBench
    let browser: Browser
    let creditor: Creditor
    let noor: Person
    let door: FrontDoor
    let through: PipeBench
    beforeAll(async () => {
      ;({ bench, browser } = world())
      creditor = await addCreditor(bench, { desk: UNHURRIED })
      await openCalls(bench, creditor, 5)
      noor = await addPerson(bench, { [creditor.id]: 'agent' })
      door = await openFrontDoor(bench.api)
      through = { ...bench, api: door.url }
    })
    afterAll(() => door.close())

    const tasks = (where: string): Promise<{ id: string; agent: string | null }[]> =>
      bench.database.query(`select id, agent from call_task where creditor_id = $1 and ${where}`, [creditor.id])
    const pull = async (page: Page): Promise<void> => {
      await page.goto('/calls')
      await page.getByRole('button', { name: 'Volgende' }).waitFor()
      await page.keyboard.press('n')
      await page.getByText('Waarom nu').waitFor()
    }

    test('two tabs of one agent have one call; when its lease runs out a colleague gets it, and what was typed stays', async () => {
      const { context, page } = await visit(browser, through, noor)
      const other = await context.newPage()
      await Promise.all([pull(page), pull(other)])
      const held = await tasks(`state = 'claimed'`)
      expect(held.map(({ agent }) => agent)).toEqual([noor.id])
      await other.close()
      await page.keyboard.press('t')
      await page.keyboard.type('Belt liever na vijven')
      // As if nobody had heard of this browser for long; in one go, or its next beat may come in between.
      await bench.database.transaction(async (sql) => {
        await sql.query(`update call_task set lease_until = clock_timestamp() - interval '1 second' where creditor_id = $1 and id = $2`, [
          creditor.id,
          held[0]?.id,
        ])
        await releaseIdleCalls(sql, false)
      })
      const sanne = await visit(browser, through, await addPerson(bench, { [creditor.id]: 'agent' }))
      await pull(sanne.page)
      expect((await tasks(`id = '${held[0]?.id ?? ''}'`))[0]?.agent).not.toBe(noor.id)
      await page.getByRole('heading', { name: 'A. Voorbeeldsma' }).click()
      await page.keyboard.press('c')
      await page.getByText('Dit gesprek is niet meer van u').first().waitFor()
      await expectSoon(() => page.getByRole('textbox', { name: 'Notitie' }).inputValue(), 'Belt liever na vijven')
      await Promise.all([context.close(), sanne.context.close()])
    })

    // As on many telephones.
    test('where pages share no worker, a page keeps its own call and hears what changes', async () => {
      const alone = await addPerson(bench, { [creditor.id]: 'agent' })
      const { context, page } = await visit(browser, through, alone)
      await context.addInitScript('delete window.SharedWorker')
      await pull(page)
      const kept = page.waitForResponse((answer) => answer.url().endsWith('/lease'))
      await page.clock.fastForward(21_000)
      expect((await kept).status()).toBe(200)
      const read = page.waitForResponse((answer) => answer.url().includes('/call-tasks/'))
      await bench.database.query(`update call_task set priority = priority where creditor_id = $1 and agent = $2`, [creditor.id, alone.id])
      await read
      await context.close()
    })

    test('what is told without a network is kept, and counts once when it is back', async () => {
      const piet = await addPerson(bench, { [creditor.id]: 'agent' })
      const { context, page } = await visit(browser, through, piet)
      await pull(page)
      await page.keyboard.press('c')
      await page.getByText('U vraagt, de klant vertelt').waitFor()
      // Of whom no address is known, there is one thing to ask for where two must be right.
      await page.getByText('Er is te weinig bekend om te controleren wie dit is.').waitFor()
      expect(await page.getByRole('button', { name: 'Bevestigd' }).count()).toBe(0)
      await context.setOffline(true)
      await page.keyboard.press('e')
      await page.keyboard.press('5')
      await page.keyboard.press('Enter')
      await page.getByText('Wordt bewaard zodra er netwerk is.').waitFor()
      const told = page.waitForResponse((answer) => answer.url().endsWith('/outcome'))
      await context.setOffline(false)
      expect((await told).status()).toBe(200)
      await page.getByText('Geen gehoor: bewaard.').waitFor()
      expect(await bench.database.query(`select count(*)::int as n from held_outcome where creditor_id = $1`, [creditor.id])).toEqual([
        { n: 1 },
      ])
      await context.close()
    })

    test("what one person read and typed waits for them when their session ends, and is nobody else's: not when another logs in over it, not in another tab, not after logging out", async () => {
      const password = 'een lang genoeg geheim'
      const [first, second] = (await Promise.all(
        ['Eerste Proef', 'Tweede Proef'].map((name) => addPerson(bench, { [creditor.id]: 'agent' }, { name, password })),
      )) as [Person, Person]
      const { context, page } = await visit(browser, through, first)
      const tab = await context.newPage()
      await Promise.all([pull(page), tab.goto('/debtors')])
      await tab.locator('tr[data-row]').first().waitFor()
      const logIn = async ({ email }: Person): Promise<void> => {
        await page.getByText('Uw sessie is voorbij').waitFor()
        await page.getByRole('textbox', { name: 'E-mailadres' }).fill(email)
        await page.getByRole('textbox', { name: 'Wachtwoord' }).fill(password)
        await page.keyboard.press('Enter')
      }
      await page.keyboard.press('t')
      // What is not kept yet would be the first to ask who is there.
      const isNoted = isKept(page, 'Alleen van mij')
      await page.keyboard.type('Alleen van mij')
      await page.getByRole('heading', { name: 'A. Voorbeeldsma' }).click()
      await isNoted
      await first.call('DELETE', '/v1/session')
      await page.keyboard.press('c')
      await logIn(first)
      await page.getByText('U vraagt, de klant vertelt').waitFor()
      await expectSoon(() => page.getByRole('textbox', { name: 'Notitie' }).inputValue(), 'Alleen van mij')
      await context.clearCookies()
      await page.keyboard.press('u')
      await logIn(second)
      await page.getByText('Dag Tweede Proef').waitFor()
      await tab.getByRole('button', { name: /Tweede Proef/ }).waitFor()
      expect(await tasks(`agent = '${second.id}'`)).toEqual([])
      await page.goto('/calls')
      await page.getByRole('button', { name: 'Volgende' }).waitFor()
      expect(await page.locator('body').innerText()).not.toContain('Alleen van mij')
      await tab.getByRole('button', { name: /Tweede Proef/ }).click()
      await tab.getByRole('menuitem', { name: 'Uitloggen' }).click()
      for (const one of [page, tab]) await one.getByRole('textbox', { name: 'Wachtwoord' }).waitFor()
      await page.goBack()
      await page.getByRole('textbox', { name: 'Wachtwoord' }).waitFor()
      await context.close()
    })

    test('whoever has a task in hand that nobody need do any more is told so, and goes on', async () => {
      const own = await addCreditor(bench)
      await openCalls(bench, own, 1)
      await bench.database.query(
        `insert into task (creditor_id, id, debtor_id, kind, opened_at) select creditor_id, $2, id, 'visit', $3 from debtor where creditor_id = $1`,
        [own.id, newId(), new Date(bench.now)],
      )
      const { context, page } = await visit(browser, through, await addPerson(bench, { [own.id]: 'agent' }))
      await page.goto('/debtors')
      await page.locator('tr[data-row]').first().waitFor()
      await page.keyboard.press('g')
      await page.keyboard.press('w')
      await page.getByRole('button', { name: /^bezoek 1$/ }).click()
      await page.locator('tr[data-row]').first().click()
      await page.getByRole('button', { name: 'Teruggeven' }).waitFor()
      // As when the debtor pays.
      await bench.database.query(`update task set closed_at = $2, closed_as = 'settled' where creditor_id = $1`, [
        own.id,
        new Date(bench.now),
      ])
      await page.getByRole('button', { name: 'Gedaan' }).click()
      await page.getByText('Deze taak is al afgerond').waitFor()
      expect(await page.getByRole('button', { name: 'Gedaan' }).count()).toBe(0)
      await expectSound(page)
      await page.keyboard.press('Escape')
      await page.getByText('Hier wacht niets.').waitFor()
      await page.getByText('In behandeling').waitFor({ state: 'detached' })
      await context.close()
    })
  })
