/** Merges of debtors as callers ask for and see them. */
import type { StoredMerge } from '#store'
import { At, Text, Uuid } from '../http/fields'
import { instant, iso } from '../settling/of-debtor'

export class NewMergeBody {
  @Uuid({ description: 'the debtor that is seen under the other from now on' }) merged!: string
  @Uuid({ description: 'the debtor that stays' }) into!: string
}
export class MergeView {
  @Uuid() readonly id!: string
  @Uuid() readonly merged!: string
  @Uuid() readonly into!: string
  @Text() readonly mergedBy!: string
  @At() readonly mergedAt!: string
  @Text({ nullable: true }) readonly undoneBy!: string | null
  @At({ nullable: true }) readonly undoneAt!: string | null
}

export const mergeView = ({ id, mergedId, survivorId, mergedBy, mergedAt, undoneBy, undoneAt }: StoredMerge): MergeView => ({
  id,
  merged: mergedId,
  into: survivorId,
  mergedBy,
  mergedAt: instant(mergedAt),
  undoneBy,
  undoneAt: iso(undoneAt),
})
