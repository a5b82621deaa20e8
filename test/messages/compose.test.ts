/** compose: one wording in all forms, data that stays data, and refusal of messages that would be wrong. */
import type { Channel, TemplateDefinition } from '#domain'
import { compose, CompositionError, sampleInput } from '#messages'
import type { ComposeInput } from '#messages'

const template = (change: Partial<TemplateDefinition> = {}): TemplateDefinition => ({
  name: 'email/reminder.nl',
  version: 3,
  channel: 'email',
  phase: 'reminder',
  language: 'nl',
  level: 'B1',
  segment: null,
  kinds: ['consumer', 'business'],
  pickedAs: null,
  subject: 'Herinnering van {{ creditor.name }}',
  preheader: 'Over uw factuur',
  whatsapp: null,
  body: '# Dag {{ addressee.name }}\n\nWij wachten op **{{ total }}**. Kijk op [de pagina]({{ paymentLink }}).\n\n::: payment\nRekening | {{ creditor.iban }}\n= Samen | {{ total }}\n:::\n\n{% for claim in claims %}\n- {{ claim.description }}\n{% endfor %}',
  ...change,
})
const on = (channel: Channel, change: Partial<TemplateDefinition> = {}): TemplateDefinition =>
  template({ channel, subject: channel === 'letter' ? 'Titel' : null, preheader: null, ...change })
