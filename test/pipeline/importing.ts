/** Files of open items and payments as a creditor's books export them, how they are read in, and what is owed then. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportMapping } from '#domain'
import { importClaims, importPayments, publishedMapping, type ImportReport } from '#pipeline'
import type { Creditor } from '#store'
import type { PipeBench } from '../support/pipe'

export type Row = Readonly<Record<string, string>>
const HEADS = [
  'reference',
  'kind',
  'issuedOn',
  'dueOn',
  'original',
  'open',
  'historyPhase',
  'historyOn',
  'historyPayBy',
  'debtorReference',
  'debtorName',
  'email',
  'mobile',
  'whatsappConsentedOn',
  'product',
  'Regio',
  'Nationaliteit',
] as const
export const row = (reference: string, open: string, more: Row = {}): Row => ({
  reference,
  open,
  original: '125,00',
  dueOn: '07-01-2027',
  issuedOn: '24-12-2026',
  debtorReference: `D-${reference}`,
  debtorName: 'A. Voorbeeldsma',
  email: `klant${reference}@voorbeeld.example`,
  ...more,
})

export interface Importing {
  claimsFile(rows: readonly Row[]): Promise<string>
  load(creditor: Creditor, file: string, fullExport?: boolean, signal?: AbortSignal, more?: Partial<ImportMapping>): Promise<ImportReport>
  loadPayments(creditor: Creditor, lines: readonly string[]): ReturnType<typeof importPayments>
  claim(reference: string): Promise<{ open: number; state: string } | undefined>
  /** Of every claim: what is open is the sum of its entries. */
  ledgerAddsUp(): Promise<void>
}

export function importingIn(bench: () => PipeBench): Importing {
  let files = 0
  async function claimsFile(rows: readonly Row[]): Promise<string> {
    const file = join(bench().carrier.folder, `claims-${++files}.csv`)
    await writeFile(file, [HEADS.join(';'), ...rows.map((given) => HEADS.map((head) => given[head] ?? '').join(';')), ''].join('\r\n'))
    return file
  }

  async function load(
    creditor: Creditor,
    file: string,
    fullExport = false,
    signal?: AbortSignal,
    more: Partial<ImportMapping> = {},
  ): Promise<ImportReport> {
    const { mapping, version } = await publishedMapping(bench().database, creditor.id, 'generic')
    return importClaims(
      bench().pipe,
      {
        creditor,
        file,
        mapping: { ...mapping, fullExport, ...more },
        mappingVersion: version,
        errorFile: `${file}.refused`,
        ...(signal ? { signal } : {}),
      },
      bench().now,
    )
  }

  async function loadPayments(creditor: Creditor, lines: readonly string[]): ReturnType<typeof importPayments> {
    const file = join(bench().carrier.folder, `payments-${++files}.csv`)
    await writeFile(file, ['transactionId;receivedOn;amount;claimReference;invoiceNumber', ...lines, ''].join('\n'))
    const { mapping, version } = await publishedMapping(bench().database, creditor.id, 'payments-generic')
    return importPayments(bench().pipe, { creditor, file, mapping, mappingVersion: version, errorFile: `${file}.refused` }, bench().now)
  }

  async function ledgerAddsUp(): Promise<void> {
    const wrong = await bench().database.query(
      `select c.reference, c.open_cents, sum(l.amount_cents) as lines from claim c left join ledger_entry l on l.creditor_id = c.creditor_id and l.claim_id = c.id
       group by c.creditor_id, c.id, c.reference, c.open_cents having c.open_cents is distinct from coalesce(sum(l.amount_cents), 0)`,
    )
    expect(wrong).toEqual([])
  }

  const claim = async (reference: string): Promise<{ open: number; state: string } | undefined> =>
    (
      await bench().database.query<{ open: number; state: string }>('select open_cents as open, state from claim where reference = $1', [
        reference,
      ])
    )[0]

  return { claimsFile, load, loadPayments, claim, ledgerAddsUp }
}
