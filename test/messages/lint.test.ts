/** The lint: each fault a template can have is found, so that it cannot be published. */
import type { TemplateDefinition } from '#domain'
import { lintTemplate } from '#messages'

const sms = (body: string): TemplateDefinition => ({
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
  body,
})
const GOOD = '{{ creditor.name }}: wij hebben een vraag. Bel {{ creditor.phone }}. Geen sms meer? Antwoord STOP'
const codes = (template: TemplateDefinition): string[] => lintTemplate(template).map(({ code, detail }) => `${code} ${detail}`)

describe('lintTemplate', () => {
  it('passes a good one', () => {
    expect(codes(sms(GOOD))).toEqual([])
  })

  it.each([
    ['shows-too-much €', `${GOOD}. U betaalt {{ total }}.`],
    ['shows-too-much schuld*', `${GOOD}. Uw schuld.`],
    ['shows-too-much incasso*', `${GOOD}. Geen incassokosten.`],
    ['shows-too-much cv-ketel', `${GOOD}. {{ claims[0].description }}`],
    ['no-way-out STOP', '{{ creditor.name }}: bel {{ creditor.phone }}.'],
    ['no-way-out De Linde', 'Bel {{ creditor.phone }}. Antwoord STOP'],
    ['difficult-word derhalve', `${GOOD}. Wij bellen derhalve.`],
    ['unknown-variable creditor.phoon', `${GOOD} {% if replyPage %}{{ creditor.phoon }}{% endif %}`],
    ['unknown-variable reply.allready', `${GOOD} {% if reply.allready %}x{% endif %}`],
    ['sms-alphabet 💶', `${GOOD} 💶`],
    ['sms-too-long 3 segments, 2 at most', `${GOOD} ${'Wij zijn er voor u. '.repeat(14)}`],
    ['threatening-word onmiddellijk', `${GOOD}. Bel onmiddellijk.`],
  ])('finds %s', (finding, body) => {
    expect(codes(sms(body))).toContain(finding)
  })

  it('finds loops that nobody would see the end of', () => {
    const loop = (body: string): string => `{% for one in (1..1000) %}${body}{% endfor %}`
    expect(codes(sms(`${GOOD}{% assign all = (1..1000) %}${loop(loop(loop(''))).replaceAll('(1..1000)', 'all')}`))).toEqual([
      expect.stringContaining('template render limit exceeded'),
    ])
  })

  // As long as wording may be: if each were followed to the end of the text, it would take a quarter of an hour.
  it.each(['['.repeat(190_000), '[]('.repeat(63_000)])('reads many brackets at once, which are no links', (brackets) => {
    expect(codes({ ...sms(`${GOOD} ${brackets}`), channel: 'email', subject: 'Dag', preheader: 'Dag' })).not.toEqual([])
  })

  it('finds long sentences, each and on average', () => {
    const long =
      'Wij schrijven u over de factuur die wij u een tijd geleden al eens hebben gestuurd en die nog open staat bij ons in de boeken van dit jaar.'
    expect(lintTemplate(sms(`${long} ${GOOD}`)).map(({ code }) => code)).toEqual(expect.arrayContaining(['sentence-too-long']))
    expect(lintTemplate(sms(`${long} ${long} ${long} ${GOOD}`)).map(({ code }) => code)).toEqual(
      expect.arrayContaining(['sentences-too-long']),
    )
  })

  it('finds each block that is missing from an e-mail', () => {
    const email: TemplateDefinition = { ...sms('Dag.'), channel: 'email', subject: 'Dag', preheader: 'Over uw factuur' }
    expect(codes(email)).toEqual(
      ['phase', 'claims', 'payment', 'reply', 'terms', 'sender', 'cannot-pay', 'crossed'].map((name) => `missing-section ${name}`),
    )
  })

  it('finds a preview that tells too much', () => {
    const email: TemplateDefinition = { ...sms('Dag.'), channel: 'email', subject: 'Dag', preheader: 'Nog {{ total }} te betalen' }
    expect(codes(email)).toContain('shows-too-much €')
  })

  it('finds an amount in what a locked phone shows of a WhatsApp message, in and outside the window', () => {
    const whatsapp = (body: string, text: string): TemplateDefinition => ({
      ...sms(body),
      name: 'whatsapp/reply.nl',
      channel: 'whatsapp',
      phase: 'preference',
      whatsapp: { name: 'a', parameters: ['{{ total }}'], text },
    })
    const sections = ['phase', 'reply', 'sender'].map((name) => `::: ${name}\n# Kop\nTekst.\n:::`).join('\n')
    const later =
      'Een bericht van ons. Wij denken graag met u mee. Lees het eens rustig door. Bel ons als u een vraag heeft, dat mag altijd. '
    expect(codes(whatsapp(sections, `${later}{1}`))).toEqual([])
    expect(codes(whatsapp(sections, `Dag. {1} ${later}`))).toContain('shows-too-much €')
    expect(codes(whatsapp(`Dag. {{ total }}\n${sections}`, `${later}{1}`))).toContain('shows-too-much €')
  })

  it('reports what cannot be composed at all', () => {
    expect(codes(sms('{{ niets }}'))).toEqual(
      expect.arrayContaining([expect.stringMatching(/^cannot-compose .*niets/), 'unknown-variable niets']),
    )
    expect(codes(sms('{% if %}'))[0]).toMatch(/^cannot-compose/)
  })
})
