/** Tasks as callers see, take, put off and close them. */
import { TASK_KINDS, type TaskKind } from '#domain'
import type { StoredTask } from '#store'
import { ClaimBody } from '../calls/call.dto'
import { At, Flag, ListOf, Nested, OneOf, Pattern, QueryFlag, Text, Texts, Uuid, Whole } from '../http/fields'
import { PageQuery } from '../http/page'
import { instant, iso } from '../settling/of-debtor'

export class TasksQuery extends PageQuery {
  @OneOf(TASK_KINDS, { optional: true, description: 'all kinds unless said' }) kind?: TaskKind
  @QueryFlag({ optional: true, description: 'those that were put off, instead of those that wait' }) resting?: boolean
}
export class TaskEndBody extends ClaimBody {
  @Pattern(/^[a-z][a-z0-9-]{1,39}$/, 'a code such as done or handed-over', { example: 'done' }) as!: string
  @Text({ optional: true, max: 2000, description: "for colleagues: it stands with the debtor's conversation" }) note?: string
  @Flag({ optional: true, description: 'to be taken back for some seconds; nothing follows from it until they are over' })
  undoable?: boolean
}
export class PutOffBody extends ClaimBody {
  @At({ optional: true, description: 'not shown before; only given back where it is left out' }) until?: string
}
export class TaskView {
  @Uuid() readonly id!: string
  @Uuid() readonly debtor!: string
  @Text({ description: 'of the debtor' }) readonly reference!: string
  @Text({ nullable: true }) readonly name!: string | null
  @Flag({ description: 'the debtor is marked so: how to treat them stands with them' }) readonly vulnerable!: boolean
  @OneOf(TASK_KINDS) readonly kind!: TaskKind
  @Texts({ description: 'references of the claims it is about; none to an agent who has not taken it' }) readonly claims!: readonly string[]
  @Uuid({ nullable: true }) readonly contact!: string | null
  @At() readonly openedAt!: string
  @Text({ nullable: true, description: 'who works on it now' }) readonly claimedBy!: string | null
  @At({ nullable: true }) readonly claimedUntil!: string | null
  @At({ nullable: true, description: 'put off until then' }) readonly restsUntil!: string | null
  @Text({ nullable: true, description: 'who asked for it, and may not approve it; null: the rules did, or a fact' }) readonly proposedBy!:
    string | null
}
export class TaskTakenBackView {
  @Nested(() => TaskView, { description: 'theirs again' }) readonly task!: TaskView
  @Text({ description: 'as it had ended' }) readonly as!: string
  @Text({ nullable: true, max: 2000 }) readonly note!: string | null
}
class TaskCountView {
  @OneOf(TASK_KINDS) readonly kind!: TaskKind
  @Whole(0, 1000, { description: 'counted to a thousand' }) readonly waiting!: number
  @Whole(0, 1000) readonly resting!: number
  @At({ nullable: true, description: 'when the first that rests waits again' }) readonly nextAt!: string | null
}
export class TaskCountsView {
  @ListOf(() => TaskCountView, 0, 100) readonly kinds!: readonly TaskCountView[]
}

export const taskView = (
  { debtorId, attemptId, claims, openedAt, claimedUntil, restsUntil, ...row }: StoredTask,
  isVeiled: boolean,
): TaskView => ({
  ...row,
  debtor: debtorId,
  claims: isVeiled ? [] : claims,
  contact: attemptId,
  openedAt: instant(openedAt),
  claimedUntil: iso(claimedUntil),
  restsUntil: iso(restsUntil),
})
