/** What a test reads back of the pipe: attempts, hand-overs, tasks, and what the carrier took. */
import type { AttemptState, Channel, Instant } from '#domain'
import type { Creditor, DebtorKey } from '#store'
import type { PipeBench } from './pipe'

export interface AttemptRow {
  readonly id: string
  readonly debtorId: DebtorKey['debtorId']
  readonly debtor: string
  readonly state: AttemptState
  readonly channel: Channel
  readonly step: string
  readonly reason: string | null
  readonly claims: readonly string[]
  readonly amount: number
  readonly dueAt: Instant
  readonly sentAt: Instant | null
}

export const attempts = ({ database }: PipeBench, creditor: Creditor): Promise<AttemptRow[]> =>
  database.query<AttemptRow>(
    `select a.id, a.debtor_id as "debtorId", d.reference as debtor, a.state, a.channel, a.step, a.end_reasons #>> '{0,code}' as reason, a.claims, a.amount_cents as amount,
       a.due_at as "dueAt", a.sent_at as "sentAt"
     from contact_attempt a join debtor d on d.creditor_id = a.creditor_id and d.id = a.debtor_id where a.creditor_id = $1 order by a.created_at, a.id`,
    [creditor.id],
  )

export interface HandOverRow {
  readonly id: string
  readonly attemptId: string
  readonly number: number
  readonly channel: Channel
  readonly state: string
  readonly receipt: string | null
  readonly code: string | null
}

export const handOvers = ({ database }: PipeBench, creditor: Creditor): Promise<HandOverRow[]> =>
  database.query<HandOverRow>(
    `select id, attempt_id as "attemptId", number, channel, state, receipt, code from hand_over where creditor_id = $1 order by attempt_id, number`,
    [creditor.id],
  )

export const openTasks = async ({ database }: PipeBench, creditor: Creditor): Promise<string[]> =>
  (
    await database.query<{ kind: string }>('select kind from task where creditor_id = $1 and closed_at is null order by opened_at', [
      creditor.id,
    ])
  ).map(({ kind }) => kind)

export async function debtorKey({ database }: PipeBench, creditor: Creditor, reference: string): Promise<DebtorKey> {
  const [row] = await database.query<DebtorKey>(
    'select creditor_id as "creditorId", id as "debtorId" from debtor where creditor_id = $1 and reference = $2',
    [creditor.id, reference],
  )
  if (!row) throw new Error(`no debtor ${reference}`)
  return row
}

/** Every acceptance in the carrier's log of these hand-overs. */
export async function acceptances({ carrier }: PipeBench, of: readonly { readonly id: string }[]): Promise<number> {
  const ids = new Set(of.map(({ id }) => id))
  return (await carrier.log()).filter(({ type, handOverId }) => type === 'accepted' && handOverId !== undefined && ids.has(handOverId))
    .length
}

/** Hand-overs that the carrier accepted more than once, ever. */
export async function doubles({ carrier }: PipeBench): Promise<string[]> {
  const accepted = (await carrier.log()).filter(({ type }) => type === 'accepted').map(({ handOverId }) => handOverId ?? '')
  return accepted.filter((id, index) => accepted.indexOf(id) !== index)
}
