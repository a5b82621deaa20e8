/** `tijdig templates lint`, as an editor runs it: what is found is named, and the exit code says whether to publish. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CommandLine } from '../support/cli'

const CONFIG = join(__dirname, '../../config')
const SMS = 'config/templates/sms/reminder.nl.md'
let line: CommandLine
beforeAll(() => {
  line = new CommandLine({ TIJDIG_CONFIG: 'config' })
  cpSync(CONFIG, join(line.folder, 'config'), { recursive: true })
})
afterAll(() => line.remove())
const change = (of: (text: string) => string): void =>
  writeFileSync(join(line.folder, SMS), of(readFileSync(join(CONFIG, 'templates/sms/reminder.nl.md'), 'utf8')))

test('names what is wrong, and does not let it pass', async () => {
  change((text) => `${text.trim()} U betaalt {{ total }}, {{ creditor.phoon }}.\n`)
  const { code, stdout } = await line.run('templates', 'lint', SMS, 'email/reminder.nl')
  expect(code).toBe(1)
  expect(stdout).toMatch(/sms\/reminder\.nl +unknown-variable +creditor\.phoon/)
  expect(stdout).not.toContain('email/reminder.nl')
})

test('a file that does not fit is another exit code, with file, line and reason', async () => {
  change((text) => text.replace('phase: reminder', 'phase: herinnering'))
  expect(await line.run('templates', 'lint')).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('templates/sms/reminder.nl.md:3: phase must be one of') as unknown,
  })
})
