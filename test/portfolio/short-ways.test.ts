/** The short ways that make an import quick accept what the libraries behind them accept, and read it the same. */
import { isEmail } from 'class-validator'
import fc from 'fast-check'
// eslint-disable-next-line no-restricted-imports -- the lib's door shows none of these two; the rows they serve are tried through it
import { parseAnyPhone, parsePhone } from '../../libs/portfolio/phone-number'
// eslint-disable-next-line no-restricted-imports -- as above
import { isEmailAddress } from '../../libs/portfolio/email-address'

test('a Dutch number is what the library reads, however its digits are set apart', () => {
  const digits = fc.tuple(fc.integer({ min: 100, max: 999 }), fc.integer({ min: 0, max: 999_999 })).map(([start, rest]) => `${start}${String(rest).padStart(6, '0')}`)
  const gaps = fc.array(fc.constantFrom('', '', '', ' ', '-'), { minLength: 9, maxLength: 9 })
  fc.assert(fc.property(fc.constantFrom('0', '+31', '0031'), digits, gaps, (before, number, between) => {
    const text = before + [...number].map((digit, index) => `${between[index] ?? ''}${digit}`).join('')
    expect(parsePhone(text)).toEqual(parseAnyPhone(text))
  }), { numRuns: 20_000 })
})

test('every start of a Dutch number is the same kind whatever follows', () => {
  for (let start = 100; start <= 999; start++) {
    for (const rest of ['000000', '123456', '999999']) expect([start, rest, parsePhone(`0${start}${rest}`)]).toEqual([start, rest, parseAnyPhone(`0${start}${rest}`)])
  }
})

test('an e-mail address is one for class-validator too, and the other way round', () => {
  const text = fc.oneof(
    fc.emailAddress(),
    fc.string({ unit: fc.constantFrom('a', 'B', '7', '.', '-', '_', '+', '@', '@', 'nl', '.com', ' ', 'é'), minLength: 3, maxLength: 20 }),
    fc.tuple(fc.string({ unit: fc.constantFrom('a', '.', '-', '+'), maxLength: 70 }), fc.string({ unit: fc.constantFrom('b', '.', '-'), maxLength: 70 })).map(([local, domain]) => `${local}@${domain}.nl`),
  )
  fc.assert(fc.property(text, (address) => { expect([address, isEmailAddress(address)]).toEqual([address, isEmail(address)]) }), { numRuns: 20_000 })
})
