/** Letter batches as the API tells them. */
export type BatchState = 'assembled' | 'checked' | 'released' | 'exported' | 'posted'

export interface Batch {
  readonly id: string
  readonly state: BatchState
  readonly postingDay: string
  readonly createdAt: string
  readonly assembledBy: string
  readonly checkedBy: string | null
  readonly releasedBy: string | null
  readonly releasedAt: string | null
  readonly exportedAt: string | null
  readonly reprint: boolean
  readonly legal: boolean
  readonly letters: number
  readonly pages: number
  readonly downloads: number
  readonly alarmAt: string | null
  /** Only of one that is read alone. */
  readonly releasableFrom?: string | null
}

export interface Letter {
  readonly id: string
  readonly debtor: string
  readonly debtorReference: string
  readonly phase: string
  readonly service: 'normal' | 'registered'
  readonly claims: readonly string[]
  readonly state: string
  readonly pages: number | null
  readonly problem: string | null
  readonly expectedDelivery: string | null
  readonly payBy: string | null
  readonly withdrawnFor: readonly { readonly code: string; readonly sentence: string }[]
  readonly letterId: string | null
  readonly postedOn: string | null
  readonly barcode: string | null
}
