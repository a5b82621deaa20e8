/** The outcomes of a call: their keys, what each must say, and the body that tells the API. */
import { dayFromNow } from '../../parts/values'
import type { Card, Limits } from './calls-api'

export interface Form {
  readonly kind: OutcomeKind | null
  readonly reason: string
  readonly day: string
  /** The bank day before it, where no bank moves money that day. */
  readonly moneyOn: string
  readonly amount: string
  readonly terms: string
  /** In its stead: what each instalment is; the last is what remains. */
  readonly perTerm: string
  readonly claim: string
  readonly at: string
  readonly sure: boolean
  /** What the outcome says of itself: short or long, which number, who told. */
  readonly detail: string
}

export type OutcomeKind =
  | 'promise'
  | 'arrangement'
  | 'dispute'
  | 'cannot-pay'
  | 'no-answer'
  | 'call-back'
  | 'paid'
  | 'wrong-number'
  | 'no-more-calls'
  | 'deceased'
  | 'will-not-pay'
  | 'not-received'
  | 'other'
export type FieldName = 'reason' | 'day' | 'amount' | 'terms' | 'claim' | 'note' | 'at' | 'sure' | 'detail' | 'on'

export interface Outcome {
  readonly kind: OutcomeKind
  readonly key: string
  readonly needs: readonly FieldName[]
  /** Only the debtor can tell it. */
  readonly byDebtor: boolean
  /** Of a call that we make: who calls us is there, and we dialled no number. */
  readonly isOurs?: boolean
}

export const OUTCOMES: readonly Outcome[] = [
  { kind: 'promise', key: '1', needs: ['day', 'amount', 'reason'], byDebtor: true },
  { kind: 'arrangement', key: '2', needs: ['terms', 'day', 'reason'], byDebtor: true },
  { kind: 'dispute', key: '3', needs: ['claim', 'detail', 'reason', 'note'], byDebtor: true },
  { kind: 'cannot-pay', key: '4', needs: ['detail', 'on', 'reason'], byDebtor: true },
  { kind: 'no-answer', key: '5', needs: [], byDebtor: false, isOurs: true },
  { kind: 'call-back', key: '6', needs: ['at'], byDebtor: false, isOurs: true },
  { kind: 'paid', key: '7', needs: ['on', 'reason'], byDebtor: true },
  { kind: 'wrong-number', key: '8', needs: ['detail'], byDebtor: false, isOurs: true },
  { kind: 'no-more-calls', key: '9', needs: ['detail'], byDebtor: false },
  { kind: 'deceased', key: '0', needs: ['detail', 'sure'], byDebtor: false },
  { kind: 'will-not-pay', key: 'w', needs: ['reason'], byDebtor: true },
  { kind: 'not-received', key: 'f', needs: ['detail'], byDebtor: true },
  { kind: 'other', key: 'o', needs: ['note'], byDebtor: false },
]

/** Letters that are no outcome's, so that either may be pressed at any time. */
export const REASONS: Readonly<Record<string, string>> = {
  forgot: 'v',
  'not-received': 'n',
  dispute: 'b',
  'cannot-pay': 'k',
  'will-not-pay': 'l',
  'wrong-data': 'g',
  other: 'a',
}

const OF_KIND: Partial<Record<OutcomeKind, string>> = {
  dispute: 'dispute',
  'cannot-pay': 'cannot-pay',
  'will-not-pay': 'will-not-pay',
  'not-received': 'not-received',
}
const SHORTEST_NOTE = 10

export const emptyForm: Form = {
  kind: null,
  reason: '',
  day: '',
  moneyOn: '',
  amount: '',
  terms: '',
  perTerm: '',
  claim: '',
  at: '',
  sure: false,
  detail: '',
}

/** What most often holds. */
const DETAIL: Partial<Record<OutcomeKind, string>> = {
  'wrong-number': 'dialled',
  'no-more-calls': 'calls',
  'not-received': 'address-right',
}

/** The whole amount on the day money comes, the first claim; who cannot pay is looked at again when money has come. */
export function begun(kind: OutcomeKind, { owed, incomeDays }: Card): Form {
  const [incomeDay = ''] = incomeDays
  return {
    ...emptyForm,
    kind,
    reason: OF_KIND[kind] ?? '',
    detail: DETAIL[kind] ?? '',
    day: DATED.includes(kind) ? incomeDay : kind === 'paid' ? dayFromNow(0) : '',
    amount: kind === 'promise' && owed ? typed(owed.total) : '',
    terms: kind === 'arrangement' ? '3' : '',
    claim: owed?.claims.length === 1 ? (owed.claims[0]?.id ?? '') : '',
  }
}

