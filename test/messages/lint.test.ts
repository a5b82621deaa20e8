/** The lint: each fault a template can have is found, so that it cannot be published. */
import type { TemplateDefinition } from '#domain'
import { lintTemplate } from '#messages'

const sms = (body: string): TemplateDefinition => ({ name: 'sms/reminder.nl', version: 1, channel: 'sms', phase: 'reminder', language: 'nl', kinds: ['consumer'], subject: null, preheader: null, whatsapp: null, body })
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
    ['threatening-word onmiddellijk', `${GOOD}. Bel onmiddellijk.`],
  ])('finds %s', (finding, body) => {
    expect(codes(sms(body))).toContain(finding)
  })

  it('finds long sentences, each and on average', () => {
    const long = 'Wij schrijven u over de factuur die wij u een tijd geleden al eens hebben gestuurd en die nog open staat bij ons in de boeken van dit jaar.'
    expect(lintTemplate(sms(`${long} ${GOOD}`)).map(({ code }) => code)).toEqual(expect.arrayContaining(['sentence-too-long']))
    expect(lintTemplate(sms(`${long} ${long} ${long} ${GOOD}`)).map(({ code }) => code)).toEqual(expect.arrayContaining(['sentences-too-long']))
  })

  it('finds each block that is missing from an e-mail', () => {
    const email: TemplateDefinition = { ...sms('Dag.'), channel: 'email', subject: 'Dag', preheader: 'Over uw factuur' }
    expect(codes(email)).toEqual(['phase', 'claims', 'payment', 'reply', 'terms', 'sender', 'cannot-pay', 'crossed'].map((name) => `missing-section ${name}`))
  })

  it('finds a preview that tells too much', () => {
    const email: TemplateDefinition = { ...sms('Dag.'), channel: 'email', subject: 'Dag', preheader: 'Nog {{ total }} te betalen' }
    expect(codes(email)).toContain('shows-too-much €')
  })

  it('reports what cannot be composed at all', () => {
    expect(codes(sms('{{ niets }}'))[0]).toMatch(/^cannot-compose .*niets/)
    expect(codes(sms('{% if %}'))[0]).toMatch(/^cannot-compose/)
  })
})
