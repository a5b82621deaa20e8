/** What a person who edits config/ relies on: files are read as they are written, a mistake is named by file and line. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { ConfigurationFile } from '#settings'
import { definitionHash, readConfigurationFiles } from '#settings'

let folder: string
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'tijdig-config-')) })
afterEach(() => rmSync(folder, { recursive: true }))

function read(files: Record<string, string>): ConfigurationFile[] {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return readConfigurationFiles(folder)
}
const hashOf = (path: string, text: string): string => read({ [path]: text }).find((file) => file.path === path)?.hash ?? 'not read'

describe('files', () => {
  it('are found by kind, named by their path, in a fixed order', () => {
    const files = read({
      'imports/exact/open-items.yaml': 'name: exact', 'policies/nl.yaml': 'zone: Europe/Amsterdam', 'strategies/consumer.yaml': 'steps: []',
      'calendars/target.yaml': 'days: {2027-01-01: {nl: Nieuwjaarsdag, en: New Year}}', 'templates/email/reminder.nl.md': '---\nsubject: Hallo\n---\nDag\n',
      'demo/creditor.yaml': 'name: not a kind of its own', 'env.example': 'PORT=3000', 'policies/.nl.yaml.swp': 'x', 'imports/README.md': 'about',
    })
    expect(files.map(({ kind, name, path }) => ({ kind, name, path }))).toEqual([
      { kind: 'policy', name: 'nl', path: 'policies/nl.yaml' },
      { kind: 'strategy', name: 'consumer', path: 'strategies/consumer.yaml' },
      { kind: 'calendar', name: 'target', path: 'calendars/target.yaml' },
      { kind: 'template', name: 'email/reminder.nl', path: 'templates/email/reminder.nl.md' },
      { kind: 'import-mapping', name: 'exact/open-items', path: 'imports/exact/open-items.yaml' },
    ])
    expect(files[2]?.definition).toEqual({ days: { '2027-01-01': { nl: 'Nieuwjaarsdag', en: 'New Year' } } })
    expect(files[3]?.definition).toEqual({ subject: 'Hallo', body: 'Dag\n' })
  })
  it('may be absent altogether', () => {
    expect(read({})).toEqual([])
  })
})

describe('a mistake', () => {
  it.each([
    ['policies/nl.yaml', 'zone: Europe/Amsterdam\nhours: {email: [}\n', 'policies/nl.yaml:2'],
    ['policies/nl.yaml', 'zone: a\nname: b\nzone: c\n', 'policies/nl.yaml:3'],
    ['templates/sms/reminder.nl.md', '---\nchannel: sms\nphase: "reminder\n---\nDag\n', 'templates/sms/reminder.nl.md:'],
    ['templates/sms/reminder.nl.md', '---\nchannel: sms\nphase: a: b\n---\nDag\n', 'templates/sms/reminder.nl.md:3'],
    ['templates/sms/reminder.nl.md', 'Dag\n', 'templates/sms/reminder.nl.md:1'],
    ['templates/sms/reminder.nl.md', '---\njust words\n---\nDag\n', 'templates/sms/reminder.nl.md:2'],
  ])('in %s is named by file and line', (path, text, where) => {
    expect(() => read({ [path]: text })).toThrow(where)
  })
  it('in the ending of a name is refused, since the file would be left out in silence', () => {
    expect(() => read({ 'strategies/business.yml': 'steps: []' })).toThrow('strategies/business.yml: files in this folder end in .yaml')
  })
})

describe('the hash', () => {
  const policy = 'zone: Europe/Amsterdam\ncaps: {perDay: 1, perWindow: 3}\n'
  it('stays when only the look of a file changes', () => {
    const look = '\uFEFF# reviewed in June\r\ncaps:\r\n  perWindow: 3\r\n  perDay: 1\r\nzone: "Europe/Amsterdam"\r\n'
    expect(hashOf('policies/a.yaml', look)).toBe(hashOf('policies/a.yaml', policy))
    expect(hashOf('templates/sms/a.nl.md', '---\r\nchannel: sms\r\n---\r\nDag\r\n')).toBe(hashOf('templates/sms/a.nl.md', '---\nchannel: sms\n---\nDag\n'))
  })
  it('changes with every value, and with the order of a list', () => {
    const hashes = [policy, policy.replace('3', '4'), 'order: [sms, email]', 'order: [email, sms]'].map((text) => hashOf('policies/a.yaml', text))
    expect(new Set(hashes).size).toBe(4)
  })
  it('is the same for a definition that an editor made or that came back from the database', () => {
    expect(definitionHash({ caps: { perWindow: 3, perDay: 1 }, zone: 'Europe/Amsterdam' })).toBe(hashOf('policies/a.yaml', policy))
  })
})

describe('the parts of a template', () => {
  const template = { 'templates/email/reminder.nl.md': '---\nsubject: Hallo\n---\nDag\n@include help\n' }
  it('are written into the body in its language, so that a changed part is a changed template', () => {
    const [before] = read({ ...template, 'templates/parts/help.nl.md': 'Bel ons.\n', 'templates/parts/help.en.md': 'Call us.\n' })
    expect(before?.definition).toEqual({ subject: 'Hallo', body: 'Dag\nBel ons.\n' })
    const files = read({ 'templates/parts/help.nl.md': 'Bel ons gerust.\n' })
    expect(files).toHaveLength(1)
    expect(files[0]?.hash).not.toBe(before?.hash)
  })
})