/** `240,00` as people type it; null when it is no amount. */
export function decimalOf(text: string): string | null {
  const plain = text.trim().replace(/[€\s]/g, '')
  const match = /^(\d{1,3}(?:\.\d{3})+|\d+)(?:[.,](\d{1,2}))?$/.exec(plain)
  return match ? `${(match[1] ?? '').replaceAll('.', '')}.${(match[2] ?? '').padEnd(2, '0')}` : null
}
const typed = (amount: string): string => amount.replace('.', ',')

const DATED: readonly OutcomeKind[] = ['promise', 'arrangement', 'cannot-pay']

/** The first that is missing or does not fit, in the order of the form. */
export function firstMissing(form: Form, note: string): FieldName | null {
  const outcome = OUTCOMES.find(({ kind }) => kind === form.kind)
  const fits: Readonly<Record<FieldName, boolean>> = {
    reason: form.reason !== '',
    day: form.day !== '',
    amount: Number(decimalOf(form.amount) ?? 0) > 0,
    terms: /^([2-9]|[1-3]\d)$/.test(form.terms),
    claim: form.claim !== '',
    note: note.trim().length >= SHORTEST_NOTE,
    at: form.at !== '',
    sure: form.sure,
    detail: form.detail !== '',
    on: form.day !== '',
  }
  return outcome?.needs.find((field) => !fits[field]) ?? null
}

export function bodyOf(form: Form, note: string, card: Card): object {
  const of = OUTCOMES.find(({ kind }) => kind === form.kind)
  const said = {
    kind: form.kind,
    ...(form.reason !== '' && { reason: form.reason }),
    ...(note.trim() !== '' && { note: note.trim() }),
    ...(form.detail !== '' && { detail: form.detail }),
    ...(of?.needs.includes('on') && { on: form.day }),
  }
  if (form.kind === 'promise') return { ...said, promise: { payBy: form.moneyOn || form.day, amount: decimalOf(form.amount) } }
  if (form.kind === 'dispute' || (form.kind === 'not-received' && form.claim !== '')) return { ...said, claim: form.claim }
  if (form.kind === 'call-back') return { ...said, callBackAt: form.at }
  if (form.kind !== 'arrangement') return said
  return { ...said, arrangement: { claims: card.owed?.claims.map(({ id }) => id) ?? [], instalments: agreedOn(form, card) } }
}

export const agreedOn = (form: Form, { owed }: Card): readonly Term[] =>
  instalmentsOf(owed?.total ?? '0', Number(form.terms), form.moneyOn || form.day, decimalOf(form.perTerm))

/** How many instalments of this amount it takes; empty where it is none. */
export function termsOf(total: string, perTerm: string): string {
  const each = Number(decimalOf(perTerm) ?? 0)
  return each > 0 ? String(Math.ceil(Math.round(Number(total) * 100) / Math.round(each * 100))) : ''
}

export interface Term {
  readonly dueOn: string
  readonly amount: string
}

/** Equal parts, or parts of this amount, on the same day of each month; what does not divide comes with the last. */
export function instalmentsOf(total: string, terms: number, first: string, each: string | null = null): readonly Term[] {
  const cents = Math.round(Number(total) * 100)
  const part = each === null ? Math.floor(cents / terms) : Math.round(Number(each) * 100)
  return Array.from({ length: terms }, (_, number) => ({
    dueOn: monthsLater(first, number),
    amount: ((number === terms - 1 ? cents - part * (terms - 1) : part) / 100).toFixed(2),
  }))
}

/** Beyond what may be agreed to here alone; the server has the last word. */
export function isBeyond(terms: readonly Term[], { arrangementMonths, arrangementAmount }: Limits): boolean {
  const last = terms.at(-1)
  if (!last) return false
  const sum = terms.reduce((cents, { amount }) => cents + Math.round(Number(amount) * 100), 0)
  return (
    last.dueOn > monthsLater(dayFromNow(0), arrangementMonths) ||
    (arrangementAmount !== null && sum > Math.round(Number(arrangementAmount) * 100))
  )
}

function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}
