/** A debtor who owes and is to pay in instalments: one agent proposes the arrangement, another confirms it. */
import type { Instalment, LocalDate } from '#domain'
import {
  confirmArrangement,
  openClaims,
  proposeArrangement,
  readArrangement,
  type ArrangementFault,
  type Creditor,
  type DebtorKey,
} from '#store'
import { addClaims, addCreditor, claimOf, type PipeBench } from '../support/pipe'
import { debtorKey } from '../support/pipe-records'

const TODAY = '2027-01-12' as LocalDate

export const terms = (...given: [string, number][]): Instalment[] => given.map(([dueOn, amount]) => ({ dueOn: dueOn as LocalDate, amount }))

export interface Owing {
  readonly creditor: Creditor
  readonly debtor: DebtorKey
  readonly claims: string[]
}

export interface Arranging {
  debtorOwing(...cents: number[]): Promise<Owing>
  owingTo(creditor: Creditor, ...cents: number[]): Promise<Owing>
  propose(debtor: DebtorKey, claims: string[], instalments: Instalment[]): ReturnType<typeof proposeArrangement>
  confirm(debtor: DebtorKey, id: string): Promise<ArrangementFault | null>
  /** Proposed and confirmed. */
  arrange(debtor: DebtorKey, claims: string[], instalments: Instalment[]): Promise<string>
  stateOf(debtor: DebtorKey, id: string): Promise<string | undefined>
}

export function arrangingIn(bench: () => PipeBench): Arranging {
  const debtorOwing = async (...cents: number[]): Promise<Owing> => owingTo(await addCreditor(bench()), ...cents)

  async function owingTo(creditor: Creditor, ...cents: number[]): Promise<Owing> {
    await addClaims(
      bench(),
      creditor,
      cents.map((amount, index) => ({
        ...claimOf(String(index), { email: 'klant@voorbeeld.example' }, { open: amount, original: amount }),
        debtor: { reference: 'D', kind: 'consumer', name: 'A. Voorbeeldsma', email: 'klant@voorbeeld.example' },
      })),
    )
    const debtor = await debtorKey(bench(), creditor, 'D')
    return { creditor, debtor, claims: (await openClaims(bench().database, debtor)).map(({ id }) => id) }
  }

  const propose = (debtor: DebtorKey, claims: string[], instalments: Instalment[]) =>
    bench().database.transaction((sql) => proposeArrangement(sql, debtor, { claims, instalments, by: 'agent-1' }, TODAY, bench().now))
  const confirm = (debtor: DebtorKey, id: string): Promise<ArrangementFault | null> =>
    bench().database.transaction((sql) => confirmArrangement(sql, debtor, id, 'agent-2', TODAY, bench().now))

  async function arrange(debtor: DebtorKey, claims: string[], instalments: Instalment[]): Promise<string> {
    const made = await propose(debtor, claims, instalments)
    if ('fault' in made) throw new Error(made.fault)
    expect(await confirm(debtor, made.id)).toBeNull()
    return made.id
  }

  const stateOf = async (debtor: DebtorKey, id: string): Promise<string | undefined> =>
    (await readArrangement(bench().database, debtor, id))?.state

  return { debtorOwing, owingTo, propose, confirm, arrange, stateOf }
}
