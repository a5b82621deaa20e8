/** One's own account in a real browser: a second step is set up with the password, by its code and by no other, and a password is asked for twice. */
import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright'
import { expectSound } from '../support/browser'

export async function ownAccount(page: Page, server: string, own: string): Promise<void> {
  await page.goto(new URL('/me', server).href)
  const step = page.getByRole('region', { name: 'Tweede stap bij inloggen' })
  await step.getByRole('button', { name: 'Instellen' }).click()
  const known = step.getByRole('textbox', { name: 'Wachtwoord van nu' })
  await known.fill('iemand die hier langs loopt')
  await known.press('Enter')
  await step.getByText('Dit klopt niet.').waitFor()
  await expectSound(page)
  await known.fill(own)
  await known.press('Enter')
  await step.getByRole('img', { name: 'Code om te scannen' }).waitFor()
  await expectSound(page)
  const code = step.getByRole('textbox', { name: 'Code uit uw app' })
  await code.fill('000 000')
  await code.press('Enter')
  await step.getByText('Deze code klopt niet').waitFor()
  await code.fill(new TOTP({ secret: Secret.fromBase32(await step.locator('.secret').innerText()) }).generate())
  await code.press('Enter')
  await step.getByText('Aan: bij inloggen wordt een code gevraagd.').waitFor()
  const password = page.getByRole('form', { name: 'Wachtwoord' }).getByLabel('Wachtwoord van nu')
  await password.fill('iets anders')
  await password.press('Enter')
  await page.getByText('Kies twaalf tekens of meer').waitFor()
}
