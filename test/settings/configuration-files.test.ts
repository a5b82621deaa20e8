/** What a person who edits config/ relies on: files are read as they are written, a mistake is named by file and line. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { ConfigurationFile } from '#settings'
import { definitionHash, parseConfiguration, parseConfigurations, readConfigurationFiles } from '#settings'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tijdig-config-'))
})
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
      'imports/exact/open-items.yaml': 'name: exact',
      'policies/nl.yaml': 'zone: Europe/Amsterdam',
      'strategies/consumer.yaml': 'steps: []',
      'calendars/target.yaml': 'days: {2027-01-01: {nl: Nieuwjaarsdag, en: New Year}}',
      'templates/email/reminder.nl.md': '---\nsubject: Hallo\n---\nDag\n',
      'demo/creditor.yaml': 'name: not a kind of its own',
      'env.example': 'PORT=3000',
      'policies/.nl.yaml.swp': 'x',
      'imports/README.md': 'about',
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

describe('a definition that does not fit', () => {
  const calendar = (rows: string): string =>
    `name: x\nkind: closed-days\nsource: a\nvalidFrom: '2027-01-01'\nvalidUntil: '2027-12-31'\nweekly: [sunday]\ndays:\n${rows}`
  const income = (rows: string): string => `name: x\nkind: income\nsource: a\nrules:\n${rows}`
  const policy = readFileSync(join(__dirname, '../../config/policies/nl-reference.yaml'), 'utf8')
  const lineOf = (text: string, of: string): number => text.split('\n').findIndex((line) => line.startsWith(of)) + 1
  it.each([
    [
      'calendars/x.yaml',
      calendar("  '2027-01-01': { nl: a, en: b }\n  '2027-02-30': { nl: a, en: b }\n"),
      'calendars/x.yaml:9: days.2027-02-30: is not a date',
    ],
    [
      'calendars/x.yaml',
      calendar("  '2027-01-01': { nl: a, en: b }\n  '2027-01-01': { nl: a, en: b }\n"),
      'calendars/x.yaml:9: Map keys must be unique',
    ],
    [
      'calendars/x.yaml',
      calendar("  '2027-01-01':\n    nl: a\n    en: b\n    reason: c\n"),
      'calendars/x.yaml:11: days.2027-01-01.reason: should not exist',
    ],
    [
      'calendars/x.yaml',
      calendar("  '2027-01-01': { nl: a, en: b }\nweekday: [monday]\n"),
      'calendars/x.yaml:9: weekday: should not exist',
    ],
    ['calendars/x.yaml', calendar('  {}\n'), 'calendars/x.yaml:7: days: says nothing about 2027'],
    [
      'calendars/x.yaml',
      income(
        "  - { from: '2026-01-01', until: '2026-12-31', source: a, nominalDay: 23 }\n  - { from: '2026-12-01', until: '2027-12-31', source: a, nominalDay: 23 }\n",
      ),
      'calendars/x.yaml:6: rules.1.from: overlaps the row above it, which holds until 2026-12-31',
    ],
    [
      'calendars/x.yaml',
      `name: x\nkind: income\nsource: a\nlists:\n  - source: b\n    days:\n      - '2026-12-21'\n      - '2026-12-22'\n`,
      'calendars/x.yaml:8: lists.0.days.1: 2026-12 is listed twice',
    ],
    [
      'policies/nl-reference.yaml',
      policy.replace("email: { opens: '09:00', closes: '19:00'", "email: { opens: '19:30', closes: '19:00'"),
      `policies/nl-reference.yaml:${lineOf(policy, '  email: {')}: hours.email: closes (19:00) must come after opens (19:30)`,
    ],
    [
      'policies/nl-reference.yaml',
      policy.replace('postDays:\n', "postDays:\n  - { from: '2026-07-01', value: 2 }\n"),
      `policies/nl-reference.yaml:${lineOf(policy, 'postDays:')}: postDays: the dates must ascend, none twice`,
    ],
    [
      'policies/nl-reference.yaml',
      policy.replace('minimum: 4000', 'minimum: 5000'),
      `policies/nl-reference.yaml:${lineOf(policy, 'collectionCosts:')}: collectionCosts: over 0.01 they come to 50.00; a consumer may be charged 40.00`,
    ],
    [
      'policies/nl-reference.yaml',
      policy.replace("'2026-07-01', value: 3", "'2026-07-01', value: 1"),
      `policies/nl-reference.yaml:${lineOf(policy, "  - { from: '2026-07-01'")}: postDays.1.value: must be 2 at least`,
    ],
    // What is missing has no line.
    ['policies/nl-reference.yaml', policy.replace(/^latenessHours:.*$/m, ''), 'policies/nl-reference.yaml: latenessHours: '],
    [
      'templates/sms/reminder.nl.md',
      '---\nchannel: sms\nphase: remind\nlanguage: nl\n---\nDag\n',
      'templates/sms/reminder.nl.md:3: phase must be one of',
    ],
  ])('in %s is refused with file, line and reason (%#)', (path, text, message) => {
    expect(() => {
      for (const file of read({ [path]: text })) parseConfiguration(file)
    }).toThrow(message)
  })
  it('is a policy too that names a calendar which is not there', () => {
    const files = read({ 'policies/nl-reference.yaml': policy, 'calendars/x.yaml': calendar("  '2027-01-01': { nl: a, en: b }\n") })
    expect(() => parseConfigurations(files)).toThrow(
      `policies/nl-reference.yaml:${lineOf(policy, 'calendars:')}: calendars.contact: nl-contact is not a calendar of closed days; there are x`,
    )
  })
  it('is a policy too that names a table of rates which is not there', () => {
    const named = policy.replace('table: nl-statutory-interest', 'table: nl-interest')
    const days = calendar("  '2027-01-01': { nl: a, en: b }\n")
    const files = read({
      'policies/nl-reference.yaml': named,
      ...Object.fromEntries(
        ['nl-contact', 'target', 'nl-post'].map((name) => [`calendars/${name}.yaml`, days.replace('name: x', `name: ${name}`)]),
      ),
    })
    expect(() => parseConfigurations(files)).toThrow(
      `policies/nl-reference.yaml:${lineOf(named, '  table:')}: interest.table: nl-interest is not a table of rates`,
    )
  })
})

describe('a calendar of contact', () => {
  const shipped = (path: string): string => readFileSync(join(__dirname, '../../config', path), 'utf8')
  const paths = [
    'policies/nl-reference.yaml',
    'rates/nl-statutory-interest.yaml',
    ...['nl-contact', 'target', 'nl-post'].map((name) => `calendars/${name}.yaml`),
  ]
  const filesWith = (contact: string): ConfigurationFile[] =>
    read({ ...Object.fromEntries(paths.map((path) => [path, shipped(path)])), 'calendars/nl-contact.yaml': contact })
  const contact = shipped('calendars/nl-contact.yaml')
  it.each([
    [
      "  '2027-03-26': { nl: Goede Vrijdag, en: Good Friday, source: good-friday }\n",
      'nl-contact.yaml:17: days.2027-03-26: Goede Vrijdag is missing',
    ],
    ["  '2025-04-26': { nl: Koningsdag, en: \"King's Day\", source: atw }\n", 'nl-contact.yaml:17: days.2025-04-26: Koningsdag is missing'],
    [
      "  '2028-05-25': { nl: Hemelvaartsdag, en: Ascension Day, source: atw }\n",
      'nl-contact.yaml:17: days.2028-05-25: Hemelvaartsdag is missing',
    ],
  ])('that leaves a holiday of the law open is refused with file, line and reason: %s', (row, refusal) => {
    expect(contact).toContain(row)
    expect(() => parseConfigurations(filesWith(contact.replace(row, '')))).toThrow(
      `calendars/${refusal}, on which nobody may be approached (Bki art. 4.2(2), ATW art. 3)`,
    )
  })
  it('that leaves Sundays open is refused', () => {
    expect(() => parseConfigurations(filesWith(contact.replace('weekly: [sunday]', 'weekly: [monday]')))).toThrow(
      'calendars/nl-contact.yaml:16: weekly: sunday is missing',
    )
  })
  it('is refused in the policy that names it, where it has been published as something else: mail is not delivered on a Monday, banks rest on other days', () => {
    const files = filesWith(contact).map(({ lineOf, ...file }) => (file.kind === 'policy' ? { ...file, lineOf } : file))
    const banking = files.map((file) =>
      file.kind === 'policy'
        ? { ...file, definition: { ...(file.definition as object), calendars: { contact: 'target', bank: 'target', post: 'nl-post' } } }
        : file,
    )
    expect(() => parseConfigurations(banking)).toThrow(
      /policies\/nl-reference.yaml:\d+: calendars.contact: in target days.\d{4}-04-2\d: Koningsdag is missing/,
    )
    expect(parseConfigurations(files)).toHaveLength(files.length)
  })
})

describe('the hash', () => {
  const policy = 'zone: Europe/Amsterdam\ncaps: {perDay: 1, perWindow: 3}\n'
  it('stays when only the look of a file changes', () => {
    const look = '\uFEFF# reviewed in June\r\ncaps:\r\n  perWindow: 3\r\n  perDay: 1\r\nzone: "Europe/Amsterdam"\r\n'
    expect(hashOf('policies/a.yaml', look)).toBe(hashOf('policies/a.yaml', policy))
    expect(hashOf('templates/sms/a.nl.md', '---\r\nchannel: sms\r\n---\r\nDag\r\n')).toBe(
      hashOf('templates/sms/a.nl.md', '---\nchannel: sms\n---\nDag\n'),
    )
  })
  it('changes with every value, and with the order of a list', () => {
    const hashes = [policy, policy.replace('3', '4'), 'order: [sms, email]', 'order: [email, sms]'].map((text) =>
      hashOf('policies/a.yaml', text),
    )
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
