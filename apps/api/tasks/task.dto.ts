/** Tasks as callers see and close them. */
import { TASK_KINDS, type TaskKind } from '#domain'
import type { StoredTask } from '#store'
import { At, OneOf, Pattern, Texts, Uuid } from '../http/fields'
import { instant } from '../settling/of-debtor'

export class TaskEndBody {
  @Pattern(/^[a-z][a-z0-9-]{1,39}$/, 'a code such as done or handed-over', { example: 'done' }) as!: string
}
export class TaskView {
  @Uuid() readonly id!: string
  @Uuid() readonly debtor!: string
  @OneOf(TASK_KINDS) readonly kind!: TaskKind
  @Texts({ description: 'references of the claims it is about' }) readonly claims!: readonly string[]
  @Uuid({ nullable: true }) readonly contact!: string | null
  @At() readonly openedAt!: string
}

export const taskView = ({ id, debtorId, kind, claims, attemptId, openedAt }: StoredTask): TaskView =>
  ({ id, debtor: debtorId, kind, claims, contact: attemptId, openedAt: instant(openedAt) })
