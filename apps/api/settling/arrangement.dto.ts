/** Payment arrangements as callers give and see them. */
import { ARRANGEMENT_STATES, bookInOrder, decimal, MOST_INSTALMENTS, type ArrangementState } from '#domain'
import type { StoredArrangement } from '#store'
import { Amount, At, Day, ListOf, OneOf, Text, Uuid, Uuids, Whole } from '../http/fields'
import { MadeView } from '../creditors/creditor.dto'
import { instant, iso } from './of-debtor'

export class InstalmentBody {
  @Day() dueOn!: string
  @Amount({ description: 'one cent or more' }) amount!: string
}
export class NewArrangementBody {
  @Uuids(200, { description: 'open claims of this debtor' }) claims!: string[]
  @ListOf(() => InstalmentBody, 1, MOST_INSTALMENTS, { description: 'on rising days from today on; together exactly what is owed' })
  instalments!: InstalmentBody[]
}

export class ProposedView extends MadeView {
  @At({ nullable: true, description: 'an approver decides about it, and until then its claims rest; null: it may be confirmed' })
  readonly approvalUntil!: string | null
}

export class InstalmentView extends InstalmentBody {
  @Whole(1, MOST_INSTALMENTS) readonly number!: number
  @Amount({ description: 'what has come in for it; the oldest instalment first' }) readonly paid!: string
}
export class ArrangementView {
  @Uuid() readonly id!: string
  @OneOf(ARRANGEMENT_STATES) readonly state!: ArrangementState
  @Amount() readonly amount!: string
  @Uuids(200) readonly claims!: readonly string[]
  @ListOf(() => InstalmentView, 1, MOST_INSTALMENTS) readonly instalments!: readonly InstalmentView[]
  @Text() readonly proposedBy!: string
  @At() readonly proposedAt!: string
  @Text({ nullable: true }) readonly confirmedBy!: string | null
  @At({ nullable: true }) readonly confirmedAt!: string | null
  @At({ nullable: true }) readonly endedAt!: string | null
  @At({ nullable: true, description: 'an approver who did not propose it decides, and until then its claims rest; null: nobody has to' })
  readonly approvalUntil!: string | null
}

export const arrangementView = ({ id, state, amount, claims, instalments, paid, ...row }: StoredArrangement): ArrangementView => ({
  id,
  state,
  amount: decimal(amount),
  claims: claims.map((claim) => claim.id),
  instalments: bookInOrder(instalments, paid).map((booked) => ({
    number: booked.number,
    dueOn: booked.dueOn,
    amount: decimal(booked.amount),
    paid: decimal(booked.paid),
  })),
  proposedBy: row.proposedBy,
  proposedAt: instant(row.proposedAt),
  confirmedBy: row.confirmedBy,
  confirmedAt: iso(row.confirmedAt),
  endedAt: iso(row.endedAt),
  approvalUntil: iso(row.approvalUntil),
})
