/** What comes next, in words that are true of every ladder: one invoice or more, and a person who decides instead of another message. */
import type { LocalDate } from '#domain'
import { contentBy, templates, textOf } from './shipped'

const DECIDED_BY_A_PERSON = { nextStep: { phase: 'escalation', on: '2027-02-15' as LocalDate } } as const

describe('what comes next', () => {
  it.each(['email', 'letter', 'whatsapp', 'call'] as const)(
    'a reminder after which a person decides does not announce a hand-over by %s',
    (channel) => {
      const nl = textOf(channel, 'reminder', 'nl', 'consumer', DECIDED_BY_A_PERSON)
      expect(nl).toContain('medewerker')
      expect(nl).not.toContain('voorstel voor overdracht')
      const en = textOf(channel, 'reminder', 'en', 'consumer', DECIDED_BY_A_PERSON)
      expect(en).toContain('colleague')
      expect(en).not.toContain('proposal to hand over')
    },
  )

  it.each(templates.filter(([, { language }]) => language === 'en'))('%s has the right article before what comes next', (_, definition) => {
    for (const kind of definition.kinds) expect(contentBy(definition, kind).text).not.toMatch(/\ba [aeio]/i)
  })

  it.each(templates.filter(([, { subject }]) => subject?.match(/factuur|invoice/)))(
    '%s speaks of invoices where there are more',
    (_, definition) => {
      const content = contentBy(definition, definition.kinds[0]!, { several: true })
      const title = content.channel === 'email' ? content.subject : content.channel === 'letter' ? content.letter.title : ''
      expect(title).not.toMatch(/\b(factuur|invoice)\b/)
      expect(title).toMatch(/facturen|invoices/)
    },
  )
})
