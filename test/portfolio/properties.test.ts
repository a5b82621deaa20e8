/** What must hold for every amount, date, text and damage, not only for those we thought of. */
import { fc } from '../support/examples'
import { addDays, DATE_FORMATS, DECIMAL_MARKS, type LocalDate } from '#domain'
import { csvWriter, formatAmount, formatDate, neutralise, parseAmount, parseDate, readClaims } from '#portfolio'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { all, shippedMapping, streamOf } from '../support/portfolio-mapping'

const cents = fc.integer({ min: -99_999_999_999, max: 99_999_999_999 })
const mark = fc.constantFrom(...DECIMAL_MARKS)
const date = fc.integer({ min: 0, max: 27_000 }).map((days) => addDays('2000-01-01' as LocalDate, days))

describe('amounts', () => {
  test('what is written is what is read', () => {
    fc.assert(
      fc.property(cents, mark, (amount, decimal) => {
        expect(parseAmount(formatAmount(amount, decimal), decimal)).toBe(amount)
      }),
    )
  })
  test('thousands apart, a currency sign and a minus behind change nothing', () => {
    fc.assert(
      fc.property(
        cents.filter((amount) => amount > 0),
        mark,
        (amount, decimal) => {
          const [whole = '', fraction = ''] = formatAmount(amount, decimal).split(decimal)
          const grouped = `${whole.replace(/\B(?=(\d{3})+$)/g, decimal === ',' ? '.' : ',')}${decimal}${fraction}`
          for (const positive of [grouped, `€ ${grouped}`, `EUR ${grouped}`, `+${grouped}`])
            expect(parseAmount(positive, decimal)).toBe(amount)
          for (const negative of [`-${grouped}`, `${grouped}-`, `(${grouped})`, `- € ${grouped}`, `€ -${grouped}`])
            expect(parseAmount(negative, decimal)).toBe(-amount)
        },
      ),
    )
  })
  test.each(['', '-', '1,234', '12,5,0', '1.23,45', '12.345.6', '1e3', '--5', '(5', '5)', '(-5)', '-5-', '12,50 USD', 'NaN', '١٢'])(
    '%j is no amount',
    (wrong) => {
      expect(parseAmount(wrong, ',')).toBeUndefined()
    },
  )
  test('a point that could mean thousands or cents is never guessed', () => {
    expect([parseAmount('1.234', ','), parseAmount('1.234', '.'), parseAmount('12.50', ',')]).toEqual([123_400, undefined, undefined])
  })
  test('whole euros and a dash for no cents', () => {
    expect([parseAmount('25', ','), parseAmount('25,-', ','), parseAmount('1 250,5', ',')]).toEqual([2_500, 2_500, 125_050])
  })
})

describe('dates', () => {
  test('what is written is what is read, in every form', () => {
    fc.assert(
      fc.property(date, fc.constantFrom(...DATE_FORMATS), (day, format) => {
        expect(parseDate(formatDate(day, format), format)).toBe(day)
      }),
    )
  })
  test('a day that does not exist is refused, whatever the year', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1990, max: 2099 }),
        fc.constantFrom('30-02', '31-04', '31-06', '31-09', '31-11', '00-01', '01-13', '32-01'),
        (year, day) => {
          expect(parseDate(`${day}-${year}`, 'dd-mm-yyyy')).toBeUndefined()
        },
      ),
    )
  })
  test('29 February exists in leap years only', () => {
    expect([2024, 2026, 2028, 2100].map((year) => parseDate(`29-02-${year}`, 'dd-mm-yyyy'))).toEqual([
      '2024-02-29',
      undefined,
      '2028-02-29',
      undefined,
    ])
  })
  test('a midnight behind the date is passed over, another time is not', () => {
    expect(parseDate('2027-01-31 00:00:00', 'yyyy-mm-dd')).toBe('2027-01-31')
    expect(parseDate('2027-01-31 12:00', 'yyyy-mm-dd')).toBeUndefined()
  })
})

test('any text goes through our CSV and back unchanged', async () => {
  const generic = shippedMapping('generic')
  const cell = fc
    .string({ unit: fc.constantFrom('"', ';', '\n', '=', '-', '+', '@', "'", ' ', 'a', 'é', '€', ','), minLength: 1, maxLength: 12 })
    // A leading apostrophe before a formula character is what we write ourselves, and it is taken away again.
    .filter((content) => content.trim() === content && neutralise(content.slice(1)) === content.slice(1))
  await fc.assert(
    fc.asyncProperty(cell, cell, async (name, description) => {
      const output = new PassThrough()
      const written = text(output)
      const writer = csvWriter(output, { columns: ['reference', 'open', 'dueOn', 'debtorReference', 'debtorName', 'description'] })
      writer.write(['A-1', '1,00', '15-01-2027', 'D-1', name, description])
      writer.end()
      expect(await all(readClaims(streamOf(await written), generic))).toMatchObject([{ claim: { debtor: { name }, description } }])
    }),
    { numRuns: 300 },
  )
})

test('no file, however damaged, loses a line in silence or stops the reader', async () => {
  const generic = shippedMapping('generic')
  const sound = (number: number): string => `A-${number};1,00;15-01-2027;D-1;Jan`
  const line = fc.oneof(
    { weight: 3, arbitrary: fc.constant('') },
    fc.string({ unit: fc.constantFrom('"', ';', 'a', '1', ' '), minLength: 1, maxLength: 20 }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 30 }), async (damage) => {
      const lines = damage.map((text, index) => text || sound(index))
      const read = await all(readClaims(streamOf(['reference;open;dueOn;debtorReference;debtorName', ...lines].join('\n')), generic))
      const loaded = new Set(read.flatMap((each) => (each.kind === 'claim' ? [each.claim.reference] : [])))
      damage.forEach((text, index) => {
        if (text === '') expect(loaded).toContain(`A-${index}`)
      })
    }),
    { numRuns: 300 },
  )
})
