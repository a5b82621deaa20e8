/** Invoices that are sent again, as callers ask for and see them. */
import { NOT_COPIED, type NotCopied } from '#domain'
import type { CopyProspect } from '#pipeline'
import { Day, ListOf, OneOf, Uuid } from '../http/fields'

export class NotReceivedBody {
  @Uuid({ optional: true, description: 'the one that was not received; left out: all that is open' }) claim?: string
  @OneOf(['right', 'wrong'], {
    optional: true,
    description: '`wrong`: a person looks for the address before the invoice goes again; right unless said',
  })
  address?: 'right' | 'wrong'
}
export class CopyProspectView {
  @Uuid() readonly claim!: string
  @OneOf(NOT_COPIED, { nullable: true, description: 'why it is not sent again by itself; null: it would be' })
  readonly why!: NotCopied | null
  @Day({ nullable: true, description: 'its last day to pay, did it leave today' }) readonly payBy!: string | null
}
export class CopiesView {
  @ListOf(() => CopyProspectView, 0, 100_000) readonly claims!: readonly CopyProspectView[]
}

export const copiesView = (prospects: readonly CopyProspect[]): CopiesView => ({
  claims: prospects.map(({ claimId, why, payBy }) => ({ claim: claimId, why, payBy })),
})
