/** A walk over a page with the Tab key: what it does not come by, and where nobody could see that it is. */
import type { Page } from 'playwright'

const FOCUSABLE = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]'

export interface TabWalk {
  readonly unreached: readonly string[]
  readonly unseen: readonly string[]
}

/** In the page: notes where the focus comes, and whether a ring is drawn around it or around what it stands in. */
const LISTEN = `(() => {
  const seen = new Set(), unseen = []
  const isRinged = (element) => element !== null && (({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && outlineWidth !== '0px')(getComputedStyle(element))
  addEventListener('focusin', ({ target }) => {
    seen.add(target)
    if (![target, target.parentElement, target.parentElement?.parentElement].some(isRinged)) unseen.push(target.outerHTML.slice(0, 160))
  })
  // Of radio buttons with one name Tab comes by one.
  const groups = new Set()
  const isFirstOfGroup = ({ type, name }) => type !== 'radio' || name === '' || (!groups.has(name) && groups.add(name) !== null)
  const all = () => [...document.querySelectorAll(${JSON.stringify(FOCUSABLE)})].filter((element) => element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true }) && element.closest('[inert], [aria-hidden="true"]') === null)
  const unreached = () => all().filter((element) => !seen.has(element)).filter((element) => element.type !== 'radio' || ![...seen].some((one) => one.name === element.name)).filter(isFirstOfGroup).map((element) => element.outerHTML.slice(0, 160))
  window.unreached = () => unreached().length
  window.walked = () => document.activeElement?.blur?.() ?? ({ unseen, unreached: unreached() })
  document.activeElement?.blur?.()
  return all().length
})()`

export async function walkByTab(page: Page): Promise<TabWalk> {
  const many = await page.evaluate<number>(LISTEN)
  const press = (): Promise<void> => page.keyboard.press('Tab')
  if (page.frames().length === 1) await Promise.all(Array.from({ length: many + 5 }, press))
  // On its way into a frame and out of it the focus is nowhere for a moment: one at a time there, and its own links beside.
  else for (let presses = 0; presses < 3 * many + 40 && (await page.evaluate<number>('unreached()')) > 0; presses++) await press()
  return page.evaluate<TabWalk>('walked()')
}
