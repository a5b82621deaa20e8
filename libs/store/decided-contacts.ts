/** A contact as it was decided: the decision with the state it saw and the versions it used, so that it can be played again (rule 19). */
import type { CreditorId, DebtorState, Instant, Language, PlannedContact, Reasons, RunningArrangement } from '#domain'
import { MILLIS } from './columns'
import type { Sql } from './database'

export interface DecidedContact {
  readonly debtor: string
  readonly language: Language
  readonly contact: Omit<PlannedContact, 'resumes'>
  readonly decision: {
    readonly id: string
    readonly at: Instant
    readonly reasons: Reasons
    readonly reviewAt: Instant
    readonly versions: Readonly<Record<string, string | number>>
  }
  /** Null once it was erased with the debtor's data (rule 20). */
  readonly state: DebtorState | null
}

/** Of a contact that was tried over another channel after a failure, the latest decision. */
export async function readDecidedContact(sql: Sql, creditorId: CreditorId, attemptId: string): Promise<DecidedContact | null> {
  const [row] = await sql.query<KeptContact>(DECIDED, [creditorId, attemptId])
  return row ? { ...row, state: row.state && asNow(row.state) } : null
}

type KeptContact = Omit<DecidedContact, 'state'> & { readonly state: KeptState | null }
/** As it was kept until decide knew all arrangements that run: the nearest one alone. */
type KeptState = DebtorState & { readonly arrangement?: RunningArrangement | null }

const asNow = ({ arrangement, ...state }: KeptState): DebtorState => (arrangement ? { ...state, arrangements: [arrangement] } : state)

/** The contact of attempt `a` as decide planned it, as the pairs of a JSON object. */
const PLANNED_CONTACT = `'at', ${MILLIS('a.planned_for')}, 'channel', a.channel, 'contactPointId', a.contact_point_id, 'phase', a.phase, 'step', a.step,
  'claims', a.claims, 'amount', a.amount_cents, 'payBy', a.pay_by, 'expectedDelivery', a.expected_delivery, 'legalEnd', a.legal_end, 'announcedCosts', a.announced_costs_cents`

const DECIDED = `
  select d.reference as debtor, d.language,
    json_build_object(${PLANNED_CONTACT}) as contact,
    json_build_object('id', x.id, 'at', ${MILLIS('x.at')}, 'reasons', x.reasons, 'reviewAt', ${MILLIS('x.review_at')}, 'versions', x.versions) as decision,
    x.state::json as state
  from contact_attempt a join debtor d on d.creditor_id = a.creditor_id and d.id = a.debtor_id
  join decision x on x.creditor_id = a.creditor_id and x.debtor_id = a.debtor_id and x.id = a.decision_id
  where a.creditor_id = $1 and a.id = $2`
