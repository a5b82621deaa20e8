/** What comes on top of a claim, in words: rows that add up, VAT with its reason, and no costs or interest but those that are charged. */
import type { CollectionCosts, Statement } from '#domain'
import { sampleInput } from '#messages'
import { contentOf, template, textOf } from './shipped'

const WITH_VAT: CollectionCosts = {
  parts: [{ principal: 6_250, slices: [{ over: 6_250, percent: 15 }], scale: 4_000, bound: 'minimum', chargedBefore: 0, amount: 4_000 }],
  limit: null,
  amount: 4_000,
  vatPercent: 21,
  vat: 840,
  total: 4_840,
}

const cents = (amount: string): number => Number(amount.replace(/\D/g, ''))

/** The costs of the demand, so much of them paid already. */
function statement(costs: CollectionCosts, covered: number): Statement {
  const sample = sampleInput(template('letter', 'final-demand', 'nl'), 'consumer').statement
  if (!sample) throw new Error('a final demand has a statement')
  return { ...sample, costs, covered: { costs: covered, interest: 0 }, total: sample.principal + costs.total - covered }
}

describe('what comes on top', () => {
  it.each([
    ['no VAT', { ...WITH_VAT, vatPercent: null, vat: 0, total: 4_000 }, 1_000, ['€ 62,50', '€ 30,00'], '€ 92,50'],
    ['VAT', WITH_VAT, 1_000, ['€ 62,50', '€ 30,00', '€ 8,40'], '€ 100,90'],
    ['only VAT left', WITH_VAT, 4_500, ['€ 62,50', '€ 3,40'], '€ 65,90'],
  ])('the rows of a final demand add up where payments have covered part of the costs: %s', (_, costs, covered, rows, total) => {
    const content = contentOf('letter', 'final-demand', 'nl', 'consumer', { statement: statement(costs, covered) })
    if (content.channel !== 'letter') throw new Error('not a letter')
    const shown = content.letter.claims.map(({ amount }) => amount)
    expect(shown.map((amount) => amount.replace(/\s/g, ' '))).toEqual(rows)
    expect(content.letter.total.amount.replace(/\s/g, ' ')).toBe(total)
    expect(shown.reduce((sum, amount) => sum + cents(amount), 0)).toBe(cents(content.letter.total.amount))
  })

  it('a formal notice to a firm says that VAT is in the costs, and why (art. 2(3) BIK)', () => {
    const says = (language: 'nl' | 'en', announcedCosts: CollectionCosts): string =>
      textOf('letter', 'formal-notice', language, 'business', { announcedCosts })
    expect(says('nl', WITH_VAT)).toContain(
      'Daar zit € 8,40 btw bij (21%). Wij betalen btw voor hulp bij de incasso. Die btw kunnen wij niet',
    )
    expect(says('en', WITH_VAT)).toContain('That includes €8.40 VAT (21%). We pay VAT for help with the collection. We cannot deduct')
    expect(says('nl', { ...WITH_VAT, vatPercent: null, vat: 0, total: 4_000 })).not.toContain('btw bij')
  })

  it.each(['email', 'letter'] as const)('who charges no costs threatens with none, by %s', (channel) => {
    const follows = { costs: false, interest: false }
    for (const phase of ['pre-due', 'reminder', 'formal-notice', 'final-demand'] as const) {
      for (const kind of ['consumer', 'business'] as const) {
        const said = { follows, announcedCosts: null, ...(phase === 'final-demand' && { statement: null }) }
        expect(textOf(channel, phase, 'nl', kind, said)).not.toMatch(/kosten bij komen|komen er pas bij/)
        expect(textOf(channel, phase, 'en', kind, said)).not.toMatch(/costs (can be|are only) added|can costs be added/)
      }
    }
    expect(textOf(channel, 'reminder', 'nl', 'consumer', { follows })).toContain('minstens veertien dagen om te betalen.')
    expect(textOf(channel, 'reminder', 'nl', 'consumer')).toContain('Pas daarna kunnen er kosten bij komen.')
  })

  it('a formal notice promises no end to what is owed where interest goes on', () => {
    const follows = { costs: true, interest: true }
    expect(textOf('letter', 'formal-notice', 'nl', 'consumer', { follows })).toContain(
      'In totaal betaalt u dan € 102,50, en daarbij de wettelijke rente.',
    )
    expect(textOf('letter', 'formal-notice', 'nl', 'business', { follows })).toContain('€ 102,50, en daarbij de wettelijke rente.')
    expect(textOf('letter', 'formal-notice', 'en', 'consumer', { follows })).toContain('€102.50 in total, with statutory interest on top.')
    const withoutCosts = textOf('letter', 'formal-notice', 'nl', 'consumer', {
      announcedCosts: null,
      follows: { costs: false, interest: true },
    })
    expect(withoutCosts).toContain('Wij rekenen ook daarna geen incassokosten, maar wel de wettelijke rente.')
    expect(textOf('letter', 'formal-notice', 'nl', 'consumer')).not.toContain('rente')
  })
})
