/** Every screen there is, for every role: it opens or says which role it needs, fits the narrowest telephone, has no fault that axe knows in either theme, and Tab leads to all of it. */
import type { Browser, Page, Request } from 'playwright'
import { ROLES, type Role } from '#access'
import { joinCampaign } from '../support/campaign'
import { expectSound, newcomer, overhang, visit } from '../support/browser'
import { addPerson, type Person } from '../support/people'
import { addClaims, addCreditor, callBack, claimOf, HOME, rest, type PipeBench } from '../support/pipe'
import { walkByTab } from '../support/tab-walk'
import type { World } from './world'

interface Screen {
  readonly path: string
  readonly link?: string
  readonly roles: readonly Role[]
  readonly name: { readonly nl: string }
  readonly key?: string
}
interface Words {
  readonly menu: string
  readonly roles: Readonly<Record<Role, string>>
  needsRole(roles: readonly string[]): string
}
/** The pages' own lists; the compiler of the tests does not know JSX. */
const { SCREENS, DOORS } = jest.requireActual<{ SCREENS: readonly Screen[]; DOORS: readonly { readonly path: string }[] }>(
  '../../apps/console/src/screens',
)
const {
  shell: { nl: words },
} = jest.requireActual<{ shell: { nl: Words } }>('../../apps/console/src/texts/shell')

/** Of the world below, what each finds on the page where a day begins. */
const FIRST_SEEN: Readonly<Record<Role, readonly string[]>> = {
  agent: ['A. Voorbeeldsma'],
  supervisor: ['A. Voorbeeldsma', 'klaar om te bellen'],
  operator: ['spring'],
  approver: ['Niets wacht op goedkeuring.', 'spring'],
  admin: ['klaar om te bellen', 'spring'],
  auditor: ['spring'],
}
const HOME_SCREEN = SCREENS.find(({ path }) => path === '/') ?? { path: '/', roles: [], name: { nl: '' } }
const NOWHERE = { unseen: [], unreached: [] }
/** Two frames on: whether there is something to read, and nothing on its way. */
const PAINTED = `new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(() =>
  painted(document.querySelector('main :is(h1, h2)') !== null && document.querySelector('main [aria-busy="true"]') === null))))`

