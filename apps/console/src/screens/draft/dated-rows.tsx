/** A value that changes on a date: how many delivery days a letter takes. */
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { DayField } from '../../parts/day-field'
import { Line } from '../../parts/fields'
import { Chip, dayFromNow } from '../../parts/values'
import { useTexts } from '../../texts'
import { texts } from './policy-texts'

interface DatedRow {
  readonly from: string
  readonly value: number | string
}

/** The slower post of 2026 and 2027: its entry into force is not confirmed (config/README.md). */
const UNCONFIRMED_FROM = '2026-07-01'

export function DatedRows({
  rows,
  error,
  onChange,
}: {
  readonly rows: unknown
  readonly error: string | null
  readonly onChange: (rows: readonly DatedRow[]) => void
}): ReactNode {
  const t = useTexts(texts)
  const dated = Array.isArray(rows) ? (rows as readonly DatedRow[]) : []
  const put = (index: number, change: Partial<DatedRow>): void =>
    onChange(dated.map((row, at) => (at === index ? { ...row, ...change } : row)))
  return (
    <section className="pane policy-group">
      <h2>{t.groups.postDays}</h2>
      <p className="source">{t.sources.postDays}</p>
      {dated.map((row, index) => (
        <div key={index} className="policy-fields">
          <DayField label={t.from} value={row.from} onChange={(from) => put(index, { from })} />
          <Line
            label={t.value}
            inputMode="numeric"
            value={String(row.value)}
            onChange={(text) => put(index, { value: /^\d+$/.test(text.trim()) ? Number(text) : text })}
          />
          <div className="row">
            {row.from >= UNCONFIRMED_FROM && <Chip tone="warn">{t.unconfirmed}</Chip>}
            <Button
              className="bare"
              isDisabled={dated.length === 1}
              aria-label={t.removeRow(row.from)}
              onPress={() => onChange(dated.filter((_, at) => at !== index))}
            >
              ✕
            </Button>
          </div>
        </div>
      ))}
      {error !== null && (
        <p className="error" role="alert">
          {error}
        </p>
      )}
      <div>
        <Button onPress={() => onChange([...dated, { from: dayFromNow(1), value: dated.at(-1)?.value ?? 2 }])}>{t.addRow}</Button>
      </div>
    </section>
  )
}
