/** Explain: plays the decision behind a contact again, from the state it saw and the versions it used, and tells what differs now (rule 19). */
import { decide, gate, isByHand, isRemindedByHand, remindByHand } from '#decision'
import {
  isoInZone,
  type AttemptId,
  type CreditorId,
  type DebtorState,
  type Decision,
  type Instant,
  type Reason,
  type Reasons,
  type Rulebook,
} from '#domain'
import { isPassing, readDecidedContact, type DecidedContact, type Sql } from '#store'
import type { Rulebooks } from '../configuration/rulebooks'

export interface Difference {
  readonly field: string
  readonly then: unknown
  readonly now: unknown
}

export type Replay =
  | { readonly kind: 'same' }
  | { readonly kind: 'differs'; readonly differences: readonly Difference[]; readonly reasons: readonly Reason[] }
  /** The state it saw was erased, or one of its versions cannot be read any more. */
  | { readonly kind: 'impossible'; readonly why: 'erased' | 'version'; readonly detail: string | null }

export interface Explanation extends Omit<DecidedContact, 'state'> {
  readonly id: string
  readonly zone: string | null
  readonly replay: Replay
}

/** Null when the creditor has no such contact. */
export async function explainContact(sql: Sql, rulebooks: Rulebooks, creditorId: CreditorId, id: string): Promise<Explanation | null> {
  const decided = await readDecidedContact(sql, creditorId, id)
  if (!decided) return null
  const { state, ...told } = decided
  const rulebook = await rulebookOf(rulebooks, creditorId, decided)
  if (typeof rulebook === 'string') return { id, ...told, zone: null, replay: { kind: 'impossible', why: 'version', detail: rulebook } }
  const { zone } = rulebook.policy
  if (state === null) return { id, ...told, zone, replay: { kind: 'impossible', why: 'erased', detail: null } }
  return { id, ...told, zone, replay: replayed(decided, decideAgain(id, decided, state, rulebook), rulebook) }
}

async function rulebookOf(
  rulebooks: Rulebooks,
  creditorId: CreditorId,
  { decision: { versions, at } }: DecidedContact,
): Promise<Rulebook | string> {
  const { policy, policyVersion, strategy, strategyVersion } = versions
  try {
    return await rulebooks.asOf(
      creditorId,
      {
        policy: String(policy),
        policyVersion: Number(policyVersion),
        strategy: String(strategy),
        strategyVersion: Number(strategyVersion),
      },
      at,
    )
  } catch (fault) {
    if (isPassing(fault) || !(fault instanceof Error)) throw fault
    return fault.message
  }
}

/** What a person asked for is asked for again; of what they wrote only the rules are. */
function decideAgain(id: string, { contact, decision: { at, reasons } }: DecidedContact, state: DebtorState, rulebook: Rulebook): Decision {
  const asked = (reasonsAgain: Reasons): Decision => ({
    kind: 'contact',
    contact: { ...contact, resumes: null },
    reasons: reasonsAgain,
    reviewAt: at,
  })
  if (isByHand(contact)) {
    const answer = gate(state, rulebook, { ...contact, resumes: null, attemptId: id as AttemptId }, at)
    return answer.kind === 'pass' ? asked(reasons) : { kind: 'wait', reasons: answer.reasons, reviewAt: at }
  }
  if (!isRemindedByHand(contact.step)) return decide(state, rulebook, at)
  const answer = remindByHand(state, rulebook, { channel: chosenByRules(reasons) ? null : contact.channel, step: contact.step }, at)
  return answer.kind === 'contact' ? { ...answer, reviewAt: at } : { kind: 'wait', reasons: answer.reasons, reviewAt: at }
}

/** Of a channel that a person named there is no reason. */
const chosenByRules = (reasons: Reasons): boolean => reasons.some(({ code }) => code.startsWith('channel-'))

function replayed({ contact, decision }: DecidedContact, now: Decision, { policy: { zone } }: Rulebook): Replay {
  const differences = differencesOf(
    flat('contact', { ...contact }, decision, zone),
    now.kind === 'contact' ? flat(now.kind, { ...now.contact, resumes: undefined }, now, zone) : flat(now.kind, {}, now, zone),
  )
  return differences.length === 0 ? { kind: 'same' } : { kind: 'differs', differences, reasons: now.reasons }
}

type Facts = Readonly<Record<string, unknown>>

function flat(
  kind: Decision['kind'],
  contact: Facts,
  { reasons, reviewAt }: { readonly reasons: readonly Reason[]; readonly reviewAt: Instant | null },
  zone: string,
): Facts {
  const at = typeof contact.at === 'number' ? { at: isoInZone(contact.at as Instant, zone) } : {}
  return {
    kind,
    ...contact,
    ...at,
    reasons: reasons.map(({ code }) => code).join(', '),
    because: reasons,
    reviewAt: reviewAt === null ? null : isoInZone(reviewAt, zone),
  }
}

/** Reasons with the same codes and other particulars are told in full. */
function differencesOf(then: Facts, now: Facts): Difference[] {
  const fields = [...new Set([...Object.keys(then), ...Object.keys(now)])]
  const differing = fields.filter((field) => canonical(then[field] ?? null) !== canonical(now[field] ?? null))
  return differing
    .filter((field) => field !== 'because' || !differing.includes('reasons'))
    .map((field) => ({ field, then: then[field] ?? null, now: now[field] ?? null }))
}

/** The database gives the keys of an object back in an order of its own. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return `{${Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${key}:${canonical(inner)}`)
    .join()}}`
}
