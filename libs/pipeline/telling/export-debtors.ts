/** Export: the debtors that somebody chose, as a CSV for a spreadsheet. */
import type { Readable } from 'node:stream'
import { PassThrough } from 'node:stream'
import { decimal, isoInZone } from '#domain'
import { csvWriter } from '#portfolio'
import type { DebtorRecord } from '#store'

export function debtorsCsv(debtors: readonly DebtorRecord[], zone: string): Readable {
  const output = new PassThrough()
  const writer = csvWriter(output, { columns: ['reference', 'name', 'kind', 'segment', 'language', 'open', 'open_claims', 'next_look'] })
  for (const { reference, name, kind, segment, language, open, openClaims, reviewAt } of debtors) {
    writer.write([
      reference,
      name ?? '',
      kind,
      segment,
      language,
      decimal(open),
      String(openClaims),
      reviewAt === null ? '' : isoInZone(reviewAt, zone),
    ])
  }
  writer.end()
  return output
}
