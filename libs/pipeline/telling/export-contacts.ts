/** Export: a creditor's contacts page by page, read as the tenant, and their form as a CSV for a spreadsheet. */
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type { Writable } from 'node:stream'
import { isoInZone, reasonSentence, type CreditorId, type Instant, type Language } from '#domain'
import { csvWriter, formatAmount } from '#portfolio'
import { exportContacts, type Database, type ExportedContact } from '#store'

const PAGE = 1000

/** Every page is a transaction of its own: an export of a million contacts holds no snapshot open for minutes. */
export async function* exportedContacts(tenant: Database, creditorId: CreditorId): AsyncGenerator<ExportedContact> {
  let after: string | null = null
  for (;;) {
    const page = await tenant.tenantTransaction([creditorId], (sql) => exportContacts(sql, creditorId, after, PAGE))
    yield* page
    after = page.at(-1)?.contact ?? after
    if (page.length < PAGE) return
  }
}

const COLUMNS = [
  'debtor',
  'claims',
  'channel',
  'phase',
  'state',
  'dueAt',
  'sentAt',
  'amount',
  'receipt',
  'handOver',
  'carrierReference',
  'reasons',
  'contact',
] as const

/** Answers how many contacts were written; standard output stays open, any other `output` is ended and may still be writing. */
export async function writeContactsCsv(
  contacts: AsyncIterable<ExportedContact>,
  output: Writable,
  zone: string,
  language: Language,
): Promise<number> {
  const writer = csvWriter(output, { columns: COLUMNS })
  output.once('error', (fault) => writer.destroy(fault))
  let written = 0
  for await (const contact of contacts) {
    written += 1
    if (!writer.write(cellsOf(contact, zone, language))) await once(writer, 'drain')
  }
  writer.end()
  await finished(writer)
  return written
}

function cellsOf(contact: ExportedContact, zone: string, language: Language): string[] {
  const at = (instant: Instant | null): string => (instant === null ? '' : isoInZone(instant, zone))
  const cells: Readonly<Record<(typeof COLUMNS)[number], string>> = {
    debtor: contact.debtor,
    claims: contact.claims,
    channel: contact.channel,
    phase: contact.phase,
    state: contact.state,
    dueAt: at(contact.dueAt),
    sentAt: at(contact.sentAt),
    amount: formatAmount(contact.amount, ','),
    receipt: contact.receipt ?? '',
    handOver: contact.handOver ?? '',
    carrierReference: contact.carrierReference ?? '',
    reasons: contact.reasons.map((reason) => reasonSentence(reason, language)).join(' '),
    contact: contact.contact,
  }
  return COLUMNS.map((column) => cells[column])
}
