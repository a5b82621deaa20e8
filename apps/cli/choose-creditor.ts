/** Chooses the creditor a command is for: the one that is named, or the only one there is. */
import { findCreditor, listCreditors, type Creditor } from '#store'
import { unacceptable } from './exit-codes'
import type { Session } from './session'

export async function chooseCreditor({ database }: Session, code: string | undefined): Promise<Creditor> {
  const creditors = code === undefined ? await listCreditors(database) : []
  const found = code === undefined ? creditors.length === 1 && creditors[0] : await findCreditor(database, code)
  if (found) return found
  const codes = (code === undefined ? creditors : await listCreditors(database)).map((creditor) => creditor.code)
  if (codes.length === 0) throw unacceptable('there is no creditor yet: `tijdig creditor add CODE --profile FILE` makes one')
  throw unacceptable(
    code === undefined
      ? `say for which creditor with --creditor: ${codes.join(', ')}`
      : `there is no creditor ${code}; there is ${codes.join(', ')}`,
  )
}
