/** SMS: the price of a text, counted as carriers count it. */
import { compose, sampleInput, smsSegments } from '#messages'
import type { TemplateDefinition } from '#domain'

const sms: TemplateDefinition = {
  name: 'sms/reminder.nl',
  version: 1,
  channel: 'sms',
  phase: 'reminder',
  language: 'nl',
  level: 'B1',
  segment: null,
  kinds: ['consumer'],
  pickedAs: null,
  subject: null,
  preheader: null,
  whatsapp: null,
  body: '',
}
const textOf = (body: string): string => {
  const definition = { ...sms, body }
  return compose(sampleInput(definition, 'consumer'), definition).content.text
}

describe('smsSegments', () => {
  it.each([
    ['', 'gsm-7', 0, 1],
    ['a'.repeat(160), 'gsm-7', 160, 1],
    ['a'.repeat(161), 'gsm-7', 161, 2],
    ['a'.repeat(306), 'gsm-7', 306, 2],
    ['a'.repeat(307), 'gsm-7', 307, 3],
    ['€'.repeat(80), 'gsm-7', 160, 1],
    ['€'.repeat(81), 'gsm-7', 162, 2],
    // 152 letters leave one unit in the first part, which half a euro sign may not take.
    [`${'a'.repeat(152)}€${'a'.repeat(152)}`, 'gsm-7', 306, 3],
    ['ë'.repeat(70), 'ucs-2', 70, 1],
    ['ë'.repeat(71), 'ucs-2', 71, 2],
    ['😀'.repeat(35), 'ucs-2', 70, 1],
    ['😀'.repeat(67), 'ucs-2', 134, 3],
    ['é è ù ì ò à ä ö ü ñ', 'gsm-7', 19, 1],
    ['ê', 'ucs-2', 1, 1],
  ] as const)('%#: counts units and segments', (text, encoding, units, segments) => {
    expect(smsSegments(text)).toEqual({ encoding, units, segments })
  })
})

describe('an SMS', () => {
  it('spells typography plainly, and leaves letters of names alone', () => {
    expect(textOf('“Dag” – ’t is goed… één\u00A0keer')).toBe('"Dag" - \'t is goed... één keer')
    expect(textOf('Daniël Šimić')).toBe('Daniël Šimić')
  })

  it('composes letters that came in two parts, so that é stays cheap', () => {
    expect(smsSegments(textOf('Cafe\u0301'))).toEqual({ encoding: 'gsm-7', units: 4, segments: 1 })
  })
})
