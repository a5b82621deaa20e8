/** One server and one browser for several suites of the pages: to start those is what costs. Each suite has a creditor of its own. */
import type { Browser } from 'playwright'
import type { DeskSettings } from '#domain'
import { describeInBrowser } from '../support/browser'
import { endCarriers } from '../support/carrier'
import { openBench, type PipeBench } from '../support/pipe'

export interface World {
  readonly bench: PipeBench
  readonly browser: Browser
}

/** On a busy machine a page is slow, and what is pressed there must not come too late. */
export const UNHURRIED: DeskSettings = { undoSeconds: 60, reservedSeconds: 600 }

/** What `world` answers is there from the suites' own `beforeAll` on. */
export function inOneWorld(title: string, ...suites: readonly ((world: () => World) => void)[]): void {
  describeInBrowser(title, (launch) => {
    let world: World
    beforeAll(async () => {
      const [bench, browser] = await Promise.all([openBench(), launch()])
      world = { bench, browser }
    })
    afterAll(async () => {
      await world.browser.close()
      await world.bench.close()
      await endCarriers()
    })
    for (const suite of suites) suite(() => world)
  })
}
