/** Imports as callers start and follow them. */
import type { ImportRunRecord } from '#store'
import { At, Flag, OneOf, Text, Uuid, Whole } from '../http/fields'

export class ImportQuery {
  @OneOf(['claims', 'payments']) kind!: 'claims' | 'payments'
  @Text({ max: 100, description: 'how to read it: the name of an import mapping', example: 'generic' }) mapping!: string
}

const MOST = 1_000_000_000

export class ImportView {
  @Uuid() readonly id!: string
  @OneOf(['claims', 'payments']) readonly kind!: 'claims' | 'payments'
  @OneOf(['running', 'finished', 'failed']) readonly state!: 'running' | 'finished' | 'failed'
  @Text({ nullable: true, max: 1000, description: 'why it failed; what was read until then is kept, and the same file goes on from there' }) readonly fault!: string | null
  @Text() readonly mapping!: string
  @Whole(1, MOST) readonly mappingVersion!: number
  @Flag({ description: 'of a full export, open claims that are missing rest' }) readonly fullExport!: boolean
  @Whole(0, MOST) readonly linesDone!: number
  @Whole(0, MOST) readonly loaded!: number
  @Whole(0, MOST) readonly changed!: number
  @Whole(0, MOST, { description: 'rows that come back in the file of errors' }) readonly refused!: number
  @Whole(0, MOST, { description: 'claims that were missing, and rest' }) readonly held!: number
  @At() readonly startedAt!: string
  @At({ nullable: true }) readonly finishedAt!: string | null
}

export function importView({ id, kind, state, fault, mapping, mappingVersion, fullExport, linesDone, loaded, changed, refused, held, startedAt, finishedAt }: ImportRunRecord): ImportView {
  return {
    id, kind, state: fault === null ? state : 'failed', fault, mapping, mappingVersion, fullExport, linesDone, loaded, changed, refused, held,
    startedAt: new Date(startedAt).toISOString(), finishedAt: finishedAt === null ? null : new Date(finishedAt).toISOString(),
  }
}