export const screens = (world: () => World): void =>
  describe('every screen', () => {
    let bench: PipeBench
    let browser: Browser
    let people: Readonly<Record<Role, Person>>
    let addresses: Readonly<Record<string, string>>
    beforeAll(async () => {
      ;({ bench, browser } = world())
      const creditor = await addCreditor(bench)
      const home = `/v1/creditors/${creditor.id}`
      people = Object.fromEntries(
        await Promise.all(ROLES.map(async (role) => [role, await addPerson(bench, { [creditor.id]: role }, { name: `${role} Proef` })])),
      ) as Record<Role, Person>
      await addClaims(bench, creditor, [
        claimOf('C1', { phone: '+31612301001', preferredChannel: 'call', address: HOME }),
        claimOf('C2', { phone: '+31612301002', preferredChannel: 'call' }),
        claimOf('L1', { address: HOME, preferredChannel: 'letter' }),
        claimOf('E1', { email: 'e1@example.nl' }),
      ])
      await rest(bench)
      const [sender] = await bench.database.query<{ address: string }>(
        `select address from sender where creditor_id = $1 and channel = 'email'`,
        [creditor.id],
      )
      await callBack(bench, {
        kind: 'inbound',
        key: 'screens',
        channel: 'email',
        from: 'e1@example.nl',
        to: sender?.address,
        subject: 'Re: Herinnering',
        text: 'Dag, ik betaal vrijdag',
        at: new Date(bench.now).toISOString(),
      })
      await rest(bench)
      const campaign = await joinCampaign(bench, creditor, null)
      const { operator } = people
      await operator.call('POST', `${home}/letter-batches`)
      const file = await fetch(`${bench.api}${home}/imports?kind=claims&mapping=generic`, {
        method: 'POST',
        body: 'reference;open\nx;tien\n',
        headers: {
          'content-type': 'application/octet-stream',
          cookie: operator.cookie,
          'x-csrf-token': operator.csrf,
          'idempotency-key': 'screens-import',
        },
      })
      const draft = await operator.call<{ id: string }>('POST', `${home}/configuration-drafts`, {
        body: { kind: 'template', name: 'email/reminder.nl' },
      })
      const first = async (path: string): Promise<string> =>
        (await operator.call<{ items: { id: string }[] }>('GET', `${home}${path}`)).body.items[0]?.id ?? ''
      addresses = {
        '/debtors/$id': `/debtors/${await first('/debtors')}`,
        '/campaigns/$id': `/campaigns/${campaign}`,
        '/letters/$id': `/letters/${await first('/letter-batches')}`,
        '/imports/$id': `/imports/${((await file.json()) as { id: string }).id}`,
        '/editors/drafts/$id': `/editors/drafts/${draft.body.id}`,
        '/editors/versions/$id': `/editors/versions/${await first('/configuration-versions?kind=template&name=email%2Freminder.nl')}`,
        '/settings/users/$id': `/settings/users/${people.agent.id}`,
      }
    })

    /** One that is new and has a parameter needs an example of it here. */
    const addressOf = ({ path, link }: Screen): string => {
      const address = link ?? (path.includes('$') ? addresses[path] : path)
      if (address === undefined || (address.endsWith('/') && path !== '/')) throw new Error(`no example of ${path}`)
      return address
    }

    interface Look {
      readonly headings: readonly string[]
      readonly faults: readonly string[]
      readonly menu: readonly string[]
    }

    interface Guest {
      readonly page: Page
      readonly complaints: readonly string[]
      /** What the last screen asked of the API. */
      readonly asked: string[]
      open(screen: Screen): Promise<void>
    }

    async function guest(role: Role, width: number): Promise<Guest> {
      const { page, complaints } = await visit(browser, bench, people[role], { width })
      const asked: string[] = []
      let waiting = 0
      const counts = (url: string): boolean => new URL(url).pathname.startsWith('/v1/') && !url.includes('/v1/live')
      page.on('request', (request) => {
        if (!counts(request.url())) return
        waiting += 1
        asked.push(new URL(request.url()).pathname)
      })
      const over = (request: Request): void => {
        waiting -= counts(request.url()) ? 1 : 0
      }
      page.on('requestfinished', over).on('requestfailed', over)
      await page.goto('/me')
      await page.getByRole('heading', { level: 1 }).waitFor()
      return {
        page,
        complaints,
        asked,
        async open(screen) {
          asked.length = 0
          await page.evaluate(
            `history.pushState(null, '', ${JSON.stringify(addressOf(screen))}); dispatchEvent(new PopStateEvent('popstate'))`,
          )
          while (!(await page.evaluate<boolean>(PAINTED)) || waiting > 0);
        },
      }
    }

    /** What the page says, and what its menu offers. */
    const look = (page: Page): Promise<Look> =>
      page.evaluate<Look>(`({
    headings: [...document.querySelectorAll('main h1')].map(({ textContent }) => textContent), faults: [...document.querySelectorAll('main .error')].map(({ innerText }) => innerText),
    menu: [...document.querySelectorAll('nav[aria-label="${words.menu}"] a')].filter((link) => link.checkVisibility()).map(({ textContent }) => textContent) })`)

    async function opens({ page, asked, open }: Guest, role: Role, screen: Screen): Promise<void> {
      await open(screen)
      const isTheirs = screen.roles.includes(role)
      const refusal = words.needsRole(screen.roles.map((one) => words.roles[one]))
      const [{ headings, faults, menu }, over] = await Promise.all([look(page), overhang(page)])
      const name = screen.name.nl
      const found = { isRefused: headings.includes(refusal), isInMenu: menu.includes(name), faults, over, asked: isTheirs ? [] : asked }
      expect([role, screen.path, found]).toEqual([
        role,
        screen.path,
        { isRefused: !isTheirs, isInMenu: isTheirs && screen.key !== undefined && screen.path !== '/', faults: [], over: [], asked: [] },
      ])
    }

    /** The page where a day begins, and a menu that fits its bar. */
    async function begins({ page, open }: Guest, role: Role): Promise<void> {
      await open(HOME_SCREEN)
      for (const text of FIRST_SEEN[role])
        expect([role, text, await page.locator('main').getByText(text, { exact: true }).count()]).toEqual([role, text, 1])
      await page.setViewportSize({ width: 1280, height: 800 })
      expect([
        role,
        await page.evaluate<boolean>(`(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)(document.querySelector('header nav'))`),
      ]).toEqual([role, false])
    }

    test('opens for the roles it is for, and tells the others which those are without asking for anything; no line of it is wider than 320 px', async () => {
      await Promise.all(
        ROLES.filter((role) => role !== 'admin').map(async (role) => {
          const arrived = await guest(role, 320)
          // Theirs first: a page that is left may hear of news once more, and read it.
          for (const screen of [...SCREENS].sort((one, other) => Number(other.roles.includes(role)) - Number(one.roles.includes(role))))
            await opens(arrived, role, screen)
          await begins(arrived, role)
          expect([role, arrived.complaints]).toEqual([role, []])
          await arrived.page.context().close()
        }),
      )
    })

    test('opens for admins too, is without fault in both themes, and Tab leads to all that can be used, with a focus one can see', async () => {
      const lists = [0, 1].map((list) => SCREENS.filter((_, index) => index % 2 === list))
      await Promise.all(
        lists.map(async (list) => {
          const admin = await guest('admin', 1280)
          const { page, complaints } = admin
          for (const screen of list) {
            await opens(admin, 'admin', screen)
            await expectSound(page, 320)
            expect([screen.path, await walkByTab(page)]).toEqual([screen.path, NOWHERE])
          }
          if (list.includes(HOME_SCREEN)) await begins(admin, 'admin')
          expect(complaints).toEqual([])
          await page.context().close()
        }),
      )
      const stranger = await (await newcomer(browser, { baseURL: bench.api, viewport: { width: 320, height: 640 } })).newPage()
      for (const { path } of DOORS) {
        await stranger.goto(path)
        await stranger.getByRole('heading', { level: 1 }).waitFor()
        await expectSound(stranger)
        expect([path, await walkByTab(stranger)]).toEqual([path, NOWHERE])
      }
      await stranger.context().close()
    })
  })
