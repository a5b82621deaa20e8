/** The statement as words: each line of what is owed, and what was let go of with its reason (Bki art. 3.1, R38). */
import { addDays, chargeName, displayDate, displayMoney, displayPercent, WAIVABLE, waiverReason } from '#domain'
import type { Cents, InterestPeriod, Language, Statement } from '#domain'
import type { ComposeInput } from './compose-input'

type Words = Readonly<Record<string, unknown>>

export function statementView(statement: Statement, input: ComposeInput): Words {
  const { language } = input.addressee
  const money = (cents: Cents): string => displayMoney(cents, language)
  const { parts, limit, amount, vat } = statement.costs
  const before = parts.reduce((sum, part) => (part.amount > 0 ? sum + part.chargedBefore : sum), 0)
  return {
    asOf: displayDate(statement.asOf, language),
    debtor: debtorOf(input),
    claims: statement.claims.map((claim) => ({
      ...invoiceOf(claim.reference, input),
      original: money(claim.original),
      payments: claim.payments.map(({ on, amount: paid, costs, interest }) => ({
        on: displayDate(on, language),
        amount: money(paid),
        costs: costs === 0 ? null : money(costs),
        interest: interest === 0 ? null : money(interest),
      })),
      settledOtherwise: claim.settledOtherwise === 0 ? null : money(claim.settledOtherwise),
      open: money(claim.open),
      periods: (claim.interest?.periods ?? []).map((period) => periodView(period, language)),
    })),
    costsOver: parts.filter((part) => part.amount > 0).map(({ principal }) => money(principal)),
    costsLimited: limit !== null,
    costsBefore: before > 0 ? money(before) : null,
    costs: amount > 0 ? money(amount) : null,
    vat: vat > 0 ? money(vat) : null,
    interest: statement.interest > 0 ? money(statement.interest) : null,
    costsPaid: statement.covered.costs > 0 ? money(statement.covered.costs) : null,
    interestPaid: statement.covered.interest > 0 ? money(statement.covered.interest) : null,
    provisional: statement.provisional,
    total: money(statement.total),
  }
}

/** Of an e-mail the sender knows no postal address; the name alone is said then. */
function debtorOf({ addressee: { name, actsFor, address } }: ComposeInput): string {
  if (actsFor !== null || address === null) return actsFor ?? name
  return [
    name,
    [address.street, address.houseNumber, address.addition].filter((part) => part).join(' '),
    `${address.postcode} ${address.city}`,
  ].join(', ')
}

function invoiceOf(reference: string, { claims, addressee: { language } }: ComposeInput): Words {
  const claim = claims.find((candidate) => candidate.reference === reference)
  return {
    invoiceNumber: claim?.invoiceNumber ?? reference,
    description: claim?.description ?? null,
    issuedOn: claim ? displayDate(claim.issuedOn, language) : null,
    dueOn: claim ? displayDate(claim.dueOn, language) : null,
  }
}

function periodView({ from, until, days, percent, principal, compounded }: InterestPeriod, language: Language): Words {
  return {
    from: displayDate(from, language),
    to: displayDate(addDays(until, -1), language),
    days: String(days),
    percent: displayPercent(percent, language),
    over: displayMoney(principal + compounded, language),
  }
}

export function waiversOf({ claims, addressee: { language } }: ComposeInput): Words[] {
  return claims.flatMap(({ invoiceNumber, waived }) =>
    WAIVABLE.flatMap((what) => {
      const reason = waived[what]
      return reason === null ? [] : [{ invoiceNumber, what: chargeName(what, language), reason: waiverReason(reason, language) }]
    }),
  )
}
