/** What a payment that named no known claim may be for: by a reference in its words, by its amount, by the account and the name of who paid; each by an index. */
import type { Cents, CreditorId, DebtorId, LocalDate } from '#domain'
import type { Sql } from '../database'
import { namedInText } from '../replies/reply-matches'
import type { UnmatchedPayment } from './unmatched-payments'

export const PAYMENT_MATCHES = ['reference', 'account', 'amount', 'total', 'name'] as const
export type PaymentMatch = (typeof PAYMENT_MATCHES)[number]

export interface PaymentCandidate {
  readonly claimId: string
  readonly debtorId: DebtorId
  readonly debtor: string
  readonly name: string | null
  readonly reference: string
  readonly invoiceNumber: string | null
  readonly dueOn: LocalDate
  readonly open: Cents
  /** Nothing: it is of a debtor of whom something else matched. */
  readonly matched: readonly PaymentMatch[]
}

const WEIGHTS: Readonly<Record<PaymentMatch, number>> = { reference: 16, account: 8, total: 4, amount: 4, name: 2 }
/** Beyond these, what matched says nothing of anybody in particular. */
const MOST_ALIKE = 20
const MOST_SHOWN = 30

/** The likeliest first. Of money that went back, also what is settled. */
export async function paymentCandidates(sql: Sql, creditorId: CreditorId, payment: UnmatchedPayment): Promise<PaymentCandidate[]> {
  const { amount, description, reference, invoiceNumber, payerIban, payerName } = payment
  const named = await namedInText(sql, creditorId, [reference, invoiceNumber, description].filter((text) => text !== null).join(' '))
  const claims = named.flatMap(({ claimId }) => claimId ?? [])
  const paid = await claimsPaidFrom(sql, creditorId, payerIban, -amount)
  const [byAmount, byAccount, byName] = [
    await debtorsOwing(sql, creditorId, amount),
    await debtorsWith(sql, creditorId, payerIban),
    await debtorsNamed(sql, creditorId, payerName),
  ]
  const of = (rows: readonly DebtorId[]): ReadonlySet<string> => new Set(rows)
  const matches = { named: of(named.map(({ debtorId }) => debtorId)), account: of(byAccount), name: of(byName) }
  const debtors = [...new Set([...matches.named, ...matches.account, ...matches.name, ...byAmount])]
  const rows = await sql.query<Omit<PaymentCandidate, 'matched'>>(CLAIMS, [creditorId, debtors, amount < 0, [...claims, ...paid]])
  const owed = new Map<string, number>()
  for (const { debtorId, open } of rows) owed.set(debtorId, (owed.get(debtorId) ?? 0) + open)
  const several = new Set(
    rows.filter(({ debtorId }, index) => rows.findIndex((row) => row.debtorId === debtorId) !== index).map(({ debtorId }) => debtorId),
  )
  const matchOf = (row: Omit<PaymentCandidate, 'matched'>): PaymentMatch[] =>
    PAYMENT_MATCHES.filter((match) => {
      switch (match) {
        case 'reference':
          return claims.includes(row.claimId) || (claims.length === 0 && matches.named.has(row.debtorId))
        case 'account':
          return matches.account.has(row.debtorId)
        case 'amount':
          return row.open === amount || paid.includes(row.claimId)
        case 'total':
          return several.has(row.debtorId) && owed.get(row.debtorId) === amount
        case 'name':
          return matches.name.has(row.debtorId)
      }
    })
  const score = ({ matched }: PaymentCandidate): number => matched.reduce((sum, match) => sum + WEIGHTS[match], 0)
  return rows
    .map((row): PaymentCandidate => ({ ...row, matched: matchOf(row) }))
    .sort((one, other) => score(other) - score(one) || (one.dueOn < other.dueOn ? -1 : 1))
    .slice(0, MOST_SHOWN)
}

const ids = async (rows: Promise<readonly { readonly id: DebtorId }[]>): Promise<DebtorId[]> => {
  const found = (await rows).map(({ id }) => id)
  return found.length > MOST_ALIKE ? [] : found
}

