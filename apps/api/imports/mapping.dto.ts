/** Import mappings as operators write them, and what one makes of the first rows of a file. */
import { ApiProperty } from '@nestjs/swagger'
import type { TriedMapping } from '#pipeline'
import type { SavedMapping } from '#store'
import { Flag, Json, ListOf, Text, Texts, Whole } from '../http/fields'
import { ReadRowView, readRowView, RefusedRowView, refusedRowView } from './import.dto'

const DEFINITION = 'the form of the files under config/imports'
/** What a browser reads of a file to show its first rows. */
const MOST_START = 90_000

export class MappingBody {
  @Json({ description: DEFINITION }) definition!: Record<string, unknown>
}
export class TryMappingBody extends MappingBody {
  @Text({ max: MOST_START, min: 0, description: 'the first 64 kB of the file, in base64' }) start!: string
  @Flag({ description: 'that is all of it' }) whole!: boolean
}
export class SavedMappingView {
  @Text({ max: 100 }) readonly name!: string
  @Whole(1, 1_000_000) readonly version!: number
  @ApiProperty({ type: 'object', additionalProperties: true, description: DEFINITION }) readonly definition!: object
}
class CellsView {
  @Text({ max: 1000, min: 0 }) readonly column!: string
  @Texts({ description: 'what the first rows have there' }) readonly cells!: readonly string[]
}
export class TriedMappingView {
  @ListOf(() => CellsView, 0, 1000) readonly columns!: readonly CellsView[]
  @ListOf(() => ReadRowView, 0, 5, { description: 'the first rows as they would be understood' }) readonly sample!: readonly ReadRowView[]
  @ListOf(() => RefusedRowView, 0, 5, { description: 'the first rows that would be refused' }) readonly errors!: readonly RefusedRowView[]
  @Text({ nullable: true, max: 2000, description: 'why no row can be read with it' }) readonly fault!: string | null
}

export const savedMappingView = ({ definition, ...mapping }: SavedMapping): SavedMappingView => ({
  ...mapping,
  definition: definition as object,
})
export const triedMappingView = ({ columns, rows, sample, errors, fault }: TriedMapping): TriedMappingView => ({
  columns: columns.map((column) => ({ column, cells: rows.map((row) => (row[column] ?? '').slice(0, 200)) })),
  sample: sample.map(readRowView),
  errors: errors.map(refusedRowView),
  fault,
})