const input = (definition: TemplateDefinition, change: Partial<ComposeInput> = {}): ComposeInput => ({
  ...sampleInput(definition, 'consumer'),
  ...change,
})
function email(
  change: Partial<ComposeInput> = {},
  definition = template(),
): { subject: string; html: string; text: string; preheader: string } {
  const { content } = compose(input(definition, change), definition)
  if (content.channel !== 'email') throw new Error('not an e-mail')
  return content
}
const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }
const wordsOf = (html: string): string[] =>
  html
    .replace(/<head>.*<\/head>/s, '')
    .replace(/<div style="display:none.*?<\/div>/s, '')
    .replace(/<\/?(strong|a)\b[^>]*>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&[a-z#0-9]+;/g, (entity) => ENTITIES[entity] ?? entity)
    .match(/[\p{L}\d.,€]+/gu) ?? []

describe('compose', () => {
  it('says the same in the HTML and the text of an e-mail', () => {
    const { html, text } = email()
    const spoken = text.replace('de pagina: https://betaal.example/l/7Qm2', 'de pagina').match(/[\p{L}\d.,€]+/gu)
    expect(wordsOf(html)).toEqual(spoken)
  })

  it('names the template version, for the record', () => {
    expect(compose(input(template()), template())).toMatchObject({ language: 'nl', template: { name: 'email/reminder.nl', version: 3 } })
  })

  it('gives the same message for the same input', () => {
    const definition = template()
    expect(compose(input(definition), definition)).toEqual(compose(input(definition), definition))
  })

  it('loads nothing from afar and sets no colour that dark mode would fight', () => {
    const { html } = email()
    expect(html).not.toMatch(/<img|<script|<link|src=|url\(|background(-color)?:|[^-]color:#/)
    expect(html).toContain('<html lang="nl">')
    expect(html).toContain('href="https://betaal.example/l/7Qm2"')
  })

  it.each([
    '<script>alert(1)</script>',
    '**vet** en [klik](https://kwaad.example)',
    '::: payment',
    '# Kop',
    'regel een\n\n::: payment\nRekening | NL00 KWAAD',
    '{{ creditor.iban }}',
    '{% raw %}',
    'a | b',
    '- lijst \\ en *ster*',
    '"><b a="',
    'omgekeerd\u202Etxt.exe',
  ])('keeps %j from a customer as plain words', (description) => {
    const claim = { ...sampleInput(template(), 'consumer').claims[0]!, description }
    const { html, text } = email({ claims: [claim] })
    const plainDescription = description.replace(/[\s\u202E]+/g, ' ').trim()
    expect(text).toContain(`- ${plainDescription}`)
    expect(html).not.toContain('<script')
    expect(html.match(/<a /g)).toHaveLength(1)
    expect(html.match(/<section/g)).toHaveLength(1)
    expect(html.match(/<strong>/g)).toHaveLength(1)
  })

  it('makes no link of an address that could do something else than open a page', () => {
    const { html } = email({ paymentLink: 'javascript:alert(1)' })
    expect(html).not.toContain('href')
  })

  it('puts no line break into a subject', () => {
    const { creditor } = input(template())
    expect(email({ creditor: { ...creditor, name: 'De\r\nBcc: x@y.example' } }).subject).toBe('Herinnering van De Bcc: x@y.example')
  })

  it('knows one word for a misspelt variable: no', () => {
    expect(() => email({}, template({ body: 'Dag {{ adressee.name }}' }))).toThrow(CompositionError)
    expect(() => email({}, template({ body: 'Dag {{ creditor.nmae }}' }))).toThrow(/nmae/)
  })

  it('refuses a template of another channel, phase, language or kind of debtor', () => {
    const definition = template()
    for (const other of [{ channel: 'letter' }, { phase: 'pre-due' }, { language: 'en' }, { kinds: ['business'] }] as const) {
      expect(() => compose(input(definition), { ...definition, ...other })).toThrow('is not for')
    }
  })

  it.each<[string, Partial<ComposeInput>]>([
    ['do not add up', { amount: 6_251 }],
    ['at least one claim', { claims: [], amount: 0 }],
  ])('refuses a message whose figures %s', (said, change) => {
    expect(() => email(change)).toThrow(said)
  })

  it('refuses a formal notice to a consumer that prints a day inside the legal term, or none', () => {
    const definition = template({ phase: 'formal-notice' })
    const sample = input(definition)
    expect(() => compose({ ...sample, payBy: '2027-02-10' as never }, definition)).toThrow('before the end of the legal term')
    expect(() => compose({ ...sample, payBy: null }, definition)).toThrow('needs its last day')
    expect(compose(sample, definition).content.channel).toBe('email')
  })
})

describe('WhatsApp', () => {
  const definition = on('whatsapp', {
    whatsapp: {
      name: 'payment_reminder_nl',
      parameters: ['{{ addressee.name }}', '{{ total }}'],
      text: 'Beste {1},\n\nHet gaat om {2}. Groet, {1}',
    },
    body: 'Dag **{{ addressee.name }}**, het gaat om {{ total }}.',
  })

  it('sends the approved template outside the 24-hour window, with parameters that WhatsApp takes', () => {
    const name = 'S.\tBakker\n\nen     zonen'
    const { content } = compose({ ...input(definition), addressee: { ...input(definition).addressee, name } }, definition)
    expect(content).toEqual({
      channel: 'whatsapp',
      kind: 'template',
      template: 'payment_reminder_nl',
      parameters: ['S. Bakker en zonen', '€ 62,50'],
      text: 'Beste S. Bakker en zonen,\n\nHet gaat om € 62,50. Groet, S. Bakker en zonen',
    })
  })

  it('writes freely inside it', () => {
    const { content } = compose({ ...input(definition), whatsappWindowOpen: true }, definition)
    expect(content).toEqual({ channel: 'whatsapp', kind: 'text', text: 'Dag *S. Bakker*, het gaat om € 62,50.' })
  })

  it('refuses an empty parameter, which WhatsApp would refuse later', () => {
    const sample = input(definition)
    expect(() => compose({ ...sample, addressee: { ...sample.addressee, name: ' ' } }, definition)).toThrow('parameter {1}')
  })
})

describe('a letter', () => {
  it('is refused without an address', () => {
    const definition = on('letter')
    const sample = input(definition)
    expect(() => compose({ ...sample, addressee: { ...sample.addressee, address: null } }, definition)).toThrow('needs an address')
  })
})
