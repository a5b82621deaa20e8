/** Decision columns: what the statement that writes decisions is told of each of them, a list per column. */
import { isLadderPhase, type ClaimState, type PlannedContact } from '#domain'
import { uuidList } from './binary-list'
import { jsonColumn, jsonOf, listOf, plainColumn, textColumn, type Value } from './columns'
import { asks, campaignOf, stateOf, type WrittenDecision } from './written-decision'

type Rows = readonly WrittenDecision[]
type List = string | Buffer
/** An instant goes over as milliseconds, which nobody has to spell out or to read. */
type Column = readonly [
  name: string,
  type: 'uuid' | 'bigint' | 'text' | 'boolean' | 'date' | 'instant' | 'json',
  list: (rows: Rows) => List,
]

const plain =
  (of: (row: WrittenDecision) => Value) =>
  (rows: Rows): string =>
    plainColumn(rows.map(of))
const ids =
  (of: (row: WrittenDecision) => string | null) =>
  (rows: Rows): Buffer =>
    uuidList(rows.map(of))
const contact =
  (of: keyof PlannedContact) =>
  (rows: Rows): string =>
    plainColumn(rows.map((row) => row.contact && (row.contact[of] as Value)))

const COLUMNS: readonly Column[] = [
  ['creditor_id', 'uuid', ids(({ snapshot }) => snapshot.creditorId)],
  ['debtor_id', 'uuid', ids(({ snapshot }) => snapshot.debtorId)],
  ['version', 'bigint', plain(({ snapshot }) => snapshot.version)],
  ['id', 'uuid', ids(({ id }) => id)],
  ['journey_id', 'uuid', ids(({ journeyId }) => journeyId)],
  ['kind', 'text', plain(({ decision }) => decision.kind)],
  ['reasons', 'json', (rows) => jsonColumn(rows.map(({ decision }) => decision.reasons))],
  ['review_at', 'instant', plain(({ decision }) => decision.reviewAt)],
  ['versions', 'json', (rows) => jsonColumn(rows.map(({ versions }) => versions))],
  ['state', 'json', (rows) => jsonColumn(rows.map(({ decision, snapshot }) => (decision.kind === 'wait' ? null : snapshot.state)))],
  ['asks', 'boolean', plain(({ decision }) => asks(decision))],
  ['attempt_id', 'uuid', ids(({ attemptId }) => attemptId)],
  ['resumes', 'boolean', plain((row) => row.contact && row.contact.resumes !== null)],
  ['attempt_state', 'text', plain(stateOf)],
  ['event_id', 'uuid', ids(({ eventId }) => eventId)],
  ['campaign_id', 'uuid', ids(({ snapshot, decision }) => campaignOf(snapshot, decision))],
  ['channel', 'text', contact('channel')],
  ['point_id', 'uuid', ids(({ contact }) => contact && contact.contactPointId)],
  ['phase', 'text', contact('phase')],
  ['step', 'text', (rows) => textColumn(rows.map((row) => row.contact && row.contact.step))],
  ['claims', 'text', (rows) => textColumn(rows.map((row) => row.contact && listOf(row.contact.claims)))],
  ['climbing', 'text', (rows) => textColumn(rows.map((row) => climbing(row, ({ id }) => id)))],
  ['rounds', 'text', (rows) => textColumn(rows.map((row) => climbing(row, ({ restart }) => String(restart?.round ?? 1))))],
  ['amount', 'bigint', contact('amount')],
  ['pay_by', 'date', contact('payBy')],
  ['expected_delivery', 'date', contact('expectedDelivery')],
  ['legal_end', 'date', contact('legalEnd')],
  ['costs', 'bigint', contact('announcedCosts')],
  ['planned_for', 'instant', contact('at')],
  ['due_at', 'instant', plain(({ dueAt }) => dueAt)],
  ['expires_at', 'instant', plain(({ expiresAt }) => expiresAt)],
  ['today', 'date', plain(({ today }) => today)],
]

/** The claims that take the step; what goes beside the ladder takes none, and what is resumed took it before. */
function climbing({ contact, snapshot }: WrittenDecision, of: (claim: ClaimState) => string): string | null {
  if (contact === null || contact.resumes !== null || !isLadderPhase(contact.phase)) return null
  const isListed = ({ reference }: ClaimState): boolean => contact.claims.includes(reference)
  return `{${snapshot.state.claims.filter(isListed).map(of).join()}}`
}

function sent([, type]: Column, parameter: string): string {
  if (type === 'json') return jsonOf(parameter)
  return `${parameter}::${type === 'instant' ? 'float8' : type}[]`
}
const readBack = ([name, type]: Column): string => (type === 'instant' ? `to_timestamp(${name} / 1000) as ${name}` : name)

/** The decisions as `g`, for a from clause; their parameters follow `before` others. */
export const DECISIONS = (before: number): string => `(
  select ${COLUMNS.map(readBack).join(', ')}
  from unnest(${COLUMNS.map((column, index) => sent(column, `$${before + index + 1}`)).join(', ')}) r (${COLUMNS.map(([name]) => name).join(', ')})) g`

export const listsOf = (rows: Rows): List[] => COLUMNS.map(([, , of]) => of(rows))
