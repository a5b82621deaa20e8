/** Values as people read them: euro, days and instants in the creditor's zone, and words with their shape. */
import type { ReactNode } from 'react'
import { useSessionLanguage } from '../app/language'
import { useTexts } from '../texts'
import { localeOf, type Language } from '../texts/language'
import { shell } from '../texts/shell'
import { clockNow } from './clock'
import { zoneNow } from './zone'

export const money = (amount: string, language: Language): string =>
  new Intl.NumberFormat(localeOf(language), { style: 'currency', currency: 'EUR' }).format(Number(amount))

type Form = 'day' | 'weekday' | 'time' | 'moment'
const FORMS: Readonly<Record<Form, Intl.DateTimeFormatOptions>> = {
  day: { day: 'numeric', month: 'short', year: 'numeric' },
  weekday: { weekday: 'short', day: 'numeric', month: 'short' },
  time: { hour: '2-digit', minute: '2-digit' },
  moment: { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
}
/** A date that is no instant is that date everywhere. */
export function when(at: string, form: Form, language: Language): string {
  const isDay = at.length === 10
  return new Intl.DateTimeFormat(localeOf(language), { ...FORMS[form], timeZone: isDay ? 'UTC' : zoneNow() }).format(
    new Date(isDay ? `${at}T00:00:00Z` : at),
  )
}

/** Null: not told before the debtor is known. */
export function Money({ amount }: { readonly amount: string | null }): ReactNode {
  const language = useSessionLanguage()
  if (amount === null) return <span aria-hidden="true">••••</span>
  return <span className="num">{money(amount, language)}</span>
}
export function When({ at, as = 'moment' }: { readonly at: string; readonly as?: Form }): ReactNode {
  return <time dateTime={at}>{when(at, as, useSessionLanguage())}</time>
}

export type Tone = 'wait' | 'plan' | 'done' | 'warn' | 'fail' | 'unknown' | 'human'
const SHAPES: Readonly<Record<Tone, string>> = { wait: '○', plan: '◔', done: '●', warn: '▲', fail: '■', unknown: '◐', human: '◆' }

/** Status is shape, word and colour: none of them alone. */
export function Chip({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }): ReactNode {
  return (
    <span className={`chip ${tone}`}>
      <span aria-hidden="true">{SHAPES[tone]}</span>
      {children}
    </span>
  )
}

/** The instant at which clocks of the creditor's zone show this day and time. */
export function inZone(day: string, time: string): string {
  const asUtc = Date.parse(`${day}T${time}:00Z`)
  const shown = (at: number): number => {
    const parts = new Intl.DateTimeFormat('en-CA', {
      timeZone: zoneNow(),
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    }).formatToParts(at)
    const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '00'
    return Date.parse(`${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}:00Z`)
  }
  const guess = asUtc - (shown(asUtc) - asUtc)
  return new Date(guess - (shown(guess) - asUtc)).toISOString()
}

/** Today there, and days after it. */
export function dayFromNow(days: number): string {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: zoneNow() }).format(clockNow())
  return dayAfter(today, days)
}

export const dayAfter = (day: string, days = 1): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** A debtor's language, in the reader's own. */
export function LanguageName({ of }: { readonly of: string }): ReactNode {
  const t = useTexts(shell)
  return of === 'en' ? t.language_en : t.language_nl
}
