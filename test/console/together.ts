/** Many at once, and bad days: two tabs, a lease that ran out, no network, a stream that is cut, and ten thousand rows. */
import type { Browser, Locator, Page } from 'playwright'
import { Database, newId, releaseIdleCalls, type Creditor } from '#store'
import { openCalls } from '../support/agent-desk'
import { isKept, visit } from '../support/browser'
import { openFrontDoor, type FrontDoor } from '../support/front-door'
import { addPerson, type Person } from '../support/people'
import { addCreditor, after, DAY, type PipeBench } from '../support/pipe'
import { expectSoon } from '../support/soon'
import { UNHURRIED, type World } from './world'

export const together = (world: () => World): void => describe('many at once', () => {
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

  /** One of whom nothing waits yet. */
  const somebodyWrites = (to: Creditor): Promise<unknown> => bench.database.query(
    `with writer as (select id from debtor d where creditor_id = $1 and not exists (select from conversation c where c.creditor_id = $1 and c.debtor_id = d.id) limit 1),
     begun as (insert into conversation (creditor_id, debtor_id, state, since) select $1, id, 'open', $2 from writer)
     insert into inbound_message (creditor_id, id, debtor_id, channel, from_address, text, received_at) select $1, $3, id, 'whatsapp', 'x', 'y', $2 from writer`, [to.id, new Date(bench.now), newId()])

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
      await sql.query(`update call_task set lease_until = clock_timestamp() - interval '1 second' where creditor_id = $1 and id = $2`, [creditor.id, held[0]?.id])
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
    await context.setOffline(true)
    await page.keyboard.press('e')
    await page.keyboard.press('5')
    await page.keyboard.press('Enter')
    await page.getByText('Wordt bewaard zodra er netwerk is.').waitFor()
    const told = page.waitForResponse((answer) => answer.url().endsWith('/outcome'))
    await context.setOffline(false)
    expect((await told).status()).toBe(200)
    await page.getByText('Geen gehoor: bewaard.').waitFor()
    expect(await bench.database.query(`select count(*)::int as n from held_outcome where creditor_id = $1`, [creditor.id])).toEqual([{ n: 1 }])
    await context.close()
  })

  test('what one person read and typed waits for them when their session ends, and is nobody else\'s: not when another logs in over it, not in another tab, not after logging out', async () => {
    const password = 'een lang genoeg geheim'
    const [first, second] = await Promise.all(['Eerste Proef', 'Tweede Proef'].map((name) => addPerson(bench, { [creditor.id]: 'agent' }, { name, password }))) as [Person, Person]
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

  // A browser keeps six connections to a server: seven streams would leave none for anything else.
  test('seven tabs listen through one stream; when it is cut they say so, and read again by themselves when it is back', async () => {
    const { context, page } = await visit(browser, through, noor)
    const tabs = [page, ...(await Promise.all(Array.from({ length: 6 }, () => context.newPage())))]
    await Promise.all(tabs.map(async (tab) => {
      await tab.goto('/inbox')
      await tab.getByRole('heading', { level: 1 }).waitFor()
    }))
    await door.streams(1)
    door.cut()
    // It counts from when it first heard of it, however often the worker tries again meanwhile.
    while (!(await page.getByText('geen live verbinding').isVisible())) {
      await door.refused()
      await page.clock.fastForward(20_000)
    }
    await bench.database.query(`insert into conversation (creditor_id, debtor_id, state, since) select creditor_id, id, 'open', $2 from debtor where creditor_id = $1 limit 1`, [creditor.id, new Date(bench.now)])
    door.mend()
    await page.getByText('geen live verbinding').waitFor({ state: 'detached' })
    for (const tab of tabs) await tab.locator('.inbox-list [data-row]').first().waitFor()
    await door.streams(1)
    await context.close()
  })

  test('what one tab opens makes no other tab read again, and what changes is still told to both', async () => {
    const { context, page } = await visit(browser, through, await addPerson(bench, { [creditor.id]: 'supervisor' }))
    const other = await context.newPage()
    let reads = 0
    other.on('request', (asked) => { if (asked.url().includes('/inbox?')) reads += 1 })
    await other.goto('/inbox')
    // At first, and once more when its stream is ready.
    await expectSoon(() => Promise.resolve(reads), 2)
    const [debtor] = await bench.database.query<{ id: string }>('select id from debtor where creditor_id = $1 limit 1', [creditor.id])
    // The page looks for news of this debtor when the stream that was opened for them too is ready.
    await Promise.all([page.waitForResponse((answer) => answer.url().endsWith('/timeline?language=nl&limit=20')), page.goto(`/debtors/${debtor?.id ?? ''}`)])
    await other.evaluate('0')
    expect(reads).toBe(2)
    await somebodyWrites(creditor)
    await expectSoon(() => Promise.resolve(reads), 3)
    await context.close()
  })

  test('what changes while a list is read for the first time is in it', async () => {
    const own = await addCreditor(bench)
    await openCalls(bench, own, 1)
    const { context, page } = await visit(browser, through, await addPerson(bench, { [own.id]: 'supervisor' }))
    const other = await context.newPage()
    await other.goto('/inbox')
    await other.getByText('Niemand wacht op een medewerker').waitFor()
    let answer = (): void => undefined
    const isRead = new Promise<void>((resolve) => void page.route('**/inbox?*', async (route) => {
      const response = await route.fetch()
      answer = () => void route.fulfill({ response })
      resolve()
    }, { times: 1 }))
    await page.goto('/inbox')
    await isRead
    await somebodyWrites(own)
    await other.locator('.inbox-list [data-row]').first().waitFor()
    await page.evaluate('0')
    answer()
    await page.locator('.inbox-list [data-row]').first().waitFor()
    await context.close()
  })

  test('a page that was left, and that somebody goes back to, is told again, and reads what it missed', async () => {
    const own = await addCreditor(bench)
    await openCalls(bench, own, 2)
    const { context, page } = await visit(browser, through, await addPerson(bench, { [own.id]: 'supervisor' }))
    const other = await context.newPage()
    const rows = (tab: Page): Locator => tab.locator('.inbox-list [data-row]')
    for (const tab of [other, page]) {
      await tab.goto('/inbox')
      await tab.getByText('Niemand wacht op een medewerker').waitFor()
    }
    // As the browser does with a page that it keeps for the way back.
    await page.evaluate(`dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))`)
    await somebodyWrites(own)
    await rows(other).first().waitFor()
    expect(await rows(page).count()).toBe(0)
    await page.evaluate(`dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))`)
    await rows(page).first().waitFor()
    await somebodyWrites(own)
    for (const tab of [other, page]) await tab.getByRole('button', { name: /1 nieuw/ }).waitFor()
    await context.close()
  })

  const tenThousand = async (): Promise<Creditor> => {
    const large = await addCreditor(bench)
    await bench.database.query(`with made as (insert into debtor (creditor_id, id, reference, kind, language, segment, review_at, created_at)
      select $1, gen_random_uuid(), 'D' || n, 'consumer', 'nl', 'standard', $2, $2 from generate_series(1, 10000) n returning creditor_id, id)
      insert into debtor_person (creditor_id, debtor_id, name, hash_key) select creditor_id, id, 'X', '\\x00' from made`, [large.id, new Date(after(bench.now, DAY))])
    const owner = await Database.open(bench.url, 'owner', 1)
    await owner.query('analyze debtor, debtor_person')
    await owner.close()
    return large
  }

  test('a list of ten thousand has no more rows in the page than one sees, however far one goes', async () => {
    const large = await tenThousand()
    const { context, page } = await visit(browser, through, await addPerson(bench, { [large.id]: 'agent' }))
    await page.goto('/debtors')
    await page.locator('tr[data-row]').first().waitFor()
    let pages = 0
    page.on('response', (answer) => { if (answer.url().includes('/debtors?')) pages += 1 })
    // One that comes while a page is on its way asks for nothing.
    while (pages < 8) {
      await page.keyboard.press('End')
      await page.evaluate('new Promise(requestAnimationFrame)')
    }
    expect(pages).toBeLessThanOrEqual(9)
    expect(await page.evaluate<number>(`document.querySelectorAll('*').length`)).toBeLessThan(1500)
    await context.close()
  })

  test('whoever is looked for in vain is looked for once, to the end; a page of a list that is refused is asked for again when a person says so', async () => {
    const large = await tenThousand()
    const { context, page } = await visit(browser, through, await addPerson(bench, { [large.id]: 'agent' }))
    let looks = 0
    page.on('request', (asked) => { if (asked.url().includes('segment=loyal')) looks += 1 })
    let refused = 0
    await page.route('**/debtors?*cursor=*', (route) => {
      refused += 1
      return route.fulfill({ status: 429, contentType: 'application/problem+json', body: JSON.stringify({ status: 429, title: 'Too many requests' }) })
    })
    await page.goto('/debtors')
    await page.locator('tr[data-row]').first().waitFor()
    await page.keyboard.press('End')
    await page.getByRole('alert').waitFor()
    for (let frame = 0; frame < 30; frame++) await page.evaluate('new Promise(requestAnimationFrame)')
    expect(refused).toBe(1)
    await page.unroute('**/debtors?*cursor=*')
    await page.getByRole('alert').getByRole('button', { name: 'Opnieuw' }).click()
    await page.getByRole('alert').waitFor({ state: 'detached' })
    await page.keyboard.press('f')
    await page.getByRole('button', { name: /Groep/ }).click()
    await page.getByRole('option', { name: 'trouw', exact: false }).click()
    await page.getByText('Niets gevonden').waitFor()
    // Five thousand at a time, and the end.
    expect(looks).toBe(3)
    await context.close()
  })
})
