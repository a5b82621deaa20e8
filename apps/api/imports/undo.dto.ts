/** What undoing an import would do, and what it left alone. */
import { WHY_KEPT, type ForeseenUndo, type UndoFault, type WhyKept } from '#store'
import { OneOf, ListOf, Text, Uuid, Whole } from '../http/fields'

const MOST = 1_000_000_000
export const UNDO_SENTENCES: Readonly<Record<UndoFault, string>> = {
  'payments-stay': 'Payments are not undone: what was booked wrongly is corrected payment by payment.',
  'import-at-work': 'This import is still at work: wait for it.',
  'later-import': 'Another file was imported after this one: undo that one first.',
  'too-long-ago': 'What it did is kept for 30 days, and is gone.',
  'already-undone': 'This import was undone already.',
}

class KeptView {
  @OneOf(WHY_KEPT) readonly why!: WhyKept
  @Whole(1, MOST) readonly claims!: number
}
export class ForeseenUndoView {
  @OneOf(Object.keys(UNDO_SENTENCES), { nullable: true, description: 'why it cannot be undone; null: it can' })
  readonly refused!: UndoFault | null
  @Whole(0, MOST, { description: 'claims that it brought, and that would be withdrawn' }) readonly withdrawn!: number
  @Whole(0, MOST, { description: 'claims that it changed, and that would be as they were' }) readonly putBack!: number
  @ListOf(() => KeptView, 0, WHY_KEPT.length, { description: 'claims that would be left alone, since something happened with them' })
  readonly kept!: readonly KeptView[]
}
export class KeptClaimView {
  @Uuid() readonly claimId!: string
  @Uuid() readonly debtorId!: string
  @Text() readonly reference!: string
  @OneOf(WHY_KEPT, { description: 'the first of what happened with it since' }) readonly why!: WhyKept
}

export function foreseenView(refused: UndoFault | null, foreseen: readonly ForeseenUndo[]): ForeseenUndoView {
  const sum = (rows: readonly ForeseenUndo[]): number => rows.reduce((total, { claims }) => total + claims, 0)
  const free = foreseen.filter(({ kept }) => kept === null)
  const kept = WHY_KEPT.map((why) => ({ why, claims: sum(foreseen.filter((one) => one.kept === why)) }))
  return {
    refused,
    withdrawn: sum(free.filter(({ isNew }) => isNew)),
    putBack: sum(free.filter(({ isNew }) => !isNew)),
    kept: kept.filter(({ claims }) => claims > 0),
  }
}
