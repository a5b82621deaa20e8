/** What one can note of a debtor with nobody on the line: its fields, what it would change, how it is told to the API, and how it is taken back. */
import { ask, changeAsRead } from '../../api/http'
import { dayFromNow, inZone } from '../../parts/values'
import { decimalOf, instalmentsOf } from '../calls/outcomes'
import type { Claim, Debtor, Income } from './debtor-api'
import type { Assumed } from './foreseen'

export const ACTS = ['promise', 'arrangement', 'dispute', 'rest', 'debt-help', 'income', 'preference'] as const
export type ActKind = (typeof ACTS)[number]
export type FieldName = 'day' | 'amount' | 'terms' | 'claim' | 'about' | 'monthDay' | 'channel' | 'note'

export interface Form {
  readonly day: string
  readonly amount: string
  readonly terms: string
  readonly claim: string
  readonly about: string
  readonly monthDay: string
  readonly channel: string
  readonly note: string
}

export const FIELDS: Readonly<Record<ActKind, readonly FieldName[]>> = {
  promise: ['day', 'amount'], arrangement: ['terms', 'day'], dispute: ['claim', 'about'], rest: ['day', 'note'], 'debt-help': ['note'], income: ['monthDay'], preference: ['channel'],
}

/** What it is about, as the page shows it. */
export interface About {
  readonly path: string
  readonly debtor: Debtor
  readonly open: readonly Claim[]
}

export const begun = ({ debtor, open }: About): Form =>
  ({ day: '', amount: (debtor.open ?? '').replace('.', ','), terms: '3', claim: open.length === 1 ? (open[0]?.id ?? '') : '', about: '', monthDay: '', channel: debtor.preferredChannel ?? '', note: '' })

/** The first that is missing or does not fit. */
export function firstMissing(kind: ActKind, form: Form): FieldName | null {
  const fits: Readonly<Record<FieldName, boolean>> = {
    day: kind === 'rest' ? form.day > dayFromNow(0) : form.day >= dayFromNow(0), amount: Number(decimalOf(form.amount) ?? 0) > 0, terms: /^([2-9]|[12]\d|3[0-6])$/.test(form.terms),
    claim: form.claim !== '', about: form.about !== '', monthDay: /^([1-9]|[12]\d|3[01])$/.test(form.monthDay), channel: true, note: true,
  }
  return FIELDS[kind].find((field) => !fits[field]) ?? null
}

const instalmentsIn = ({ debtor }: About, form: Form): ReturnType<typeof instalmentsOf> => instalmentsOf(debtor.open ?? '0', Number(form.terms), form.day)

/** For the rules to play; null where they have no such event. */
export function assumed(kind: ActKind, form: Form, about: About): readonly Assumed[] | null {
  if (firstMissing(kind, form) !== null) return null
  switch (kind) {
    case 'promise': return [{ type: 'promise', payBy: form.day }]
    case 'arrangement': return [{ type: 'arrangement', instalments: instalmentsIn(about, form).map(({ dueOn, amount }) => ({ amount, on: dueOn })) }]
    case 'dispute': return about.open.filter(({ id }) => id === form.claim).map(({ reference }) => ({ type: 'dispute', claim: reference }))
    case 'debt-help': return [{ type: 'debt-help-notice' }]
    case 'rest':
    case 'income':
    case 'preference': return null
  }
}

export type Undo = () => Promise<unknown>

/** Tells it; answers how it is taken back. */
export async function note(kind: ActKind, form: Form, about: About): Promise<Undo> {
  const { path, open } = about
  const tell = <T = void>(where: string, body: object = {}): Promise<T> => ask<T>(`${path}/${where}`, { method: 'POST', body })
  const withNote = form.note.trim() === '' ? {} : { note: form.note.trim() }
  switch (kind) {
    case 'promise': {
      const { id } = await tell<{ id: string }>('promises', { payBy: form.day, amount: decimalOf(form.amount) })
      return () => tell(`promises/${id}/withdrawal`)
    }
    case 'arrangement': {
      const { id, approvalUntil } = await tell<{ id: string; approvalUntil: string | null }>('arrangements', { claims: open.map((claim) => claim.id), instalments: instalmentsIn(about, form) })
      // Beyond the limits somebody else confirms it.
      if (approvalUntil === null) await tell(`arrangements/${id}/confirmation`)
      return () => tell(`arrangements/${id}/cancellation`)
    }
    case 'dispute': {
      const { id } = await tell<{ id: string }>('disputes', { claim: form.claim, reason: form.about })
      return () => tell(`disputes/${id}/resolution`, { outcome: 'withdrawn' })
    }
    case 'rest':
    case 'debt-help': {
      const until = kind === 'rest' ? { kind: 'manual', until: inZone(form.day, '00:00') } : { kind }
      const { id } = await tell<{ id: string }>('holds', { ...until, ...withNote })
      return () => tell(`holds/${id}/lifting`)
    }
    case 'income': return state(path, { every: 'month', day: Number(form.monthDay) })
    case 'preference': return prefer(path, form.channel === '' ? null : form.channel)
  }
}

async function state(path: string, rule: object): Promise<Undo> {
  const put = (next: object | null): Promise<Income> => changeAsRead<Income>(`${path}/income`, next ? { method: 'PUT', body: next } : { method: 'DELETE' })
  const before = await put(rule)
  return () => put(before.rule)
}

async function prefer(path: string, channel: string | null): Promise<Undo> {
  const put = (preferredChannel: string | null): Promise<Debtor> => changeAsRead<Debtor>(path, { method: 'PATCH', body: { preferredChannel } })
  const before = await put(channel)
  return () => put(before.preferredChannel)
}
