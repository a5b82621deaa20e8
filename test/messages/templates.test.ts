/** The shipped templates: each is complete, readable and discreet, and says what law and courtesy ask for, to consumers and firms, in both languages. */
import { LADDER_PHASES, LANGUAGES, LEGAL_PHASES } from '#domain'
import type { Channel, LocalDate } from '#domain'
import { compose, lintTemplate, mostSpecific, sampleInput, smsSegments } from '#messages'
import { template, templates, textOf } from './shipped'

const SHIPPED = ['pre-due', 'due-day', 'reminder', 'formal-notice', 'final-demand'] as const

describe('the shipped templates', () => {
  it('cover every phase that a shipped strategy can reach, on every channel that may carry it', () => {
    for (const language of LANGUAGES) {
      for (const phase of SHIPPED) {
        const channels: Channel[] = LEGAL_PHASES.includes(phase) ? ['email', 'letter'] : ['email', 'letter', 'sms', 'whatsapp', 'call']
        for (const channel of channels) expect(template(channel, phase, language).phase).toBe(phase)
      }
    }
    for (const language of LANGUAGES) {
      for (const phase of ['welcome', 'receipt-check', 'instalment', 'debit-failed'] as const) {
        for (const channel of ['email', 'letter', 'sms', 'whatsapp', 'call'] as const)
          expect(template(channel, phase, language).phase).toBe(phase)
      }
      // An agent needs no script to ask a preference, or to answer.
      for (const phase of ['invoice-copy', 'reply', 'preference'] as const)
        for (const channel of ['email', 'letter', 'sms', 'whatsapp'] as const) expect(template(channel, phase, language).phase).toBe(phase)
    }
    expect(LADDER_PHASES).toEqual(expect.arrayContaining([...SHIPPED]))
  })

  it.each(templates)('%s is named after what it is, and the lint finds nothing', (name, definition) => {
    expect(definition.name).toBe(name)
    expect(lintTemplate(definition)).toEqual([])
  })

  it.each(templates)('%s leaves no hole, mark or foreign word in what is sent', (_, definition) => {
    for (const kind of definition.kinds) {
      for (const open of [false, true]) {
        const { content } = compose({ ...sampleInput(definition, kind, true), whatsappWindowOpen: open }, definition)
        const said = JSON.stringify(content, null, 1).replace(/<[^>]+>/g, ' ')
        expect(said).not.toMatch(/undefined|\[object|NaN|\{\{|\}\}|\{%|@include|:::|\\\\[-*|]/)
        expect(content.text).not.toMatch(/ {2}|\n{3}| [,.?]|\(\)/)
      }
    }
  })

  it.each(['email', 'letter'] as const)('a formal notice to a consumer by %s says what art. 6:96(6) BW asks for', (channel) => {
    const text = textOf(channel, 'formal-notice', 'nl', 'consumer')
    expect(text).toContain('binnen veertien dagen vanaf de dag nadat deze brief bij u is bezorgd')
    for (const part of [
      '€ 62,50',
      'verzuim',
      '€ 40,00',
      'rekenen wij geen btw',
      '€ 102,50',
      'vrijdag 12 februari 2027',
      'vanaf zaterdag 13 februari 2027',
    ])
      expect(text).toContain(part)
  })

  it('a formal notice to a firm announces the costs without the term for consumers', () => {
    const text = textOf('letter', 'formal-notice', 'nl', 'business')
    expect(text).toContain('€ 40,00')
    expect(text).not.toContain('veertien dagen')
  })

  it('a formal notice without costs announces none', () => {
    const text = textOf('letter', 'formal-notice', 'nl', 'consumer', { announcedCosts: null })
    expect(text).not.toMatch(/aan incassokosten|€ 40/)
    expect(text).toContain('Wij rekenen ook daarna geen incassokosten')
  })

  it('a final demand itemises what is due, and pays principal and costs in one code', () => {
    const definition = template('letter', 'final-demand', 'nl')
    const { content } = compose(sampleInput(definition, 'consumer'), definition)
    if (content.channel !== 'letter') throw new Error('not a letter')
    expect(content.letter.claims.map(({ amount }) => amount)).toEqual(['€\u00A062,50', '€\u00A040,00'])
    expect(content.letter.total.amount).toBe('€\u00A0102,50')
    expect(content.letter.qr.payload).toContain('EUR102.50')
  })

  it.each(SHIPPED)('%s names its phase, the next step with its day, and how to pay', (phase) => {
    const names = {
      'pre-due': 'vooraankondiging',
      'due-day': 'bericht op de betaaldag',
      reminder: 'betalingsherinnering',
      'formal-notice': 'aanmaning',
      'final-demand': 'sommatie',
    }
    for (const channel of ['email', 'letter'] as const) {
      const text = textOf(channel, phase, 'nl', 'consumer')
      for (const part of [
        `Dit is een ${names[phase]}`,
        'maandag 15 februari 2027',
        'NL91 ABNA 0417 1643 00',
        'Installatiebedrijf De Linde B.V.',
        '5010002167010010',
        'https://betaal.example/l/7Qm2',
        '038 123 45 67',
      ]) {
        expect(text).toContain(part)
      }
    }
  })

  it('an instalment asks for its own amount on its own day, and not for all that is open', () => {
    for (const channel of ['email', 'letter', 'call', 'whatsapp'] as const) {
      const text = textOf(channel, 'instalment', 'nl', 'consumer')
      expect(text).toContain('€ 25,00')
      expect(text).toContain('12 februari 2027')
    }
    const definition = template('letter', 'instalment', 'nl')
    const { content } = compose(sampleInput(definition, 'consumer'), definition)
    expect(content.channel === 'letter' && content.letter.qr.payload).toContain('EUR25.00')
  })

  it('a failed direct debit names the next one, or asks to pay when there is none', () => {
    for (const channel of ['email', 'letter', 'call', 'whatsapp'] as const)
      expect(textOf(channel, 'debit-failed', 'nl', 'consumer')).toContain('vrijdag 26 februari 2027')
    expect(textOf('email', 'debit-failed', 'nl', 'consumer', { nextCollection: null })).toContain('Wilt u € 62,50 zelf betalen?')
  })

  it('an answer to a dispute asks for no money, and says that nothing need be paid until it is settled', () => {
    const answer = (answers: 'dispute' | 'complaint' | 'message'): string => textOf('email', 'reply', 'nl', 'consumer', { answers })
    expect(answer('dispute')).toContain('Tot die tijd hoeft u deze factuur niet te betalen')
    expect(answer('complaint')).toContain('U heeft een klacht')
    for (const about of ['dispute', 'complaint', 'message'] as const) expect(answer(about)).not.toMatch(/€|IBAN/)
    const definition = template('letter', 'reply', 'nl')
    const { content } = compose({ ...sampleInput(definition, 'consumer'), answers: 'dispute' }, definition)
    expect(content.channel === 'letter' && content.letter).toMatchObject({ qr: { payload: '' }, payment: [], claims: [] })
    expect(textOf('email', 'reply', 'nl', 'consumer', { claims: [], amount: 0 })).toContain('Wij hebben uw bericht goed ontvangen')
  })

  it('no message speaks of income', () => {
    for (const [, definition] of templates)
      expect(definition.body + (definition.subject ?? '')).not.toMatch(
        /salaris|inkomen|uitkering|pensioen|loon|salary|income|benefit|pension|wage/i,
      )
  })

  it('of the variants the most specific that fits is chosen, and the level outranks the segment', () => {
    const reminders = templates.map(([, definition]) => definition).filter(({ name }) => name.startsWith('email/reminder.nl'))
    const chosen = (level: 'B1' | 'A2', segment: 'standard' | 'loyal' | 'notorious', of = reminders): string | undefined =>
      mostSpecific(of, { channel: 'email', phase: 'reminder', language: 'nl', level, segment }, 'consumer')?.name
    expect(chosen('B1', 'standard')).toBe('email/reminder.nl')
    expect(chosen('B1', 'notorious')).toBe('email/reminder.nl')
    expect(chosen('B1', 'loyal')).toBe('email/reminder.nl.loyal')
    expect(chosen('A2', 'loyal')).toBe('email/reminder.nl.a2')
    const firms = reminders.map((one) => ({ ...one, kinds: ['business' as const] }))
    expect(chosen('B1', 'standard', firms)).toBeUndefined()
    expect(
      chosen('B1', 'standard', [
        ...reminders,
        { ...template('email', 'reminder', 'nl'), name: 'email/reminder.nl.people', kinds: ['consumer'] },
      ]),
    ).toBe('email/reminder.nl.people')
  })

  it('help with money comes from the reminder on, and not before', () => {
    for (const language of LANGUAGES) {
      expect(textOf('email', 'pre-due', language, 'consumer')).not.toContain('Geldfit')
      for (const phase of ['reminder', 'formal-notice', 'final-demand'] as const)
        expect(textOf('letter', phase, language, 'consumer')).toContain('0800-8115')
    }
  })

  it('a message of the due day that had to wait for an open day does not call a day that is over today, nor asks to pay by it', () => {
    const text = textOf('email', 'due-day', 'nl', 'business', { payBy: '2027-03-26' as LocalDate, sentOn: '2027-03-27' as LocalDate })
    expect(text).toContain('De betaaldag is vrijdag 26 maart 2027.')
    expect(text).not.toMatch(/Vandaag verwachten|Uiterlijk/)
  })

  it('a welcome says when and how to pay, and whom to call, without a word of help with debts', () => {
    for (const channel of ['email', 'letter'] as const) {
      const text = textOf(channel, 'welcome', 'nl', 'consumer')
      for (const said of [
        'betaaldag 18 januari 2027',
        'NL91',
        'U betaalt binnen 14 dagen',
        'Lukt betalen niet op tijd?',
        '038 123 45 67',
        'Is dit bericht echt?',
        'rond maandag 15 februari 2027',
      ])
        expect(text).toContain(said)
      expect(text).not.toMatch(/Geldfit|te laat met/)
    }
  })

  it('paying in parts is offered from the reminder on', () => {
    for (const phase of ['reminder', 'formal-notice', 'final-demand'] as const) {
      expect(textOf('letter', phase, 'nl', 'consumer')).toContain('Ik wil in delen betalen')
      expect(textOf('letter', phase, 'nl', 'consumer')).toContain('betalen in delen')
    }
  })

  it('an SMS is one segment of the cheap alphabet', () => {
    for (const language of LANGUAGES) {
      for (const phase of [
        'pre-due',
        'due-day',
        'reminder',
        'welcome',
        'receipt-check',
        'instalment',
        'debit-failed',
        'invoice-copy',
        'reply',
        'preference',
      ] as const) {
        expect(smsSegments(textOf('sms', phase, language, 'consumer'))).toMatchObject({ encoding: 'gsm-7', segments: 1 })
      }
    }
  })

  it('a call names no amount before the person is known, nor on the voicemail', () => {
    const script = textOf('call', 'reminder', 'nl', 'consumer')
    const [before = '', after = ''] = script.split('Vertellen')
    expect(before).not.toMatch(/€|factuur/)
    expect(after).toContain('€ 62,50')
    expect(script.slice(script.indexOf('voicemail'))).not.toMatch(/€|factuur/)
  })

  it('a representative reads for whom they act, and the debtor is the one who is late', () => {
    const definition = template('letter', 'formal-notice', 'nl')
    const input = sampleInput(definition, 'consumer')
    const addressee = { ...input.addressee, name: 'Bewindvoering Noord', salutation: null, actsFor: 'mevrouw Bakker' }
    const text = textOf('letter', 'formal-notice', 'nl', 'consumer', { addressee })
    expect(text).toContain('omdat u de zaken regelt voor mevrouw Bakker')
    expect(text).toContain('mevrouw Bakker is te laat met betalen')
    expect(text).toContain('Beste klant,')
  })
})
