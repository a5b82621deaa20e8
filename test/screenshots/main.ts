/** `npm run screenshots`: the four pictures of the README, from a demo of its own; with `--every FOLDER` every screen in all widths, languages and themes. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { findChromium, openBrowser } from '../support/browser'
import { openDemoHouse } from './demo-house'
import { takeEvery } from './every-screen'
import { takeFour } from './four-pictures'

const FOLDER = 'test/screenshots'

async function main([flag, folder]: readonly string[]): Promise<void> {
  const chromium = findChromium()
  if (typeof chromium === 'string') throw new Error(chromium)
  const browser = await openBrowser(chromium.path)
  const house = await openDemoHouse()
  try {
    const target = flag === '--every' && folder !== undefined ? folder : FOLDER
    mkdirSync(target, { recursive: true })
    const save = (name: string): string => join(target, `${name}.png`)
    await (target === FOLDER ? takeFour(browser, house, save) : takeEvery(browser, house, save))
  } finally {
    await browser.close()
    await house.close()
  }
}

main(process.argv.slice(2)).catch((fault: unknown) => {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
  process.exitCode = 1
})
