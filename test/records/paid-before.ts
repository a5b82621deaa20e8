/** What a scenario knows of before its first day, told to the real pipe: invoices that were paid. */
import { addDays, type ImportedPayment } from '#domain'
import type { Scenario } from '#simulation'
import { newId } from '#store'

type PastClaim = Scenario['claims'][number] & { readonly payment: ImportedPayment }

/** Due a month before, and paid the day after it or on it. */
export function pastClaims({ from, debtor: { paidBefore } }: Scenario): PastClaim[] {
  const dueOn = addDays(from, -30)
  const { late, onTime } = paidBefore ?? { late: 0, onTime: 0 }
  return Array.from({ length: late + onTime }, (_, index) => {
    const reference = `PAST-${index}`
    const payment: ImportedPayment = {
      key: newId<string>(),
      receivedOn: addDays(dueOn, index < late ? 1 : 0),
      amount: 1000,
      currency: 'EUR',
      paymentReference: null,
      claimReference: reference,
      invoiceNumber: null,
      description: null,
      payerIban: null,
      payerName: null,
    }
    return { reference, issuedOn: addDays(dueOn, -14), dueOn, amount: 1000, payment }
  })
}
