/** Instalments by themselves: what comes in is booked on the oldest first, and only whole sums on rising days can be agreed on. */
import { bookInOrder, faultOfInstalments, firstUnpaid, type Instalment, type LocalDate } from '#domain'
import { fc } from '../support/examples'

const TODAY = '2027-01-12' as LocalDate
const day = (text: string): LocalDate => text as LocalDate

describe('instalments', () => {
  const anInstalment = fc.record({ days: fc.integer({ min: 1, max: 40 }), amount: fc.integer({ min: 1, max: 100_000 }) })
  const agreed = fc.array(anInstalment, { minLength: 1, maxLength: 24 }).map((given) => {
    let on = Date.parse(TODAY)
    return given.map(({ days, amount }): Instalment => ({
      dueOn: day(new Date((on += days * 86_400_000)).toISOString().slice(0, 10)),
      amount,
    }))
  })
  const owed = (instalments: readonly Instalment[]): number => instalments.reduce((sum, { amount }) => sum + amount, 0)

  test('whatever comes in is booked once, on the oldest first', () => {
    fc.assert(
      fc.property(agreed, fc.integer({ min: -5_000, max: 3_000_000 }), (instalments, paid) => {
        const booked = bookInOrder(instalments, paid)
        expect(booked.reduce((sum, one) => sum + one.paid, 0)).toBe(Math.min(Math.max(0, paid), owed(instalments)))
        const first = firstUnpaid(booked)
        if (first) expect(booked.slice(first.number).every((later) => later.paid === 0)).toBe(true)
      }),
    )
  })

  test('only whole sums on rising days from today on can be agreed on', () => {
    fc.assert(
      fc.property(agreed, (instalments) => {
        expect(faultOfInstalments(instalments, owed(instalments), TODAY)).toBeNull()
        expect(faultOfInstalments(instalments, owed(instalments) + 1, TODAY)).toBe('sum-differs')
        expect(faultOfInstalments([...instalments, { ...instalments[0]!, amount: 0 }], owed(instalments), TODAY)).toBe('amount-too-small')
        expect(faultOfInstalments([...instalments, instalments.at(-1)!], owed(instalments), TODAY)).toBe('days-not-in-order')
        expect(faultOfInstalments(instalments, owed(instalments), day('2099-01-01'))).toBe('day-in-the-past')
      }),
    )
    expect(faultOfInstalments([], 0, TODAY)).toBe('no-instalments')
  })
})
