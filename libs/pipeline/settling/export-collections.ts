/** A list of direct debits as CSV, for the bank software of the creditor to take in. */
import { finished } from 'node:stream/promises'
import type { Writable } from 'node:stream'
import { csvWriter, formatAmount } from '#portfolio'
import type { StoredCollection } from '#store'

const COLUMNS = ['collectOn', 'mandate', 'debtor', 'claim', 'amount', 'endToEndId'] as const

export async function writeCollectionsCsv(collections: readonly StoredCollection[], output: Writable): Promise<void> {
  const writer = csvWriter(output, { columns: COLUMNS })
  // The bank sends the id back with a return; it has room for 35 characters.
  for (const { id, on, mandate, debtor, claim, amount } of collections)
    writer.write([on, mandate ?? '', debtor, claim, formatAmount(amount, ','), id.replaceAll('-', '')])
  writer.end()
  await finished(writer)
}
