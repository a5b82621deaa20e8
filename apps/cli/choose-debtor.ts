/** Chooses the debtor or the claim a command is about by the reference in the creditor's own export. */
import { findClaim, findDebtor, type Creditor, type DebtorKey, type Sql } from '#store'
import { answerIsNo } from './exit-codes'

export async function chooseDebtor(sql: Sql, { id: creditorId, code }: Creditor, reference: string): Promise<DebtorKey> {
  const debtorId = await findDebtor(sql, creditorId, reference)
  if (debtorId === null) throw answerIsNo(`${code} has no debtor ${reference}`)
  return { creditorId, debtorId }
}

export async function chooseClaim(sql: Sql, debtor: DebtorKey, ofDebtor: string, reference: string): Promise<string> {
  const claimId = await findClaim(sql, debtor, reference)
  if (claimId === null) throw answerIsNo(`${ofDebtor} has no claim ${reference}`)
  return claimId
}
