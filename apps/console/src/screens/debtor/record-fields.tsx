/** What an act asks, in place, with what most often holds filled in. */
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import type { Draft } from '../../app/draft'
import { useSessionLanguage } from '../../app/language'
import { Choice } from '../../parts/choice'
import { DayField } from '../../parts/day-field'
import { Line, Paragraph } from '../../parts/fields'
import { dayFromNow, money } from '../../parts/values'
import { useTexts } from '../../texts'
import { words } from '../../texts/words'
import { texts as callTexts } from '../calls/outcome-texts'
import { FIELDS, type ActKind, type FieldName, type Form } from './acts'
import type { Claim } from './debtor-api'
import { texts } from './record-texts'

interface FieldsProps {
  readonly kind: ActKind
  readonly form: Form
  /** Kept as it is typed. */
  readonly note: Draft
  readonly open: readonly Claim[]
  readonly missing: FieldName | null
  readonly onChange: (changed: Partial<Form>) => void
}

export function Fields({ kind, form, note, open, missing, onChange }: FieldsProps): ReactNode {
  const t = useTexts(texts)
  const calls = useTexts(callTexts)
  const w = useTexts(words)
  const language = useSessionLanguage()
  const [first] = FIELDS[kind]
  const has = (field: FieldName): boolean => FIELDS[kind].includes(field)
  const of = (
    field: Exclude<FieldName, 'note' | 'why'>,
  ): {
    readonly label: string
    readonly value: string
    readonly onChange: (value: string) => void
    readonly error: string | null
    readonly autoFocus: boolean
  } => ({
    label: field === 'day' ? (t.days[kind] ?? '') : t.fields[field],
    value: form[field],
    onChange: (value) => onChange({ [field]: value }),
    error: missing === field ? t.missing[field] : null,
    autoFocus: field === first,
  })
  return (
    <>
      {has('terms') && <Line {...of('terms')} inputMode="numeric" />}
      {has('claim') && (
        <Choice
          {...of('claim')}
          value={form.claim || null}
          options={Object.fromEntries(
            open.map(({ id, reference, invoiceNumber, open: left }) => [id, `${invoiceNumber ?? reference}, ${money(left, language)}`]),
          )}
        />
      )}
      {has('about') && <Choice {...of('about')} value={form.about || null} options={calls.details.dispute ?? {}} />}
      {has('day') && (
        <div className="stack">
          <DayField {...of('day')} />
          <div className="row">
            {DAYS.map((days) => (
              <Button key={days} onPress={() => onChange({ day: dayFromNow(days) })}>
                {t.inDays(days)}
              </Button>
            ))}
          </div>
        </div>
      )}
      {has('amount') && <Line {...of('amount')} inputMode="decimal" />}
      {has('monthDay') && <Line {...of('monthDay')} inputMode="numeric" />}
      {has('channel') && <Choice {...of('channel')} options={{ '': kind === 'reminder' ? t.byTheRules : t.noPreference, ...w.channels }} />}
      {has('collectOn') && (
        <Choice
          {...of('collectOn')}
          options={{ 'day-after-income': t.dayAfterIncome, ...Object.fromEntries(DAYS_OF_MONTH.map((day) => [day, t.dayOfMonth(day)])) }}
        />
      )}
      {has('note') && <Line label={t.fields.note} value={note.text} onChange={(text) => note.write(text)} autoFocus={first === 'note'} />}
      {has('why') && (
        <Paragraph
          label={t.fields.why}
          value={note.text}
          onChange={(text) => note.write(text)}
          error={missing === 'why' ? t.missing.why : null}
          autoFocus
        />
      )}
    </>
  )
}

const DAYS = [1, 7, 14, 30] as const
const DAYS_OF_MONTH = Array.from({ length: 28 }, (_, index) => String(index + 1))