const debtorsOwing = (sql: Sql, creditorId: CreditorId, amount: Cents): Promise<DebtorId[]> =>
  ids(
    sql.query(
      `select distinct debtor_id as id from (select debtor_id from claim
        where creditor_id = $1 and state = 'open' and open_cents = $2 and kind = 'claim' limit ${MOST_ALIKE + 1}) c`,
      [creditorId, amount],
    ),
  )

/** Payments of a claim that came from it. */
const FROM_ACCOUNT = `payer_iban_end = right($2, 4) and payer ->> 'iban' = $2 and claim_id is not null`

const debtorsWith = (sql: Sql, creditorId: CreditorId, iban: string | null): Promise<DebtorId[]> =>
  iban === null
    ? Promise.resolve([])
    : ids(
        sql.query(
          `select distinct c.debtor_id as id from (select claim_id from payment where creditor_id = $1 and ${FROM_ACCOUNT} limit 200) p
     join claim c on c.creditor_id = $1 and c.id = p.claim_id limit ${MOST_ALIKE + 1}`,
          [creditorId, iban],
        ),
      )

/** What money that went back may have been paid for. */
const claimsPaidFrom = async (sql: Sql, creditorId: CreditorId, iban: string | null, amount: Cents): Promise<string[]> => {
  if (iban === null || amount <= 0) return []
  const rows = await sql.query<{ id: string }>(
    `select distinct claim_id as id from payment where creditor_id = $1 and ${FROM_ACCOUNT} and amount_cents = $3 limit ${MOST_ALIKE}`,
    [creditorId, iban, amount],
  )
  return rows.map(({ id }) => id)
}

/** Banks write the initials before the surname, or behind it: its longest word is looked for at the end of a name. */
const debtorsNamed = (sql: Sql, creditorId: CreditorId, name: string | null): Promise<DebtorId[]> => {
  const words = (name ?? '').toLowerCase().match(/[\p{L}'’-]{3,}/gu) ?? []
  const [longest] = words.sort((one, other) => other.length - one.length)
  return longest === undefined
    ? Promise.resolve([])
    : ids(
        sql.query(
          `select debtor_id as id from debtor_person where creditor_id = $1 and surname_key = $2
     union select debtor_id from debtor_person where creditor_id = $1 and name_key = $3 limit ${MOST_ALIKE + 1}`,
          [creditorId, longest, name?.toLowerCase()],
        ),
      )
}

const CLAIMS = `
  select c.id as "claimId", d.id as "debtorId", d.reference as debtor, p.name, c.reference, c.invoice_number as "invoiceNumber",
    c.due_on as "dueOn", c.open_cents as open
  from (
    select c.* from unnest($2::uuid[]) k (debtor_id) cross join lateral (
      select * from claim c where c.creditor_id = $1 and c.debtor_id = k.debtor_id and c.kind = 'claim' and c.state = 'open'
        order by c.due_on, c.id limit ${MOST_SHOWN}
    ) c
    union all
    select c.* from claim c where c.creditor_id = $1 and c.id = any ($4::uuid[]) and c.kind = 'claim' and c.state = 'settled' and $3::boolean
  ) c
  join debtor d on d.creditor_id = $1 and d.id = c.debtor_id left join debtor_person p on p.creditor_id = $1 and p.debtor_id = d.id`

export interface ClaimToPay {
  readonly id: string
  readonly debtorId: DebtorId
  readonly reference: string
  readonly open: Cents
}

/** Of these, those that money can be booked on. */
export const claimsToPay = (sql: Sql, creditorId: CreditorId, claims: readonly string[]): Promise<ClaimToPay[]> =>
  sql.query<ClaimToPay>(
    `select id, debtor_id as "debtorId", reference, open_cents as open from claim
      where creditor_id = $1 and id = any ($2::uuid[]) and kind = 'claim' and state <> 'withdrawn'`,
    [creditorId, claims],
  )
