/** The payment code: EPC069-12, element by element, and what may not go into it. */
import { CompositionError, epcPayload } from '#messages'

const PAYMENT = { name: 'De Linde B.V.', iban: 'NL91 ABNA 0417 1643 00', amount: 6_250, reference: '5010002167010010' }

describe('epcPayload', () => {
  it('lists the elements in their lines, a betalingskenmerk as text', () => {
    expect(epcPayload(PAYMENT)).toBe('BCD\n002\n1\nSCT\n\nDe Linde B.V.\nNL91ABNA0417164300\nEUR62.50\n\n\n5010002167010010')
  })

  it('gives a creditor reference its own element, and nothing after it', () => {
    expect(
      epcPayload({ ...PAYMENT, reference: 'RF18 5390 0754 7034' })
        .split('\n')
        .slice(8),
    ).toEqual(['', 'RF18539007547034'])
  })

  it('takes a reference that only looks like one as text', () => {
    expect(
      epcPayload({ ...PAYMENT, reference: 'RF19539007547034' })
        .split('\n')
        .slice(8),
    ).toEqual(['', '', 'RF19539007547034'])
  })

  it('writes small and large amounts with a point and two decimals', () => {
    expect(epcPayload({ ...PAYMENT, amount: 1 })).toContain('\nEUR0.01\n')
    expect(epcPayload({ ...PAYMENT, amount: 99_999_999_999 })).toContain('\nEUR999999999.99\n')
  })

  it.each([
    ['a wrong IBAN', { iban: 'NL92ABNA0417164300' }],
    ['nothing', { amount: 0 }],
    ['half a cent', { amount: 10.5 }],
    ['too much', { amount: 100_000_000_000 }],
    ['no reference', { reference: ' ' }],
    ['a long reference', { reference: 'x'.repeat(141) }],
    ['no name', { name: '' }],
    ['too many bytes', { name: '€'.repeat(70), reference: '€'.repeat(70) }],
  ])('refuses %s', (_, change) => {
    expect(() => epcPayload({ ...PAYMENT, ...change })).toThrow(CompositionError)
  })

  it('lets no line break of a name become an element', () => {
    expect(epcPayload({ ...PAYMENT, name: 'De\nLinde' }).split('\n')[5]).toBe('De Linde')
  })
})
