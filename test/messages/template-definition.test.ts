/** A template definition is read whole or refused with the place and the reason. */
import { ConfigurationError, parseTemplate, readConfigurationFiles } from '#settings'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const EMAIL = { channel: 'email', phase: 'reminder', language: 'nl', subject: 'Dag', preheader: 'Over uw factuur', body: 'Dag' }

describe('parseTemplate', () => {
  it('fills in what follows from the rest', () => {
    expect(parseTemplate(EMAIL, 'x')).toEqual({
      ...EMAIL,
      name: 'email/reminder.nl',
      version: 1,
      level: 'B1',
      segment: null,
      kinds: ['consumer', 'business'],
      pickedAs: null,
      whatsapp: null,
    })
  })

  it('reads back what it wrote, as when a version comes from the database', () => {
    const once = parseTemplate({ ...EMAIL, name: 'email/reminder-loyal.nl', version: 7, kinds: ['business'] }, 'x')
    expect(parseTemplate(JSON.parse(JSON.stringify(once)) as unknown, 'x')).toEqual(once)
  })

  it.each<[string, unknown]>([
    ['channel', { ...EMAIL, channel: 'fax' }],
    ['phase', { ...EMAIL, phase: 'threat' }],
    ['language', { ...EMAIL, language: 'de' }],
    ['tone', { ...EMAIL, tone: 'friendly' }],
    ['body', { ...EMAIL, body: '' }],
    ['needs a subject', { ...EMAIL, subject: undefined }],
    ['subject must be one line', { ...EMAIL, subject: 'Dag\nBcc: x' }],
    ['needs a preheader', { ...EMAIL, preheader: null }],
    ['may not go by sms', { channel: 'sms', phase: 'formal-notice', language: 'nl', body: 'Dag' }],
    ['may not go by whatsapp', { channel: 'whatsapp', phase: 'final-demand', language: 'nl', body: 'Dag' }],
    ['needs the approved template', { channel: 'whatsapp', phase: 'reminder', language: 'nl', body: 'Dag' }],
    [
      'does not use {2}',
      { channel: 'whatsapp', phase: 'reminder', language: 'nl', body: 'Dag', whatsapp: { name: 'a', parameters: ['x', 'y'], text: '{1}' } },
    ],
    [
      'uses {2}',
      { channel: 'whatsapp', phase: 'reminder', language: 'nl', body: 'Dag', whatsapp: { name: 'a', parameters: ['x'], text: '{1} {2}' } },
    ],
    [
      'whatsapp.name',
      { channel: 'whatsapp', phase: 'reminder', language: 'nl', body: 'Dag', whatsapp: { name: 'Not Allowed', parameters: [], text: 'x' } },
    ],
    ['part "payment" was not included', { ...EMAIL, body: 'Dag\n\n@include payment' }],
    ['a set of fields', ['x']],
  ])('says what is wrong: %s', (said, definition) => {
    expect(() => parseTemplate(definition, 'templates/x.md')).toThrow(ConfigurationError)
    expect(() => parseTemplate(definition, 'templates/x.md')).toThrow(new RegExp(`^templates/x.md: .*${said.replace(/[{}.]/g, '\\$&')}`))
  })
})

describe('parts of templates', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tijdig-parts-'))
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  function bodyWith(parts: Record<string, string>, body: string): unknown {
    for (const [path, text] of Object.entries({ ...parts, 'email/reminder.nl.md': `---\nchannel: email\n---\n${body}` })) {
      mkdirSync(dirname(join(folder, 'templates', path)), { recursive: true })
      writeFileSync(join(folder, 'templates', path), text)
    }
    return readConfigurationFiles(folder).map((file) => (file.definition as { body: string }).body)
  }

  it('are written into a body, parts of parts too, in the language of the file', () => {
    expect(
      bodyWith({ 'parts/a.nl.md': 'A\n@include b\n', 'parts/b.nl.md': 'B\n', 'parts/b.en.md': 'not this\n' }, 'x\n@include a\ny'),
    ).toEqual(['x\nA\nB\ny'])
  })

  it('that hold each other end somewhere, to be refused', () => {
    const [body] = bodyWith({ 'parts/a.nl.md': '@include b\n', 'parts/b.nl.md': '@include a\n' }, '@include a') as [string]
    expect(() => parseTemplate({ ...EMAIL, body }, 'x')).toThrow('was not included')
  })
})
