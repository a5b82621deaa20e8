/** What an outcome must say, in place, with what most often holds filled in. */
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useSessionLanguage } from '../../app/language'
import { Choice } from '../../parts/choice'
import { clockNow } from '../../parts/clock'
import { DayField } from '../../parts/day-field'
import { Line } from '../../parts/fields'
import { Options } from '../../parts/options'
import { Tick } from '../../parts/tick'
import { dayFromNow, inZone, money, when } from '../../parts/values'
import { useTexts } from '../../texts'
import type { Card } from './calls-api'
import { OUTCOMES, REASONS, type FieldName, type Form } from './outcomes'
import { texts } from './texts'

interface FieldsProps {
  readonly form: Form
  readonly card: Card
  readonly missing: FieldName | null
  readonly onChange: (changed: Partial<Form>) => void
}

export function OutcomeFields({ form, card, missing, onChange }: FieldsProps): ReactNode {
  const t = useTexts(texts)
  const language = useSessionLanguage()
  const needs = OUTCOMES.find(({ kind }) => kind === form.kind)?.needs ?? []
  const error = (field: FieldName): string | null => (missing === field ? t.missing[field] : null)
  return (
    <div className="outcome-fields">
      {needs.includes('terms') && <Line className="field-terms" label={t.terms} inputMode="numeric" value={form.terms} onChange={(terms) => onChange({ terms })} error={error('terms')} />}
      {form.kind !== null && form.kind in t.details && (
        <div className="field-detail">
          <Options label={t.detailLabels[form.kind] ?? ''} value={form.detail} error={error('detail')} onChange={(detail) => onChange({ detail: detail === form.detail && form.kind === 'no-answer' ? '' : detail })} options={Object.entries(t.details[form.kind] ?? {}).map(([id, text]) => ({ id, text }))} />
        </div>
      )}
      {needs.includes('on') && <DayField className="field-on" label={form.kind === 'paid' ? t.paidOn : t.lookAgain} value={form.day} onChange={(day) => onChange({ day })} error={error('on')} />}
      {needs.includes('day') && (
        <div className="stack">
          <DayField className="field-day" label={form.kind === 'arrangement' ? t.firstDay : t.day} value={form.day} onChange={(day) => onChange({ day })} error={error('day')} />
          <div className="row">
            {card.incomeDays.map((day) => <Button key={day} onPress={() => onChange({ day })}>{t.chips.income(when(day, 'weekday', language))}</Button>)}
            <Button onPress={() => onChange({ day: dayFromNow(0) })}>{t.chips.today}</Button>
            <Button onPress={() => onChange({ day: dayFromNow(1) })}>{t.chips.tomorrow}</Button>
            <Button onPress={() => onChange({ day: dayFromNow(7) })}>{t.chips.week}</Button>
          </div>
        </div>
      )}
      {needs.includes('amount') && <Line className="field-amount" label={t.amount} inputMode="decimal" value={form.amount} onChange={(amount) => onChange({ amount })} error={error('amount')} />}
      {needs.includes('claim') && (
        <Choice
          className="field-claim" label={t.claim} value={form.claim || null} onChange={(claim) => onChange({ claim })} error={error('claim')}
          options={Object.fromEntries((card.owed?.claims ?? []).map(({ id, reference, invoiceNumber, open }) => [id, `${invoiceNumber ?? reference}, ${money(open, language)}`]))}
        />
      )}
      {needs.includes('at') && (
        <div className="field-at">
          <Options
            label={`${t.at}${form.at === '' ? '' : `: ${when(form.at, 'moment', language)}`}`} value={form.at} error={error('at')} onChange={(at) => onChange({ at })}
            options={moments().map(({ at, text }) => ({ id: at, text: t.chips[text] }))}
          />
        </div>
      )}
      {needs.includes('reason') && (
        <div className="field-reason">
          <Options label={t.reason} value={form.reason} error={error('reason')} onChange={(reason) => onChange({ reason })} options={Object.entries(REASONS).map(([id, key]) => ({ id, key, text: t.reasons[id] ?? id }))} />
        </div>
      )}
      {needs.includes('sure') && <div className="field-sure"><Tick label={t.sure} isSelected={form.sure} onChange={(sure) => onChange({ sure })} />{missing === 'sure' && <p className="error" role="alert">{t.missing.sure}</p>}</div>}
    </div>
  )
}

/** Within call hours at most creditors; the gate has the last word when it is dialled. */
function moments(): readonly { readonly at: string; readonly text: 'hour' | 'four' | 'morning' }[] {
  const soon = Math.ceil((clockNow() + 3_600_000) / 300_000) * 300_000
  return [
    { at: new Date(soon).toISOString(), text: 'hour' as const }, { at: inZone(dayFromNow(0), '16:00'), text: 'four' as const }, { at: inZone(dayFromNow(1), '10:00'), text: 'morning' as const },
  ].filter(({ at }) => Date.parse(at) > clockNow())
}
