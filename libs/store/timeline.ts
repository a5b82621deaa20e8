/** Timeline: everything that happened with one debtor, in order, each contact with its reasons; read as the tenant. */
import type { AttemptState, Cents, Channel, ContactEventKind, CreditorId, Instant, LocalDate, Phase, Reason } from '#domain'
import { MILLIS } from './columns'
import type { Sql } from './database'

export interface TimelineEntry {
  readonly at: Instant
  readonly kind: ContactEventKind
  readonly detail: Readonly<Record<string, unknown>> | null
  readonly claim: string | null
  /** Of what concerns a contact. */
  readonly contact: {
    readonly attemptId: string
    readonly channel: Channel
    readonly phase: Phase
    readonly state: AttemptState
    readonly claims: readonly string[]
    readonly amount: Cents
    readonly payBy: LocalDate | null
    readonly reasons: readonly Reason[]
  } | null
}

export interface DebtorTimeline {
  readonly reference: string
  readonly name: string
  readonly language: 'nl' | 'en'
  readonly open: Cents
  readonly entries: readonly TimelineEntry[]
  /** The latest decision to wait, if that is how things stand. */
  readonly waiting: { readonly reasons: readonly Reason[]; readonly reviewAt: Instant } | null
}

export async function readTimeline(sql: Sql, creditorId: CreditorId, reference: string): Promise<DebtorTimeline | null> {
  const [debtor] = await sql.query<{ id: string; name: string; language: 'nl' | 'en'; open: Cents; waiting: DebtorTimeline['waiting'] }>(
    `select d.id, p.name, d.language,
       (select coalesce(sum(greatest(c.open_cents, 0)), 0) from claim c where c.creditor_id = d.creditor_id and c.debtor_id = d.id and c.state = 'open') as open,
       (select json_build_object('reasons', w.reasons, 'reviewAt', ${MILLIS('w.review_at')}) from decision w
        where w.creditor_id = d.creditor_id and w.debtor_id = d.id and w.kind = 'wait' and w.review_at = d.review_at) as waiting
     from debtor d join debtor_person p on p.creditor_id = d.creditor_id and p.debtor_id = d.id
     where d.creditor_id = $1 and d.id = (select coalesce(m.merged_into, m.id) from debtor m where m.creditor_id = $1 and m.reference = $2)`,
    [creditorId, reference],
  )
  if (!debtor) return null
  const { id, ...head } = debtor
  return { reference, ...head, entries: await sql.query<TimelineEntry>(ENTRIES, [creditorId, id]) }
}

/** The columns of an entry of event `e`, and what they are read from beside it. */
export const ENTRY = `e.at, e.kind, e.detail, c.reference as claim,
    case when a.id is not null then json_build_object('attemptId', a.id, 'channel', coalesce(e.detail ->> 'channel', h.channel, a.channel), 'phase', a.phase, 'state', a.state,
      'claims', a.claims, 'amount', a.amount_cents, 'payBy', a.pay_by, 'reasons', coalesce(x.reasons, '[]')) end as contact`
export const ENTRY_JOINS = `
  left join contact_attempt a on a.creditor_id = e.creditor_id and a.id = e.attempt_id
  left join hand_over h on h.creditor_id = e.creditor_id and h.id = e.hand_over_id
  left join decision x on x.creditor_id = a.creditor_id and x.debtor_id = a.debtor_id and x.id = coalesce((e.detail ->> 'decision')::uuid, a.decision_id)
  left join claim c on c.creditor_id = e.creditor_id and c.id = e.claim_id`

const ENTRIES = `select ${ENTRY} from contact_event e ${ENTRY_JOINS}
  where e.creditor_id = $1 and e.debtor_id = $2 order by e.at, e.recorded_at, e.id`
