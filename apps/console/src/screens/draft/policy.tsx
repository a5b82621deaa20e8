/** The editor of a policy: what the law and the creditor allow, each value with where it comes from; the law's outer bounds cannot be passed. */
import type { ReactNode } from 'react'
import { useSession } from '../../app/session'
import { Line } from '../../parts/fields'
import { Tick } from '../../parts/tick'
import { Chip } from '../../parts/values'
import { useTexts } from '../../texts'
import { Findings } from '../editors/findings'
import { refusalSaid } from '../editors/refusals'
import { texts as editors } from '../editors/texts'
import { WRITING, type Finding } from '../editors/views'
import { Calendars } from './calendars'
import { DatedRows } from './dated-rows'
import { Hours } from './hours'
import { Outlook } from './outlook'
import { changedAt, valueAt, type Path } from './paths'
import { texts } from './policy-texts'
import type { Writing } from './use-writing'

interface EditorProps {
  readonly writing: Writing
  readonly findings: readonly Finding[]
}

type Kind = 'whole' | 'euro' | 'flag'
const GROUPS: readonly { readonly code: string; readonly fields: readonly (readonly [string, Kind])[] }[] = [
  {
    code: 'budgets',
    fields: [
      ['caps.perDay', 'whole'],
      ['caps.perWindow', 'whole'],
      ['caps.windowDays', 'whole'],
      ['minDaysBetweenPhases', 'whole'],
      ['consolidateWithinDays', 'whole'],
    ],
  },
  {
    code: 'terms',
    fields: [
      ['noticeTermDays', 'whole'],
      ['payByWithinDays', 'whole'],
      ['promiseGraceBankDays', 'whole'],
      ['waitForIncome.withinDays', 'whole'],
      ['softDueDate.withinDays', 'whole'],
      ['debtHelpReviewMonths', 'whole'],
      ['latenessHours', 'whole'],
    ],
  },
  {
    code: 'costs',
    fields: [
      ['collectionCosts.charged', 'flag'],
      ['collectionCosts.most', 'euro'],
      ['collectionCosts.vatAdded', 'flag'],
      ['collectionCosts.termsLookBackMonths', 'whole'],
      ['interest.charged', 'flag'],
      ['interest.most', 'euro'],
      ['paymentsCoverCostsFirst', 'flag'],
    ],
  },
]
/** What could not be confirmed from its own source (config/README.md). */
const UNCONFIRMED = ['collectionCosts.termsLookBackMonths']

export function PolicyEditor({ writing, findings }: EditorProps): ReactNode {
  const t = useTexts(texts)
  const { refusals } = useTexts(editors)
  const { role } = useSession()
  const { definition, write } = writing
  const said = (field: string): string | null => {
    const found = findings.find((one) => one.field === field)
    return found ? refusalSaid(found.detail, refusals) : null
  }
  const set = (path: Path, value: unknown): void => write(changedAt(definition, path, value))
  return (
    <div className="writing">
      <fieldset className="stack" disabled={!WRITING.includes(role)}>
        <legend className="hidden-label">{writing.draft.name}</legend>
        <Hours hours={valueAt(definition, 'hours')} said={said} onChange={(hours) => set('hours', hours)} />
        {GROUPS.map(({ code, fields }) => (
          <section key={code} className="pane policy-group">
            <h2>{t.groups[code]}</h2>
            {fields.map(([path, kind]) => (
              <div key={path}>
                <Field
                  path={path}
                  kind={kind}
                  value={valueAt(definition, path)}
                  error={said(path)}
                  onChange={(value) => set(path, value)}
                />
                <p className="source">
                  {t.sources[path]} {UNCONFIRMED.includes(path) && <Chip tone="warn">{t.unconfirmed}</Chip>}
                </p>
              </div>
            ))}
          </section>
        ))}
        <DatedRows rows={valueAt(definition, 'postDays')} error={said('postDays')} onChange={(rows) => set('postDays', rows)} />
        <Calendars names={valueAt(definition, 'calendars')} />
        <Findings findings={findings} />
      </fieldset>
      <Outlook writing={writing} />
    </div>
  )
}

interface FieldProps {
  readonly path: string
  readonly kind: Kind
  readonly value: unknown
  readonly error: string | null
  readonly onChange: (value: unknown) => void
}

function Field({ path, kind, value, error, onChange }: FieldProps): ReactNode {
  const t = useTexts(texts)
  const label = t.fields[path] ?? path
  if (kind === 'flag') return <Tick label={label} isSelected={value === true} onChange={onChange} />
  if (kind === 'euro')
    return (
      <Line
        label={label}
        inputMode="decimal"
        placeholder={t.noLimit}
        value={asEuro(value)}
        onChange={(text) => onChange(inCents(text))}
        error={typeof value === 'string' ? t.noAmount : error}
      />
    )
  return (
    <Line
      label={label}
      inputMode="numeric"
      value={typeof value === 'number' || typeof value === 'string' ? String(value) : ''}
      onChange={(text) => onChange(/^\d+$/.test(text.trim()) ? Number(text) : text)}
      error={typeof value === 'string' ? t.whole : error}
    />
  )
}

/** Cents as they are kept; what is no amount stays as it was typed, and is refused by its field. */
const asEuro = (value: unknown): string =>
  typeof value === 'number'
    ? value % 100 === 0
      ? String(value / 100)
      : (value / 100).toFixed(2).replace('.', ',')
    : typeof value === 'string'
      ? value
      : ''
const inCents = (text: string): unknown => {
  if (text.trim() === '') return null
  const [, euro = '', cents = ''] = /^(\d{1,7})(?:[.,](\d{2}))?$/.exec(text.trim()) ?? []
  return euro === '' ? text : Number(euro) * 100 + Number(cents || 0)
}
