/** What one can note of a debtor, or do, with nobody on the line: its fields, what it would change, how it is told to the API, and how it is taken back. */
import { ask, changeAsRead } from '../../api/http'
import { dayFromNow, inZone } from '../../parts/values'
import { decimalOf, instalmentsOf } from '../calls/outcomes'
import type { Claim, Debtor, Income, Mandate } from './debtor-api'
import type { Assumed } from './foreseen'

export const ACTS = [
  'promise',
  'arrangement',
  'dispute',
  'rest',
  'debt-help',
  'income',
  'preference',
  'reminder',
  'hand-over',
  'collection-day',
] as const
export type ActKind = (typeof ACTS)[number]
export type FieldName = 'day' | 'amount' | 'terms' | 'claim' | 'about' | 'monthDay' | 'channel' | 'collectOn' | 'note' | 'why'

export interface Form {
  readonly day: string
  readonly amount: string
  readonly terms: string
  readonly claim: string
  readonly about: string
  readonly monthDay: string
  readonly channel: string
  readonly collectOn: string
}

export const FIELDS: Readonly<Record<ActKind, readonly FieldName[]>> = {
  promise: ['day', 'amount'],
  arrangement: ['terms', 'day'],
  dispute: ['claim', 'about'],
  rest: ['day', 'note'],
  'debt-help': ['note'],
  income: ['monthDay'],
  preference: ['channel'],
  reminder: ['channel'],
  'hand-over': ['why'],
  'collection-day': ['collectOn'],
}

/** What it is about, as the page shows it. */
export interface About {
  readonly path: string
  readonly debtor: Debtor
  readonly open: readonly Claim[]
  readonly mandate: Mandate | null
  /** What is written, which outlives the window. */
  readonly note: string
}

const REST_DAYS = 7

export const begun = (kind: ActKind, { debtor, open, mandate }: About): Form => ({
  day: kind === 'rest' ? dayFromNow(REST_DAYS) : '',
  amount: (debtor.open ?? '').replace('.', ','),
  terms: '3',
  claim: open.length === 1 ? (open[0]?.id ?? '') : '',
  about: '',
  monthDay: '',
  channel: kind === 'preference' ? (debtor.preferredChannel ?? '') : '',
  collectOn: mandate?.collectOn ?? '',
})

/** The first that is missing or does not fit. */
export function firstMissing(kind: ActKind, form: Form, note: string): FieldName | null {
  const fits: Readonly<Record<FieldName, boolean>> = {
    day: kind === 'rest' ? form.day > dayFromNow(0) : form.day >= dayFromNow(0),
    amount: Number(decimalOf(form.amount) ?? 0) > 0,
    terms: /^([2-9]|[12]\d|3[0-6])$/.test(form.terms),
    claim: form.claim !== '',
    about: form.about !== '',
    monthDay: /^([1-9]|[12]\d|3[01])$/.test(form.monthDay),
    channel: true,
    collectOn: form.collectOn !== '',
    note: true,
    why: note.trim().length > 9,
  }
  return FIELDS[kind].find((field) => !fits[field]) ?? null
}

export const instalmentsIn = ({ debtor }: About, form: Form): ReturnType<typeof instalmentsOf> =>
  instalmentsOf(debtor.open ?? '0', Number(form.terms), form.day)
/** The API takes no fractions of a second here. */
const midnight = (day: string): string => inZone(day, '00:00').replace('.000', '')
const channelIn = ({ channel }: Form): object => (channel === '' ? {} : { channel })

/** For the rules to play; null while something is missing. What they cannot foresee changes nothing by itself. */
export function assumed(kind: ActKind, form: Form, about: About): readonly Assumed[] | null {
  if (kind !== 'hand-over' && firstMissing(kind, form, about.note) !== null) return null
  switch (kind) {
    case 'promise':
      return [{ type: 'promise', payBy: form.day }]
    case 'arrangement':
      return [{ type: 'arrangement', instalments: instalmentsIn(about, form).map(({ dueOn, amount }) => ({ amount, on: dueOn })) }]
    case 'dispute':
      return about.open.filter(({ id }) => id === form.claim).map(({ reference }) => ({ type: 'dispute', claim: reference }))
    case 'debt-help':
      return [{ type: 'debt-help-notice' }]
    case 'rest':
      return [{ type: 'rest', until: midnight(form.day) }]
    case 'income':
      return [{ type: 'income', monthDay: Number(form.monthDay) }]
    case 'preference':
      return [{ type: 'preference', ...channelIn(form) }]
    case 'collection-day':
      return [{ type: 'collection-day', on: form.collectOn }]
    case 'reminder':
      return [{ type: 'reminder', ...channelIn(form) }]
    case 'hand-over':
      return []
  }
}

