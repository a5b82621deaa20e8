/** The short ways that make an import quick accept what the libraries behind them accept, and read it the same. */
import { createHmac } from 'node:crypto'
import { isEmail } from 'class-validator'
import { fc } from '../support/examples'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { readClaims, type ClaimLine } from '#portfolio'
import { addressHash } from '#store'
import { all, shippedMapping, streamOf } from '../support/portfolio-mapping'

const generic = shippedMapping('generic')
const read = (head: string, cells: readonly string[]): Promise<ClaimLine[]> =>
  all(
    readClaims(
      streamOf(
        [
          `reference;open;dueOn;debtorReference;debtorName;${head}`,
          ...cells.map((cell, index) => `A-${index};1,00;15-01-2027;D-1;Jan;${cell}`),
        ].join('\n'),
      ),
      generic,
    ),
  )

/** What the row says of the number: null when it is refused, else the number and whether it can be texted. */
const phones = async (cells: readonly string[]): Promise<unknown[]> =>
  (await read('mobile', cells)).map((line) =>
    line.kind === 'claim' ? [line.claim.debtor.phone, line.claim.debtor.sms !== undefined] : null,
  )

function byTheLibrary(text: string): unknown {
  const parsed = parsePhoneNumberFromString(text, { defaultCountry: 'NL', extract: false })
  return parsed?.isValid() && parsed.ext === undefined
    ? [parsed.number, ['MOBILE', 'FIXED_LINE_OR_MOBILE'].includes(parsed.getType() ?? '')]
    : null
}

test('a Dutch number is what the library reads, however its digits are set apart', async () => {
  const digits = fc.integer({ min: 100_000_000, max: 999_999_999 }).map(String)
  const gaps = fc.array(fc.constantFrom('', '', '', ' ', '-'), { minLength: 9, maxLength: 9 })
  const written = fc
    .tuple(fc.constantFrom('0', '+31', '0031'), digits, gaps)
    .map(([before, number, between]) => before + [...number].map((digit, index) => `${between[index] ?? ''}${digit}`).join(''))
  const texts = fc.sample(written, 10_000)
  expect(await phones(texts)).toEqual(texts.map(byTheLibrary))
})

test('every start of a Dutch number is the same kind whatever follows', async () => {
  const texts = Array.from({ length: 900 }, (_, index) => ['000000', '123456', '999999'].map((rest) => `0${100 + index}${rest}`)).flat()
  expect(await phones(texts)).toEqual(texts.map(byTheLibrary))
})

test('an e-mail address is one for class-validator too, and the other way round', async () => {
  const part = (...units: string[]): fc.Arbitrary<string> => fc.string({ unit: fc.constantFrom(...units), maxLength: 70 })
  const texts = fc
    .sample(
      fc.oneof(
        fc.emailAddress().filter((address) => !/[;"]/.test(address)),
        fc.string({ unit: fc.constantFrom('a', 'B', '7', '.', '-', '_', '+', '@', '@', 'nl', '.com', 'é'), minLength: 3, maxLength: 20 }),
        fc.tuple(part('a', '.', '-', '+'), part('b', '.', '-')).map(([local, domain]) => `${local}@${domain}.nl`),
        // Formula characters at the start are refused, and an apostrophe before them is taken off, before the address is looked at.
      ),
      10_000,
    )
    .filter((text) => !/^'?[=+\-@]/.test(text))
  expect((await read('email', texts)).map(({ kind }) => kind)).toEqual(texts.map((text) => (isEmail(text) ? 'claim' : 'error')))
})

test('the hash of an address is the HMAC of its text, whatever the key', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 100 }),
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme', minLength: 200, maxLength: 900 })),
      (bytes, address) => {
        const key = Buffer.from(bytes)
        expect(addressHash(key, address)).toBe(createHmac('sha256', key).update(address.trim().toLowerCase()).digest('hex'))
      },
    ),
  )
})
