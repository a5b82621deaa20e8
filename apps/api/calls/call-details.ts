/** What each outcome must say beside its facts; asked here too, so that no page and no dialler leaves it out. */
import { CALL_DETAILS, instantAt, localDateOf, type CallOutcomeKind, type LocalDate, type LocalTime } from '#domain'
import type { CallFacts } from '#pipeline'
import type { Database } from '#store'
import { creditorZone } from '../creditors/business-day'
import { invalidField } from '../http/problem'
import type { TenantRequest } from '../http/tenant-request'
import type { OutcomeBody } from './call.dto'

const NEEDS_REASON: readonly CallOutcomeKind[] = ['promise', 'arrangement', 'dispute', 'cannot-pay', 'paid', 'will-not-pay']
const NEEDS_NOTE: readonly CallOutcomeKind[] = ['dispute', 'other']
const SHORTEST_NOTE = 10
const MAY_BE_SILENT: readonly CallOutcomeKind[] = ['no-answer']
const LONGEST_REST_DAYS = 180

export async function callDetails(
  database: Database,
  tenant: TenantRequest,
  { kind, reason, note, detail, on }: OutcomeBody,
): Promise<Pick<CallFacts, 'detail' | 'on' | 'restUntil'>> {
  const fitting: readonly string[] = kind in CALL_DETAILS ? CALL_DETAILS[kind as keyof typeof CALL_DETAILS] : []
  if (detail === undefined ? fitting.length > 0 && !MAY_BE_SILENT.includes(kind) : !fitting.includes(detail))
    throw invalidField('/detail', fitting.length === 0 ? 'has no place with this outcome' : `must be one of ${fitting.join(', ')}`)
  if (NEEDS_REASON.includes(kind) && reason === undefined) throw invalidField('/reason', 'says why it was not paid')
  if (NEEDS_NOTE.includes(kind) && (note ?? '').trim().length < SHORTEST_NOTE)
    throw invalidField('/note', `tells what it is about, in ${SHORTEST_NOTE} characters at least`)
  if (kind !== 'paid' && kind !== 'cannot-pay') {
    if (on !== undefined) throw invalidField('/on', 'belongs to the outcomes paid and cannot-pay')
    return { detail }
  }
  if (on === undefined) throw invalidField('/on', kind === 'paid' ? 'says when it was paid' : 'says when to look again')
  const zone = await creditorZone(database, tenant.creditorId)
  const today = localDateOf(tenant.now, zone)
  if (kind === 'paid') {
    if (on > today) throw invalidField('/on', 'is in the future')
    return { detail, on: on as LocalDate }
  }
  if (on <= today || instantAt(on as LocalDate, MIDNIGHT, zone) > tenant.now + LONGEST_REST_DAYS * 86_400_000)
    throw invalidField('/on', `must lie ahead, ${LONGEST_REST_DAYS} days at most`)
  return { detail, on: on as LocalDate, restUntil: instantAt(on as LocalDate, MIDNIGHT, zone) }
}

const MIDNIGHT = '00:00' as LocalTime
