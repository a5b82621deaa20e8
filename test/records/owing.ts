/** A debtor who owes one invoice whose ladder runs into costs, what they pay of it, and what they are written. */
import type { ImportedClaim, ImportedPayment, LocalDate } from '#domain'
import { setOffReceived } from '#pipeline'
import { getCreditor, recordPayments, type Creditor, type CreditorProfile, type DebtorKey } from '#store'
import { addClaims, addCreditor, at, claimOf, type PipeBench } from '../support/pipe'
import { debtorKey } from '../support/pipe-records'

export const EMAIL = 'klant@voorbeeld.example'
export const SATURDAY_AFTER_TERM = at('2027-02-06T12:00:00Z')

export interface Owing {
  creditorWith(profile: Partial<CreditorProfile>): Promise<Creditor>
  /** 400.00 since 7 January: reminder on the 12th, notice by e-mail on the 22nd, its term to 5 February, final demand on the 6th. */
  owing(profile?: Partial<CreditorProfile>, claim?: Partial<ImportedClaim>): Promise<{ creditor: Creditor; debtor: DebtorKey }>
  paid(creditor: Creditor, on: string, amount: number): Promise<void>
  textOf(creditor: Creditor, step: string): Promise<string>
}

export function owingIn(bench: () => PipeBench): Owing {
  async function creditorWith(profile: Partial<CreditorProfile>): Promise<Creditor> {
    const creditor = await addCreditor(bench())
    await bench().database.query('update creditor set profile = profile || $2 where id = $1', [creditor.id, JSON.stringify(profile)])
    bench().pipe.rulebooks.forget()
    return getCreditor(bench().database, creditor.id)
  }

  async function owing(
    profile: Partial<CreditorProfile> = {},
    claim: Partial<ImportedClaim> = {},
  ): Promise<{ creditor: Creditor; debtor: DebtorKey }> {
    const creditor = await creditorWith(profile)
    await addClaims(bench(), creditor, [claimOf('1', { email: EMAIL }, { original: 40_000, open: 40_000, ...claim })])
    return { creditor, debtor: await debtorKey(bench(), creditor, 'D-1') }
  }

  async function paid(creditor: Creditor, on: string, amount: number): Promise<void> {
    const payments: ImportedPayment[] = [
      {
        key: `${creditor.code}-${on}`,
        receivedOn: on as LocalDate,
        amount,
        currency: 'EUR',
        paymentReference: null,
        claimReference: '1',
        invoiceNumber: null,
        description: null,
        payerIban: null,
        payerName: null,
      },
    ]
    await bench().database.transaction(async (sql) => {
      await recordPayments(sql, creditor, null, payments, bench().now)
      await setOffReceived(sql, bench().pipe.rulebooks, creditor, payments, bench().now)
    })
  }

  const textOf = async (creditor: Creditor, step: string): Promise<string> => {
    const rows = await bench().database.query<{ text: string }>(
      `select b.content ->> 'text' as text from contact_attempt a join hand_over h on h.creditor_id = a.creditor_id and h.attempt_id = a.id
       join message_body b on b.creditor_id = h.creditor_id and b.hand_over_id = h.id where a.creditor_id = $1 and a.step = $2`,
      [creditor.id, step],
    )
    return rows[0]?.text.replaceAll('\u00A0', ' ') ?? ''
  }

  return { creditorWith, owing, paid, textOf }
}
