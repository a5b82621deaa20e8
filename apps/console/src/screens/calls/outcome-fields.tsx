/** What an outcome must say, in place, with what most often holds filled in. */
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useSessionLanguage } from '../../app/language'
import { Choice } from '../../parts/choice'
import { DayField } from '../../parts/day-field'
import { Line } from '../../parts/fields'
import { Options } from '../../parts/options'
import { Tick } from '../../parts/tick'
import { dayAfter, dayFromNow, money, when } from '../../parts/values'
import { useTexts } from '../../texts'
import type { Card } from './calls-api'
import { MissedInvoice } from '../debtor/copies'
import { CallBackFields } from './call-back-fields'
import { OUTCOMES, REASONS, termsOf, type FieldName, type Form } from './outcomes'
import { useProspect } from './ahead-api'
import { texts } from './outcome-texts'

interface FieldsProps {
  readonly form: Form
  readonly card: Card
  readonly missing: FieldName | null
  readonly onChange: (changed: Partial<Form>) => void
}

export function OutcomeFields({ form, card, missing, onChange }: FieldsProps): ReactNode {
  const t = useTexts(texts)
  const language = useSessionLanguage()
  const prospect = useProspect(card).data
  const [incomeDay] = card.incomeDays
  const choose = (day: string): void =>
    onChange({ day, moneyOn: prospect?.closedBankDays.find((closed) => closed.day === day)?.moneyOn ?? '' })
  const needs = OUTCOMES.find(({ kind }) => kind === form.kind)?.needs ?? []
  const error = (field: FieldName): string | null => (missing === field ? t.missing[field] : null)
  return (
    <div className="outcome-fields">
      {needs.includes('terms') && (
        <Line
          className="field-terms"
          label={t.terms}
          inputMode="numeric"
          value={form.terms}
          onChange={(terms) => onChange({ terms, perTerm: '' })}
          error={error('terms')}
        />
      )}
      {needs.includes('terms') && (
        <Line
          className="field-per-term"
          label={t.perTerm}
          inputMode="decimal"
          value={form.perTerm}
          onChange={(perTerm) => onChange({ perTerm, terms: termsOf(card.owed?.total ?? '0', perTerm) })}
        />
      )}
      {form.kind === 'not-received' && (
        <MissedInvoice
          debtor={card.debtor}
          claims={card.owed?.claims ?? []}
          missed={{ claim: form.claim, isAddressRight: form.detail !== 'address-wrong' }}
          onChange={({ isAddressRight, ...changed }) =>
            onChange({ ...changed, ...(isAddressRight !== undefined && { detail: isAddressRight ? 'address-right' : 'address-wrong' }) })
          }
        />
      )}
      {form.kind !== null && form.kind in t.details && (
        <div className="field-detail">
          <Options
            label={t.detailLabels[form.kind] ?? ''}
            value={form.detail}
            error={error('detail')}
            onChange={(detail) => onChange({ detail: detail === form.detail && form.kind === 'no-answer' ? '' : detail })}
            options={Object.entries(t.details[form.kind] ?? {}).map(([id, text]) => ({ id, text }))}
          />
        </div>
      )}
      {needs.includes('on') && (
        <DayField
          className="field-on"
          label={form.kind === 'paid' ? t.paidOn : t.lookAgain}
          value={form.day}
          onChange={(day) => onChange({ day })}
          error={error('on')}
        />
      )}
      {needs.includes('day') && (
        <div className="stack">
          <DayField
            className="field-day"
            label={form.kind === 'arrangement' ? t.firstDay : t.day}
            value={form.day}
            onChange={choose}
            error={error('day')}
          />
          {form.moneyOn !== '' && (
            <p className="quiet" role="status">
              {t.snapped(when(form.day, 'weekday', language), when(form.moneyOn, 'weekday', language))}
            </p>
          )}
          <div className="row">
            {card.incomeDays.map((day) => (
              <Button key={day} onPress={() => choose(day)}>
                {t.chips.income(when(day, 'weekday', language))}
              </Button>
            ))}
            {incomeDay === undefined ? (
              <Button onPress={() => choose(dayFromNow(1))}>{t.chips.tomorrow}</Button>
            ) : (
              <Button onPress={() => choose(dayAfter(incomeDay))}>{t.chips.after(when(dayAfter(incomeDay), 'weekday', language))}</Button>
            )}
            <Button onPress={() => choose(dayFromNow(0))}>{t.chips.today}</Button>
            <Button onPress={() => choose(dayFromNow(7))}>{t.chips.week}</Button>
          </div>
        </div>
      )}
      {needs.includes('amount') && (
        <Line
          className="field-amount"
          label={t.amount}
          inputMode="decimal"
          value={form.amount}
          onChange={(amount) => onChange({ amount })}
          error={error('amount')}
        />
      )}
      {needs.includes('claim') && (
        <Choice
          className="field-claim"
          label={t.claim}
          value={form.claim || null}
          onChange={(claim) => onChange({ claim })}
          error={error('claim')}
          options={Object.fromEntries(
            (card.owed?.claims ?? []).map(({ id, reference, invoiceNumber, open }) => [
              id,
              `${invoiceNumber ?? reference}, ${money(open, language)}`,
            ]),
          )}
        />
      )}
      {needs.includes('at') && (
        <CallBackFields at={form.at} moments={prospect?.callBacks ?? []} error={error('at')} onChange={(at) => onChange({ at })} />
      )}
      {needs.includes('reason') && (
        <div className="field-reason">
          <Options
            label={t.reason}
            value={form.reason}
            error={error('reason')}
            onChange={(reason) => onChange({ reason })}
            options={Object.entries(REASONS).map(([id, key]) => ({ id, key, text: t.reasons[id] ?? id }))}
          />
        </div>
      )}
      {needs.includes('sure') && (
        <div className="field-sure">
          <Tick label={t.sure} isSelected={form.sure} onChange={(sure) => onChange({ sure })} />
          {missing === 'sure' && (
            <p className="error" role="alert">
              {t.missing.sure}
            </p>
          )}
        </div>
      )}
    </div>
  )
}
