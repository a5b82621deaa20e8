/** Imports as callers try, start and follow them. */
import { decimal, type Instant } from '#domain'
import type { CheckedImport } from '#pipeline'
import type { ImportRunRecord } from '#store'
import { Amount, At, Day, Flag, Json, ListOf, OneOf, Text, Uuid, Whole } from '../http/fields'

export class ImportQuery {
  @OneOf(['claims', 'payments']) kind!: 'claims' | 'payments'
  @Text({ max: 100, description: 'how to read it: the name of an import mapping', example: 'generic' }) mapping!: string
}

const MOST = 1_000_000_000

export class ImportView {
  @Uuid() readonly id!: string
  @OneOf(['claims', 'payments']) readonly kind!: 'claims' | 'payments'
  @OneOf(['running', 'finished', 'failed']) readonly state!: 'running' | 'finished' | 'failed'
  @Text({ nullable: true, max: 1000, description: 'why it failed; what was read until then is kept, and the same file goes on from there' })
  readonly fault!: string | null
  @Text() readonly mapping!: string
  @Whole(1, MOST) readonly mappingVersion!: number
  @Flag({ description: 'of a full export, open claims that are missing rest' }) readonly fullExport!: boolean
  @Whole(0, MOST) readonly linesDone!: number
  @Whole(0, MOST) readonly loaded!: number
  @Whole(0, MOST) readonly changed!: number
  @Whole(0, MOST, { description: 'rows that come back in the file of errors' }) readonly refused!: number
  @Whole(0, MOST, { description: 'payments that named no known claim: they are kept, and wait under `payments/unmatched`' })
  readonly unmatched!: number
  @Whole(0, MOST, { description: 'claims that were missing, and rest' }) readonly held!: number
  @OneOf(['under-way', 'done'], { nullable: true }) readonly undo!: 'under-way' | 'done' | null
  @Whole(0, MOST, { description: 'claims that an undo withdrew' }) readonly withdrawn!: number
  @Whole(0, MOST, { description: 'claims that an undo put back as they were' }) readonly putBack!: number
  @Whole(0, MOST, { description: 'claims that an undo left alone, since something had happened with them' }) readonly kept!: number
  @At() readonly startedAt!: string
  @At({ nullable: true }) readonly finishedAt!: string | null
}

export function importView({
  id,
  kind,
  state,
  fault,
  mapping,
  mappingVersion,
  fullExport,
  linesDone,
  loaded,
  changed,
  refused,
  unmatched,
  held,
  withdrawn,
  putBack,
  kept,
  startedAt,
  finishedAt,
  ...run
}: ImportRunRecord): ImportView {
  return {
    id,
    kind,
    state: fault === null ? state : 'failed',
    fault,
    mapping,
    mappingVersion,
    fullExport,
    linesDone,
    loaded,
    changed,
    refused,
    unmatched,
    held,
    undo: run.undoneAt !== null ? 'done' : run.undoAskedAt !== null ? 'under-way' : null,
    withdrawn,
    putBack,
    kept,
    startedAt: new Date(startedAt).toISOString(),
    finishedAt: finishedAt === null ? null : new Date(finishedAt).toISOString(),
  }
}

export class RefusedRowView {
  @Text({ description: 'line of the file' }) readonly line!: string
  @Text({ max: 10_000 }) readonly reason!: string
  @Json({ description: 'cells by the heads of the file, as they were written', example: { Factuur: 'F-1', Bedrag: 'tien' } })
  readonly cells!: Readonly<Record<string, string>>
}
export class ReadRowView {
  @Text({ nullable: true }) readonly reference!: string | null
  @Text({ nullable: true }) readonly name!: string | null
  @Day() readonly day!: string
  @Amount({ negative: true }) readonly amount!: string
}
export class CheckView {
  @Whole(0, MOST) readonly rows!: number
  @Whole(0, MOST, { description: 'rows that are new' }) readonly loaded!: number
  @Whole(0, MOST) readonly changed!: number
  @Whole(0, MOST) readonly same!: number
  @Whole(0, MOST) readonly refused!: number
  @Whole(0, MOST, { description: 'new payments that name no known claim' }) readonly unmatched!: number
  @At({ nullable: true, description: 'when the very same file was imported before' }) readonly importedAt!: string | null
  @ListOf(() => RefusedRowView, 0, 500, { description: 'the first refused rows' }) readonly errors!: readonly RefusedRowView[]
  @ListOf(() => ReadRowView, 0, 5, { description: 'the first rows as they were understood' }) readonly sample!: readonly ReadRowView[]
}

export function checkView({ errors, sample, ...counts }: CheckedImport, before: Instant | null): CheckView {
  return {
    ...counts,
    importedAt: before === null ? null : new Date(before).toISOString(),
    errors: errors.map(refusedRowView),
    sample: sample.map(readRowView),
  }
}

export const refusedRowView = ({ line, errors, raw }: CheckedImport['errors'][number]): RefusedRowView => ({
  line: String(line),
  reason: errors.map(({ reason }) => reason).join('; '),
  cells: raw,
})

export const readRowView = (row: CheckedImport['sample'][number]): ReadRowView =>
  'debtor' in row
    ? { reference: row.reference, name: row.debtor.name, day: row.dueOn, amount: decimal(row.open) }
    : {
        reference: row.claimReference ?? row.invoiceNumber ?? row.paymentReference,
        name: row.payerName,
        day: row.receivedOn,
        amount: decimal(row.amount),
      }
