/** Debtors of a creditor, made one by one, and a key that asks the API about them. */
import { openClaims } from '#store'
import { openCaller, type ApiCaller } from '../support/api'
import { addClaims, addCreditor, claimOf, type PipeBench } from '../support/pipe'
import { debtorKey } from '../support/pipe-records'

export interface DebtorsHome {
  readonly creditor: Awaited<ReturnType<typeof addCreditor>>
  readonly agent: ApiCaller
  readonly home: string
  /** By e-mail and text message, with one claim past due; `at` is where the API has them. */
  debtor(): Promise<{ reference: string; id: string; at: string; claim: string }>
}

export async function openDebtors(bench: PipeBench): Promise<DebtorsHome> {
  const creditor = await addCreditor(bench)
  const home = `/v1/creditors/${creditor.id}`
  let made = 0
  return {
    creditor,
    home,
    agent: await openCaller(bench, [creditor.id]),
    async debtor() {
      const reference = `r${++made}`
      await addClaims(bench, creditor, [
        claimOf(reference, { email: `${reference}@voorbeeld.example`, sms: `+3161230${String(1000 + made)}` }),
      ])
      const key = await debtorKey(bench, creditor, `D-${reference}`)
      const [claim] = await openClaims(bench.database, key)
      return { reference, id: key.debtorId, at: `${home}/debtors/${key.debtorId}`, claim: claim?.id ?? '' }
    },
  }
}

export const idOf = ({ body }: { readonly body: Record<string, unknown> }): string => String(body.id)
