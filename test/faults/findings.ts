/** What a fault run is held to: the carriers' own count against the database, contact by contact. */
import type { Database } from '#store'
import { orphansIn } from '../support/orphans'
import type { CarrierSide } from './carrier-side'

export interface Findings {
  readonly contacts: number
  readonly accepted: number
  readonly refused: number
  /** Unknown to the end, each with an open task for a person. */
  readonly unknown: number
  /** Hand-overs that were unknown at some time: their worker was gone, or the answer was lost. */
  readonly onceUnknown: number
  /** The carriers' own count. */
  readonly tally: readonly string[]
  /** Sentences; empty when all is well. */
  readonly faults: readonly string[]
}

interface ContactRow {
  readonly debtor: string
  readonly state: string
  readonly failure: string | null
  readonly tasked: boolean
}

export async function findingsOf(database: Database, carriers: CarrierSide, debtors: number): Promise<Findings> {
  const contacts = await database.query<ContactRow>(
    `select d.reference as debtor, a.state, (select h.failure from hand_over h where h.creditor_id = a.creditor_id and h.attempt_id = a.id order by h.number desc limit 1) as failure,
       exists (select from task t where t.creditor_id = a.creditor_id and t.attempt_id = a.id and t.kind = 'outcome-unknown' and t.closed_at is null) as tasked
     from debtor d left join contact_attempt a on a.creditor_id = d.creditor_id and a.debtor_id = d.id and a.state not in ('suppressed', 'expired')`,
  )
  const [{ n: onceUnknown } = { n: 0 }] = await database.query<{ n: number }>(
    `select count(distinct hand_over_id)::int as n from contact_event where kind = 'unknown'`,
  )
  const count = (test: (row: ContactRow) => boolean): number => contacts.filter(test).length
  return {
    contacts: contacts.length,
    accepted: count(({ state }) => state === 'handed-over'),
    refused: count(({ state, failure }) => state === 'failed' && failure !== null),
    unknown: count(({ state, tasked }) => state === 'unknown' && tasked),
    onceUnknown,
    tally: carriers.tally(),
    faults: [
      ...lostOrTwice(contacts, debtors),
      ...(await againstCarriers(database, carriers)),
      ...carriers.violations().slice(0, 5),
      ...(await orphansIn(database)),
    ],
  }
}

/** Every debtor has one contact, and each has come to an end that somebody knows of. */
function lostOrTwice(contacts: readonly ContactRow[], debtors: number): string[] {
  const faults: string[] = []
  const known = ({ state, failure, tasked }: ContactRow): boolean =>
    state === 'handed-over' || (state === 'failed' && failure !== null) || (state === 'unknown' && tasked)
  const open = contacts.filter((row) => !known(row))
  if (open.length > 0)
    faults.push(
      `${open.length} contacts without an end: ${open
        .slice(0, 5)
        .map(({ debtor, state }) => `${debtor} ${state}`)
        .join(', ')}`,
    )
  const each = new Set(contacts.map(({ debtor }) => debtor))
  if (each.size !== debtors) faults.push(`${debtors - each.size} debtors are gone`)
  if (contacts.length > each.size) faults.push(`${contacts.length - each.size} debtors have a second contact`)
  return faults
}

/** The carriers live through everything: what they accepted is the truth. */
async function againstCarriers(database: Database, carriers: CarrierSide): Promise<string[]> {
  const accepted = await carriers.accepted()
  const rows = await database.query<{ id: string; attempt: string; state: string }>(
    'select id, attempt_id as attempt, state from hand_over',
  )
  const ours = new Map(rows.map((row) => [row.id, row]))
  const attempts = accepted.map((id) => ours.get(id)?.attempt ?? id)
  const told = new Set(accepted)
  const faults = [
    [accepted.length - told.size, 'hand-overs accepted twice by the carrier'],
    [attempts.length - new Set(attempts).size, 'contacts accepted twice, as two hand-overs'],
    [accepted.filter((id) => !ours.has(id)).length, 'accepted by the carrier, and no hand-over of ours'],
    [
      accepted.filter((id) => !['accepted', 'unknown'].includes(ours.get(id)?.state ?? 'accepted')).length,
      'accepted by the carrier, and we say that they were not',
    ],
    [
      accepted.filter((id) => ours.get(id)?.state === 'unknown').length,
      'accepted by the carrier, which said so or could be asked, and we do not know it',
    ],
    [rows.filter(({ id, state }) => state === 'accepted' && !told.has(id)).length, 'accepted by our word, and unknown to the carrier'],
    [rows.filter(({ state }) => state === 'sending').length, 'hand-overs left as sending'],
  ] as const
  return faults.flatMap(([count, what]) => (count > 0 ? [`${count} ${what}`] : []))
}