/** How it is taken back, and for how long where the server says so. */
export interface Undo {
  readonly undo: () => Promise<unknown>
  readonly seconds?: number
}

/** Tells it; answers how it is taken back. `amount`: what the person was shown that would be asked. */
export async function note(kind: ActKind, form: Form, about: About, amount: string | null): Promise<Undo> {
  const { path, open } = about
  const tell = <T = void>(where: string, body: object = {}): Promise<T> => ask<T>(`${path}/${where}`, { method: 'POST', body })
  const written = about.note.trim()
  const withNote = written === '' ? {} : { note: written }
  switch (kind) {
    case 'promise': {
      const { id } = await tell<{ id: string }>('promises', { payBy: form.day, amount: decimalOf(form.amount) })
      return { undo: () => tell(`promises/${id}/withdrawal`) }
    }
    case 'arrangement': {
      const { id, approvalUntil } = await tell<{ id: string; approvalUntil: string | null }>('arrangements', {
        claims: open.map((claim) => claim.id),
        instalments: instalmentsIn(about, form),
      })
      // Beyond the limits somebody else confirms it.
      if (approvalUntil === null) await tell(`arrangements/${id}/confirmation`)
      return { undo: () => tell(`arrangements/${id}/cancellation`) }
    }
    case 'dispute': {
      const { id } = await tell<{ id: string }>('disputes', { claim: form.claim, reason: form.about })
      return { undo: () => tell(`disputes/${id}/resolution`, { outcome: 'withdrawn' }) }
    }
    case 'rest':
    case 'debt-help': {
      const until = kind === 'rest' ? { kind: 'manual', until: midnight(form.day) } : { kind }
      const { id } = await tell<{ id: string }>('holds', { ...until, ...withNote })
      return { undo: () => tell(`holds/${id}/lifting`) }
    }
    case 'income':
      return state(path, { every: 'month', day: Number(form.monthDay) })
    case 'preference':
      return prefer(path, form.channel === '' ? null : form.channel)
    case 'collection-day':
      return collectOn(path, form.collectOn)
    case 'reminder': {
      const { contact, undoSeconds } = await tell<{ contact: string; undoSeconds: number }>('reminders', {
        ...channelIn(form),
        ...(amount !== null && { amount }),
      })
      return { undo: () => tell(`reminders/${contact}/retraction`), seconds: undoSeconds }
    }
    case 'hand-over': {
      const { id } = await tell<{ id: string }>('hand-over-proposals', { note: written })
      return { undo: () => tell(`hand-over-proposals/${id}/withdrawal`) }
    }
  }
}

async function state(path: string, rule: object): Promise<Undo> {
  const put = (next: object | null): Promise<Income> =>
    changeAsRead<Income>(`${path}/income`, next ? { method: 'PUT', body: next } : { method: 'DELETE' })
  const before = await put(rule)
  return { undo: () => put(before.rule) }
}

async function prefer(path: string, channel: string | null): Promise<Undo> {
  const put = (preferredChannel: string | null): Promise<Debtor> =>
    changeAsRead<Debtor>(path, { method: 'PATCH', body: { preferredChannel } })
  const before = await put(channel)
  return { undo: () => put(before.preferredChannel) }
}

async function collectOn(path: string, day: string): Promise<Undo> {
  const put = (on: string): Promise<Mandate> => changeAsRead<Mandate>(`${path}/mandate`, { method: 'PATCH', body: { collectOn: on } })
  const before = await put(day)
  return { undo: () => put(before.collectOn) }
}
